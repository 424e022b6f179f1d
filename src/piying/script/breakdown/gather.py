"""Gathering: supers, transitions and notes go to the line or action that they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from piying.model.script import Beat, BeatKind, Finding, Scene, Span
from piying.model.shot import Transition
from piying.script.breakdown.emotion import CALM, Feeling, feeling_of, seen_feeling
from piying.script.breakdown.notes import UNKNOWN_SPAN, Directions, Wish, directions
from piying.script.matching import lexicon, masked

if TYPE_CHECKING:
    from collections.abc import Sequence

TRANSITIONS = lexicon([
    (Transition.DISSOLVE, "叠化 溶 化入 叠入 dissolve time_cut"),
    (Transition.FADE, "淡入 淡出 渐显 渐隐 黑场 黑屏 渐黑 fade black"),
    (Transition.FLASH, "闪白 白闪 白场 smash flash_to_white fade_to_white flash"),
    (Transition.INK, "墨染 水墨 闪回 回忆 flashback memory ink"),
    (Transition.WIPE_RIGHT, "右划 向右划 wipe_right wipe_to_right"),
    (Transition.WIPE_UP, "上划 向上划 wipe_up"),
    (Transition.WIPE_DOWN, "下划 向下划 wipe_down"),
    (Transition.WIPE, "划变 划像 划入 划出 划过 擦除 左划 向左划 wipe wipe_left"),
    (Transition.PUSH_RIGHT, "右推 向右推 push_right"),
    (Transition.PUSH_UP, "上推 向上推 上滑 push_up"),
    (Transition.PUSH_DOWN, "下推 向下推 下滑 push_down"),
    (Transition.PUSH, "推出 推移 推入 左推 向左推 滑动 push push_left slide"),
    (Transition.CUT, "切 切至 硬切 跳切 转场 cut match_cut jump_cut intercut"),
])  # fmt: skip
"""The words of a transition 切至 in a script."""

_SENTENCE_END = re.compile(r"(?:[。！？!?…\n]+|\.(?=\s))[”’」』）)\"']*\s*")


@dataclass(frozen=True, slots=True)
class Item:
    """A line or an action with everything that was written for it."""

    beat: Beat
    feeling: Feeling = CALM
    wishes: tuple[Wish, ...] = ()
    mood: str = ""
    """Music that a person asks for from here on."""
    sounds: tuple[str, ...] = ()
    transition: Transition | None = None
    supers: tuple[Beat, ...] = ()
    """On-screen words that wait for a fitting shot."""
    captions: tuple[str, ...] = ()
    """How a person asks to have the words shown: "ruby", "vertical"."""
    effects: tuple[str, ...] = ()
    """Effects of the picture that a person asks for."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The items of a scene and what is left over at its end."""

    items: tuple[Item, ...]
    supers: tuple[Beat, ...] = ()
    """On-screen words behind the last line or action."""
    transition: Transition | None = None
    wishes: tuple[Wish, ...] = ()
    """Shots asked for behind the last line or action."""
    element: int = 0
    mood: str = ""
    sounds: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Waiting:
    supers: tuple[Beat, ...] = ()
    transition: Transition | None = None
    said: Directions = field(default_factory=Directions)
    element: int = 0


def gather(
    scene: Scene,
    *,
    names: Sequence[str],
    spans: Sequence[Span],
    transition: Transition | None = None,
    supers: tuple[Beat, ...] = (),
) -> Gathered:
    """The lines and actions of `scene`, each with its supers, notes and transition.

    A note in or behind a line belongs to the line; a note that stands alone belongs to what
    comes next. `transition` and `supers` are what the scene before left over.
    """
    items: list[Item] = []
    findings: list[Finding] = []
    wait = _Waiting(supers=supers, transition=transition)
    felt: dict[str, Feeling] = {}
    for beat in scene.beats:
        span = spans[beat.element] if beat.element < len(spans) else UNKNOWN_SPAN
        said = Directions()
        for note in (*beat.notes, *([beat.text] if beat.kind is BeatKind.NOTE else [])):
            found, unknown = directions(note, names=names, span=span)
            findings += unknown
            said = _joined(said, found or Directions())
        if beat.kind in (BeatKind.LINE, BeatKind.ACTION) and beat.text:
            items.append(_item(beat, said, wait, felt, names))
            wait = _Waiting()
        else:
            wait = _waiting(wait, beat, said)
    return Gathered(
        tuple(items), wait.supers, wait.transition, wait.said.wishes, wait.element,
        wait.said.mood, wait.said.sounds, tuple(findings), wait.said.captions,
    )  # fmt: skip


def _waiting(wait: _Waiting, beat: Beat, said: Directions) -> _Waiting:
    wait = replace(wait, said=_joined(wait.said, said), element=beat.element)
    if beat.kind is BeatKind.SUPER and beat.text:
        return replace(wait, supers=(*wait.supers, beat))
    if beat.kind is BeatKind.TRANSITION:
        return replace(wait, transition=TRANSITIONS.first(beat.text) or wait.transition)
    return wait


def _item(
    beat: Beat,
    said: Directions,
    wait: _Waiting,
    felt: dict[str, Feeling],
    names: Sequence[str],
) -> Item:
    said = _joined(wait.said, said)
    if beat.kind is BeatKind.LINE:
        feeling = feeling_of(beat.text, beat.manner, felt.get(beat.speaker, CALM))
        felt[beat.speaker] = feeling
    else:
        feeling = seen_feeling(masked(beat.text, names))
        for name in names:
            # what somebody does tells how their next line is meant
            if feeling.strength and name in beat.text:
                felt[name] = feeling
    return Item(
        beat,
        feeling,
        said.wishes,
        said.mood,
        said.sounds,
        wait.transition,
        wait.supers,
        said.captions,
        said.effects,
    )


def _joined(one: Directions, other: Directions) -> Directions:
    return Directions(
        (*one.wishes, *other.wishes),
        other.mood or one.mood,
        (*one.sounds, *other.sounds),
        (*one.captions, *other.captions),
        (*one.effects, *other.effects),
    )


def sentences(text: str) -> tuple[str, ...]:
    """`text` cut behind its sentences; together they are `text`."""
    made = []
    at = 0
    for match in _SENTENCE_END.finditer(text):
        made.append(text[at : match.end()])
        at = match.end()
    if at < len(text):
        made.append(text[at:])
    return tuple(made)
