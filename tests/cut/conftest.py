"""Strategies for whole episodes: a board, a roll for every shot, and takes for every brief."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import strategies as st

from piying.cut.edit import EditWords, edit
from piying.cut.mix import plan_cues, plan_sounds
from piying.cut.rolls import Chosen, Roll, shot_lengths
from piying.model.canon import Digest, digest_bytes
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import Cut, TrackKind
from piying.model.people import Style, Voice
from piying.model.script import DayTime, Delivery, Place
from piying.model.shot import (
    Board,
    Framing,
    Shot,
    ShotSpec,
    Size,
    Speech,
    Transition,
    Weather,
)
from piying.model.take import Mark, MediaFacts

WORDS = EditWords("第1集", "未完待续")
MOODS = ("calm", "tender", "sorrow", "tension", "silence")
SOUNDS = (
    "rain",
    "impact",
    "whoosh",
    "heartbeat",
    "door",
    "footsteps",
    "ding",
    "thunder",
    "gong",
)


def named(text: str) -> Digest:
    """A digest that stands for `text`."""
    return digest_bytes(text.encode())


def spec_of(**changes: object) -> ShotSpec:
    """A plain shot with `changes`."""
    plain = ShotSpec(
        scene=1,
        size=Size.CLOSE,
        framing=Framing.SINGLE,
        set_name="street",
        day_time=DayTime.NIGHT,
        place=Place.EXTERIOR,
        weather=Weather.CLEAR,
        style=Style.MANHUA,
    )
    return replace(plain, **changes)


def speech_of(text: str, **changes: object) -> Speech:
    """A spoken line."""
    return replace(Speech("林晚", text, text, Voice()), **changes)


def voice_of(samples: int, marks: tuple[Mark, ...] = ()) -> MediaFacts:
    """What a probe would say of a voice of `samples`."""
    return MediaFacts(
        "audio/wav", 2 * samples + 44, samples, sample_rate=SAMPLE_RATE, channels=1, marks=marks
    )


def chosen_of(name: str, facts: MediaFacts) -> Chosen:
    """A chosen take called `name`."""
    return Chosen(named(f"recipe {name}"), named(f"blob {name}"), facts)


def board_of(*specs: ShotSpec) -> Board:
    """A board of these shots, called s0, s1, …"""
    shots = tuple(Shot(f"s{i}", spec) for i, spec in enumerate(specs))
    return Board(named("script"), 1, "归来", "长夜", "zh", shots)


def rolls_of(board: Board, voices: dict[str, MediaFacts], rate: Rate) -> tuple[Roll, ...]:
    """A roll for every shot, as long as `shot_lengths` says."""
    lengths = shot_lengths(board, voices, rate)
    stage = MediaFacts("application/vnd.piying.stage+json", 900)
    return tuple(
        Roll(
            shot,
            *lengths[shot.id],
            chosen_of(f"picture {shot.id}", stage),
            chosen_of(f"voice {shot.id}", voices[shot.id]) if shot.id in voices else None,
        )
        for shot in board.shots
    )


@dataclass(frozen=True)
class Film:
    """A board with everything that its cut is made from, and the cut."""

    board: Board
    rolls: tuple[Roll, ...]
    rate: Rate
    cut: Cut


def film_of(board: Board, voices: dict[str, MediaFacts], rate: Rate | None = None) -> Film:
    """The cut of `board` with a long enough take for every brief."""
    rate = rate or Rate()
    rolls = rolls_of(board, voices, rate)
    lengths = {roll.shot.id: roll.length_frames for roll in rolls}
    music = {
        c.brief: _tone(c.brief.mood, c.brief.length_ms) for c in plan_cues(board, lengths, rate)
    }
    sounds = {
        p.brief: _tone(p.brief.name, p.brief.length_ms)
        for p in plan_sounds(board, lengths, rate)
    }
    cut = edit(board, rolls, music, sounds, rate=rate, label_text="AI生成", words=WORDS)
    return Film(board, rolls, rate, cut)


def _tone(name: str, length_ms: int) -> Chosen:
    samples = length_ms * SAMPLE_RATE // 1_000
    facts = MediaFacts("audio/wav", 4 * samples, samples, sample_rate=SAMPLE_RATE, channels=2)
    return chosen_of(f"{name} {length_ms}", facts)


@st.composite
def _voices(draw: st.DrawFn) -> MediaFacts:
    sounds = draw(
        st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 9_000)), max_size=30)
    )
    marks, now = [], 0
    for pause, length in sounds:
        marks.append(Mark(now, now + pause, "，", "rest"))
        marks.append(Mark(now + pause, now + pause + length, "a", "open"))
        now += pause + length
    return voice_of(now + draw(st.integers(0, 20_000)), tuple(marks))


_TEXT = st.text(
    st.sampled_from("你我他是不爱走雨夜灯，。！？…—“”：abc de3.5{\\<&"), min_size=1, max_size=90
)
_LINES = _TEXT.filter(str.strip)


@st.composite
def _specs(draw: st.DrawFn) -> ShotSpec:
    spec = spec_of(
        scene=draw(st.integers(1, 2)),
        place=draw(st.sampled_from(Place)),
        weather=draw(st.sampled_from((Weather.CLEAR, Weather.RAIN))),
        length_ms=draw(st.integers(40, 9_000)),
        length_fixed=draw(st.booleans()),
        transition=draw(st.sampled_from(Transition)),
        mood=draw(st.sampled_from(MOODS)),
        sounds=tuple(draw(st.lists(st.sampled_from(SOUNDS), max_size=2))),
        onscreen=draw(st.sampled_from(("", "", "三年后"))),
        element=draw(st.integers(0, 1)),
    )
    if not draw(st.booleans()):
        return spec
    speech = speech_of(draw(_LINES), delivery=draw(st.sampled_from(Delivery)))
    return replace(spec, speech=speech)


@st.composite
def _films(draw: st.DrawFn) -> Film:
    board = board_of(*draw(st.lists(_specs(), min_size=1, max_size=8)))
    voices = {s.id: draw(_voices()) for s in board.shots if s.spec.speech is not None}
    rate = draw(st.sampled_from((Rate(25), Rate(30_000, 1_001), Rate(24), Rate(60))))
    return film_of(board, voices, rate)


@pytest.fixture(scope="session")
def films() -> st.SearchStrategy[Film]:
    """Whole films of up to eight shots."""
    return _films()


@pytest.fixture(scope="session")
def make() -> type:
    """The makers of plain values: specs, lines, voices, boards, rolls, films."""

    class Make:
        spec = staticmethod(spec_of)
        speech = staticmethod(speech_of)
        voice = staticmethod(voice_of)
        chosen = staticmethod(chosen_of)
        board = staticmethod(board_of)
        rolls = staticmethod(rolls_of)
        film = staticmethod(film_of)

    return Make


@pytest.fixture(scope="session")
def facts() -> Callable[[Cut], dict[Digest, tuple[int, int]]]:
    """For every sound of a cut, samples and channels as a probe of a long enough file."""

    def of(cut: Cut) -> dict[Digest, tuple[int, int]]:
        found: dict[Digest, tuple[int, int]] = {}
        for track in cut.sounds:
            for clip in track.clips:
                held = found.get(clip.blob, (0, 0))[0]
                channels = 1 if track.track is TrackKind.DIALOGUE else 2
                found[clip.blob] = (max(held, clip.source_start + clip.length), channels)
        return found

    return of
