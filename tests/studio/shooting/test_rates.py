"""Board, cut and master hold at every rate: whole frames, whole samples, and no drift."""

from __future__ import annotations

from dataclasses import replace

import av
import numpy as np
import pytest

from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import CaptionKind, Cut, TrackKind
from piying.render.probe import probe
from piying.render.profiles import RATES
from piying.studio.cutting.master import master
from piying.studio.make import make
from piying.studio.writing.write import write

NAME = "小戏"


@pytest.mark.slow
@pytest.mark.parametrize("frames_a_second", RATES)
def test_an_episode_holds_at_every_rate(frames_a_second, house, script):
    """Frames and samples are exact, and each voice is heard from the frame of its caption."""
    rate = Rate(frames_a_second)
    own = replace(house, settings=replace(house.settings, rate=rate))
    write(own, script)
    film = make(own, NAME, 1, "tiny").mastered
    cut = own.store.get(own.store.head(f"{NAME}/e01", "cut").digest, Cut)
    found = probe(film.path)

    assert cut.rate == rate
    assert (found.picture.rate, found.picture.steady) == (rate.num, True)
    assert found.picture.frame_count == cut.length_frames
    assert found.picture.duration * rate.num == cut.length_frames
    assert found.sound.duration * SAMPLE_RATE == rate.samples_at(cut.length_frames)
    assert master(own, NAME, 1, "tiny").made_count == 0
    heard = decoded(film.path)
    voices = [clip for track in cut.sounds if track.track is TrackKind.DIALOGUE
              for clip in track.clips]  # fmt: skip
    spoken = [one for one in cut.captions if one.role is CaptionKind.SPEECH]
    assert len(voices) == len(spoken)
    for voice, said in zip(voices, spoken, strict=True):
        starts = rate.samples_at(said.start)

        assert abs(voice.start - starts) <= rate.samples_at(1)
        assert float(np.abs(heard[starts : starts + SAMPLE_RATE // 4]).max()) > 0.01


def decoded(path):
    """The sound of a film, mono, from its first sample on."""
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray().mean(0) for frame in container.decode(audio=0)]
    return np.concatenate(frames)
