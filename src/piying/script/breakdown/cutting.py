"""Cutting: what holds for the whole episode: its opening, its end, its joins, its lengths."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from piying.model.shot import Emotion, Framing, Move, Size, Transition
from piying.script.breakdown import grammar
from piying.script.breakdown.coverage import hurt, speech_ms
from piying.script.breakdown.draft import Draft, Role, SceneFacts
from piying.script.breakdown.feelings import LATER
from piying.script.breakdown.scene import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENING_MS = 1_600
"""The establishing shot that opens an episode."""
HOLD_MS = 800
"""The last picture is held for so much longer."""
CLOSING_MS = 2_200

Part = tuple[SceneFacts, tuple[Draft, ...]]
"""A scene and its drafts."""


def opened(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts so that a face, a thing or a word comes within the first three seconds."""
    if not parts or not parts[0][1]:
        return tuple(parts)
    facts, drafts = parts[0]
    made = list(drafts)
    if not made[0].fixed and not made[0].transition_fixed:
        made[0] = replace(made[0], transition=Transition.FADE)
    empty = 0
    while empty < len(made) and not _hooks(made[empty]):
        empty += 1
    most = grammar.HOOK_MS_MAX // grammar.SHOT_MS_MIN
    if empty > most and facts.present:
        # too many empty pictures: from here on somebody is seen in them
        for at in range(most, empty):
            if not made[at].fixed:
                made[at] = _peopled(made[at], facts.present[0])
        empty = most
    for at in range(min(empty, len(made))):
        made[at] = _shortened(made[at], grammar.HOOK_MS_MAX // max(1, empty))
    return ((facts, tuple(made)), *parts[1:])


def closed(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts so that the episode ends near a face or a thing, and holds it."""
    if not parts or not parts[-1][1]:
        return tuple(parts)
    facts, drafts = parts[-1]
    last = drafts[-1]
    if last.fixed:
        return tuple(parts)
    near = last.framing is Framing.SINGLE and grammar.SIZES.index(last.size) >= 2
    answer = _answer(last, facts)
    if answer:
        ending = (*drafts, _closing(last, answer))
    elif near or last.framing is Framing.INSERT or not facts.present:
        size = last.size
        if near and size is Size.MEDIUM:
            size = Size.CLOSE
        held = replace(last, size=size, move=Move.PUSH, length_ms=last.length_ms + HOLD_MS)
        ending = (*drafts[:-1], held)
    else:
        who = last.people[0] if last.people else facts.present[0]
        ending = (*drafts, _closing(last, who))
    return (*parts[:-1], (facts, ending))


def joined_scenes(parts: Sequence[Part], headings: Sequence[str]) -> tuple[Part, ...]:
    """The parts with the transitions from scene to scene; `headings` are the words of each."""
    made: list[Part] = []
    for index, (facts, drafts) in enumerate(parts):
        new = drafts
        if made and made[-1][1] and drafts:
            before = made[-1]
            same_place = before[0].location == facts.location
            later = (
                (same_place and before[0].day_time is not facts.day_time)
                or LATER.has(headings[index])
                or LATER.has(drafts[0].onscreen)
            )
            new = (joined(before[1][-1], drafts[0], later=later), *drafts[1:])
        made.append((facts, new))
    return tuple(made)


def timed(draft: Draft) -> Draft:
    """The draft with a length that the grammar allows, in whole frames."""
    if draft.length_fixed:
        return draft
    longest = grammar.SHOT_MS_MAX
    if draft.speech is not None:
        longest = max(longest, speech_ms(draft.speech))
    length = max(grammar.SHOT_MS_MIN, min(draft.length_ms, longest))
    if draft.role is not Role.CLOSING and draft.speech is None:
        # rounding up must not pass the limit
        return replace(draft, length_ms=min(longest, grammar.whole_frames(length)))
    return replace(draft, length_ms=grammar.whole_frames(length))


def _hooks(draft: Draft) -> bool:
    return bool(draft.people or draft.insert or draft.speech is not None)


def _peopled(draft: Draft, name: str) -> Draft:
    return replace(draft, framing=Framing.SINGLE, size=Size.MEDIUM, people=(name,))


def _shortened(draft: Draft, length_max_ms: int) -> Draft:
    if draft.length_fixed:
        return draft
    if draft.role is Role.ESTABLISH and not draft.onscreen:
        length_max_ms = min(length_max_ms, OPENING_MS)
    frames = length_max_ms // grammar.FRAME_MS * grammar.FRAME_MS
    return replace(draft, length_ms=min(draft.length_ms, frames))


def _answer(last: Draft, facts: SceneFacts) -> str:
    """Who has to answer the last line, if the last shot is on its speaker."""
    if last.speech is None or last.speech.character not in last.people[:1]:
        return ""
    if last.framing in (Framing.TWO, Framing.OVER):
        return last.people[1]
    return next((name for name in facts.present if name != last.people[0]), "")


def _closing(last: Draft, name: str) -> Draft:
    """The last look: the face that the open question is about."""
    emotion = dict(last.feelings).get(name)
    if last.speech is not None:
        emotion = hurt(last.speech.text) or emotion
    return Draft(
        role=Role.CLOSING,
        mark=f"{name}\0{last.mark}",
        element=last.element,
        framing=Framing.SINGLE,
        size=Size.CLOSEUP,
        people=(name,),
        move=Move.PUSH,
        length_ms=CLOSING_MS,
        feelings=((name, emotion or Emotion.NEUTRAL),),
        weather=last.weather,
        mood=last.mood,
        flashback=last.flashback,
        sounds=tuple(sound for sound in last.sounds if sound == "rain"),
    )
