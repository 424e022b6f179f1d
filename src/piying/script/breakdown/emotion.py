"""What somebody feels in a line: from manner, words, punctuation and what was before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from piying.model.shot import Emotion
from piying.script.breakdown.feelings import FEELINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

MANNER_WEIGHT = 3
"""How the line is spoken says more than its words do."""
WORDS_WEIGHT = 1
STRENGTH_MAX = 3


@dataclass(frozen=True, slots=True)
class Feeling:
    """An emotion and its strength, 0 (none) to 3."""

    emotion: Emotion = Emotion.NEUTRAL
    strength: int = 0


CALM = Feeling()


def feeling_of(text: str, manner: str = "", before: Feeling = CALM) -> Feeling:
    """The feeling of a line `text` spoken in `manner` by somebody who felt `before`."""
    votes: dict[Emotion, int] = {}
    _vote(votes, manner, MANNER_WEIGHT)
    _vote(votes, text, WORDS_WEIGHT)
    _punctuate(votes, text, before)
    if before.strength >= 2:
        # a feeling does not vanish from one line to the next
        votes[before.emotion] = votes.get(before.emotion, 0) + before.strength - 1
    if not votes:
        return CALM
    emotion = max(votes, key=lambda one: (votes[one], _ORDER[one]))
    said = _strongest(emotion, f"{manner}；{text}")
    lasting = before.strength - 1 if emotion is before.emotion else 0
    strength = min(STRENGTH_MAX, max(said, lasting, 1) + _exclaimed(text))
    return Feeling(emotion, strength)


def seen_feeling(text: str) -> Feeling:
    """The feeling that an action shows, without anything before it."""
    votes: dict[Emotion, int] = {}
    _vote(votes, text, WORDS_WEIGHT)
    if not votes:
        return CALM
    emotion = max(votes, key=lambda one: (votes[one], _ORDER[one]))
    return Feeling(emotion, _strongest(emotion, text))


_ORDER: Mapping[Emotion, int] = {emotion: -index for index, emotion in enumerate(Emotion)}
"""Of equal votes the emotion named first in the model wins."""


def _vote(votes: dict[Emotion, int], text: str, weight: int) -> None:
    for found in FEELINGS.affirmed(text):
        emotion, strength = found.value
        votes[emotion] = votes.get(emotion, 0) + strength * weight


def _punctuate(votes: dict[Emotion, int], text: str, before: Feeling) -> None:
    plain = text.replace("!", "！").replace("?", "？")
    if "？！" in plain or "！？" in plain:
        votes[Emotion.SHOCKED] = votes.get(Emotion.SHOCKED, 0) + 2
    elif "！！" in plain:
        votes[Emotion.ANGRY] = votes.get(Emotion.ANGRY, 0) + 2
    elif "！" in plain and not votes:
        loud = Emotion.ANGRY if before.emotion is Emotion.NEUTRAL else before.emotion
        votes[loud] = 1
    if not votes and plain.strip(' …。.“”"') == "":
        votes[Emotion.SAD] = 1


def _strongest(emotion: Emotion, text: str) -> int:
    values = [f.value for f in FEELINGS.affirmed(text) if f.value[0] is emotion]
    return max((strength for _, strength in values), default=0)


def _exclaimed(text: str) -> int:
    return int(any(mark in text for mark in ("！！", "!!", "？！", "?!", "！？", "!?")))
