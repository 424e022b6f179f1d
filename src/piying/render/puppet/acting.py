"""Acting: what the figures of a shot do, frame by frame, as channels of a stage.

Gaze moves before the head and the head before the body; blinks are 3 frames down and 4 up;
mouths lead the sound by a frame and no shape lasts under two; a listener reacts within half
a second. Figures are drawn on twos, so what must be seen falls on a frame that is drawn.
All chance comes from one seed.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from piying.model.clock import Rate
from piying.model.script import Delivery
from piying.model.shot import Angle, Emotion, Framing, Move, ShotSpec, Size, Subject
from piying.model.stage import Actor, Channel, Ease, Key, WordKey
from piying.model.take import Mark
from piying.render.puppet.framing import FOLLOW_PIXELS, Spot, way_of
from piying.render.puppet.posing import MOUTH_SNAPS
from piying.render.puppet.tracks import DRAWN_ON

MOUTH_LEAD_FRAMES = 1
MOUTH_HOLD_MIN_FRAMES = 2

GAZE_LEAD_FRAMES = 6
"""The eyes go where a feeling turns them this long before it shows."""
HEAD_LAG_FRAMES, BODY_LAG_FRAMES = 2, 5
"""How long after the eyes the head and the body start."""
HEAD_TILT_FRAMES = 12
BODY_TURN_FRAMES = 24
"""How long the body takes to face where the head looks; then it rests."""
STEP_MS = 520
"""A step; two make a cycle of the walk."""
STRIDE = 850
"""Tenths of a design pixel that a step goes in a wide shot."""

FOREGROUND = 10
"""From this depth on a figure is a shoulder in front of the camera."""

BLINK_DOWN, BLINK_UP = 3, 4

REACTION_MS = 320
"""How long a listener takes to show what it feels."""

CARRIAGE: dict[Emotion, tuple[int, int, int]] = {
    Emotion.NEUTRAL: (0, 0, 0),
    Emotion.HAPPY: (40, 30, 0),
    Emotion.ANGRY: (-50, 0, 40),
    Emotion.SAD: (-90, -25, -10),
    Emotion.AFRAID: (-20, -20, -40),
    Emotion.SHOCKED: (30, 0, -50),
    Emotion.SMUG: (70, 45, -20),
    Emotion.TENDER: (-30, 40, 15),
}
"""Pitch, roll and lean (toward where it looks) of a feeling, tenths of a degree."""

LEAN_PERMILLE = {
    Size.EXTREME_WIDE: 1000,
    Size.WIDE: 1000,
    Size.MEDIUM: 700,
    Size.CLOSE: 400,
    Size.CLOSEUP: 260,
    Size.EXTREME_CLOSEUP: 150,
}
"""How much of a lean is played: near the camera it would carry the face out of the frame."""

BLINK_EVERY_MS: dict[Emotion, tuple[int, int]] = {
    Emotion.AFRAID: (2000, 2800),
    Emotion.SHOCKED: (3200, 5600),
    Emotion.ANGRY: (2800, 5600),
    Emotion.SAD: (2000, 3600),
}
BLINK_EVERY_DEFAULT_MS = (2200, 4800)
"""From the start of one blink to the start of the next."""


def act(
    spec: ShotSpec,
    index: int,
    spot: Spot,
    *,
    marks: Sequence[Mark],
    speech_at_frame: int,
    length_frames: int,
    rate: Rate,
    seed: int,
) -> Actor:
    """The subject `index` of `spec` standing at `spot`, with everything it does."""
    subject = spec.subjects[index]
    chance = random.Random(f"{seed}/{index}")  # noqa: S311 - movement, not secrets
    speech = spec.speech
    speaks = bool(marks) and speech is not None and speech.character == subject.character
    mouth = _visemes(marks, speech_at_frame, rate) if speaks and _mouth_moves(spec) else ()
    beats = _stresses(marks, speech_at_frame, rate) if speaks else ()
    reaction = 0 if speaks else rate.frames_of_ms(REACTION_MS)
    channels = (
        *_head(spec, subject, beats, reaction, length_frames, chance),
        *_eyes(subject, beats, reaction, length_frames, rate, chance),
        *_body(spec, subject, reaction),
        *_walk(spec, subject, length_frames, rate),
    )
    return Actor(
        character=subject.character,
        look=subject.look,
        x=round(spot.x * 10),
        y=round(spot.y * 10),
        scale_permille=round(spot.scale * 1000),
        depth=spot.order + (FOREGROUND if spec.framing is Framing.OVER and spot.order else 0),
        channels=channels,
        visemes=mouth,
        expressions=_expressions(subject, reaction),
        gestures=_gestures(subject, speech_at_frame, length_frames),
        seed=chance.randrange(1 << 30),
    )


def _mouth_moves(spec: ShotSpec) -> bool:
    """An inner or off-screen voice moves nobody's lips."""
    return spec.speech is not None and spec.speech.delivery is Delivery.SPOKEN


