"""Every encoder is asked for segments that join, and the ones that run here give them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import av
import numpy as np
import pytest
from av.video.frame import PictureType

from piying.model.errors import Invalid
from piying.render.encode import encode_segment, frames_between_keys
from piying.render.encoders import ENCODERS, encoder
from piying.render.join import join
from piying.render.label import first_label
from piying.render.ordinary import ordinary
from piying.render.planes import planes_of
from piying.render.profiles import profile, profiles

LABEL = first_label("001191110102MAD55U9H0F10002", "e01-3f2a")
SOFTWARE = [name for name, one in ENCODERS.items() if not one.hardware]
LENGTHS = (1, 2, 3, 5, 8, 60)
X264_JOINS = ("stitchable=1", "open-gop=0", "keyint=infinite", "scenecut=0", "force-cfr=1")


def shape_of(name, small):
    one = encoder(name)
    return replace(small, encoder=name, preset=one.preset, crf=one.crf)


def unlike(kind, first):
    """Draws frames that tell their number, over noise, stripes, or nothing at all."""
    noise = np.random.default_rng(kind).integers(20, 230, (112, 64), np.uint8)

    def draw(target, frame):
        if kind == 0:
            target.y[:] = 128
        elif kind == 1:
            target.y[:] = np.roll(noise, 5 * frame, 0)
        else:
            target.y[:] = 30 + (np.arange(112)[:, None] // 8 * 40 + 9 * frame) % 180
        target.y[:32] = 20 + (first + frame) % 200
        target.u[:], target.v[:] = 90 + 20 * kind, 150

    return draw


def told(path):
    """The numbers that the frames of a file tell, and when each is shown."""
    with av.open(path) as container:
        stream = container.streams.video[0]
        return [
            (round(float(planes_of(frame).y[4:28].mean())) - 20, frame.pts * stream.time_base)
            for frame in container.decode(stream)
        ]


def heads(path):
    with av.open(path) as container:
        return bytes(container.streams.video[0].codec_context.extradata)


def test_a_name_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(Invalid, match="“mpeg2”; choose one of: libx264, libsvtav1") as refused:
        encoder("mpeg2")

    assert refused.value.code == "render.encoder_unknown"


def test_every_profile_names_an_encoder_of_the_table():
    assert {one.encoder for one in profiles().values()} <= set(ENCODERS)


@pytest.mark.parametrize("name", ENCODERS)
def test_preset_quality_and_key_frames_reach_the_encoder(name):
    one = encoder(name)
    asked = one.asked("PRESET", 77, 48)
    values = ":".join(str(value) for value in asked.values())

    assert one.preset in one.presets
    assert "PRESET" in asked.values()
    assert "77" in asked.values()
    assert "{" not in values
    if name == "libx264":
        assert set(X264_JOINS) <= set(asked["x264-params"].split(":"))
    else:
        assert "48" in values
    if one.hardware:
        assert asked["bf"] == "0"
        assert not one.copies


@pytest.mark.parametrize("name", [name for name, one in ENCODERS.items() if one.copies])
def test_the_encoder_takes_its_copy_before_encode_returns(name, small):
    """One frame that is spoiled after every call still gives every picture that was drawn."""
    coder, draw, packets = _coder(name, small), unlike(1, 0), []
    frame = av.VideoFrame(small.width, small.height, "yuv420p")
    frame.time_base = coder.time_base
    for n in range(70):
        draw(planes_of(frame), n)
        frame.pts = n
        frame.pict_type = PictureType.I if n % 50 == 0 else PictureType.NONE
        packets += coder.encode(frame)
        planes_of(frame).y[:] = 255 * (n % 2)
    packets += coder.encode(None)
    decoder = av.CodecContext.create("libdav1d" if "av1" in name else "h264", "r")
    decoder.extradata = coder.extradata
    shown = [frame for packet in [*packets, None] for frame in decoder.decode(packet)]

    assert len(shown) == 70
    for n, one in enumerate(shown):
        assert abs(float(planes_of(one).y[4:28].mean()) - 20 - n) <= 3


def _coder(name, small):
    """The encoder itself, without a file."""
    coder = av.CodecContext.create(name, "w")
    coder.width, coder.height, coder.pix_fmt = small.width, small.height, "yuv420p"
    coder.time_base, coder.framerate = Fraction(1, 25), Fraction(25)
    coder.thread_count = 1
    coder.flags |= av.codec.context.Flags.global_header
    one = encoder(name)
    coder.options = one.asked(one.preset, one.crf, 50)
    with ordinary():
        coder.open(strict=False)
    return coder


def test_segments_of_av1_are_the_same_bytes_every_time(small, tmp_path):
    shape = shape_of("libsvtav1", small)
    made = []
    for again in range(2):
        path = tmp_path / f"{again}.mp4"
        encode_segment(path, shape, 23, unlike(1, 0))
        made.append(path.read_bytes())

    assert made[0] == made[1]


def test_av1_gives_the_same_bytes_with_one_thread_and_with_two(small, tmp_path, monkeypatch):
    shape, made = shape_of("libsvtav1", small), []
    for threads in (1, 2):
        two = encoder("libsvtav1").options["svtav1-params"].replace("lp=1", f"lp={threads}")
        options = {**encoder("libsvtav1").options, "svtav1-params": two}
        table = {"libsvtav1": replace(encoder("libsvtav1"), options=options)}
        monkeypatch.setattr("piying.render.encode.encoder", table.__getitem__)
        path = tmp_path / f"{threads}.mp4"
        encode_segment(path, shape, 40, unlike(2, 0))
        made.append(path.read_bytes())

    assert made[0] == made[1]


@pytest.mark.parametrize("name", SOFTWARE)
def test_unlike_segments_of_any_length_join_and_decode_whole(name, small, sound, tmp_path):
    """Their parameter sets are equal; every frame comes once and at its time."""
    shape, parts, first = shape_of(name, small), [], 0
    for kind in range(3):
        for length in LENGTHS:
            parts.append(tmp_path / f"{kind}-{length}.mp4")
            encode_segment(parts[-1], shape, length, unlike(kind, first))
            first += length
    film = tmp_path / "film.mp4"
    count = join(parts, sound(first), film, shape.rate, LABEL)
    found = told(film)

    assert len({heads(part) for part in parts}) == 1
    assert count == first == len(found)
    assert [at for _, at in found] == [Fraction(n, 25) for n in range(first)]
    assert max(abs(number - n % 200) for n, (number, _) in enumerate(found)) <= 3


@pytest.mark.parametrize("name", SOFTWARE)
def test_a_key_frame_stands_every_two_seconds_and_nowhere_else(name, small, tmp_path):
    shape, path = shape_of(name, small), tmp_path / "long.mp4"

    def cuts(target, frame):
        target.y[:] = 40 if frame // 10 % 2 else 200
        target.u[:], target.v[:] = 128, 128

    encode_segment(path, shape, 130, cuts)
    with av.open(path) as container:
        stream = container.streams.video[0]
        keys = [p.pts for p in container.demux(stream) if p.size and p.is_keyframe]
        tick = int(Fraction(1, 25) / stream.time_base)

    assert [key // tick for key in keys] == [0, 50, 100]
    assert frames_between_keys(shape.rate) == 50


@pytest.mark.parametrize("pixels", ["yuv420p", "nv12"])
def test_an_encoder_that_keeps_frames_gets_its_own(pixels, small, tmp_path, monkeypatch):
    """What is handed on shows the same picture, in either order of the planes."""
    own = replace(encoder("libx264"), copies=False, pixels=pixels)
    encode_segment(tmp_path / "shared.mp4", small, 6, unlike(2, 0))
    monkeypatch.setattr("piying.render.encode.encoder", lambda _: own)
    encode_segment(tmp_path / "own.mp4", small, 6, unlike(2, 0))

    assert told(tmp_path / "own.mp4") == told(tmp_path / "shared.mp4")


def test_segments_of_two_encoders_are_never_joined(small, sound, tmp_path):
    parts = {}
    for name in SOFTWARE:
        parts[name] = tmp_path / f"{name}.mp4"
        encode_segment(parts[name], shape_of(name, small), 5, unlike(2, 0))
    for one, other in permutations(SOFTWARE, 2):
        with pytest.raises(Invalid) as refused:
            join(
                [parts[one], parts[other]], sound(10), tmp_path / "film.mp4", small.rate, LABEL
            )

        assert refused.value.code == "render.segments_differ"
        assert refused.value.data["path"] == parts[other]
        assert encoder(other).coding in str(refused.value)


def test_the_default_is_what_it_was():
    """x264 veryfast at 20 with the settings that its segments have always had."""
    phone = profile()

    assert encoder(phone.encoder).asked(phone.preset, phone.crf, 50) == {
        "preset": "veryfast",
        "crf": "20",
        "x264-params": "stitchable=1:open-gop=0:keyint=infinite:scenecut=0:force-cfr=1",
    }
