"""Coverage: the shots of one spoken line, and the listener's shot on the line that hurts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from piying.model.script import BeatKind, Delivery
from piying.model.shot import Angle, Emotion, Framing, Move, Size, Speech, Transition
from piying.script.breakdown import grammar
from piying.script.breakdown.blocking import find, is_crowd, mentioned
from piying.script.breakdown.doings import BLOWS, GESTURES, SOUNDS, THINGS
from piying.script.breakdown.draft import Draft, Role
from piying.script.breakdown.feelings import (
    DECISIONS,
    FEELINGS,
    HURTS,
    LONELINESS,
    POWER,
    SURPRISE,
)
from piying.script.breakdown.speech import aloud_pieces, clauses, pieces, spoken_ms
from piying.script.castwords import NOBODY_WORDS
from piying.script.matching import masked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from piying.model.people import Voice
    from piying.script.breakdown.context import Context, Progress
    from piying.script.breakdown.emotion import Feeling
    from piying.script.breakdown.gather import Item

BREATH_MS = 300
"""From the start of a shot to its voice."""
TAIL_MS = 360
"""From the last word to the cut."""
REACTION_MS = 1_480
REACTION_LINES_MIN = 2
"""At least so many lines between two reaction shots."""
NEAR_LINES = 3
"""After so many lines in single shots the two are seen together again."""
QUIET_BELOW = 2
"""Feelings weaker than this are quiet."""
STRONG = 3
"""Feelings as strong as this fill the frame."""
SHOCK_GAP = 4
"""At least so many lines or actions between two smashes of the picture."""


def line_drafts(index: int, context: Context, progress: Progress) -> list[Draft]:
    """The shots of the line `index`: its pieces, and the listener where it hurts."""
    item = context.items[index]
    parts = _parts(item, context)
    made = [
        _piece(number, part, item, index, context, progress)
        for number, part in enumerate(parts)
    ]
    if item.feeling.strength >= 3 and progress.since_shock >= SHOCK_GAP:
        made[0] = smashed(made[0], item.feeling.emotion)
    reaction = _reaction(index, context, progress)
    return [*made, reaction] if reaction is not None else made


def voice_of(item: Item, context: Context) -> Voice:
    """Who is heard: the speaker's voice, or the narrator's."""
    if is_narrated(item):
        return context.cast.narrator
    return find(context.cast, item.beat.speaker).voice


def is_narrated(item: Item) -> bool:
    """Whether nobody of the cast speaks the line."""
    beat = item.beat
    if beat.delivery is Delivery.NARRATION:
        return True
    return not beat.speaker or beat.speaker.casefold() in NOBODY_WORDS


def listener_of(index: int, context: Context) -> str:
    """To whom the line `index` is spoken: who is called, spoke before or speaks next."""
    speaker = _speaker(context.items[index], context)
    called = mentioned(clauses(context.items[index].beat.text)[0], context.cast)
    for name in called:
        # who is called by name at the head of a line is the one it is spoken to
        if name != speaker and name in context.facts.present:
            return name
    for step in (-1, 1):
        at = index + step
        while (other := context.item(at)) is not None:
            if other.beat.kind is BeatKind.LINE and not is_narrated(other):
                name = _speaker(other, context)
                if name != speaker and name in context.facts.present:
                    return name
            at += step
    return next((name for name in context.facts.present if name != speaker), "")


def _faces(one: str, other: str, context: Context) -> bool:
    """Whether the two stand on different sides of the line and can share a frame."""
    facts = context.facts
    return bool(other) and facts.side(one) != facts.side(other)


def smashed(draft: Draft, emotion: Emotion) -> Draft:
    """The draft with the picture smashed: white and impact for shock, shaking for rage."""
    if draft.fixed:
        return draft
    if emotion is Emotion.SHOCKED:
        flash = draft.transition is Transition.CUT and not draft.transition_fixed
        return replace(
            draft,
            transition=Transition.FLASH if flash else draft.transition,
            effects=(*draft.effects, "flash", "shake"),
            sounds=tuple(dict.fromkeys((*draft.sounds, "impact"))),
        )
    if emotion is Emotion.ANGRY:
        return replace(draft, effects=(*draft.effects, "speed_lines"), move=Move.SHAKE)
    if emotion is Emotion.AFRAID:
        sounds = tuple(dict.fromkeys((*draft.sounds, "heartbeat")))
        return replace(draft, effects=(*draft.effects, "vignette"), sounds=sounds)
    return draft


def feeling_size(feeling: Feeling) -> Size:
    """How near the camera stands to a face with this feeling."""
    return grammar.FEELING_SIZES[feeling.emotion][max(1, feeling.strength) - 1]


def feeling_angle(feeling: Feeling) -> Angle:
    """From how high the camera looks at this feeling."""
    if feeling.strength < grammar.ANGLE_STRENGTH_MIN:
        return Angle.EYE
    return grammar.FEELING_ANGLES.get(feeling.emotion, Angle.EYE)


def reasoned_move(text: str, feeling: Feeling) -> Move:
    """The move of the camera that the words give a reason for; else it drifts."""
    if DECISIONS.has(text) or (feeling.emotion is Emotion.TENDER and feeling.strength >= 2):
        return Move.PUSH
    if LONELINESS.has(text):
        return Move.PULL
    if POWER.has(text):
        return Move.TILT_UP
    if SURPRISE.has(text) and feeling.emotion is Emotion.SHOCKED:
        return Move.WHIP
    return Move.DRIFT


def _speaker(item: Item, context: Context) -> str:
    if is_narrated(item):
        return ""
    return find(context.cast, item.beat.speaker).name


def _parts(item: Item, context: Context) -> list[Speech]:
    beat = item.beat
    voice = voice_of(item, context)
    count = len(item.wishes) if len(item.wishes) > 1 else 0
    cut = pieces(beat.text, voice.speed_permille)
    if len(cut) > 1 and count:
        # a person says over how many shots a long line goes
        cut = pieces(beat.text, voice.speed_permille, count)
    aloud = aloud_pieces(beat.aloud or beat.text, cut)
    if aloud is None:
        cut, aloud = (beat.text,), (beat.aloud,)
    return [
        Speech(
            character=_speaker(item, context),
            text=text,
            aloud=said,
            voice=voice,
            delivery=beat.delivery,
            emotion=item.feeling.emotion,
            language=context.language,
            ruby="ruby" in item.captions,
        )
        for text, said in zip(cut, aloud, strict=True)
    ]


def speech_ms(speech: Speech) -> int:
    """How long a shot must be for its words."""
    return spoken_ms(speech.text, speech.voice.speed_permille) + BREATH_MS + TAIL_MS


def _piece(
    number: int,
    speech: Speech,
    item: Item,
    index: int,
    context: Context,
    progress: Progress,
) -> Draft:
    beat = item.beat
    base = Draft(
        role=Role.LINE,
        mark=f"{speech.character}\0{speech.text}",
        element=beat.element,
        framing=Framing.SINGLE,
        size=feeling_size(item.feeling),
        length_ms=speech_ms(speech),
        speech=speech,
        flashback=beat.flashback,
        weather=progress.weather,
        sounds=_sounds(beat.manner),
    )
    if number == 0:
        base = replace(base, sounds=tuple(dict.fromkeys((*item.sounds, *base.sounds))))
    if _unseen(item, context):
        return _over_pictures(base, speech, number, index, context, progress)
    listener = listener_of(index, context)
    if number % 2 and listener:
        return replace(
            base,
            size=Size.CLOSE,
            people=(listener,),
            feelings=((listener, hurt(speech.text) or Emotion.NEUTRAL),),
        )
    partner = listener if _faces(speech.character, listener, context) else ""
    return _on_speaker(base, speech, number, item, partner, progress)


def _on_speaker(
    base: Draft, speech: Speech, number: int, item: Item, partner: str, progress: Progress
) -> Draft:
    """The speaker's own shot; `partner` is who may share the frame, or nobody."""
    name, feeling, beat = speech.character, item.feeling, item.beat
    framing, size = _setup(number, item, partner, progress)
    people = (name, partner) if framing in (Framing.TWO, Framing.OVER) else (name,)
    gesture = GESTURES.first(beat.manner) or ""
    feelings = [(name, feeling.emotion)]
    if len(people) > 1 and (pain := hurt(speech.text)) is not None:
        feelings.append((partner, pain))
    words = masked(f"{beat.manner} {speech.text}", people)
    return replace(
        base,
        framing=framing,
        size=size,
        people=people,
        angle=feeling_angle(feeling),
        move=reasoned_move(words, feeling),
        feelings=tuple(feelings),
        gestures=((name, gesture),) if gesture else (),
        effects=("shake",) if BLOWS.has(beat.manner) else (),
    )


