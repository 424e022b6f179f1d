"""A master is what was to be made, or every difference is listed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import av
import pytest

from piying.model.clock import Rate
from piying.model.errors import Invalid, Missing, Outside
from piying.render.decoding import decode_film
from piying.render.encode import encode_segment
from piying.render.join import join
from piying.render.label import first_label
from piying.render.probe import Expected, check_master, probe

LABEL = first_label("001191110102MAD55U9H0F10002", "e01-3f2a")


@pytest.fixture(name="film")
def _film(library, sound, small, tmp_path):
    """A film of 65 frames with the given sound."""

    def write(heard=None):
        path = tmp_path / "film.mp4"
        join([library[60], library[5]], heard or sound(65), path, small.rate, LABEL)
        return path

    return write


def failures(path, expected):
    with pytest.raises(Outside) as refused:
        check_master(probe(path), expected, decode_film(path))
    assert refused.value.code == "render.master_failed"
    assert refused.value.said("zh")
    return [line.split(":")[0] for line in str(refused.value).splitlines()[1:]]


def test_a_film_is_probed(film, small):
    probed = probe(film())
    picture, sound = probed.picture, probed.sound

    assert (picture.codec, picture.width, picture.height) == ("h264", 64, 112)
    assert (picture.rate, picture.frame_count, picture.key_count) == (25, 65, 3)
    assert (picture.first, picture.steady, picture.duration) == (0, True, Fraction(65, 25))
    assert (picture.pixel_format, picture.colour) == ("yuv420p", (1, 1, 1, 1))
    assert (sound.codec, sound.rate, sound.channels) == ("aac", 48_000, 2)
    assert abs(sound.duration - picture.duration) <= Fraction(1, 25)
    assert (probed.video_count, probed.audio_count) == (1, 1)
    assert (probed.label, probed.label_error) == (LABEL, None)
    assert probed.fast_start
    assert probed.byte_count == probed.path.stat().st_size
    assert small.rate == Rate(25)


def test_a_good_master_gives_its_measurements(film, small):
    path = film()
    measured = check_master(probe(path), Expected(small, 65, LABEL), decode_film(path))
    values = {m.name: (m.value_milli, m.unit) for m in measured}

    assert values["duration"] == (2_600, "s")
    assert values["frames"] == values["frames_decoded"] == (65_000, "frame")
    assert values["width"] == (64_000, "px")
    assert values["sound_rate"] == (48_000_000, "Hz")
    assert abs(values["picture_minus_sound"][0]) <= 40
    assert all("av-" in m.tool for m in measured)


def test_frames_that_are_missing_or_too_many_are_listed(film, small):
    missing = ["- frames", "- duration", "- frames_decoded"]

    assert failures(film(), Expected(small, 66)) == missing
    assert failures(film(), Expected(small, 64)) == missing


def test_every_difference_is_listed_at_once(film, small):
    other = first_label("001191110102MAD55U9H0F10002", "e02-0000")
    profile = replace(small, width=1080, height=1920, rate=Rate(30))

    assert failures(film(), Expected(profile, 65, other)) == [
        "- size", "- rate", "- duration", "- AIGC",
    ]  # fmt: skip


def test_sound_may_differ_from_the_picture_by_one_frame(film, sound, small):
    near = film(sound(66))
    check_master(probe(near), Expected(small, 65), decode_film(near))

    assert failures(film(sound(68)), Expected(small, 65)) == ["- picture_minus_sound"]
    assert failures(film(sound(62)), Expected(small, 65)) == ["- picture_minus_sound"]


def test_sound_of_another_rate_is_listed(film, sound, small):
    heard = sound(65, sample_rate=44_100)

    assert failures(film(heard), Expected(small, 65)) == ["- audio_rate"]


def test_a_segment_is_no_master(library, small):
    """It has no sound and no label, and its index stands behind its pictures."""
    assert failures(library[60], Expected(small, 60)) == [
        "- audio_streams", "- moov_before_mdat", "- AIGC",
    ]  # fmt: skip


def test_a_frame_that_comes_late_is_listed(library, small, tmp_path):
    path = tmp_path / "late.mp4"
    options = {"movflags": "faststart+use_metadata_tags"}
    with av.open(path, "w", options=options) as out, av.open(library[60]) as part:
        stream = out.add_stream_from_template(part.streams.video[0])
        out.metadata["AIGC"] = LABEL.text
        for packet in part.demux(part.streams.video[0]):
            if packet.dts is not None:
                late = 100 if packet.pts >= 30 * 512 else 0
                packet.pts, packet.dts = packet.pts + late, packet.dts + late
                packet.stream = stream
                out.mux(packet)

    assert "- steady" in failures(path, Expected(small, 60))


def test_untagged_colours_are_listed(sound, small, drawn, tmp_path, monkeypatch):
    untagged = SimpleNamespace(ITU709=2)
    monkeypatch.setattr("piying.render.encode.Colorspace", untagged)
    part, path = tmp_path / "part.mp4", tmp_path / "film.mp4"
    encode_segment(part, small, 5, drawn(0))
    join([part], sound(5), path, small.rate, LABEL)

    assert failures(path, Expected(small, 5)) == ["- colour", "- colour_in_picture"]


def test_colours_must_stand_in_the_picture_and_in_its_container(film, small):
    """Container: the box colr of ISO/IEC 14496-12, 12.1.5. Picture: the VUI of H.264, E.2.1."""
    path = film()
    data = path.read_bytes()
    at = data.index(b"colrnclx") + 8
    path.write_bytes(data[:at] + bytes((0, 6)) + data[at + 2 :])

    assert failures(path, Expected(small, 65)) == ["- colour"]
    path.write_bytes(data)
    guessed = replace(decode_film(path), colour=(0, 2, 2, 2))
    with pytest.raises(Outside, match=r"colour_in_picture: \(1, 1, 1, 1\) → \(0, 2, 2, 2\)"):
        check_master(probe(path), Expected(small, 65), guessed)


def test_a_frame_that_does_not_decode_is_listed(film, small):
    path = film()
    data = bytearray(path.read_bytes())
    with av.open(path) as container:
        packet = [p for p in container.demux(video=0) if p.size][-1]
        at, size = packet.pos, packet.size
    data[at + size // 2 : at + size] = bytes(size - size // 2)
    path.write_bytes(data)

    assert failures(path, Expected(small, 65)) == ["- frames_decoded", "- decoding"]


def test_the_codec_must_be_what_the_profile_s_encoder_writes(film, small):
    profile = replace(small, encoder="libsvtav1")

    assert failures(film(), Expected(profile, 65)) == ["- video_codec"]


def test_what_is_no_film_is_refused(tmp_path):
    (tmp_path / "text.mp4").write_text("no film")
    with pytest.raises(Missing):
        probe(tmp_path / "none.mp4")
    with pytest.raises(Invalid):
        probe(tmp_path / "text.mp4")
