"""Headings and casts over several lines: 场次：… 地点：… 时间：… 内外景：… 人物：….

The fields of a block become one heading, whose text is the line that would say the same:
`1-1 日 内 客厅`. Fields behind a heading line fill what it leaves open.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from piying.model.script import Element, ElementKind, Heading, Place
from piying.script import idioms
from piying.script.hours import place_of, tags
from piying.script.readers.chinese.labels import Field, fields_of
from piying.script.readers.chinese.survey import names_in
from piying.script.readers.chinese.talk import close_speech
from piying.script.readers.chinese.words import (
    CAST_LABELS,
    LOCATION_LABELS,
    NUMBER_LABELS,
    PLACE_LABELS,
    TIME_LABELS,
)
from piying.script.slugline import heading_of

if TYPE_CHECKING:
    from piying.script.readers.chinese.lines import Piece
    from piying.script.readers.chinese.state import State

_block_lines_max = 8

_RANGE = re.compile(
    r"\(?[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]+)?\s*(?:[-~]+|至|到)\s*[0-9]{1,2}(?::[0-9]{2}){1,2}.*"
    r"|[0-9.]+\s*[-~至到]\s*[0-9.]+\s*(?:s|秒|分钟?).*"
    r"|[0-9.]+\s*(?:s|秒|分钟)"
)
_SPEAKABLE = LOCATION_LABELS | TIME_LABELS | PLACE_LABELS
"""Labels that what is said behind `张明：` may begin with."""

_PLACE_WORDS = {Place.INTERIOR: "内", Place.EXTERIOR: "外", Place.BOTH: "内/外"}


def read_fields(state: State, piece: Piece) -> bool:
    """Read a line of heading fields or a cast; False where it is none."""
    fields = fields_of(piece) if ":" in piece.thin[:16] else []
    awaited = state.speech is not None and state.speech.words < 0
    if not fields or (awaited and fields[0].label in _SPEAKABLE):
        return False
    close_speech(state)
    if any(_RANGE.fullmatch(one.value.thin) for one in fields if one.label in TIME_LABELS):
        state.add(ElementKind.NOTE, piece.begin, piece.text)
        return True
    if all(one.label in CAST_LABELS for one in fields):
        return _cast(state, piece, fields)
    if state.heading >= 0 and _is_another(state, fields):
        state.heading = -1
    if state.heading < 0 and not _begins_scene(state, fields):
        return False
    if state.heading < 0:
        state.scenes += 1
        state.front = ""
        state.heading = state.add(ElementKind.HEADING, piece.begin, heading=Heading())
    else:
        state.stretch(state.heading)
    _fill(state, fields)
    return True


def add_cast(state: State, begin: int, names: str) -> None:
    """The cast of the scene, as written."""
    state.add(ElementKind.CAST, begin, names)


def _cast(state: State, piece: Piece, fields: list[Field]) -> bool:
    """人物：A、B（旁观）, or 人物： with the names on the next line."""
    names = fields[0].value.text if len(fields) == 1 else piece.text
    if not state.scenes and (not names or state.front == "bios"):
        return False
    if not names and state.next_piece() is None:
        state.add(ElementKind.NOTE, piece.begin, piece.text)
        return True
    index = state.add(ElementKind.CAST, piece.begin, names)
    following = state.next_piece()
    if not names and following and names_in(following.text) and ":" not in following.thin:
        state.pending = index
    return True


def _begins_scene(state: State, fields: list[Field]) -> bool:
    """Whether fields without a heading before them begin a scene.

    A number does; else a location together with a time or a place within the next lines. In
    front of everything, 时间：当代 and 地点：江城 tell of the whole story.
    """
    found = list(fields)
    for piece in state.lines[state.at + 1 : state.at + _block_lines_max]:
        more = fields_of(piece)
        if not more and piece.thin:
            break
        found.extend(more)
    labels = {one.label for one in found}
    if labels & NUMBER_LABELS:
        return True
    if any(idioms.heading(one.value.text) for one in fields if one.label in LOCATION_LABELS):
        return True
    if not state.front and fields[0].label in ("场景", "地点") and fields[0].value.text:
        return True
    timed = any(tags(one.value.thin) for one in found if one.label in TIME_LABELS)
    if not state.scenes and state.front and not (labels & PLACE_LABELS):
        return False
    return bool(labels & LOCATION_LABELS) and (timed or bool(labels & PLACE_LABELS))


def _is_another(state: State, fields: list[Field]) -> bool:
    """Whether a 场次 numbers another scene than the heading that is open."""
    heading = state.elements[state.heading].heading
    return bool(heading and heading.number) and any(
        one.label in NUMBER_LABELS and _numbered(Heading(), one.value.text).number
        for one in fields
    )


def _more(old: str, new: str) -> str:
    """Two words for one thing: the longer where it holds the other, else both."""
    if old in new or new in old:
        return max(old, new, key=len)
    return f"{old} {new}"


def _fill(state: State, fields: list[Field]) -> None:
    """Put the fields of one line into the open heading."""
    heading = state.elements[state.heading].heading or Heading()
    for one in fields:
        if one.label in CAST_LABELS:
            add_cast(state, one.begin, one.value.text)
        elif one.label in NUMBER_LABELS:
            heading = _numbered(heading, one.value.text)
        elif one.label in LOCATION_LABELS:
            heading = _located(heading, one.value)
        elif one.label in PLACE_LABELS:
            heading = replace(heading, place=place_of(one.value.text))
        elif one.label in TIME_LABELS:
            exact = tags(one.value.thin.replace(" ", ""))
            word = one.value.text if exact else idioms.time_word(one.value.text)
            time = _more(heading.time, word)
            heading = replace(heading, time=time, place=_place(heading, exact and exact.place))
            if not exact:
                state.add(ElementKind.NOTE, one.begin, f"{one.label}：{one.value.text}")
    text = _written(heading)
    state.elements[state.heading] = Element(ElementKind.HEADING, text, heading=heading_of(text))


def _place(heading: Heading, place: Place | None) -> Place:
    return heading.place if place in (None, Place.UNKNOWN) else place


def _numbered(heading: Heading, value: str) -> Heading:
    """The heading with the number that 场次 gives, and whatever else its line says."""
    for text in (value, f"场{value}"):
        found = idioms.heading(text)
        if found and found.number:
            return _merged(heading, found)
    return replace(heading, location=heading.location or value)


def _located(heading: Heading, value: Piece) -> Heading:
    """The heading with the location that 地点 gives; 场景：1-1 日 内 客厅 gives more."""
    found = idioms.heading(value.text)
    if found:
        return _merged(heading, found)
    return replace(heading, location=_more(heading.location, " ".join(value.text.split())))


def _merged(heading: Heading, found: Heading) -> Heading:
    """`heading`, and what `found` says instead."""
    return replace(
        found,
        number=found.number or heading.number,
        episode=found.episode or heading.episode,
        scene=found.scene or heading.scene,
        place=heading.place if found.place is Place.UNKNOWN else found.place,
        location=found.location or heading.location,
        time=found.time or heading.time,
    )


def _written(heading: Heading) -> str:
    """The one line that says what a heading says."""
    number = heading.number
    if number and not heading.episode:
        number = f"第{number}场"
    place = _PLACE_WORDS.get(heading.place, "")
    line = " ".join(filter(None, (number, heading.time, place, heading.location)))
    if heading.time and heading.location and idioms.heading(line) is None:
        return f"{heading.location} - {heading.time}"
    return line