def _setup(number: int, item: Item, partner: str, progress: Progress) -> tuple[Framing, Size]:
    """How the speaker is framed: set out by turns while calm, near when it matters."""
    feeling = item.feeling
    near = Framing.SINGLE, feeling_size(feeling)
    if number == 0 and partner and item.beat.dual:
        return Framing.TWO, Size.MEDIUM
    if item.beat.delivery is Delivery.OS:
        return Framing.SINGLE, Size.CLOSEUP
    if feeling.strength < QUIET_BELOW:
        if number == 0 and partner:
            return grammar.COVERAGE[progress.quiet_lines % len(grammar.COVERAGE)]
        turn = (progress.quiet_lines + number) % len(grammar.SOLO_SIZES)
        return Framing.SINGLE, grammar.SOLO_SIZES[turn]
    tired = progress.near_lines >= NEAR_LINES and feeling.strength < STRONG
    return (Framing.OVER, Size.CLOSE) if number == 0 and partner and tired else near


def _unseen(item: Item, context: Context) -> bool:
    """Whether the mouth that speaks is not in the picture."""
    beat = item.beat
    if is_narrated(item):
        return True
    if is_crowd(_speaker(item, context)):
        return True
    others = [n for n in context.facts.present if n != _speaker(item, context)]
    if beat.delivery is Delivery.VO:
        return bool(others) or _speaker(item, context) not in context.facts.present
    # O.S. of a Western script is a voice from outside; OS of a Chinese one is a thought
    return beat.delivery is Delivery.OS and context.language != "zh"


