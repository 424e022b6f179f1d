"""Answers: what a model proposed, held against the source before anybody sees it.

Nothing is believed: a passage that was not asked about, a quote that does not stand in its
passage and a line that was made up are each marked as what they are, and nothing is dropped.
"""

from __future__ import annotations

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


def read_answer(data: str, model: str) -> Answer:
    """The answer in `data`.

    Raises:
        Invalid: it does not keep to the schema; the model and the place are named.
    """
    try:
        return msgspec.json.decode(_bare(data).encode(), type=Answer)
    except msgspec.DecodeError as error:
        raise Invalid("script.answer_unreadable", model=model, why=str(error)) from error


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
        name = one.name.strip()
        if name and name not in known and name not in found:
            passage = one.passage if one.passage in asked else 0
            found[name] = ProposedCharacter(name, one.note.strip(), passage)
    return tuple(found.values())


def events_of(answer: Answer, asked: Mapping[int, Passage]) -> tuple[Event, ...]:
    """The events of an answer, within the passages that were asked about."""
    least, most = min(asked), max(asked)
    return tuple(
        Event(one.text.strip(), max(least, min(one.first, one.last)),
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
            one.location.strip() or "-",
            one.inside,
            one.hour if one.hour in HOURS else HOURS[0],
            beats,
        )
        for one in answer.scenes
        if (beats := tuple(_beat(beat, asked, text) for beat in one.beats if beat.text.strip()))
    )


def _beat(beat: _Beat, asked: Mapping[int, Passage], text: str) -> ProposedBeat:
    passage = asked.get(beat.passage)
    trace = Trace.UNTRACED
    if passage is not None:
        trace = _trace(beat, text[passage.start : passage.end])
    return ProposedBeat(
        beat.kind,
        " ".join(beat.text.split()),
        0 if passage is None else passage.number,
        beat.quote.strip(),
        beat.who.strip() if beat.kind is BeatKind.LINE else "",
        beat.manner.strip(),
        trace,
    )


def _trace(beat: _Beat, passage: str) -> Trace:
    """How a beat stands to its passage."""
    whole, said, quote = letters(passage), letters(beat.text), letters(beat.quote)
    if said and beat.kind is not BeatKind.ACTION and said in whole:
        return Trace.VERBATIM
    if quote in whole and len(quote) >= min(QUOTE_LEAST, len(whole)):
        return Trace.VERBATIM if said and said in whole else Trace.DRAWN
    return Trace.UNTRACED


def letters(text: str) -> str:
    """The letters and digits of a text, in one width and one case: what a quote is held by."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] in "LN")
