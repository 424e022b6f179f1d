from __future__ import annotations

import io
import wave
from fractions import Fraction

import av
import numpy as np
import pytest
import skia

from piying.model.errors import Invalid
from piying.model.job import Order
from piying.model.take import MediaFacts
from piying.studio.working.proving import prove


def order(media_type, length_ms=0):
    return Order("fake", "m-1", "https://fake/make", "{}", (), media_type, length_ms)


def still(kind):
    pixels = np.random.default_rng(1).integers(0, 255, (48, 32, 4), np.uint8)
    pixels[..., 3] = 255
    return bytes(skia.Image.fromarray(pixels).encodeToData(kind, 90))


def wav(seconds=1.0, rate=48_000):
    kept = io.BytesIO()
    with wave.open(kept, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        tone = np.sin(np.arange(int(seconds * rate)) / 20) * 9000
        file.writeframes(tone.astype("<i2").tobytes())
    return kept.getvalue()


def encoded(form, codec, frames, rate):
    kept = io.BytesIO()
    with av.open(kept, "w", format=form) as container:
        stream = container.add_stream(codec, rate=rate)
        first = frames[0]
        if isinstance(first, av.VideoFrame):
            stream.width, stream.height, stream.pix_fmt = first.width, first.height, "yuv420p"
        for frame in frames:
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return kept.getvalue()


def mp4(count=25):
    chance = np.random.default_rng(2)
    frames = [
        av.VideoFrame.from_ndarray(chance.integers(0, 255, (64, 48, 3), np.uint8), "rgb24")
        for _ in range(count)
    ]
    return encoded("mp4", "libx264", frames, 25)


def mp3(seconds=1):
    frames = []
    for index in range(seconds * 48_000 // 1152):
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1152), np.int16), "s16p", "mono")
        frame.rate, frame.pts, frame.time_base = 48_000, index * 1152, Fraction(1, 48_000)
        frames.append(frame)
    return encoded("mp3", "libmp3lame", frames, 48_000)


WHOLE = {
    "image/png": still(skia.kPNG),
    "image/jpeg": still(skia.kJPEG),
    "image/webp": still(skia.kWEBP),
    "audio/wav": wav(),
    "audio/mpeg": mp3(),
    "video/mp4": mp4(),
}


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg", "image/webp"])
def test_a_still_is_as_large_as_it_is(media_type):
    data = WHOLE[media_type]

    assert prove(data, order(media_type)) == MediaFacts(
        media_type, len(data), width=32, height=48
    )


@pytest.mark.parametrize("wanted", ["image/png", "image/jpeg", "image/webp"])
def test_a_still_of_another_format_is_a_still_and_says_which(wanted):
    assert prove(WHOLE["image/jpeg"], order(wanted)).media_type == "image/jpeg"


def test_a_clip_is_counted_frame_by_frame():
    data = WHOLE["video/mp4"]

    assert prove(data, order("video/mp4", 1000)) == MediaFacts(
        "video/mp4", len(data), frame_count=25, width=48, height=64
    )


def test_a_sound_is_counted_at_48_khz():
    facts = prove(wav(0.5, rate=24_000), order("audio/wav", 500))

    assert (facts.sample_rate, abs(facts.sample_count - 24_000) < 100) == (48_000, True)
    assert prove(WHOLE["audio/mpeg"], order("audio/mpeg", 900)).sample_count > 43_000


def test_a_text_is_utf_8():
    assert prove("雨".encode(), order("text/plain")) == MediaFacts("text/plain", 3)
    with pytest.raises(Invalid) as refused:
        prove(b"\xff\xfe", order("text/plain"))
    assert refused.value.code == "studio.made_foreign"


@pytest.mark.parametrize("media_type", [*WHOLE, "text/plain"])
def test_nothing_is_no_take(media_type):
    with pytest.raises(Invalid) as refused:
        prove(b" " if media_type == "text/plain" else b"", order(media_type))

    assert refused.value.code == "studio.made_empty"


@pytest.mark.parametrize("media_type", WHOLE)
@pytest.mark.parametrize("page", [b'{"error": "no credit"}', b"<html>busy</html>"])
def test_a_page_that_says_what_went_wrong_is_no_take(media_type, page):
    with pytest.raises(Invalid, match=r"error|busy"):
        prove(page, order(media_type))


@pytest.mark.parametrize("wanted", WHOLE)
def test_another_kind_of_file_is_refused(wanted):
    for kind, data in WHOLE.items():
        if kind != wanted and not (kind.startswith("image/") and wanted.startswith("image/")):
            with pytest.raises(Invalid):
                prove(data, order(wanted))


@pytest.mark.parametrize("media_type", [kind for kind in WHOLE if kind != "audio/mpeg"])
@pytest.mark.parametrize("share", [3, 10, 25])
def test_a_file_that_was_cut_off_is_refused(media_type, share):
    data = WHOLE[media_type]
    with pytest.raises(Invalid):
        prove(data[: -len(data) // share], order(media_type))


@pytest.mark.parametrize("media_type", ["audio/wav", "audio/mpeg", "video/mp4"])
def test_what_is_too_short_is_refused(media_type):
    with pytest.raises(Invalid) as refused:
        prove(WHOLE[media_type], order(media_type, 1200))

    assert refused.value.code == "studio.made_short"
