"""The plan of the sound: where music and effects stand, and what has to be made for them.

Music follows the moods of the shots: shots of one mood share a cue, a cue that would be too
short joins its neighbour, neighbouring cues cross, silence stays silent, and before a shock
the music holds its breath. Effects are beds, which run on through all consecutive shots that
have them, or hits, which stand at one moment of one shot. Gains are data.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING

from piying.cut.rolls import picture_lengths
from piying.cut.spaces import ECHO_MB, HIT_ECHO_MB, space_of
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import Space
from piying.model.script import Place
from piying.model.shot import Board, Shot, ShotSpec, Transition, Weather
from piying.model.take import MusicBrief, SoundBrief

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SILENCE = "silence"
CUE_MS_MIN = 6_000
"""A shorter cue joins a neighbour, where it has one."""
SILENCE_MS_MIN = 1_500
"""A shorter silence is a hole and joins a neighbour."""
CROSS_MS = 1_200
BREATH_MS = 480
"""How long the music stops before a shock."""
BREATH_APART_MS = 6_000
"""The least time between two breaths, and between a breath and the ends of its cue: 2 s."""
BREATH_EDGE_MS = 2_000
FILM_FADE_MS = 1_500
CUE_STEP_MS = 4_000
BED_STEP_MS = 1_000
"""Briefs ask for whole steps, so that a line said a little longer asks for the same take."""

MUSIC_GAIN_MB: Mapping[str, int] = {
    "calm": -650,
    "tender": -600,
    "sorrow": -550,
    "suspense": -550,
    "tension": -450,
    "triumph": -350,
    "comic": -600,
}
MUSIC_GAIN_OTHER_MB = -600
MUSIC_DUCK_MB = 1_200
"""Music goes down by 12 dB under speech."""
EFFECTS_DUCK_MB = 300
INDOORS_MB = -700
"""What walls take from the weather."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a sound stands in the film, in samples, and how loud it is."""

    shot: str
    start: int
    length: int
    source_start: int = 0
    gain_mb: int = 0
    fade_in: int = 0
    fade_out: int = 0
    space: Space = Space.NONE
    echo_mb: int = 0


@dataclass(frozen=True, slots=True)
class CuePlan:
    """A stretch of a cue of music; stretches of one cue share its brief."""

    brief: MusicBrief
    at: Stretch


@dataclass(frozen=True, slots=True)
class SoundPlan:
    """A stretch of an effect of sound."""

    brief: SoundBrief
    at: Stretch


@dataclass(frozen=True, slots=True)
class Manner:
    """How an effect of sound is used."""

    gain_mb: int
    bed: bool = False
    """It runs through consecutive shots."""
    length_ms: int = 1_500
    """For a hit: how long it is."""
    at_ms: int = 0
    """For a hit: when it begins, from the start of the shot; below zero it leads into it."""
    fade_ms: int = 0


