"""Telling what happened: plain lines for a person, or one JSON object for a program."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from piying.model.errors import PiyingError
from piying.model.messages import say
from piying.model.script import Finding, Severity

FINDINGS_SHOWN_MAX = 20
TOLD_SECONDS_MIN = 1.0
"""Nobody waits for less."""


class Telling:
    """Prints results: lines for a person, or one line of JSON for each episode."""

    def __init__(self, language: str, *, as_json: bool) -> None:
        self.language = language
        self._json = as_json

    def line(self, code: str, **data: object) -> None:
        """A line of the catalogue, on standard output."""
        if not self._json:
            print(say(f"cli.{code}", self.language, **data))

    def lines(self, lines: Sequence[str]) -> None:
        """Lines that are ready, such as a table, on standard output."""
        if not self._json:
            for line in lines:
                print(line)

    def result(self, value: dict[str, object]) -> None:
        """What a program gets, as one line of JSON."""
        if self._json:
            print(json.dumps(value, ensure_ascii=False, sort_keys=True), flush=True)

    def findings(self, source: str, findings: Sequence[Finding]) -> None:
        """What a person should look at, gravest first, on standard error."""
        if self._json:
            return
        order = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        ranked = sorted(findings, key=lambda finding: order.index(finding.severity))
        for finding in ranked[:FINDINGS_SHOWN_MAX]:
            place = f"{source}:{finding.span.line}:{finding.span.column}"
            kind = say(f"cli.severity_{finding.severity.value}", self.language)
            text = say(finding.code, self.language, **dict(finding.data))
            print(f"{place}: {kind}: {text}", file=sys.stderr)
        if len(ranked) > FINDINGS_SHOWN_MAX:
            more = len(ranked) - FINDINGS_SHOWN_MAX
            print(say("cli.more_findings", self.language, count=more), file=sys.stderr)

    def failed(self, error: PiyingError) -> int:
        """Say why the verb ended without its result; the exit code for that."""
        said = error.said(self.language)
        print(f"piying: {said}", file=sys.stderr)
        if self._json:
            print(json.dumps({"error": error.code, "message": said}, ensure_ascii=False))
        return error.exit_code

    def times(self, seconds: Sequence[tuple[str, float]]) -> None:
        """How long everything took."""
        total = sum(took for _, took in seconds)
        if total >= TOLD_SECONDS_MIN and not self._json:
            print(say("cli.took", self.language, seconds=f"{total:.1f}"), file=sys.stderr)


def finding_data(finding: Finding, language: str) -> dict[str, object]:
    """A finding for a program."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "line": finding.span.line,
        "column": finding.span.column,
        "message": say(finding.code, language, **dict(finding.data)),
    }


def findings_data(findings: Sequence[Finding], language: str) -> list[dict[str, object]]:
    """Findings for a program."""
    return [finding_data(finding, language) for finding in findings]
