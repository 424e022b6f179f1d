"""One scene from its beats to its drafts: the place, then line by line and action by action."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from piying.model.script import BeatKind, Place
from piying.model.shot import Framing, Move, Size, Transition, Weather
from piying.script.breakdown.acting import action_drafts, look_at, stretches
from piying.script.breakdown.blocking import names_of
from piying.script.breakdown.context import Context, Progress
from piying.script.breakdown.coverage import QUIET_BELOW, line_drafts
from piying.script.breakdown.doings import SOUNDS, WEATHER
from piying.script.breakdown.draft import Draft, Role
from piying.script.breakdown.feelings import LATER, POWER
from piying.script.breakdown.moods import moods, scene_mood
from piying.script.breakdown.notes import directions
from piying.script.breakdown.speech import read_ms
from piying.script.breakdown.wishes import asked, wished
from piying.script.kit import MOMENTS
from piying.script.matching import masked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from piying.model.script import Beat
    from piying.script.breakdown.gather import Gathered

ESTABLISH_MS = 2_200
ESTABLISH_AGAIN_MS = 1_400
"""The place is known from a scene before."""
SUPER_MS_MIN = 2_000
FITTING_SHOTS = 3
"""On-screen words wait over at most so many shots for one without speech."""


def scene_drafts(context: Context, gathered: Gathered) -> tuple[Draft, ...]:
    """The shots of a scene, before the grammar of cutting is laid on them."""
    made: list[Draft] = []
    progress = Progress(weather=_weather_at_start(context))
    score = moods(context)
    opening = _establishing(context, progress)
    if opening is not None:
        made.append(replace(opening, mood=scene_mood(context, score)))
    if made and context.items:
        first = context.items[0]
        if first.transition is not None:
            made[0] = replace(made[0], transition=first.transition, transition_fixed=True)
        if first.supers:
            made[0] = _with_super(made[0], first.supers, first.captions)
    for index, item in enumerate(context.items):
        progress = _weathered(progress, item.beat, context)
        new = _item_drafts(index, context, progress)
        new = [replace(draft, mood=score[index]) for draft in new]
        if item.supers and not (index == 0 and opening is not None):
            new = _superimposed(new, item.supers, item.captions)
        made += _entered(new, made, context, index)
        progress = _advanced(progress, index, new, context)
    made += _left_over(context, gathered, made, progress)
    return _rained(made, context)


def _item_drafts(index: int, context: Context, progress: Progress) -> list[Draft]:
    item = context.items[index]
    make = line_drafts if item.beat.kind is BeatKind.LINE else action_drafts
    drafts = wished(make(index, context, progress), item.wishes, context)
    return [_with_effects(draft, item.effects, at) for at, draft in enumerate(drafts)]


def _with_effects(draft: Draft, effects: Sequence[str], at: int) -> Draft:
    """The draft with what a person asks for; what happens once, happens in the first shot."""
    asked_for = [name for name in effects if at == 0 or name not in MOMENTS]
    return replace(draft, effects=tuple(dict.fromkeys((*draft.effects, *asked_for))))


def _establishing(context: Context, progress: Progress) -> Draft | None:
    """The place before anything happens in it, unless the first action shows it itself."""
    first = context.item(0)
    facts = context.facts
    if first is not None and first.wishes and first.wishes[0].framing is Framing.EMPTY:
        return None
    if first is not None and first.beat.kind is BeatKind.ACTION and not first.wishes:
        seen = look_at(stretches(first.beat.text)[0], "", context)
        if not seen.people and not seen.thing:
            return None
    outside = facts.place is not Place.INTERIOR
    flashback = first is not None and first.beat.flashback
    mark = f"{facts.location}\0{context.scene.heading.time}"
    size = Size.EXTREME_WIDE if outside and not facts.seen_before else Size.WIDE
    return Draft(
        role=Role.ESTABLISH,
        mark=mark,
        element=facts.element,
        framing=Framing.EMPTY,
        size=size,
        move=Move.TILT_UP if POWER.has(facts.location) else Move.DRIFT,
        length_ms=ESTABLISH_AGAIN_MS if facts.seen_before else ESTABLISH_MS,
        flashback=flashback,
        weather=progress.weather,
    )


def _entered(
    new: list[Draft], made: Sequence[Draft], context: Context, index: int
) -> list[Draft]:
    """The drafts of an item with the transition that leads into them."""
    item = context.items[index]
    first = new[0]
    before = made[-1] if made else None
    if first.transition_fixed or (index == 0 and before is not None):
        # a person chose it, or the establishing shot has it
        return new
    if item.transition is not None:
        first = replace(first, transition=item.transition, transition_fixed=True)
    elif before is not None:
        later = any(LATER.has(beat.text) for beat in item.supers)
        first = joined(before, first, later=later)
    return [first, *new[1:]]


def joined(before: Draft, first: Draft, *, later: bool) -> Draft:
    """`first` as it follows `before`: ink into the past, dissolve where time passes."""
    if first.transition_fixed:
        return first
    if first.flashback and not before.flashback:
        effects = tuple(dict.fromkeys((*first.effects, "ink")))
        return replace(first, transition=Transition.INK, effects=effects)
    if later or (before.flashback and not first.flashback):
        return replace(first, transition=Transition.DISSOLVE)
    return first


def _superimposed(new: list[Draft], supers: Sequence[Beat], ways: Sequence[str]) -> list[Draft]:
    """The drafts with the on-screen words on the first of them that is silent."""
    silent = (at for at, draft in enumerate(new[:FITTING_SHOTS]) if draft.speech is None)
    at = next(silent, 0)
    return [*new[:at], _with_super(new[at], supers, ways), *new[at + 1 :]]


def _with_super(draft: Draft, supers: Sequence[Beat], ways: Sequence[str]) -> Draft:
    text = "\n".join(beat.text for beat in supers)
    if draft.onscreen:
        text = f"{draft.onscreen}\n{text}"
    needed = max(SUPER_MS_MIN, read_ms(text))
    longer = draft.length_ms if draft.length_fixed else max(draft.length_ms, needed)
    vertical = "vertical" in ways or any(
        said is not None and "vertical" in said.captions
        for beat in supers
        for said, _ in map(directions, beat.notes)
    )
    return replace(draft, onscreen=text, onscreen_vertical=vertical, length_ms=longer)


def _left_over(
    context: Context, gathered: Gathered, made: Sequence[Draft], progress: Progress
) -> list[Draft]:
    """Shots for what stands behind the last line or action of the scene."""
    mood = made[-1].mood if made else scene_mood(context, ())
    flashback = made[-1].flashback if made else False
    base = Draft(
        role=Role.SUPER,
        mark="\n".join(beat.text for beat in gathered.supers),
        element=gathered.supers[0].element if gathered.supers else gathered.element,
        framing=Framing.EMPTY,
        size=Size.WIDE,
        move=Move.PULL,
        length_ms=SUPER_MS_MIN,
        weather=progress.weather,
        flashback=flashback,
        mood=gathered.mood or mood,
        sounds=gathered.sounds,
    )
    new: list[Draft] = []
    if gathered.supers:
        new.append(_with_super(base, gathered.supers, gathered.captions))
    for at, wish in enumerate(gathered.wishes):
        like = made[-1] if made else base
        shot = asked(wish, at, replace(like, element=gathered.element), context)
        new.append(replace(shot, mood=gathered.mood or mood))
    return new


def _advanced(
    progress: Progress, index: int, new: Sequence[Draft], context: Context
) -> Progress:
    """What the next item must know of this one."""
    beat = context.items[index].beat
    together = any(len(draft.people) > 1 for draft in new)
    line = beat.kind is BeatKind.LINE
    reacted = any(draft.role is Role.REACTION for draft in new)
    smashed = any("flash" in d.effects or "speed_lines" in d.effects for d in new)
    seen = next((d.people[0] for d in reversed(new) if d.people), progress.last_seen)
    speaker = next((d.speech.character for d in new if d.speech and d.speech.character), "")
    known = speaker if speaker in context.facts.present else seen
    return replace(
        progress,
        lines=progress.lines + int(line),
        quiet_lines=progress.quiet_lines
        + int(line and context.items[index].feeling.strength < QUIET_BELOW),
        near_lines=0 if together else progress.near_lines + int(line),
        since_reaction=0 if reacted else progress.since_reaction + int(line),
        since_shock=0 if smashed else progress.since_shock + 1,
        last_seen=known,
        shown=(*progress.shown, *(draft.insert for draft in new if draft.insert)),
    )


def _weather_at_start(context: Context) -> Weather:
    """The weather that the heading or the actions before the first line name."""
    heading = context.scene.heading
    found = WEATHER.first(f"{heading.location} {heading.time}")
    for item in context.items:
        if found is not None or item.beat.kind is BeatKind.LINE:
            break
        found = WEATHER.first(masked(item.beat.text, names_of(context.cast)))
    return found or Weather.CLEAR


def _weathered(progress: Progress, beat: Beat, context: Context) -> Progress:
    if beat.kind is not BeatKind.ACTION:
        return progress
    found = WEATHER.first(masked(beat.text, names_of(context.cast)))
    return replace(progress, weather=found) if found is not None else progress


def _rained(made: Sequence[Draft], context: Context) -> tuple[Draft, ...]:
    """Rain is heard as long as it falls; a storm in the heading is heard at once."""
    heading = f"{context.scene.heading.location} {context.scene.heading.time}"
    ambient = tuple(dict.fromkeys(f.value for f in SOUNDS.find(heading) if f.value))
    out = []
    for index, draft in enumerate(made):
        sounds = (*draft.sounds, *(ambient if index == 0 else ()))
        if draft.weather is Weather.RAIN:
            sounds = (*sounds, "rain")
        out.append(replace(draft, sounds=tuple(dict.fromkeys(sounds))))
    return tuple(out)
