"""Spaces: what every place of a film sounds like, and how each voice is heard in it.

Under every scene lies the tone of its place, so that no two lines are parted by silence that
no room has. A voice that is spoken on the screen echoes as its place does; a thought has a
space of its own; a voice that comes out of a telephone sounds like one; a voice over the
film stands in no place at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from piying.cut.rolls import picture_lengths
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import Cut, Manner, RoomTone, SoundClip, Space, TrackKind
from piying.model.script import DayTime, Delivery, Place
from piying.model.shot import Board, Shot, ShotSpec

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACES: Mapping[str, Space] = {
    "school": Space.YARD,
    "classroom": Space.CLASSROOM,
    "hospital": Space.WARD,
    "office": Space.OFFICE,
    "street": Space.STREET,
    "rooftop": Space.HEIGHT,
    "bedroom": Space.ROOM,
    "living_room": Space.ROOM,
    "palace_hall": Space.HALL,
    "courtyard": Space.YARD,
    "bamboo_forest": Space.FOREST,
    "inn": Space.INN,
    "cliff": Space.HEIGHT,
    "underworld_gate": Space.VOID,
    "restaurant": Space.RESTAURANT,
    "car": Space.CAR,
    "park": Space.PARK,
    "alley": Space.ALLEY,
}
"""A set of the kit and the space it is heard as."""

OPEN = frozenset({
    Space.STREET, Space.ALLEY, Space.YARD, Space.PARK, Space.FOREST, Space.HEIGHT, Space.VOID,
})  # fmt: skip
"""Spaces under the open sky: a set that is one of them and is played indoors is a room."""

TONE_MB: Mapping[Space, int] = {
    Space.ROOM: -5_600,
    Space.OFFICE: -5_400,
    Space.CLASSROOM: -5_500,
    Space.WARD: -5_300,
    Space.RESTAURANT: -5_100,
    Space.HALL: -5_400,
    Space.INN: -5_300,
    Space.CAR: -4_700,
    Space.STREET: -4_800,
    Space.ALLEY: -5_200,
    Space.YARD: -5_300,
    Space.PARK: -5_100,
    Space.FOREST: -5_000,
    Space.HEIGHT: -4_800,
    Space.VOID: -5_000,
}
"""The level of the tone of a space, against full scale."""

ECHO_MB: Mapping[Space, int] = {
    Space.ROOM: -1_900,
    Space.OFFICE: -1_800,
    Space.CLASSROOM: -1_600,
    Space.WARD: -1_700,
    Space.RESTAURANT: -1_800,
    Space.HALL: -1_300,
    Space.INN: -1_800,
    Space.CAR: -2_000,
    Space.STREET: -2_400,
    Space.ALLEY: -1_900,
    Space.YARD: -2_100,
    Space.PARK: -2_700,
    Space.FOREST: -2_300,
    Space.HEIGHT: -2_700,
    Space.VOID: -1_200,
}
"""The level of the echo of a space against the voice or the blow that it answers."""

INNER_ECHO_MB = -1_500
HIT_ECHO_MB = 300
"""A blow wakes its room more than a voice does."""
TONE_CROSS_MS = 400
"""How long the tones of two places cross, half of it on either side of the cut."""
TONE_FADE_MS = 900
"""How long the last tone takes to go at the end of the film."""

CARRIERS = ("电话", "手机", "来电", "录音", "对讲机", "phone", "recorder", "recording", "radio")
"""Words of an action that bring a thing into the scene which a voice may come out of."""

HANG_UPS = ("挂断", "挂了", "挂掉", "关机", "hangs up", "hung up")
"""Words of an action after which it is silent."""


def space_of(spec: ShotSpec) -> Space:
    """The space that a shot is heard in."""
    space = SPACES.get(spec.set_name)
    if spec.place is Place.INTERIOR and (space is None or space in OPEN):
        return Space.VOID if space is Space.VOID else Space.ROOM
    return Space.STREET if space is None else space


def plan_tones(board: Board, lengths: Mapping[str, int], rate: Rate) -> tuple[RoomTone, ...]:
    """The room tone of the whole film: every place once while it lasts, the next one crossed.

    Args:
        board: the shots in order.
        lengths: the frames of each shot, by its id, without the hold at the end.
        rate: frames a second of the film.
    """
    ends = list(accumulate(picture_lengths(board, lengths, rate)))
    placed = zip(board.shots, [0, *ends], ends, strict=False)
    runs = [list(group) for _, group in groupby(placed, key=lambda one: _air(one[0].spec))]
    half = TONE_CROSS_MS * SAMPLE_RATE // 2_000
    tones: list[RoomTone] = []
    for number, run in enumerate(runs):
        first, last = number == 0, number == len(runs) - 1
        start, stop = rate.samples_at(run[0][1]), rate.samples_at(run[-1][2])
        begin = start if first else max(0, start - half)
        end = stop if last else min(stop + half, rate.samples_at(ends[-1]))
        most = (end - begin) // 2
        space, night = _air(run[0][0].spec)
        tones.append(
            RoomTone(
                shot=run[0][0].id,
                space=space,
                night=night,
                start=begin,
                length=end - begin,
                gain_mb=TONE_MB[space],
                fade_in=0 if first else min(start - begin + half, most),
                fade_out=min(TONE_FADE_MS * SAMPLE_RATE // 1_000 if last else 2 * half, most),
            )
        )
    return tuple(tones)


def _air(spec: ShotSpec) -> tuple[Space, bool]:
    return space_of(spec), spec.day_time is DayTime.NIGHT


def housed(cut: Cut, board: Board, lengths: Mapping[str, int]) -> Cut:
    """`cut` with the tone of every place, and its voices heard where they are spoken."""
    shots = {shot.id: shot for shot in board.shots}
    carried = frozenset(_carried(board))

    def placed(clip: SoundClip) -> SoundClip:
        return _placed(clip, shots[clip.shot].spec, carried=clip.shot in carried)

    tracks = tuple(
        replace(track, clips=tuple(placed(clip) for clip in track.clips))
        if track.track is TrackKind.DIALOGUE
        else track
        for track in cut.sounds
    )
    return replace(cut, sounds=tracks, tones=plan_tones(board, lengths, cut.rate))


def _placed(clip: SoundClip, spec: ShotSpec, *, carried: bool) -> SoundClip:
    """The clip of a voice as it is heard in its shot."""
    if carried:
        return replace(clip, manner=Manner.PHONE)
    if spec.speech is None or spec.speech.delivery in (Delivery.VO, Delivery.NARRATION):
        return clip
    if spec.speech.delivery is Delivery.OS:
        return replace(clip, manner=Manner.INNER, echo_mb=INNER_ECHO_MB)
    space = space_of(spec)
    return replace(clip, space=space, echo_mb=ECHO_MB[space])


def _carried(board: Board) -> Iterator[str]:
    """The shots whose voice comes out of a telephone or a recording.

    It is a voice from outside the picture, after a thing that carries voices has come into
    the scene and before somebody hangs up.
    """
    for _, group in groupby(board.shots, key=lambda shot: shot.spec.scene):
        here = False
        for shot in group:
            speech = shot.spec.speech
            here = here or _carrier(shot)
            if here and speech is not None and speech.delivery is Delivery.VO:
                yield shot.id
            here = here and not any(word in shot.spec.action.casefold() for word in HANG_UPS)


def _carrier(shot: Shot) -> bool:
    spec = shot.spec
    held = spec.insert == "phone" or any(one.gesture == "phone" for one in spec.subjects)
    action = spec.action.casefold()
    return held or any(word in action for word in CARRIERS)
