"""Everything a user reads stands in one catalogue, in both languages, with the same fields."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from piying.model.messages import CATALOGUE, merged, say
from piying.model.messages.said import Said

SOURCE = Path(__file__).parents[2] / "src" / "piying"
ROOMS = ("script.", "board.", "takes.", "cut.", "render.", "store.", "cli.")


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_both_languages_have_the_same_fields(code):
    said = CATALOGUE[code]

    assert said.zh
    assert said.en
    assert fields(said.zh) == fields(said.en)


def used():
    for path in SOURCE.rglob("*.py"):
        if "messages" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in {
                    "Invalid",
                    "Conflict",
                    "Missing",
                    "Outside",
                    "Refused",
                    "say",
                    "Finding",
                    "step",
                }:
                    for argument in node.args[:1]:
                        if isinstance(argument, ast.Constant) and isinstance(
                            argument.value, str
                        ):
                            yield path.name, argument.value, node


def test_every_code_that_is_used_is_in_the_catalogue():
    unknown = {
        (name, code)
        for name, code, _ in used()
        if code.startswith(ROOMS) and code not in CATALOGUE
    }

    assert not unknown


NO_CODES = {
    "accounts.json", "counting.csv", "counting.parquet", "deals.read", "plays.day",
    "plays.names", "plays.total", "plays.week", "review.root", "script.txt",
}  # fmt: skip
"""Names of files, tables and slots that look like codes."""


def looks_like_a_code():
    """Every text of the source that is a room and a name, wherever it stands."""
    rooms = {code.split(".")[0] for code in CATALOGUE}
    for path in SOURCE.rglob("*.py"):
        if "messages" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                room, dot, name = node.value.partition(".")
                if dot and room in rooms and re.fullmatch("[a-z_]+", name):
                    yield path.name, node.value


def test_what_looks_like_a_code_is_one_or_begins_one():
    unknown = {
        (name, told)
        for name, told in looks_like_a_code()
        if told not in CATALOGUE and told not in NO_CODES
        and not (told.endswith("_") and any(code.startswith(told) for code in CATALOGUE))
    }  # fmt: skip

    assert not unknown


def test_what_fills_a_message_is_what_it_asks_for():
    wrong = []
    for name, code, node in used():
        if code not in CATALOGUE or getattr(node.func, "id", "") in {"Finding", "step"}:
            continue
        given = {word.arg for word in node.keywords}
        if None in given:
            continue
        missing = fields(CATALOGUE[code].en) - given - {"retryable"}
        if missing:
            wrong.append((name, code, sorted(missing)))

    assert not wrong


def test_a_message_is_filled_in_the_language_asked_for():
    assert "第 9 集" in say("cli.unknown_episode", "zh", episode=9, known="1")
    assert "episode 9" in say("cli.unknown_episode", "en", episode=9, known="1")


def test_two_tables_do_not_say_different_things_by_one_code():
    with pytest.raises(ValueError, match=r"cli\.b"):
        merged({"cli.a": Said("甲", "a"), "cli.b": Said("乙", "b")}, {"cli.b": Said("丙", "c")})
