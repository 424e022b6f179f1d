"""Rolls: every shot with the takes chosen for it, and how long it therefore is.

A shot is as long as it was planned, or as long as its voice needs: a spoken line is never
cut, not even when a person fixed the length. Around the voice stand a short lead, so that
the picture arrives before the words, and a tail that follows from how the line ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from piying.model.canon import Digest
from piying.model.shot import Board, Shot, ShotSpec, Transition
from piying.model.take import Mark, MediaFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from piying.model.clock import Rate

LEAD_MS = 160
"""From the start of a shot to its voice."""
LEAD_CONTINUED_MS = 40
"""The same when the speaker goes on with the line of the shot before."""
SHORT_MS_MAX = 500
"""A moving picture that ends so much before its shot holds its last frame; more is refused."""
END_HOLD_MS = 1_600
"""How long the last picture is held under the end card."""

TRANSITION_MS: Mapping[Transition, int] = {
    Transition.CUT: 0,
    Transition.DISSOLVE: 480,
    Transition.FADE: 480,
    Transition.FLASH: 240,
    Transition.INK: 640,
    Transition.WIPE: 560,
    Transition.WIPE_RIGHT: 560,
    Transition.WIPE_UP: 560,
    Transition.WIPE_DOWN: 560,
    Transition.PUSH: 400,
    Transition.PUSH_RIGHT: 400,
    Transition.PUSH_UP: 400,
    Transition.PUSH_DOWN: 400,
}
"""How long each transition covers the head of the shot that it brings in."""

TAIL_MS: tuple[tuple[str, int], ...] = (
    ("——", 40),
    ("--", 40),
    ("……", 440),
    ("…", 440),
    ("...", 440),
    ("？", 360),
    ("?", 360),
    ("！", 260),
    ("!", 260),
    ("。", 300),
    (".", 300),
    ("，", 100),
    (",", 100),
    ("、", 80),
    ("；", 180),
    (";", 180),
    ("：", 140),
    (":", 140),
)
"""What stays after a line, by how it ends; the first match counts. A dash is interrupted."""
TAIL_OTHER_MS = 240

_CLOSERS = "”’」』）)】》〉\"' "


@dataclass(frozen=True, slots=True)
class Chosen:
    """The take that was chosen for a recipe."""

    recipe: Digest
    blob: Digest
    facts: MediaFacts


@dataclass(frozen=True, slots=True)
class Roll:
    """One shot with its chosen takes."""

    shot: Shot
    length_frames: int
    speech_at_frame: int
    """The frame of the shot at which the voice begins."""
    picture: Chosen
    voice: Chosen | None = None


def sounded(facts: MediaFacts) -> tuple[Mark, ...]:
    """The marks of a voice at which something is heard."""
    return tuple(
        mark for mark in facts.marks if mark.viseme != "rest" and mark.end > mark.start
    )


def spoken_span(facts: MediaFacts) -> tuple[int, int]:
    """The samples of a voice between which words are heard; the whole voice if unmarked."""
    marks = sounded(facts)
    if not marks:
        return 0, facts.sample_count
    start = min(marks[0].start, max(0, facts.sample_count - 1))
    return start, max(start, min(max(mark.end for mark in marks), facts.sample_count))


def tail_ms(text: str) -> int:
    """How long a shot stays after a line that ends like `text`."""
    words = text.rstrip(_CLOSERS)
    return next((ms for end, ms in TAIL_MS if words.endswith(end)), TAIL_OTHER_MS)


def transition_frames(transition: Transition, length_frames: int, rate: Rate) -> int:
    """How many frames of a shot its transition covers: never more than half of the shot."""
    return min(rate.frames_of_ms(TRANSITION_MS[transition]), length_frames // 2)


def shot_length(
    spec: ShotSpec, voice: MediaFacts | None, rate: Rate, *, continued: bool = False
) -> tuple[int, int]:
    """How many frames a shot has, and the frame at which its voice begins.

    The planned length is a minimum. A fixed length holds unless the voice itself needs more.

    Args:
        spec: the shot.
        voice: what is known of the chosen voice, or None where nothing is spoken.
        rate: frames a second of the film.
        continued: the same speaker goes on with the line of the shot before.
    """
    planned = max(1, rate.frames_of_ms(spec.length_ms))
    if spec.speech is None or voice is None:
        return planned, 0
    lead = rate.frames_of_ms(LEAD_CONTINUED_MS if continued else LEAD_MS)
    lead = max(lead, rate.frames_of_ms(TRANSITION_MS[spec.transition]) // 2)
    begin = rate.samples_at(lead)
    needed = rate.ceil_frames(begin + max(1, voice.sample_count))
    if spec.length_fixed:
        return max(planned, needed), lead
    heard = rate.ceil_frames(begin + spoken_span(voice)[1])
    tail = rate.frames_of_ms(tail_ms(spec.speech.text))
    return max(planned, needed, heard + tail), lead


def continues(before: ShotSpec, spec: ShotSpec) -> bool:
    """Whether `spec` goes on with the line that was being spoken in `before`."""
    if before.speech is None or spec.speech is None:
        return False
    same_voice = (before.speech.character, before.speech.delivery) == (
        spec.speech.character,
        spec.speech.delivery,
    )
    return same_voice and before.element == spec.element and before.scene == spec.scene


def shot_lengths(
    board: Board, voices: Mapping[str, MediaFacts], rate: Rate
) -> dict[str, tuple[int, int]]:
    """`shot_length` of every shot of `board`, by the id of the shot.

    Args:
        board: the shots in order.
        voices: what is known of the chosen voices, by the id of the shot.
        rate: frames a second of the film.
    """
    lengths: dict[str, tuple[int, int]] = {}
    before: ShotSpec | None = None
    for shot in board.shots:
        continued = before is not None and continues(before, shot.spec)
        voice = voices.get(shot.id)
        lengths[shot.id] = shot_length(shot.spec, voice, rate, continued=continued)
        before = shot.spec
    return lengths


def picture_lengths(board: Board, lengths: Mapping[str, int], rate: Rate) -> tuple[int, ...]:
    """The frames of every clip of the film: those of its shot, the last one held at the end.

    Args:
        board: the shots in order.
        lengths: the frames of each shot, by its id.
        rate: frames a second of the film.
    """
    frames = [lengths[shot.id] for shot in board.shots]
    if frames:
        frames[-1] += rate.frames_of_ms(END_HOLD_MS)
    return tuple(frames)
