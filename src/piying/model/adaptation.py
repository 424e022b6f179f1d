"""An adaptation: what a text model proposes to make of a chapter, each line with its passage.

A proposal stands beside its source and changes nothing: a person reads it, corrects it and
takes it as a script, or does not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.canon import Digest


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the source."""

    number: int
    """From 1."""
    start: int
    end: int
    """In characters of the source, end excluded; the space between passages is no passage."""


class Trace(StrEnum):
    """How a proposed line stands to the passage that it names."""

    VERBATIM = "verbatim"
    """Its words stand in the passage, letter for letter but for marks and spaces."""
    DRAWN = "drawn"
    """Its words are new, and what they are drawn from stands in the passage as quoted."""
    UNTRACED = "untraced"
    """What it quotes does not stand there: a person has to look."""


class BeatKind(StrEnum):
    """What a proposed beat is."""

    ACTION = "action"
    LINE = "line"
    NARRATION = "narration"


@dataclass(frozen=True, slots=True)
class ProposedBeat:
    """One thing that is seen or said."""

    kind: BeatKind
    text: str
    passage: int
    """The number of the passage it is made from; 0: the model named none that there is."""
    quote: str
    """The words of the passage that it is made from."""
    who: str = ""
    manner: str = ""
    trace: Trace = Trace.UNTRACED
    start: int = 0
    """Where those words begin, in characters of the source."""
    end: int = 0
    """Where they end; 0: they do not stand in the passage."""


@dataclass(frozen=True, slots=True)
class ProposedScene:
    """One scene."""

    location: str
    inside: bool
    hour: str
    """"day", "night", "dawn" or "dusk"."""
    beats: tuple[ProposedBeat, ...]


@dataclass(frozen=True, slots=True)
class ProposedCharacter:
    """Somebody of the chapter."""

    name: str
    note: str
    passage: int
    """Where they first appear."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happens."""

    text: str
    first: int
    last: int
    """The passages that tell it, both included."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a chapter could become."""

    source: Digest
    """Of the text, as UTF-8."""
    model: str
    """Provider and model that proposed it."""
    language: str
    passages: tuple[Passage, ...]
    characters: tuple[ProposedCharacter, ...]
    events: tuple[Event, ...]
    scenes: tuple[ProposedScene, ...]
    kind: str = field(default="proposal.1", kw_only=True)

    @property
    def untold(self) -> tuple[int, ...]:
        """The passages that neither an event nor a beat is made from."""
        told = {beat.passage for scene in self.scenes for beat in scene.beats}
        told |= {n for event in self.events for n in range(event.first, event.last + 1)}
        return tuple(one.number for one in self.passages if one.number not in told)

    @property
    def untraced(self) -> tuple[ProposedBeat, ...]:
        """The beats whose quotes do not stand in the source."""
        return tuple(
            beat
            for scene in self.scenes
            for beat in scene.beats
            if beat.trace is Trace.UNTRACED
        )
