"""The parts that rules are made from: sources, word sets, contexts and people."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from piying.model.policy import Context, Origin, People, Read, Window, WordSet
from piying.model.review import Level
from piying.review.policy.tables import Table

WORD_LENGTH_MAX = 64
"""Letters of an English phrase; Chinese words are held to `HAN_MAX`."""
HAN_MAX = 16
AGES = ("child", "young", "elder", "adult")

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SOURCE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def sources(table: Table | None) -> tuple[Origin, ...]:
    """`[source.ID]`."""
    found = []
    for name, one in table.each() if table else ():
        one.only("title", "read", "issued", "in_force", "url", "read_on", "note")
        if not _SOURCE.fullmatch(name):
            one.page.fault("policy_name", one.path, name=name, wanted="NSV2021")
        title = one.text("title", needed=True)
        read = one.word("read", Read)
        found.append(
            Origin(
                id=name,
                title=title,
                read=read or Read.UNREAD,
                issued=one.day("issued"),
                in_force=one.day("in_force"),
                url=one.text("url"),
                read_on=one.day("read_on"),
                note=one.text("note"),
            )
        )
    return tuple(found)


def sets(table: Table | None) -> tuple[WordSet, ...]:
    """`[sets]`."""
    found = []
    if table is None:
        return ()
    for name in table.values:
        if not _NAME.fullmatch(name):
            table.page.fault("policy_name", table.at(name), name=name, wanted="practice_2")
        words = table.names(name, needed=True)
        kept = []
        for word, times in Counter(words).items():
            if why := _bad(word):
                table.page.fault("policy_word", table.at(name), word, word=word, why=why)
            else:
                kept.append(word)
            if times > 1:
                table.page.fault(
                    "policy_twice", table.at(name), word, what=f"sets.{name}", id=word
                )
        found.append(WordSet(name, tuple(kept)))
    return tuple(found)


def _bad(word: str) -> str:
    """Why a word cannot be matched; empty if it can."""
    body = word.removesuffix("*")
    han = sum("\u4e00" <= c <= "\u9fff" for c in word)
    if word != word.strip() or not any(unicodedata.category(c)[0] in "LN" for c in body):
        return "empty / space"
    if unicodedata.normalize("NFKC", word) != word:
        return "NFKC"
    if han > HAN_MAX or len(word) > WORD_LENGTH_MAX:
        return f"> {HAN_MAX if han else WORD_LENGTH_MAX}"
    if "*" in body or (han and "*" in word):
        return "*"
    return ""


def contexts(table: Table | None) -> tuple[tuple[Context, str, Table], ...]:
    """`[context.NAME]`, each with the set that it takes its words from, or an empty name."""
    found = []
    for name, one in table.each() if table else ():
        one.only("tokens", "set", "window", "side", "lowers_to")
        if not _NAME.fullmatch(name):
            one.page.fault("policy_name", one.path, name=name, wanted="negate")
        window = one.word("window", Window) or Window.CLAUSE
        side = one.one_of("side", ("before", "around"), needed=False)
        lowers = one.word("lowers_to", Level) or Level.NOTE
        if lowers is Level.BLOCK:
            one.page.unknown("lowers_to", "block", ("note", "review"), one.at("lowers_to"))
        taken = one.text("set")
        if ("tokens" in one.values) == ("set" in one.values):
            one.page.fault("policy_either", one.path, first="tokens", second="set")
        words = one.names("tokens")
        around = side == "around" or (not side and window is not Window.CLAUSE)
        found.append((Context(name, words, window, around, lowers), taken, one))
    return tuple(found)


def people(table: Table | None) -> tuple[tuple[People, Table], ...]:
    """`[people]`: age → set."""
    found: list[tuple[People, Table]] = []
    if table is None:
        return ()
    for age in table.values:
        if age not in AGES:
            table.page.unknown("people", age, AGES, table.at(age))
            continue
        name = table.text(age, needed=True)
        if name:
            found.append((People(age, name), table))
    return tuple(found)
