"""Answers: what a model proposed, held against the source before anybody sees it.

Nothing is believed: a passage that was not asked about, a quote that does not stand in its
passage and a line that was made up are each marked as what they are, and nothing is dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

import msgspec

from piying.model.adaptation import (
    BeatKind,
    Event,
    Passage,
    ProposedBeat,
    ProposedCharacter,
    ProposedScene,
    Trace,
)
from piying.model.errors import Invalid
from piying.script.adapt.asking import HOURS

_MARKS = str.maketrans(dict.fromkeys("：:（）()[]【】^@#△▲《》", " "))

_HIDING = re.compile(r"\[\[+|\]\]+|/\*+|\*+/|[\x00-\x1f\x7f]")

QUOTE_LEAST = 4
"""Letters of a quote; a shorter one stands in too many places to say anything."""


class _Character(msgspec.Struct):
    name: str
    note: str
    passage: int


class _Event(msgspec.Struct):
    text: str
    first: int
    last: int


class _Beat(msgspec.Struct):
    kind: BeatKind
    text: str
    passage: int
    quote: str
    who: str = ""
    manner: str = ""


class _Scene(msgspec.Struct):
    location: str
    inside: bool
    hour: str
    beats: list[_Beat]


class Answer(msgspec.Struct):
    """An answer as it came."""

    characters: list[_Character]
    events: list[_Event]
    scenes: list[_Scene]


def read_answer(data: str, model: str, part: int = 1) -> Answer:
    """The answer in `data`, to the question about portion `part`.

    Raises:
        Invalid: it does not keep to the schema; the model and the place are named.
    """
    try:
        return msgspec.json.decode(_bare(data).encode(), type=Answer)
    except msgspec.DecodeError as error:
        raise Invalid(
            "script.answer_unreadable", model=model, part=part, why=str(error)
        ) from error


def _bare(data: str) -> str:
    """An answer without the fence that some models put round it."""
    text = data.strip()
    if text.startswith("```"):
        text = text.removeprefix("```json").removeprefix("```").removesuffix("```")
    return text.strip()


def characters_of(
    answer: Answer, asked: Mapping[int, Passage], known: Sequence[str]
) -> tuple[ProposedCharacter, ...]:
    """The people of an answer who were not met before."""
    found: dict[str, ProposedCharacter] = {}
    for one in answer.characters:
        name = _name(one.name)
        if name and name not in known and name not in found:
            passage = one.passage if one.passage in asked else 0
            found[name] = ProposedCharacter(name, _one_line(one.note), passage)
    return tuple(found.values())


def events_of(answer: Answer, asked: Mapping[int, Passage]) -> tuple[Event, ...]:
    """The events of an answer, within the passages that were asked about."""
    least, most = min(asked), max(asked)
    return tuple(
        Event(_one_line(one.text), max(least, min(one.first, one.last)),
              min(most, max(one.first, one.last)))
        for one in answer.events
        if one.text.strip() and min(one.first, one.last) <= most
        and max(one.first, one.last) >= least
    )  # fmt: skip


def scenes_of(
    answer: Answer, asked: Mapping[int, Passage], text: str
) -> tuple[ProposedScene, ...]:
    """The scenes of an answer, every beat with its trace; scenes without a beat are none."""
    return tuple(
        ProposedScene(
            _one_line(one.location.translate(_MARKS)) or "-",
            one.inside,
            one.hour if one.hour in HOURS else HOURS[0],
            beats,
        )
        for one in answer.scenes
        if (beats := tuple(_beat(beat, asked, text) for beat in one.beats if beat.text.strip()))
    )


def _beat(beat: _Beat, asked: Mapping[int, Passage], text: str) -> ProposedBeat:
    passage = asked.get(beat.passage)
    trace, start, end = Trace.UNTRACED, 0, 0
    if passage is not None:
        trace, start, end = _trace(beat, text, passage)
    return ProposedBeat(
        beat.kind,
        _one_line(beat.text),
        0 if passage is None else passage.number,
        beat.quote.strip(),
        _name(beat.who) if beat.kind is BeatKind.LINE else "",
        _name(beat.manner),
        trace,
        start,
        end,
    )


def _trace(beat: _Beat, text: str, passage: Passage) -> tuple[Trace, int, int]:
    """How a beat stands to its passage, and where in the source its words stand."""
    whole = _Folded(text, passage)
    said, quote = letters(beat.text), letters(beat.quote)
    place = whole.place(said)
    if place and beat.kind is not BeatKind.ACTION:
        return Trace.VERBATIM, *place
    quoted = whole.place(quote)
    if quoted and len(quote) >= min(QUOTE_LEAST, len(whole.text)):
        return Trace.VERBATIM if place else Trace.DRAWN, *(place or quoted)
    return Trace.UNTRACED, 0, 0


class _Folded:
    """A passage by its letters, each with its place in the source."""

    def __init__(self, text: str, passage: Passage) -> None:
        folded = [
            (letter, at)
            for at in range(passage.start, passage.end)
            for letter in letters(text[at])
        ]
        self.text = "".join(letter for letter, _ in folded)
        self._places = [at for _, at in folded]

    def place(self, wanted: str) -> tuple[int, int] | None:
        """Where `wanted` stands first, in characters of the source; None: nowhere."""
        at = self.text.find(wanted) if wanted else -1
        if at < 0:
            return None
        return self._places[at], self._places[at + len(wanted) - 1] + 1


def _one_line(text: str) -> str:
    """A text on one line, without the marks that would hide a part of it in a script."""
    return " ".join(_HIDING.sub(" ", text).split())


def _name(text: str) -> str:
    """A name, or a manner, without the marks by which scripts are read; empty: no name."""
    bare = _one_line(text.translate(_MARKS))
    return bare if letters(bare) else ""


def letters(text: str) -> str:
    """The letters and digits of a text, in one width and one case: what a quote is held by."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] in "LN")
