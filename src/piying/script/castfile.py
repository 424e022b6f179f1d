"""The cast file: who is who, in TOML a writer can edit.

    title = "…"    language = "zh" | "en"    style = "manhua" | "shadow"
    [[character]]  name, aliases, voice = "preset" or a table, sex, age, build, hair, …
    [narrator]     voice
    [sets]         "沪上 张家" = "living_room"

What a file leaves open stays empty in the cast and is chosen by `auto_cast`; what it says
wrongly is a finding with its line and with what is known, and is left open too.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from piying.model.errors import Invalid
from piying.model.people import Age, Build, Cast, Character, Style, Voice
from piying.model.script import Finding, Severity, Span
from piying.script import kit
from piying.script.casting import UNCAST, CastPreset, auto_cast, bare_look
from piying.script.casttemplate import cast_template

__all__ = ["UNCAST", "CastPreset", "auto_cast", "cast_template", "parse_cast"]

LANGUAGES = ("zh", "en")
CHARACTERS_MAX = 500
PERMILLE_MIN, PERMILLE_MAX = 0, 4_000

_TOP = ("title", "language", "style", "character", "narrator", "sets")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "sex": ("female", "male"),
    "age": tuple(Age),
    "build": tuple(Build),
    "hair": kit.HAIR,
    "outfit": kit.OUTFITS,
}
_COLOURS = ("hair_colour", "eye_colour", "skin", "outfit_colour", "accent_colour")
_CHARACTER = ("name", "aliases", "voice", *_CHOICES, *_COLOURS, "accessories")
_VOICE = ("preset", *(each.name for each in fields(Voice)))
_VOICE_WORDS = frozenset({"provider", "timbre", "prosody", "mix_with"})
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*=""")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


Where = tuple[str, int, str]
"""(table, which one of that name, key); the empty key is the table's own line."""


@dataclass(slots=True)
class _Desk:
    """Where the findings gather, and where each key stands."""

    places: Mapping[Where, int]
    findings: list[Finding] = field(default_factory=list)

    def say(self, code: str, where: Where, severity: Severity, **data: object) -> None:
        table, index, _ = where
        line = self.places.get(where) or self.places.get((table, index, "")) or 1
        said = tuple((key, str(value)) for key, value in data.items())
        self.findings.append(Finding(code, severity, Span(line, 1, line + 1, 1), said))

    def unknown(self, what: str, word: str, known: Iterable[str], where: Where) -> None:
        options = list(known)
        near = difflib.get_close_matches(word, options, n=1, cutoff=0.5)
        self.say(
            "board.cast_value", where, Severity.ERROR,
            key=what, value=word, near=near[0] if near else "-", known=" ".join(options),
        )  # fmt: skip