def _visemes(marks: Sequence[Mark], at: int, rate: Rate) -> tuple[WordKey, ...]:
    """The mouth's shapes: one frame early, none shorter than two frames."""
    keys: list[WordKey] = [WordKey(0, "rest")]
    for mark in marks:
        frame = _drawn(max(0, at + rate.floor_frames(mark.start) - MOUTH_LEAD_FRAMES))
        if mark.viseme == keys[-1].word:
            continue
        if frame - keys[-1].frame < MOUTH_HOLD_MIN_FRAMES and len(keys) > 1:
            # A closed mouth is what the eye checks: it wins over the shape before it.
            if mark.viseme in MOUTH_SNAPS:
                took = keys.pop()
                if keys[-1].word != mark.viseme:
                    keys.append(WordKey(took.frame, mark.viseme))
            continue
        keys.append(WordKey(frame, mark.viseme))
    if marks and keys[-1].word != "rest":
        end = _drawn(at + rate.ceil_frames(marks[-1].end))
        keys.append(WordKey(max(end, keys[-1].frame + MOUTH_HOLD_MIN_FRAMES), "rest"))
    return tuple(keys)


def _drawn(frame: int) -> int:
    """The frame whose drawing is shown at `frame`."""
    return frame - frame % DRAWN_ON


