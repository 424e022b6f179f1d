"""What is wrong with what was typed."""

from __future__ import annotations

import re

from piying.model.messages import say

_KNOWN: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"argument (?P<name>.+?): invalid choice: '?(?P<value>.*?)'? "
                   r"\(choose from (?P<known>.*)\)"),
        "cli.usage_choice",
    ),
    (
        re.compile(r"argument (?P<name>.+?): invalid (?:\S+ value: )?'(?P<value>.*)'"),
        "cli.usage_number",
    ),
    (re.compile(r"argument (?P<name>.+?): no port '(?P<value>.*)'"), "cli.usage_port"),
    (re.compile(r"argument (?P<name>.+?): expected one argument"), "cli.usage_lacks_value"),
    (re.compile(r"the following arguments are required: (?P<name>.+)"), "cli.usage_required"),
    (
        re.compile(r"argument (?P<name>.+?): not allowed with argument (?P<value>.+)"),
        "cli.usage_together",
    ),
    (re.compile(r"unrecognized arguments: (?P<value>.+)"), "cli.usage_unknown"),
)  # fmt: skip


class UsageError(Exception):
    """The command line could not be understood."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage

    def said(self, language: str) -> str:
        """What is wrong, in `language`; argparse itself speaks English only."""
        for pattern, code in _KNOWN:
            found = pattern.fullmatch(self.message)
            if found:
                data = found.groupdict()
                if "known" in data:
                    data["known"] = data["known"].replace("'", "")
                return say(code, language, **data)
        return self.message