def parse_cast(text: str, voices: Mapping[str, Voice]) -> tuple[Cast, tuple[Finding, ...]]:
    """The cast that a cast file describes, and what in it was not understood.

    Fields of a look that the file leaves open are empty strings and a voice left open is
    `UNCAST`, both for `auto_cast` to choose.

    Raises:
        Invalid: the text is not TOML, or it has more characters than any drama.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line, column = (at[1], at[2]) if at else ("?", "?")
        why = _AT.sub("", str(error)).strip()
        raise Invalid("board.cast_toml", line=line, column=column, why=why) from error
    desk = _Desk(_places(text))
    _unknown_keys(told, _TOP, ("", 0, ""), desk)
    style = Style(_choice(told, "style", tuple(Style), ("", 0, "style"), desk) or Style.MANHUA)
    cast = Cast(
        characters=_characters(told.get("character", []), style, voices, desk),
        narrator=_narrator(told.get("narrator"), voices, desk),
        sets=_sets(told.get("sets", {}), desk),
        style=style,
        title=_text(told, "title", ("", 0, "title"), desk),
        language=_choice(told, "language", LANGUAGES, ("", 0, "language"), desk),
    )
    return cast, tuple(desk.findings)


def _characters(
    told: object, style: Style, voices: Mapping[str, Voice], desk: _Desk
) -> tuple[Character, ...]:
    tables = _tables(told)
    if tables is None:
        desk.say("board.cast_type", ("", 0, "character"), Severity.ERROR,
                 key="character", wanted="[[character]]")  # fmt: skip
        return ()
    if len(tables) > CHARACTERS_MAX:
        raise Invalid("board.cast_too_long", count=len(tables), limit=CHARACTERS_MAX)
    made: list[Character] = []
    taken: dict[str, str] = {}
    for index, table in enumerate(tables):
        character = _character(table, index, style, voices, desk)
        if character is None:
            continue
        names = [character.name, *character.aliases]
        twice = [name for name in dict.fromkeys(names) if name.casefold() in taken]
        for name in twice:
            desk.say("board.cast_twice", ("character", index, "name"), Severity.ERROR,
                     name=name, other=taken[name.casefold()])  # fmt: skip
        if character.name in twice:
            continue
        aliases = tuple(alias for alias in character.aliases if alias not in twice)
        taken |= {name.casefold(): character.name for name in (character.name, *aliases)}
        made.append(replace(character, aliases=aliases))
    return tuple(made)


def _character(
    table: dict[str, object], index: int, style: Style, voices: Mapping[str, Voice], desk: _Desk
) -> Character | None:
    def at(key: str) -> Where:
        return ("character", index, key)

    name = _text(table, "name", at("name"), desk).strip()
    if not name:
        desk.say("board.cast_no_name", at(""), Severity.ERROR, number=index + 1)
        return None
    _unknown_keys(table, _CHARACTER, at(""), desk)
    chosen = {key: _choice(table, key, known, at(key), desk) for key, known in _CHOICES.items()}
    age = Age(chosen["age"]) if chosen["age"] else None
    look = bare_look(name, style, sex=chosen["sex"], age=age)
    colours: dict[str, Any] = {key: _colour(table, key, at(key), desk) for key in _COLOURS}
    look = replace(
        look,
        build=Build(chosen["build"]) if chosen["build"] else look.build,
        hair=chosen["hair"],
        outfit=chosen["outfit"],
        accessories=_accessories(table, at("accessories"), desk),
        **colours,
    )
    aliases = _words(table, "aliases", at("aliases"), desk)
    voice = _voice(table.get("voice"), voices, at("voice"), desk)
    return Character(name, aliases, look, voice)


def _accessories(table: Mapping[str, object], where: Where, desk: _Desk) -> tuple[str, ...]:
    made = []
    for word in _words(table, "accessories", where, desk):
        if word in kit.ACCESSORIES:
            made.append(word)
        else:
            desk.unknown("accessories", word, kit.ACCESSORIES, where)
    return tuple(made)


def _narrator(told: object, voices: Mapping[str, Voice], desk: _Desk) -> Voice:
    if told is None:
        return UNCAST
    if not isinstance(told, dict):
        desk.say("board.cast_type", ("", 0, "narrator"), Severity.ERROR,
                 key="narrator", wanted="[narrator]")  # fmt: skip
        return UNCAST
    _unknown_keys(told, ("voice",), ("narrator", 0, ""), desk)
    return _voice(told.get("voice"), voices, ("narrator", 0, "voice"), desk)


def _voice(told: object, voices: Mapping[str, Voice], where: Where, desk: _Desk) -> Voice:
    """A voice by the name of a preset, or by a table that may start from one."""
    if told is None:
        return UNCAST
    if isinstance(told, str):
        if told not in voices:
            desk.unknown("voice", told, voices, where)
            return UNCAST
        return voices[told]
    if not isinstance(told, dict):
        desk.say("board.cast_type", where, Severity.ERROR, key="voice", wanted='"…", {…}')
        return UNCAST
    _unknown_keys(told, _VOICE, where, desk)
    preset = told.get("preset")
    base = Voice()
    if preset is not None:
        if preset not in voices:
            desk.unknown("voice", str(preset), voices, where)
            return UNCAST
        base = voices[preset]
    return _tuned(base, told, where, desk)


def _tuned(base: Voice, told: Mapping[str, Any], where: Where, desk: _Desk) -> Voice:
    changes: dict[str, Any] = {}
    for key, value in told.items():
        if key in _VOICE_WORDS and isinstance(value, str):
            changes[key] = value
        elif key in _VOICE_WORDS or key == "preset":
            if not isinstance(value, str):
                desk.say("board.cast_type", where, Severity.ERROR, key=key, wanted='"…"')
        elif key in _VOICE:
            whole = isinstance(value, int) and not isinstance(value, bool)
            if whole and PERMILLE_MIN <= value <= PERMILLE_MAX:
                changes[key] = value
            else:
                wanted = f"{PERMILLE_MIN}…{PERMILLE_MAX}"
                desk.say("board.cast_type", where, Severity.ERROR, key=key, wanted=wanted)
    return replace(base, **changes)


def _sets(told: object, desk: _Desk) -> tuple[tuple[str, str], ...]:
    if not isinstance(told, dict):
        desk.say(
            "board.cast_type", ("", 0, "sets"), Severity.ERROR, key="sets", wanted="[sets]"
        )
        return ()
    made = []
    for location, name in told.items():
        where = ("sets", 0, location)
        if isinstance(name, str) and name in kit.SETS:
            made.append((location, name))
        else:
            desk.unknown(location, str(name), kit.SETS, where)
    return tuple(made)


def _text(table: Mapping[str, object], key: str, where: Where, desk: _Desk) -> str:
    value = table.get(key, "")
    if isinstance(value, str):
        return value
    desk.say("board.cast_type", where, Severity.ERROR, key=key, wanted='"…"')
    return ""


def _words(table: Mapping[str, object], key: str, where: Where, desk: _Desk) -> tuple[str, ...]:
    value = table.get(key, [])
    if isinstance(value, list) and all(isinstance(word, str) and word for word in value):
        return tuple(value)
    desk.say("board.cast_type", where, Severity.ERROR, key=key, wanted='["…", "…"]')
    return ()


def _choice(
    table: Mapping[str, object],
    key: str,
    known: Sequence[str],
    where: Where,
    desk: _Desk,
) -> str:
    value = _text(table, key, where, desk)
    if not value or value in known:
        return str(value)
    desk.unknown(key, value, known, where)
    return ""


def _colour(table: Mapping[str, object], key: str, where: Where, desk: _Desk) -> str:
    value = _text(table, key, where, desk)
    if not value or _COLOUR.match(value):
        return value.lower()
    desk.say("board.cast_colour", where, Severity.ERROR, key=key, value=value)
    return ""


def _unknown_keys(
    table: Mapping[str, object], known: Sequence[str], where: Where, desk: _Desk
) -> None:
    name, index, inside = where
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            place = (name, index, inside or key)
            desk.say(
                "board.cast_key", place, Severity.WARNING,
                key=key, near=near[0] if near else "-", known=" ".join(known),
            )  # fmt: skip


def _tables(told: object) -> list[dict[str, object]] | None:
    if isinstance(told, list) and all(isinstance(each, dict) for each in told):
        return told
    return None


def _places(text: str) -> dict[Where, int]:
    """The line at which each key stands."""
    places: dict[Where, int] = {}
    table, index = "", 0
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = header[2].strip("\"' ")
            index = counts.get(table, 0)
            counts[table] = index + 1
            places.setdefault((table, index, ""), number)
            if "." in table:
                parent, _, key = table.partition(".")
                table, index = parent, max(0, counts.get(parent, 1) - 1)
                places.setdefault((table, index, key), number)
        elif key_match := _KEY.match(line):
            key = next(group for group in key_match.groups() if group is not None)
            places.setdefault((table, index, key), number)
    return places
