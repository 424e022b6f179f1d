"""Moods: the music of a scene, from what is felt in it; it turns at most once in a scene."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from piying.model.script import DayTime
from piying.model.shot import Emotion
from piying.script.breakdown.feelings import COMIC, SILENCE, TRIUMPH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from piying.script.breakdown.context import Context
    from piying.script.breakdown.gather import Item

FEELING_MOODS: Mapping[Emotion, str] = {
    Emotion.HAPPY: "calm",
    Emotion.ANGRY: "tension",
    Emotion.SAD: "sorrow",
    Emotion.AFRAID: "suspense",
    Emotion.SHOCKED: "suspense",
    Emotion.SMUG: "tension",
    Emotion.TENDER: "tender",
}
SET_MOODS: Mapping[str, str] = {
    "underworld_gate": "suspense",
    "alley": "suspense",
}
"""Places with a mood of their own."""
STRENGTH_MIN = 3
"""Votes that a mood needs before it drives out the calm."""
TURN_ITEMS_MIN = 4
"""Lines and actions on each side of a turn."""
TURN_MARGIN = 4
"""Votes by which the two sides of a turn must differ."""


def moods(context: Context) -> tuple[str, ...]:
    """The mood at each item of the scene, in order."""
    votes = [_votes(item) for item in context.items]
    at = _turn(votes)
    base = _base(context)
    if at:
        made = [_mood(votes[:at], base)] * at + [_mood(votes[at:], base)] * (len(votes) - at)
    else:
        made = [_mood(votes, base)] * len(votes)
    asked = ""
    for index, item in enumerate(context.items):
        # a person's word holds to the end of the scene
        asked = item.mood or asked
        made[index] = asked or made[index]
    return tuple(made)


def scene_mood(context: Context, made: Sequence[str]) -> str:
    """The mood under the shots before the first item."""
    return made[0] if made else _base(context)


def _votes(item: Item) -> Counter[str]:
    votes: Counter[str] = Counter()
    text = item.beat.text
    if item.feeling.emotion in FEELING_MOODS:
        votes[FEELING_MOODS[item.feeling.emotion]] += item.feeling.strength
    if TRIUMPH.has(text):
        votes["triumph"] += 2
    if COMIC.has(text):
        votes["comic"] += 2
    if SILENCE.has(text):
        votes["silence"] += 1
    return votes


def _sum(votes: Sequence[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for vote in votes:
        total.update(vote)
    return total


def _mood(votes: Sequence[Counter[str]], base: str) -> str:
    total = _sum(votes)
    if not total:
        return base
    best = max(total, key=lambda mood: (total[mood], mood))
    return best if total[best] >= min(STRENGTH_MIN, len(votes)) else base


def _turn(votes: Sequence[Counter[str]]) -> int:
    """Where the mood of the scene turns, or 0."""
    best, best_at = 0, 0
    for at in range(TURN_ITEMS_MIN, len(votes) - TURN_ITEMS_MIN + 1):
        before, after = _sum(votes[:at]), _sum(votes[at:])
        one, other = _mood(votes[:at], ""), _mood(votes[at:], "")
        if not one or not other or one == other:
            continue
        gain = (before[one] - before[other]) + (after[other] - after[one])
        if gain > best and gain >= TURN_MARGIN:
            best, best_at = gain, at
    return best_at


def _base(context: Context) -> str:
    mood = SET_MOODS.get(context.facts.set_name, "calm")
    if context.facts.day_time is DayTime.NIGHT and mood == "suspense":
        return "suspense"
    return mood
