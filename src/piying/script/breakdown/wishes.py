"""Wishes: what a person asked for in a note, laid over what the director would have done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from piying.model.shot import Framing, Size
from piying.script.breakdown.acting import things_in
from piying.script.breakdown.blocking import find
from piying.script.breakdown.draft import Draft, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from piying.script.breakdown.context import Context
    from piying.script.breakdown.notes import Wish

ASKED_MS = 1_800
"""Length of a shot that a person asked for without saying how long."""
_NEAR = frozenset({Size.CLOSEUP, Size.EXTREME_CLOSEUP})
_SIZES = {
    Framing.EMPTY: Size.WIDE,
    Framing.INSERT: Size.EXTREME_CLOSEUP,
    Framing.TWO: Size.MEDIUM,
    Framing.OVER: Size.CLOSE,
    Framing.GROUP: Size.WIDE,
    Framing.SINGLE: Size.CLOSE,
}
"""Size of a framing for which a person named none."""


def wished(drafts: Sequence[Draft], wishes: Sequence[Wish], context: Context) -> list[Draft]:
    """The drafts of one line or action as `wishes` change them, one wish a shot.

    Wishes beyond the shots that the words fill make shots of their own behind them.
    """
    if not wishes:
        return list(drafts)
    words = [draft for draft in drafts if draft.role in (Role.LINE, Role.ACTION)]
    rest = [draft for draft in drafts if draft.role not in (Role.LINE, Role.ACTION)]
    first = _place(words, wishes)
    made = [
        lay(draft, wishes[at - first], context) if 0 <= at - first < len(wishes) else draft
        for at, draft in enumerate(words)
    ]
    for at in range(len(words), len(wishes)):
        made.append(asked(wishes[at], at, made[-1], context))
    return made + rest


def _place(words: Sequence[Draft], wishes: Sequence[Wish]) -> int:
    """Which of the shots of the words the first wish means.

    One wish for a long action means the sentence that names its thing or person, or the last.
    """
    if len(wishes) != 1 or len(words) < 2 or words[0].role is not Role.ACTION:
        return 0
    wish = wishes[0]
    for at, draft in enumerate(words):
        named = any(name in draft.action for name in wish.people)
        if named or (wish.insert and wish.insert in things_in(draft.action)):
            return at
    return len(words) - 1


def asked(wish: Wish, at: int, like: Draft, context: Context) -> Draft:
    """A shot that a person asked for beside the words, in the light of the shot before it."""
    people = like.people or context.facts.present[:1]
    base = Draft(
        role=Role.ASKED,
        mark=f"{at}\0{like.mark}",
        element=like.element,
        framing=Framing.SINGLE if people else Framing.EMPTY,
        size=Size.CLOSE,
        people=people[:1],
        length_ms=ASKED_MS,
        flashback=like.flashback,
        weather=like.weather,
        feelings=like.feelings,
    )
    return lay(base, wish, context)


def lay(draft: Draft, wish: Wish, context: Context) -> Draft:
    """The draft as `wish` changes it."""
    draft = _framed(draft, wish, context)
    size = wish.size
    if size is None and wish.framing is not None:
        size = _SIZES[draft.framing]
    first = draft.people[0] if draft.people else ""
    feelings, gestures = draft.feelings, draft.gestures
    if first and wish.emotion is not None:
        feelings = ((first, wish.emotion), *((n, e) for n, e in feelings if n != first))
    if first and wish.gesture:
        gestures = ((first, wish.gesture), *((n, g) for n, g in gestures if n != first))
    return replace(
        draft,
        size=size or draft.size,
        size_fixed=wish.size is not None,
        angle=wish.angle or draft.angle,
        move=wish.move or draft.move,
        transition=wish.transition or draft.transition,
        transition_fixed=wish.transition is not None,
        length_ms=wish.length_ms or draft.length_ms,
        length_fixed=bool(wish.length_ms),
        feelings=feelings,
        gestures=gestures,
        effects=tuple(dict.fromkeys((*draft.effects, *wish.effects))),
        speech=replace(draft.speech, emotion=wish.emotion)
        if draft.speech and wish.emotion
        else draft.speech,
        fixed=True,
    )


def _framed(draft: Draft, wish: Wish, context: Context) -> Draft:
    """The draft with the framing and the people that the wish names or implies."""
    framing = wish.framing
    named = tuple(dict.fromkeys(find(context.cast, name).name for name in wish.people))
    if framing is None and wish.insert:
        framing = Framing.INSERT
    if framing is None and named:
        framing = _for_count(len(named))
    if framing is None and wish.size in _NEAR and len(draft.people) > 1:
        # a closeup is of one face
        framing = Framing.SINGLE
    if framing is None:
        return draft
    people = named + tuple(n for n in _candidates(draft, context) if n not in named)
    if framing is Framing.INSERT:
        insert = wish.insert or draft.insert
        return replace(draft, framing=framing, people=(), insert=insert)
    if framing is Framing.EMPTY:
        return replace(draft, framing=framing, people=(), insert="")
    count = {Framing.SINGLE: 1, Framing.TWO: 2, Framing.OVER: 2}.get(framing, len(people))
    people = people[:count]
    if not people:
        return replace(draft, framing=Framing.EMPTY, people=(), insert="")
    if framing is Framing.GROUP or len(people) < count:
        framing = _for_count(len(people))
    return replace(draft, framing=framing, people=people, insert="")


def _candidates(draft: Draft, context: Context) -> tuple[str, ...]:
    speaker = draft.speech.character if draft.speech else ""
    front = (speaker,) if speaker in context.facts.present else ()
    return tuple(dict.fromkeys((*front, *draft.people, *context.facts.present)))


def _for_count(count: int) -> Framing:
    return {1: Framing.SINGLE, 2: Framing.TWO}.get(count, Framing.GROUP)