MANNERS: Mapping[str, Manner] = {
    "rain": Manner(gain_mb=-1_700, bed=True, fade_ms=200),
    "crowd": Manner(gain_mb=-1_900, bed=True, fade_ms=240),
    "heartbeat": Manner(gain_mb=-700, bed=True, fade_ms=120),
    "footsteps": Manner(gain_mb=-1_300, bed=True, fade_ms=80),
    "impact": Manner(gain_mb=-400, length_ms=1_600),
    "whoosh": Manner(gain_mb=-900, length_ms=700, at_ms=-350),
    "door": Manner(gain_mb=-700, length_ms=1_200, at_ms=120),
    "ding": Manner(gain_mb=-900, length_ms=1_500, at_ms=200),
    "thunder": Manner(gain_mb=-600, length_ms=4_000, fade_ms=400),
}
"""A whoosh is loudest in its middle, which therefore stands on the cut."""
MANNER_OTHER = Manner(gain_mb=-900)


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive shots of one mood, in frames."""

    mood: str
    start: int
    end: int
    shot: str


def samples_of_ms(ms: int) -> int:
    """`ms` milliseconds in samples; exact, since 48 samples are a millisecond."""
    return ms * SAMPLE_RATE // 1_000


def is_shock(spec: ShotSpec) -> bool:
    """Whether a shot strikes: the film flashes into it, or something hits."""
    return spec.transition is Transition.FLASH or "impact" in spec.sounds


def plan_cues(board: Board, lengths: Mapping[str, int], rate: Rate) -> tuple[CuePlan, ...]:
    """The music of the film, in order of time.

    Args:
        board: the shots in order.
        lengths: the frames of each shot, by its id, without the hold at the end.
        rate: frames a second of the film.
    """
    placed = tuple(_placed(board, lengths, rate))
    runs = _settled([_Run(s.spec.mood, start, end, s.id) for s, start, end in placed], rate)
    shocks = [start for shot, start, _ in placed if is_shock(shot.spec)]
    plans: list[CuePlan] = []
    for index, run in enumerate(runs):
        if run.mood != SILENCE:
            before = runs[index - 1] if index else None
            after = runs[index + 1] if index + 1 < len(runs) else None
            plans.extend(_cue(run, before, after, shocks, rate))
    return tuple(plans)


def plan_sounds(board: Board, lengths: Mapping[str, int], rate: Rate) -> tuple[SoundPlan, ...]:
    """The effects of sound of the film, in order of time; arguments as for `plan_cues`."""
    placed = tuple(_placed(board, lengths, rate))
    names = dict.fromkeys(name for shot, _, _ in placed for name in heard(shot.spec))
    plans: list[SoundPlan] = []
    for name in names:
        manner = MANNERS.get(name, MANNER_OTHER)
        if manner.bed:
            for there, group in groupby(placed, key=lambda p, n=name: n in heard(p[0].spec)):  # type: ignore[misc]
                if there:
                    plans.extend(_bed(name, manner, tuple(group), rate))
        else:
            total = rate.samples_at(placed[-1][2])
            plans.extend(
                _hit(name, manner, shot, rate.samples_at(start), total)
                for shot, start, _ in placed
                if name in heard(shot.spec)
            )
    return tuple(sorted(plans, key=lambda plan: (plan.at.start, plan.brief.name)))


def heard(spec: ShotSpec) -> tuple[str, ...]:
    """The effects of sound of a shot: those it names, and the rain that falls in it."""
    rain = ("rain",) if spec.weather is Weather.RAIN and "rain" not in spec.sounds else ()
    return (*dict.fromkeys(spec.sounds), *rain)


def _placed(
    board: Board, lengths: Mapping[str, int], rate: Rate
) -> Iterator[tuple[Shot, int, int]]:
    """Every shot with its first frame and the frame after its last."""
    ends = list(accumulate(picture_lengths(board, lengths, rate)))
    return zip(board.shots, [0, *ends], ends, strict=False)


def _settled(runs: list[_Run], rate: Rate) -> list[_Run]:
    """Runs of one mood joined, and runs that are too short given to the longer neighbour."""
    least = {True: rate.frames_of_ms(SILENCE_MS_MIN), False: rate.frames_of_ms(CUE_MS_MIN)}
    while True:
        runs = _joined(runs)
        choices = []
        for index, run in enumerate(runs):
            near = [n for n in (index - 1, index + 1) if 0 <= n < len(runs)]
            loud = [n for n in near if runs[n].mood != SILENCE]
            if loud and run.end - run.start < least[run.mood == SILENCE]:
                host = max(loud, key=lambda n: (_length(runs[n]), -n))
                choices.append((_length(run), index, runs[host].mood))
        if not choices:
            return runs
        _, index, mood = min(choices)
        run = runs[index]
        runs[index] = _Run(mood, run.start, run.end, run.shot)


def _joined(runs: list[_Run]) -> list[_Run]:
    groups = (list(group) for _, group in groupby(runs, key=lambda run: run.mood))
    return [_Run(g[0].mood, g[0].start, g[-1].end, g[0].shot) for g in groups]


def _length(run: _Run) -> int:
    return run.end - run.start


def _cue(
    run: _Run, before: _Run | None, after: _Run | None, shocks: list[int], rate: Rate
) -> Iterator[CuePlan]:
    """One cue, crossed with its neighbours and broken before the shocks inside it."""
    cross, breath = samples_of_ms(CROSS_MS), samples_of_ms(BREATH_MS)
    start, end = rate.samples_at(run.start), rate.samples_at(run.end)
    fade_in, fade_out = samples_of_ms(240), samples_of_ms(FILM_FADE_MS)
    if before is not None and before.mood != SILENCE:
        struck = run.start in shocks
        start, fade_in = (start, samples_of_ms(10)) if struck else (start - cross // 2, cross)
    if after is not None and after.mood != SILENCE:
        struck = after.start in shocks
        end, fade_out = (
            (end - breath, samples_of_ms(60)) if struck else (end + cross // 2, cross)
        )
    cuts = [rate.samples_at(frame) for frame in _breaths(run, shocks, rate)]
    ms = -(-(end - start) * 1_000 // SAMPLE_RATE)
    brief = MusicBrief(run.mood, -(-ms // CUE_STEP_MS) * CUE_STEP_MS)
    gain = MUSIC_GAIN_MB.get(run.mood, MUSIC_GAIN_OTHER_MB)
    for begin, stop in pairwise([start, *cuts, end]):
        length = (stop if stop == end else stop - breath) - begin
        into = fade_in if begin == start else samples_of_ms(10)
        out = fade_out if stop == end else samples_of_ms(60)
        into, out = min(into, length // 2), min(out, length // 2)
        yield CuePlan(brief, Stretch(run.shot, begin, length, begin - start, gain, into, out))


def _breaths(run: _Run, shocks: list[int], rate: Rate) -> Iterator[int]:
    """The shocks inside a cue that the music stops for."""
    edge, apart = rate.frames_of_ms(BREATH_EDGE_MS), rate.frames_of_ms(BREATH_APART_MS)
    last = run.start + edge - apart
    for frame in shocks:
        if frame - last >= apart and frame + edge <= run.end:
            last = frame
            yield frame


def _bed(
    name: str, manner: Manner, group: tuple[tuple[Shot, int, int], ...], rate: Rate
) -> Iterator[SoundPlan]:
    """One bed through consecutive shots; where its loudness changes, two stretches overlap."""
    start, end = rate.samples_at(group[0][1]), rate.samples_at(group[-1][2])
    ms = -(-(end - start) * 1_000 // SAMPLE_RATE)
    brief = SoundBrief(name, -(-ms // BED_STEP_MS) * BED_STEP_MS)
    fade, seam = samples_of_ms(manner.fade_ms), samples_of_ms(40)

    def gain(place: tuple[Shot, int, int]) -> int:
        indoors = name == "rain" and place[0].spec.place is Place.INTERIOR
        return manner.gain_mb + (INDOORS_MB if indoors else 0)

    for loudness, places in groupby(group, key=gain):
        part = tuple(places)
        begin, stop = rate.samples_at(part[0][1]), rate.samples_at(part[-1][2])
        stop = min(end, stop + seam)
        length = stop - begin
        into = min(fade if begin == start else seam, length // 2)
        out = min(fade if stop == end else seam, length // 2)
        at = Stretch(part[0][0].id, begin, length, begin - start, loudness, into, out)
        yield SoundPlan(brief, at)


def _hit(name: str, manner: Manner, shot: Shot, start: int, total: int) -> SoundPlan:
    """One hit in one shot, kept inside the film."""
    wanted = start + samples_of_ms(manner.at_ms)
    begin = min(max(wanted, 0), total - 1)
    missed = max(0, begin - wanted) if wanted < 0 else 0
    length = min(samples_of_ms(manner.length_ms) - missed, total - begin)
    fade = min(samples_of_ms(max(manner.fade_ms, 5)), length // 2)
    space = space_of(shot.spec)
    at = Stretch(
        shot.id, begin, length, missed, manner.gain_mb, 0, fade,
        space, ECHO_MB[space] + HIT_ECHO_MB,
    )  # fmt: skip
    return SoundPlan(SoundBrief(name, manner.length_ms), at)