def _over_pictures(
    base: Draft,
    speech: Speech,
    number: int,
    index: int,
    context: Context,
    progress: Progress,
) -> Draft:
    """A picture for a voice from outside: whom or what it speaks of, a listener, the place."""
    text, cast, item = speech.text, context.cast, context.items[index]
    narrated = is_narrated(item)
    if is_crowd(speech.character):
        return _crowd(base, context.facts.present)
    named = [n for n in mentioned(text, cast) if n in context.facts.present]
    things = [f.value for f in THINGS.find(masked(text, named)) if f.value and len(f.word) > 1]
    # a face comes first: the place itself has just been seen
    empty_turn = (progress.lines + number) % 2 == 1
    if things and (number > 0 or not named):
        return replace(base, framing=Framing.INSERT, size=Size.CLOSE, insert=things[0])
    if narrated and named:
        return _silent(base, text, named[0], Size.MEDIUM)
    listener = "" if narrated and empty_turn else listener_of(index, context)
    if listener:
        return _silent(base, text, listener, Size.CLOSE if not narrated else Size.MEDIUM)
    move = reasoned_move(text, item.feeling)
    return replace(base, framing=Framing.EMPTY, size=Size.WIDE, move=move)


def _crowd(base: Draft, present: Sequence[str]) -> Draft:
    """Many speak at once: the place with everyone whom one can tell apart."""
    framings = (Framing.EMPTY, Framing.SINGLE, Framing.TWO)
    framing = framings[len(present)] if len(present) < len(framings) else Framing.GROUP
    sounds = tuple(dict.fromkeys((*base.sounds, "crowd")))
    return replace(base, framing=framing, size=Size.WIDE, people=tuple(present), sounds=sounds)


def _silent(base: Draft, text: str, name: str, size: Size) -> Draft:
    found = FEELINGS.first(text)
    emotion = found[0] if found else Emotion.NEUTRAL
    return replace(base, people=(name,), size=size, feelings=((name, emotion),))


def hurt(text: str) -> Emotion | None:
    """What the line does to the one who hears it, if it hurts."""
    return HURTS.first(text)


def _reaction(index: int, context: Context, progress: Progress) -> Draft | None:
    """The listener's face behind a line that hurts."""
    item = context.items[index]
    if _unseen(item, context) or len(item.wishes) > 1:
        return None
    if progress.since_reaction < REACTION_LINES_MIN:
        return None
    listener = listener_of(index, context)
    raging = item.feeling.emotion is Emotion.ANGRY and item.feeling.strength >= 3
    emotion = hurt(item.beat.text) or (Emotion.AFRAID if raging else None)
    if not listener or emotion is None:
        return None
    following = context.item(index + 1)
    if (
        following is not None
        and following.beat.kind is BeatKind.ACTION
        and listener in mentioned(following.beat.text, context.cast)
    ):
        # the script shows the reaction itself
        return None
    return Draft(
        role=Role.REACTION,
        mark=f"{listener}\0{item.beat.text}",
        element=item.beat.element,
        framing=Framing.SINGLE,
        size=Size.CLOSEUP,
        people=(listener,),
        angle=Angle.HIGH if emotion is Emotion.AFRAID else Angle.EYE,
        move=Move.PUSH,
        length_ms=REACTION_MS,
        feelings=((listener, emotion),),
        flashback=item.beat.flashback,
        weather=progress.weather,
        sounds=("heartbeat",) if emotion is Emotion.SHOCKED else (),
    )


def _sounds(manner: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.value for f in SOUNDS.find(manner) if f.value))
