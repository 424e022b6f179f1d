"""An encoder is tried by encoding with it, and one that does not work is refused."""

from __future__ import annotations

from dataclasses import replace

import av
import pytest

from piying.model.errors import Outside
from piying.render import trial
from piying.render.encoders import ENCODERS, encoder
from piying.render.trial import require, trials, tried

ABSENT = replace(encoder("libx264"), name="h264_nowhere", hardware=True)
BROKEN = replace(encoder("libx264"), options={"x264-params": "no-such=1", "crf": "-900"})


def test_what_is_built_in_and_needs_no_device_works_here():
    found = {one.encoder: one for one in trials()}

    assert list(found) == list(ENCODERS)
    for name, one in ENCODERS.items():
        if not one.hardware:
            assert found[name].works, found[name].why
        assert found[name].works or found[name].why


def test_the_trial_s_own_words_are_ffmpeg_s(small, monkeypatch):
    """The last thing the encoder said, not the options it was called with."""
    monkeypatch.setattr("piying.render.encode.encoder", lambda _: BROKEN)
    found = tried(small)

    assert not found.works
    assert "Error" in found.why or "crf" in found.why
    assert "avcodec_open2" not in found.why


def test_frames_that_do_not_come_back_fail_the_trial(small, monkeypatch):
    real = trial.encode_segment
    monkeypatch.setattr(
        "piying.render.trial.encode_segment",
        lambda path, shape, length, draw: real(path, shape, length + 1, draw),
    )

    assert tried(small).why == "2 of 1 frames came back"


def test_segments_that_differ_in_their_parameter_sets_fail_the_trial(small, monkeypatch):
    real = trial.encode_segment
    monkeypatch.setattr(
        "piying.render.trial.encode_segment",
        lambda path, shape, length, draw: real(
            path, replace(shape, height=shape.height + 16 * length), length, draw
        ),
    )

    assert "cannot be joined" in tried(small).why


def test_a_profile_whose_encoder_works_is_let_pass(small):
    require(small)
    require(replace(small, encoder="libsvtav1", preset="8", crf=34))


def test_an_encoder_that_is_not_built_in_is_refused(small, monkeypatch):
    monkeypatch.setattr("piying.render.trial.encoder", lambda _: ABSENT)
    with pytest.raises(Outside, match="no encoder h264_nowhere") as refused:
        require(small)

    assert refused.value.code == "render.encoder_absent"
    assert "piying setup --encoders" in refused.value.said("zh")


def test_a_device_that_is_not_here_is_refused_with_what_was_tried_and_why(small, monkeypatch):
    monkeypatch.setattr("piying.render.trial._built_in", lambda _: True)
    monkeypatch.setattr(
        "piying.render.trial.tried",
        lambda shape: trial.Trial(shape.encoder, works=False, why="no driver"),
    )
    with pytest.raises(Outside, match=r"5 frames of 64x112\. It said: no driver") as refused:
        require(replace(small, encoder="h264_nvenc"))

    assert refused.value.code == "render.encoder_unusable"
    assert "h264_nvenc" in refused.value.said("zh")


def test_nothing_is_left_of_what_ffmpeg_was_set_to_say(small):
    before = av.logging.get_level()
    tried(small)

    assert av.logging.get_level() == before
