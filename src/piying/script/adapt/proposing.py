"""Proposing: a whole chapter asked about portion by portion, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from piying.model.adaptation import (
    Event,
    Passage,
    Proposal,
    ProposedBeat,
    ProposedCharacter,
    ProposedScene,
    Trace,
)
from piying.model.brief import Brief
from piying.model.canon import digest_bytes
from piying.model.errors import Invalid
from piying.script.adapt.answers import (
    Answer,
    characters_of,
    events_of,
    read_answer,
    scenes_of,
)
from piying.script.adapt.asking import (
    KNOWN_CHARACTERS,
    Question,
    asked_again,
    brief_of,
)
from piying.script.adapt.passages import (
    ASKED_CHARACTERS,
    PASSAGE_CHARACTERS,
    passages,
    portions,
)

Ask = Callable[[Question], str]
"""Gives the answer of a text model to a question."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a source is adapted, and how much of it is asked about at once."""

    text: str
    """The whole source."""
    language: str
    """"zh" or "en"."""
    start: int = 0
    end: int | None = None
    """In characters of the text; None: to its end."""
    most: int = ASKED_CHARACTERS
    """Characters that are asked about at once."""
    most_tokens: int = 0
    """The longest answer to that; 0 leaves it to the model's card."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Its passages.

        Raises:
            Invalid: there are none.
        """
        least = min(self.most, PASSAGE_CHARACTERS)
        found = passages(self.text, self.start, self.end, least)
        if not found:
            raise Invalid("script.nothing_to_adapt")
        return found

    def brief(self, portion: Sequence[Passage], known: Sequence[str]) -> Brief:
        """What is asked for one portion."""
        return brief_of(self.text, portion, known, self.language, self.most_tokens)


def expected(chosen: Chosen) -> tuple[Brief, ...]:
    """What will be asked, portion by portion; none of it is ever longer than this says.

    Raises:
        Invalid: there is nothing to adapt.
    """
    known = ("字" * KNOWN_CHARACTERS,)
    parts = tuple(portions(chosen.passages, chosen.most))
    return tuple(chosen.brief(one, known if number else ()) for number, one in enumerate(parts))


@dataclass(frozen=True, slots=True)
class _Part:
    """What came of one portion."""

    answer: Answer
    scenes: tuple[ProposedScene, ...]

    @property
    def untraced(self) -> tuple[ProposedBeat, ...]:
        return tuple(
            beat
            for scene in self.scenes
            for beat in scene.beats
            if beat.trace is Trace.UNTRACED
        )


def propose(chosen: Chosen, model: str, ask: Ask, *, repair: bool = False) -> Proposal:
    """What `model` proposes to make of what was chosen.

    With `repair` a portion whose answer cannot be read, or has beats that do not stand in the
    source, is asked about once more, and the better of the two answers is taken.

    Raises:
        Invalid: there is nothing to adapt, or an answer does not keep to its schema.
    """
    found = chosen.passages
    characters, events = list[ProposedCharacter](), list[Event]()
    scenes = list[ProposedScene]()
    for number, portion in enumerate(portions(found, chosen.most), 1):
        asked = {one.number: one for one in portion}
        known = [one.name for one in characters]
        question = Question(chosen.brief(portion, known), number)
        part = _part(chosen.text, asked, model, question, ask, repair=repair)
        characters += characters_of(part.answer, asked, known)
        events += events_of(part.answer, asked)
        scenes += part.scenes
    return Proposal(
        digest_bytes(chosen.text.encode()), model, chosen.language, found,
        tuple(characters), tuple(events), _joined(scenes),
    )  # fmt: skip


def _part(
    text: str,
    asked: Mapping[int, Passage],
    model: str,
    question: Question,
    ask: Ask,
    *,
    repair: bool,
) -> _Part:
    """What came of one question, and of asking it once more where that is allowed."""

    def answered(one: Question) -> _Part:
        answer = read_answer(ask(one), model, one.part)
        return _Part(answer, scenes_of(answer, asked, text))

    first, why = None, ""
    try:
        first = answered(question)
    except Invalid as error:
        if not repair or error.code != "script.answer_unreadable":
            raise
        why = str(error.data["why"])
    if first is not None and not (repair and first.untraced):
        return first
    untraced = () if first is None else first.untraced
    again = asked_again(question.brief, why, untraced)
    second = answered(Question(again, question.part, repair=True))
    if first is not None and len(second.untraced) >= len(first.untraced):
        return first
    return second


def _joined(scenes: list[ProposedScene]) -> tuple[ProposedScene, ...]:
    """Scenes that go on over the end of a portion as one."""
    joined: list[ProposedScene] = []
    for one in scenes:
        last = joined[-1] if joined else None
        if last and (last.location, last.inside, last.hour) == (
            one.location,
            one.inside,
            one.hour,
        ):
            joined[-1] = ProposedScene(
                one.location, one.inside, one.hour, (*last.beats, *one.beats)
            )
        else:
            joined.append(one)
    return tuple(joined)
