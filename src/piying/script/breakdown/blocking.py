"""Blocking: who can be seen in a scene, and on which side of the line of action each stands."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, product
from typing import TYPE_CHECKING

from piying.model.errors import Invalid
from piying.model.script import BeatKind, Delivery
from piying.model.shot import Emotion, Framing, Subject
from piying.script.breakdown.grammar import LISTENER_YAW, TURN_DEGREES_MIN
from piying.script.castwords import NOBODY_WORDS
from piying.script.matching import name_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from piying.model.people import Cast, Character
    from piying.model.script import Scene
    from piying.script.breakdown.draft import Draft, SceneFacts

_HAN_NAME = re.compile(r"[\u3400-\u9fff]{3}")
CROWD_NAMES = frozenset({
    "大家", "全场", "宾客", "百姓", "所有人", "全班", "all", "everyone", "crowd", "guests",
})  # fmt: skip
OPPOSED_MAX = 8
"""Sides are weighed for so many people; more than these are a crowd around them."""
GROUP_MAX = 5
"""More figures than this are a crowd, which the sets draw."""


def find(cast: Cast, name: str) -> Character:
    """The character called `name`, whatever the case of its letters.

    Raises:
        Invalid: nobody of the cast is called so.
    """
    found = cast.find(name)
    if found is not None:
        return found
    low = name.casefold()
    for character in cast.characters:
        if low in (character.name.casefold(), *(a.casefold() for a in character.aliases)):
            return character
    if name in (short := _shorts(cast)):
        return short[name]
    raise Invalid("board.not_cast", name=name)


def known(cast: Cast, name: str) -> bool:
    """Whether `name` calls a figure of the cast."""
    low = name.casefold()
    return low not in NOBODY_WORDS and any(
        low in (c.name.casefold(), *(a.casefold() for a in c.aliases)) for c in cast.characters
    )


def names_of(cast: Cast) -> tuple[str, ...]:
    """Every name, alias and short form of the cast, the longest first."""
    names = {name for c in cast.characters for name in (c.name, *c.aliases) if name}
    names |= _shorts(cast).keys()
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _shorts(cast: Cast) -> dict[str, Character]:
    """Names without their surname (清月 for 沈清月), where only one can be meant."""
    taken = {name for c in cast.characters for name in (c.name, *c.aliases)}
    counts = Counter(c.name[1:] for c in cast.characters)
    return {
        c.name[1:]: c
        for c in cast.characters
        if _HAN_NAME.fullmatch(c.name) and counts[c.name[1:]] == 1 and c.name[1:] not in taken
    }


def is_crowd(name: str) -> bool:
    """Whether a name means more people than one can draw as a figure."""
    return (
        name.startswith(("众", "群")) or name.endswith("们") or name.casefold() in CROWD_NAMES
    )


def mentioned(text: str, cast: Cast) -> tuple[str, ...]:
    """Who of the cast is named in `text`, in order of the first mention."""
    names = names_of(cast)
    found = (find(cast, match[0]).name for match in name_pattern(names).finditer(text))
    return tuple(name for name in dict.fromkeys(found) if not is_crowd(name))


def present(scene: Scene, cast: Cast) -> tuple[str, ...]:
    """Who can be seen in `scene`: who speaks there most comes first."""
    lines = [b for b in scene.beats if b.kind is BeatKind.LINE and known(cast, b.speaker)]
    on_screen = Counter(
        find(cast, b.speaker).name
        for b in lines
        if b.delivery in (Delivery.SPOKEN, Delivery.OS)
    )
    voices = {find(cast, b.speaker).name for b in lines} - set(on_screen)
    acting = [
        name
        for b in scene.beats
        if b.kind is BeatKind.ACTION
        for name in mentioned(b.text, cast)
    ]
    listed = [find(cast, name).name for name in scene.cast if known(cast, name)]
    names = dict.fromkeys(
        [name for name in (*on_screen, *listed) if name not in voices or name in acting]
    )
    names |= dict.fromkeys(acting)
    # a scene of voices alone shows whom they belong to
    names = dict.fromkeys(name for name in (names or listed) if not is_crowd(name))
    order = {name: index for index, name in enumerate(names)}
    return tuple(sorted(names, key=lambda name: (-on_screen[name], order[name])))


def sides(scene: Scene, cast: Cast, people: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The line of action: each of `people` left (-1) or right (+1), for the whole scene.

    Whoever speaks first stands left; the others stand so that most exchanges are face to face.
    Somebody alone stands in the middle.
    """
    if len(people) < 2:
        return tuple((name, 0) for name in people)
    speakers = [
        find(cast, b.speaker).name
        for b in scene.beats
        if b.kind is BeatKind.LINE and known(cast, b.speaker)
    ]
    exchanges: Counter[frozenset[str]] = Counter(
        frozenset(pair) for pair in pairwise(speakers) if len({*pair}) == 2
    )
    order = list(dict.fromkeys([*(s for s in speakers if s in people), *people]))
    placed = _opposed(order, exchanges)
    return tuple((name, placed[name]) for name in people)


def _opposed(order: Sequence[str], exchanges: Counter[frozenset[str]]) -> dict[str, int]:
    """The sides that set most exchanges face to face; of equal ones the most balanced."""
    few = order[:OPPOSED_MAX]
    best: dict[str, int] = {}
    best_worth = (-1, -1)
    for choice in product((1, -1), repeat=len(few) - 1):
        placed = {few[0]: -1, **dict(zip(few[1:], choice, strict=True))}
        faced = sum(
            count
            for pair, count in exchanges.items()
            if pair <= placed.keys() and len({placed[name] for name in pair}) == 2
        )
        worth = (faced, -abs(sum(placed.values())))
        if worth > best_worth:
            best, best_worth = placed, worth
    for index, name in enumerate(order[OPPOSED_MAX:]):
        best[name] = 1 if index % 2 else -1
    return best


def subjects(draft: Draft, facts: SceneFacts, cast: Cast) -> tuple[Subject, ...]:
    """The figures of a draft, turned so that the eyelines of the scene hold."""
    feelings, gestures = dict(draft.feelings), dict(draft.gestures)
    made = []
    for index, name in enumerate(draft.people[:GROUP_MAX]):
        side = facts.side(name)
        over = draft.framing is Framing.OVER and index > 0
        # the second figure turns the other way round than the first when the shot turns
        turn = draft.yaw if index == 0 else max(TURN_DEGREES_MIN // 2, draft.yaw - 6 * index)
        yaw = LISTENER_YAW if over else turn
        made.append(
            Subject(
                character=name,
                look=find(cast, name).look,
                side=side,
                depth=int(over),
                # who stands left looks to the right of the screen, always
                yaw_degrees=yaw if side <= 0 else -yaw,
                emotion=feelings.get(name, Emotion.NEUTRAL),
                gesture=gestures.get(name, ""),
            )
        )
    return tuple(made)
