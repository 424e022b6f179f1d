"""Acting: the shots of one action, with the things, gestures and sounds that its words name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from piying.model.shot import Angle, Emotion, Framing, Move, Size
from piying.script.breakdown import grammar
from piying.script.breakdown.blocking import mentioned, names_of
from piying.script.breakdown.coverage import (
    SHOCK_GAP,
    feeling_angle,
    feeling_size,
    reasoned_move,
    smashed,
)
from piying.script.breakdown.doings import (
    BLOWS,
    CROWD,
    GESTURES,
    MOVEMENT,
    PAIR,
    PRONOUNS,
    SHOWN,
    SOUNDS,
    THINGS,
)
from piying.script.breakdown.draft import Draft, Role
from piying.script.breakdown.emotion import Feeling, seen_feeling
from piying.script.breakdown.feelings import SURPRISE
from piying.script.breakdown.gather import sentences
from piying.script.breakdown.speech import spoken_ms
from piying.script.matching import masked

if TYPE_CHECKING:
    from piying.script.breakdown.context import Context, Progress

_SIMILE = re.compile(
    r"(?:\blike an?|\bas an?|像|如同|仿佛|宛如|好似|犹如)[^，,。.]{0,4}$", re.IGNORECASE
)

SHOTS_MAX = 4
"""An action is shown in at most so many shots."""
SENTENCE_MS_MIN = 1_700
"""A sentence read faster than this shares its shot with the next."""
WISHED_MS_MAX = 6_000
ACTION_MS_MIN = 1_400
ACTION_MS_MAX = 4_600
INSERT_MS = 1_400
INSERT_MS_MAX = 2_600
MOVEMENT_MS = 500
"""Somebody who moves through the picture needs so much more."""
EFFECTS_MAX = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """What a stretch of an action shows."""

    text: str
    people: tuple[str, ...]
    feeling: Feeling
    thing: str = ""
    gesture: str = ""
    sounds: tuple[str, ...] = ()
    moving: bool = False
    crowd: bool = False
    blow: bool = False


def action_drafts(index: int, context: Context, progress: Progress) -> list[Draft]:
    """The shots of the action `index`, a sentence or two each; together they are its words."""
    item = context.items[index]
    made: list[Draft] = []
    last_seen = progress.last_seen
    parts = stretches(item.beat.text, len(item.wishes))
    for number, text in enumerate(parts):
        seen = look_at(text, last_seen, context)
        last_seen = seen.people[0] if seen.people else last_seen
        draft = _draft(seen, item.beat.element, context)
        if number == 0:
            sounds = tuple(dict.fromkeys((*item.sounds, *draft.sounds)))
            draft = replace(draft, sounds=sounds)
        draft = replace(draft, flashback=item.beat.flashback, weather=progress.weather)
        made.append(draft)
        if seen.thing not in ("", *progress.shown) and not item.wishes and _beside(seen):
            made.append(_insert_beside(draft, seen.thing))
    strong = max(range(len(made)), key=lambda at: seen_feeling(made[at].action).strength)
    feeling = seen_feeling(masked(made[strong].action, names_of(context.cast)))
    if feeling.strength >= 3 and made[strong].people and progress.since_shock >= SHOCK_GAP:
        made[strong] = smashed(made[strong], feeling.emotion)
    return made


def stretches(text: str, wished: int = 0) -> tuple[str, ...]:
    """`text` in the stretches that one shot each shows; together they are `text`."""
    if wished == 1 and spoken_ms(text) <= WISHED_MS_MAX:
        # a person who describes the shot of a short action means all of it
        return (text,)
    made: list[str] = []
    now = ""
    count_max = wished if wished > 1 else SHOTS_MAX
    for sentence in sentences(text):
        now += sentence
        if spoken_ms(now) >= SENTENCE_MS_MIN and len(made) < count_max - 1:
            made.append(now)
            now = ""
    if now and made and spoken_ms(now) < SENTENCE_MS_MIN:
        made[-1] += now
    elif now:
        made.append(now)
    return tuple(made)


def look_at(text: str, last_seen: str, context: Context) -> Seen:
    """What the words of an action show."""
    cast, facts = context.cast, context.facts
    plain = masked(text, names_of(cast))
    people = mentioned(text, cast)
    if not people and PRONOUNS.has(plain):
        people = (last_seen,) if last_seen else facts.present[:1]
    if PAIR.has(plain) and len(people) < 2 and len(facts.present) >= 2:
        others = [name for name in facts.present if name not in people]
        people = (*people, *others)[:2]
    crowd = CROWD.has(plain)
    if crowd and len(people) < 2:
        people = (*people, *(n for n in facts.present if n not in people))
    things = things_in(plain)
    return Seen(
        text=text,
        people=people,
        feeling=seen_feeling(plain),
        thing=things[0] if things else "",
        gesture=GESTURES.first(plain) or "",
        sounds=tuple(dict.fromkeys(f.value for f in SOUNDS.find(plain) if f.value)),
        moving=MOVEMENT.has(plain),
        crowd=crowd,
        blow=BLOWS.has(plain),
    )


def things_in(plain: str) -> tuple[str, ...]:
    """The things that are really there: a smile that goes out like a candle shows no candle."""
    return tuple(
        found.value
        for found in THINGS.find(plain)
        if found.value and not _SIMILE.search(plain[: found.start])
    )


def _draft(seen: Seen, element: int, context: Context) -> Draft:
    framing, size = _picture(seen)
    people = () if framing in grammar.TURNLESS else seen.people
    plain = masked(seen.text, names_of(context.cast))
    move = reasoned_move(plain, seen.feeling)
    if framing is Framing.INSERT and move is not Move.PUSH:
        # a thing fills the frame: there is nowhere else to go
        move = Move.DRIFT
    if seen.blow:
        move = Move.SHAKE
    elif move is Move.DRIFT and people and SURPRISE.has(plain):
        move = Move.WHIP
    elif move is Move.DRIFT and people and seen.moving:
        move = Move.FOLLOW
    return Draft(
        role=Role.ACTION,
        mark=seen.text,
        element=element,
        framing=framing,
        size=size,
        people=people,
        angle=feeling_angle(seen.feeling) if len(people) == 1 else Angle.EYE,
        move=move,
        length_ms=_length_ms(seen, framing),
        action=seen.text,
        insert=seen.thing if framing is Framing.INSERT else "",
        feelings=_feelings(seen, people),
        gestures=((people[0], seen.gesture),) if people and seen.gesture else (),
        effects=("shake",) if seen.blow else (),
        sounds=seen.sounds[:EFFECTS_MAX],
    )


def _beside(seen: Seen) -> bool:
    """Whether a thing is worth a look of its own, because its people are worth one too."""
    faces = len(seen.people) == 2 or (len(seen.people) == 1 and seen.feeling.strength >= 2)
    return bool(seen.thing) and faces and SHOWN.has(seen.text) and not seen.blow


def _insert_beside(draft: Draft, thing: str) -> Draft:
    return Draft(
        role=Role.INSERT,
        mark=f"{thing}\0{draft.mark}",
        element=draft.element,
        framing=Framing.INSERT,
        size=Size.CLOSE,
        move=Move.PUSH,
        length_ms=INSERT_MS,
        insert=thing,
        weather=draft.weather,
        flashback=draft.flashback,
    )


def _picture(seen: Seen) -> tuple[Framing, Size]:
    """The framing and size that suit what is seen."""
    near = seen.thing and SHOWN.has(seen.text) and not seen.moving and not _beside(seen)
    if near and seen.gesture in ("", "hold", "reach") and not seen.blow:
        return Framing.INSERT, Size.EXTREME_CLOSEUP
    if not seen.people:
        bare = seen.thing and not seen.crowd and not seen.moving
        return (Framing.INSERT, Size.CLOSE) if bare else (Framing.EMPTY, Size.WIDE)
    far = Size.WIDE if seen.moving or (seen.crowd and len(seen.people) > 2) else Size.MEDIUM
    if len(seen.people) > 1:
        return (Framing.GROUP if len(seen.people) > 2 else Framing.TWO), far
    felt = seen.feeling.strength >= (2 if seen.gesture else 1)
    if felt and not seen.moving:
        return Framing.SINGLE, feeling_size(seen.feeling)
    return Framing.SINGLE, far


def _length_ms(seen: Seen, framing: Framing) -> int:
    # an action is seen faster than it is read aloud
    read = spoken_ms(seen.text) * 2 // 3
    longest = INSERT_MS_MAX if framing is Framing.INSERT else ACTION_MS_MAX
    moving = MOVEMENT_MS if seen.moving else 0
    return max(ACTION_MS_MIN, min(longest, read + moving))


def _feelings(seen: Seen, people: tuple[str, ...]) -> tuple[tuple[str, Emotion], ...]:
    if not people:
        return ()
    if seen.gesture == "slap" and len(people) > 1:
        return ((people[0], Emotion.ANGRY), (people[1], Emotion.SHOCKED))
    return tuple((name, seen.feeling.emotion) for name in people[:1])