def _stresses(marks: Sequence[Mark], at: int, rate: Rate) -> tuple[int, ...]:
    """Frames of the open vowels that carry a phrase, at least 0.6 s apart."""
    frames: list[int] = []
    gap = rate.frames_of_ms(600)
    for mark in marks:
        frame = at + rate.floor_frames(mark.start)
        if mark.viseme in ("open", "round") and (not frames or frame - frames[-1] >= gap):
            frames.append(frame)
    return tuple(frames)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _head(
    spec: ShotSpec,
    subject: Subject,
    beats: Sequence[int],
    reaction: int,
    length: int,
    chance: random.Random,
) -> tuple[Channel, ...]:
    yaw = subject.yaw_degrees * 10
    pitch, roll, _ = CARRIAGE[subject.emotion]
    pitch += {Angle.LOW: 90, Angle.HIGH: -110, Angle.EYE: 0}[spec.angle]
    way = _sign(yaw) or chance.choice((-1, 1))
    start = yaw - way * chance.randrange(20, 60)
    turned = reaction + 9
    notices = max(0, reaction - GAZE_LEAD_FRAMES)
    yaw_keys = [Key(notices + HEAD_LAG_FRAMES, start), Key(turned, yaw)]
    pitch_keys = [Key(reaction, pitch // 3), Key(reaction + 8, pitch)]
    for beat in beats:
        if beat - 3 <= pitch_keys[-1].frame:
            continue
        nod = chance.randrange(18, 46)
        pitch_keys += [
            Key(beat - 3, pitch, Ease.SMOOTH),
            Key(beat + 2, pitch - nod, Ease.OUT),
            Key(beat + 9, pitch + chance.randrange(-8, 9)),
        ]
        if beat > yaw_keys[-1].frame + 6:
            yaw_keys += [
                Key(beat, yaw_keys[-1].value),
                Key(beat + 10, yaw + way * chance.randrange(-45, 20)),
            ]
    if subject.emotion is Emotion.SHOCKED:
        pitch_keys.insert(1, Key(reaction + 3, pitch + 60, Ease.OUT))
    roll_keys = [Key(0, roll // 2), Key(reaction + 10, roll)]
    tilt = chance.randrange(-15, 16)
    if length > reaction + 30:
        # A head does not creep: at some moment it is put to one side, and rests there.
        tilts = chance.randrange(reaction + 12, length - HEAD_TILT_FRAMES)
        roll_keys += [Key(tilts, roll), Key(tilts + HEAD_TILT_FRAMES, roll + tilt)]
    return (
        Channel("yaw", _rising(yaw_keys)),
        Channel("pitch", _rising(pitch_keys)),
        Channel("roll", _rising(roll_keys)),
    )


def _eyes(
    subject: Subject,
    beats: Sequence[int],
    reaction: int,
    length: int,
    rate: Rate,
    chance: random.Random,
) -> tuple[Channel, ...]:
    toward = max(-700, min(700, subject.yaw_degrees * 12))
    down = 260 if subject.emotion in (Emotion.SAD, Emotion.AFRAID) else 0
    notices = max(0, reaction - GAZE_LEAD_FRAMES)
    gaze = [Key(notices, toward // 3, Ease.OUT), Key(notices + 4, toward)]
    for _ in range(len(beats) // 3):
        away = gaze[-1].frame + chance.randrange(30, 60)
        if away + 24 < length:
            gaze += [
                Key(away, toward, Ease.SNAP),
                Key(away + 3, toward - _sign(toward or 1) * chance.randrange(250, 600)),
                Key(away + 17, toward - _sign(toward or 1) * 300, Ease.SNAP),
                Key(away + 20, toward),
            ]
    shortest, longest = BLINK_EVERY_MS.get(subject.emotion, BLINK_EVERY_DEFAULT_MS)
    lids: list[Key] = [Key(0, 0)]
    at = _shutting(rate.frames_of_ms(chance.randrange(500, longest)))
    while at + BLINK_DOWN + BLINK_UP < length:
        lids += [Key(at, 0), Key(at + BLINK_DOWN, 1000), Key(at + BLINK_DOWN + BLINK_UP, 0)]
        at = _shutting(at + rate.frames_of_ms(chance.randrange(shortest, longest)))
    return (
        Channel("gaze_x", _rising(gaze)),
        Channel("gaze_y", (Key(reaction, 0), Key(reaction + 8, down))),
        Channel("lids", _rising(lids)),
        Channel("tears", _feeling(subject, reaction, {Emotion.SAD: 900, Emotion.TENDER: 250})),
        Channel("blush", _feeling(subject, reaction, {Emotion.TENDER: 800, Emotion.HAPPY: 450,
                                                      Emotion.ANGRY: 300})),
    )  # fmt: skip


def _shutting(frame: int) -> int:
    """The next frame from which lids that close are shut when they are drawn."""
    return frame + (frame + BLINK_DOWN) % DRAWN_ON


def _feeling(subject: Subject, reaction: int, levels: Mapping[Emotion, int]) -> tuple[Key, ...]:
    level = levels.get(subject.emotion, 0)
    return (Key(reaction, 0), Key(reaction + 30, level)) if level else (Key(0, 0),)


def _body(spec: ShotSpec, subject: Subject, reaction: int) -> tuple[Channel, ...]:
    lean = CARRIAGE[subject.emotion][2] * LEAN_PERMILLE[spec.size] // 1000
    lean *= _sign(subject.yaw_degrees) or 1
    body = subject.yaw_degrees * 6
    starts = max(0, reaction - GAZE_LEAD_FRAMES) + BODY_LAG_FRAMES
    settled = starts + BODY_TURN_FRAMES
    return (
        Channel("lean", (Key(starts, 0), Key(starts + 16, lean))),
        Channel("body_yaw", (Key(starts, body - _sign(body) * 30), Key(settled, body))),
    )


def _walk(spec: ShotSpec, subject: Subject, length: int, rate: Rate) -> tuple[Channel, ...]:
    """Someone who is followed stays in the frame; someone who is heard walks into its place."""
    step = rate.frames_of_ms(STEP_MS)
    if spec.move is Move.FOLLOW:
        # the camera takes all of them along
        last = max(1, length - 1)
        way = way_of(spec) * FOLLOW_PIXELS * 10
        return (
            Channel("x", (Key(0, 0), Key(last, way))),
            Channel("walk", (Key(0, 0, Ease.LINEAR), Key(last, last * 500 // step))),
        )
    if "footsteps" not in spec.sounds or spec.size not in (Size.WIDE, Size.EXTREME_WIDE):
        return ()
    if subject is not spec.subjects[0]:
        return ()
    side = -1 if subject.yaw_degrees > 0 else 1
    steps = max(1, length * 3 // 4 // step)
    arrive = steps * step
    return (
        Channel("x", (Key(0, side * steps * STRIDE, Ease.LINEAR), Key(arrive, 0))),
        Channel("walk", (Key(0, 0, Ease.LINEAR), Key(arrive, steps * 500, Ease.HOLD),
                         Key(arrive + 1, -1))),
    )  # fmt: skip


def _expressions(subject: Subject, reaction: int) -> tuple[WordKey, ...]:
    if reaction == 0 or subject.emotion is Emotion.NEUTRAL:
        return (WordKey(0, subject.emotion.value),)
    return (WordKey(0, "neutral"), WordKey(reaction, subject.emotion.value))


def _gestures(subject: Subject, speech_at: int, length: int) -> tuple[WordKey, ...]:
    if not subject.gesture:
        return ()
    start = min(max(3, speech_at - 4), max(0, length - 24))
    return (WordKey(start, subject.gesture),)


def _rising(keys: Sequence[Key]) -> tuple[Key, ...]:
    """The keys in rising order of frame, one for each frame: the first asked for wins."""
    kept: list[Key] = []
    for key in keys:
        if not kept or key.frame > kept[-1].frame:
            kept.append(key)
    return tuple(kept)
