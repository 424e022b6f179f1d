"""The grammar of cutting, as data, and the pass that holds a list of drafts to it.

- Two consecutive shots of one subject differ by `SIZE_STEPS_MIN` sizes or `TURN_DEGREES_MIN`.
- A scene has one line of action: who stands left looks right, and that never changes.
- No more than `SAME_SIZE_MAX` shots of one size follow each other.
- A shot is `SHOT_MS_MIN` to `SHOT_MS_MAX` long; only a spoken line may need more.
- An episode opens on its hook within `HOOK_MS_MAX` and ends near, on the question.

What a person asked for in a note stands; the shots around it give way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from piying.model.shot import Angle, Emotion, Framing, Size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from piying.script.breakdown.draft import Draft

SIZES = tuple(Size)
"""From far to near; a step is one place in this row."""
SIZE_STEPS_MIN = 2
TURN_DEGREES_MIN = 30
SAME_SIZE_MAX = 3
SHOT_MS_MIN = 1_200
SHOT_MS_MAX = 6_000
HOOK_MS_MAX = 3_000
FRAME_MS = 40
"""Lengths are whole frames at 25 frames a second."""

YAWS: Mapping[Framing, tuple[int, ...]] = {
    Framing.SINGLE: (20, 52),
    Framing.OVER: (28, 60),
    Framing.TWO: (55, 24),
    Framing.GROUP: (40, 72),
}
"""Degrees by which a figure is turned from the camera; the sign follows from its side."""
SPARE_YAWS = (20, 72)
"""Turns for every framing: one of them is far enough from any turn of any other framing."""
LISTENER_YAW = 140
"""The figure over whose shoulder the camera looks: it is seen from behind."""

FEELING_SIZES: Mapping[Emotion, tuple[Size, Size, Size]] = {
    Emotion.NEUTRAL: (Size.CLOSE, Size.CLOSE, Size.CLOSE),
    Emotion.HAPPY: (Size.CLOSE, Size.CLOSE, Size.CLOSEUP),
    Emotion.ANGRY: (Size.CLOSE, Size.CLOSEUP, Size.CLOSEUP),
    Emotion.SAD: (Size.CLOSE, Size.CLOSEUP, Size.CLOSEUP),
    Emotion.AFRAID: (Size.CLOSE, Size.CLOSEUP, Size.CLOSEUP),
    Emotion.SHOCKED: (Size.CLOSEUP, Size.CLOSEUP, Size.EXTREME_CLOSEUP),
    Emotion.SMUG: (Size.CLOSE, Size.CLOSE, Size.CLOSEUP),
    Emotion.TENDER: (Size.CLOSE, Size.CLOSE, Size.CLOSEUP),
}
"""Size by strength 1, 2, 3 of the feeling."""

FEELING_ANGLES: Mapping[Emotion, Angle] = {
    Emotion.ANGRY: Angle.LOW,
    Emotion.SMUG: Angle.LOW,
    Emotion.AFRAID: Angle.HIGH,
    Emotion.SAD: Angle.HIGH,
}
"""Angle from `ANGLE_STRENGTH_MIN` on; otherwise at eye level."""
ANGLE_STRENGTH_MIN = 2

COVERAGE: tuple[tuple[Framing, Size], ...] = (
    (Framing.TWO, Size.MEDIUM),
    (Framing.OVER, Size.CLOSE),
    (Framing.SINGLE, Size.CLOSE),
    (Framing.SINGLE, Size.CLOSEUP),
    (Framing.OVER, Size.MEDIUM),
    (Framing.SINGLE, Size.CLOSE),
    (Framing.SINGLE, Size.CLOSEUP),
    (Framing.SINGLE, Size.CLOSE),
)
"""How the quiet lines of a dialogue are covered in turn: set out, go nearer, set out again."""

SOLO_SIZES = (Size.CLOSE, Size.MEDIUM, Size.CLOSEUP)
"""Sizes of the quiet lines of somebody who has nobody to face."""

FALLBACK_SIZES: Mapping[Framing, tuple[Size, ...]] = {
    Framing.EMPTY: (Size.EXTREME_WIDE, Size.MEDIUM, Size.WIDE, Size.CLOSE),
    Framing.SINGLE: (Size.CLOSE, Size.CLOSEUP, Size.MEDIUM, Size.EXTREME_CLOSEUP),
    Framing.TWO: (Size.MEDIUM, Size.CLOSE, Size.WIDE),
    Framing.OVER: (Size.CLOSE, Size.MEDIUM, Size.CLOSEUP),
    Framing.GROUP: (Size.WIDE, Size.MEDIUM, Size.EXTREME_WIDE),
    Framing.INSERT: (Size.EXTREME_CLOSEUP, Size.CLOSE, Size.CLOSEUP, Size.MEDIUM),
}
"""Sizes that a framing may change to when the wished one would jump; the best first."""

TURNLESS = frozenset({Framing.EMPTY, Framing.INSERT})
"""Framings without a face to turn: only the size can differ."""


def steps(one: Size, other: Size) -> int:
    """How many sizes lie between two shots."""
    return abs(SIZES.index(one) - SIZES.index(other))


def whole_frames(length_ms: int) -> int:
    """`length_ms` rounded up to whole frames, in milliseconds."""
    return -(-length_ms // FRAME_MS) * FRAME_MS


def held(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts of one scene with size and turn chosen so that the grammar holds."""
    made: list[Draft] = []
    for index, draft in enumerate(drafts):
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        made.append(_fitted(draft, made, following))
    return tuple(made)


def _fitted(draft: Draft, before: list[Draft], following: Draft | None) -> Draft:
    choices = list(_choices(draft))
    fitting = [choice for choice in choices if _joins(before, choice)]
    if not fitting:
        # only reached where a person fixed the sizes: their word stands
        return choices[0]
    if following is None or not following.size_fixed or following.framing not in TURNLESS:
        return fitting[0]
    # a fixed shot without a face comes next: leave it room
    return next((choice for choice in fitting if _cuts(choice, following)), fitting[0])


def _choices(draft: Draft) -> Iterator[Draft]:
    """The draft as wished, then turned, then in the other sizes of its framing."""
    sizes = [draft.size]
    if not draft.size_fixed:
        sizes += [size for size in FALLBACK_SIZES[draft.framing] if size is not draft.size]
    yaws = (*YAWS[draft.framing], *SPARE_YAWS) if draft.framing in YAWS else (0,)
    for size in sizes:
        for yaw in dict.fromkeys(yaws):
            yield replace(draft, size=size, yaw=yaw)


def _joins(before: list[Draft], draft: Draft) -> bool:
    if not before:
        return True
    run = before[-SAME_SIZE_MAX:]
    too_many = len(run) == SAME_SIZE_MAX and all(one.size is draft.size for one in run)
    return _cuts(before[-1], draft) and (draft.size_fixed or not too_many)


def _cuts(one: Draft, other: Draft) -> bool:
    """Whether a cut from `one` to `other` is no jump cut."""
    if one.focus != other.focus:
        return True
    turned = abs(one.yaw - other.yaw) >= TURN_DEGREES_MIN and one.framing not in TURNLESS
    return turned or steps(one.size, other.size) >= SIZE_STEPS_MIN
