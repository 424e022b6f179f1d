"""Words in the picture are read and held against the subtitles; without a reader nothing is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.clock import Rate
from piying.model.cut import Caption
from piying.model.master import Profile
from piying.render.qc import ocr
from piying.render.qc.film import inspect
from piying.render.text.draw import caption_of

PROFILE = Profile("half", 540, 960, Rate(25))


def test_the_share_of_wrong_characters():
    assert ocr.error_of("你听见了吗", "你听见了吗？") == 0
    assert ocr.error_of("你听见了妈", "你听见了吗？") == pytest.approx(0.2)
    assert ocr.error_of("", "你听见了吗？") == 1
    assert ocr.error_of("ＡＢＣ 1", "abc，1") == 0
    assert ocr.error_of("好", "！") == 1
    assert ocr.error_of("", "！") == 0


@settings(deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_an_error_is_a_share_and_none_for_the_same_words(read, wanted):
    assert 0 <= ocr.error_of(read, wanted) <= 1
    assert ocr.error_of(wanted, wanted) == 0


def subtitled(text, count=25):
    """Frames with a subtitle burnt in."""
    plane = np.full((960, 540, 3), 80, np.uint8)
    if text:
        drawn = caption_of(Caption(0, 25, text), PROFILE)
        alpha = drawn.rgba[..., 3:] / 255
        part = plane[drawn.y : drawn.y + drawn.height, drawn.x : drawn.x + drawn.width]
        part[:] = (part * (1 - alpha) + drawn.rgba[..., :3] * alpha).astype(np.uint8)
    return [plane] * count


def test_without_a_reader_nothing_is_known(studio, why, monkeypatch):
    monkeypatch.setattr(ocr, "can_read", lambda: False)
    path = studio.film([np.full((64, 64, 3), 80, np.uint8)] * 25)
    asked = {"captions": (Caption(0, 25, "好"),), "profile": PROFILE}

    assert why(inspect(path, burnt_in=True, **asked), "burnt_in.error") == "no_reader"
    assert why(inspect(path, **asked), "burnt_in.error") == "not_asked"


@pytest.mark.model
@pytest.mark.slow
def test_what_the_picture_says_is_held_against_the_subtitles(studio, figure, spans):
    pytest.importorskip("rapidocr")
    frames = [
        frame
        for text in ("你昨天晚上去哪里了", "我没有去过那间屋子", "")
        for frame in subtitled(text)
    ]
    told = ("你昨天晚上去哪里了？", "我没有去过那间房子。", "没有人知道这件事。")
    captions = tuple(Caption(25 * n, 25, text) for n, text in enumerate(told))
    found = inspect(studio.film(frames), captions=captions, profile=PROFILE, burnt_in=True)

    assert spans(found, "burnt_in.error") == [(25, 50), (50, 75)]
    assert figure(found, "burnt_in.error") == 1
    values = [s.value_milli for s in found.spans if s.measure == "burnt_in.error"]
    assert values == [111, 1000]
