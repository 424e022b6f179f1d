"""Tables of the program itself: verbs, options, settings, messages, rooms."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from doctables.markdown import SRC, code, codes, module_doc, table
from piying.cli.parser import parser
from piying.cli.verbs import VERBS
from piying.model.messages import CATALOGUE, say
from piying.studio.config import SETTINGS
from piying.studio.working.providers import all_providers

RAISED = {"Invalid": "2", "Conflict": "2", "Missing": "3", "Outside": "4"} | dict.fromkeys(
    ("NotTaken", "Ended", "refusal", "doubt", "end"), "4"
)
FLOORS = (
    "model",
    "script",
    "takes",
    "cut",
    "review",
    "release",
    "render",
    "partners",
    "store",
    "studio",
    "web",
    "cli",
)


def verbs_table() -> str:
    """Every verb in both languages."""
    return table(
        "verb | what it does | 作用",
        (
            (code(verb), say(f"cli.help_{verb}", "en"), say(f"cli.help_{verb}", "zh"))
            for verb in VERBS
        ),
    )


def options_table() -> str:
    """Every option, its verbs and its values; one that means two things has two rows."""
    verbs_of: dict[tuple[str, str], list[str]] = defaultdict(list)
    values_of: dict[tuple[str, str], str] = {}
    subparsers = parser("en")._subparsers  # noqa: SLF001 - argparse shows it nowhere else
    if subparsers is None:
        return ""
    for verb, made in subparsers._group_actions[0].choices.items():  # type: ignore[union-attr]  # noqa: SLF001
        for action in made._actions:  # noqa: SLF001
            name = ", ".join(action.option_strings) or action.dest.upper()
            if name == "-h, --help":
                continue
            key = (name, str(action.help).replace("%%", "%"))
            verbs_of[key].append(verb)
            values_of[key] = _values(action.choices or ())
    rows = []
    for (name, meaning), verbs in verbs_of.items():
        where = "every verb" if len(verbs) == len(VERBS) else codes(verbs)
        rows.append((code(name), where, values_of[name, meaning], meaning))
    return table("option | verbs | values | meaning", rows)


def _values(choices: Iterable[object]) -> str:
    """The values of an option; of a range its ends."""
    if isinstance(choices, range):
        return f"{code(choices[0])} … {code(choices[-1])}"
    return codes(choices)


def settings_table() -> str:
    """Every setting of the environment."""
    return table("setting | meaning", ((code(key), text) for key, text in SETTINGS.items()))


@cache
def exit_codes() -> dict[str, str]:
    """The exit code of every message that is raised as an error."""
    found: dict[str, str] = {}
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name in RAISED and isinstance(first, ast.Constant):
                found[str(first.value)] = RAISED[name]
    return found


def messages_table(room: str) -> str:
    """Every message of one room."""
    exits = exit_codes()
    return table(
        "code | exit | English | 中文",
        (
            (code(name), exits.get(name, ""), said.en, said.zh)
            for name, said in CATALOGUE.items()
            if name.startswith(f"{room}.")
        ),
    )


def room_table(room: str) -> str:
    """Every module of one room."""
    rows: list[tuple[str, str]] = []
    for path in sorted((SRC / room).rglob("*.py")):
        inner = path.relative_to(SRC / room)
        if path.name == "__init__.py" or inner.parts[0] == "messages":
            continue
        rows.append((code(str(inner)), module_doc(path)))
    return table(f"{room}/ | what it is", rows)


def providers_table() -> str:
    """Every provider and what it makes."""
    return table(
        "provider | makes | models (first: default) | languages | offline",
        (
            (
                code(one.name),
                ability.makes.value,
                codes(ability.models),
                " ".join(ability.languages) or "–",
                "yes" if ability.offline else "no",
            )
            for one in all_providers(Path())
            for ability in one.abilities
        ),
    )
