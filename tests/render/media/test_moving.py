"""Bad clips: handled, or refused with a message that names shot and file."""

from __future__ import annotations

import struct
from fractions import Fraction

import av
import numpy as np
import pytest

from piying.model.clock import Rate
from piying.model.errors import Invalid, Missing
from piying.render.media.moving import PIXELS_MAX, frames_at, look_through, opened


def refused(path, shot="e01s07"):
    """The code of the refusal, which names shot and file."""
    with pytest.raises(Invalid) as error:
        look_through(path, shot)
    assert error.value.data["shot"] == shot
    assert error.value.data["path"] == path
    assert path.name in error.value.said("en")
    assert shot in error.value.said("zh")
    return error.value.code


def plain(made, path, count=20, **how):
    frames = [made.flat(160, 96, 8 * n + 8) for n in range(count)]
    return made.write_clip(path, frames, made.Made(**how))


def patched(path, kind, at, data):
    """The file with `data` written `at` bytes behind the name of its box `kind`."""
    held = bytearray(path.read_bytes())
    place = held.index(kind) + 4 + at
    held[place : place + len(data)] = data
    path.write_bytes(bytes(held))
    return path


def shorter(made, path):
    """An MP4 whose three boxes say that it lasts for a moment."""
    clip = plain(made, path / "a.mp4")
    for kind, at in ((b"mvhd", 16), (b"mdhd", 16), (b"tkhd", 20)):
        patched(clip, kind, at, struct.pack(">I", 40))
    return clip


def longer(made, path):
    """A Matroska file whose head says that it lasts for hours."""
    clip = plain(made, path / "a.mkv")
    return patched(clip, b"\x44\x89\x88", -1, struct.pack(">d", 9e6))


@pytest.mark.parametrize("lying", [shorter, longer])
def test_what_the_container_claims_of_its_duration_is_not_believed(made, tmp_path, lying):
    clip = lying(made, tmp_path)
    with av.open(str(clip)) as container:
        claimed = container.duration / av.time_base

    length, _, _ = look_through(clip, "s")

    assert abs(claimed - 0.8) > 0.5
    assert (length.frame_count, length.seconds) == (20, Fraction(20, 25))


def test_a_last_frame_that_claims_to_stay_for_hours_stays_as_long_as_the_one_before(
    made, tmp_path
):
    frames = [made.flat(160, 96, 8 * n + 8) for n in range(4)]
    times = [Fraction(n, 25) for n in range(4)]
    clip = made.write_clip(tmp_path / "a.mkv", frames, made.Made(), times=times)

    assert frames_at(look_through(clip, "s")[0].seconds, Rate(25)) == 4


def test_a_file_that_is_cut_off_is_refused(made, tmp_path):
    clip = plain(made, tmp_path / "a.mkv")
    whole = clip.read_bytes()
    clip.write_bytes(whole[: len(whole) * 2 // 3])

    # what is whole of a Matroska file can be shown
    assert 0 < look_through(clip, "s")[0].frame_count < 20


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_an_mp4_that_is_cut_off_behind_its_index_is_refused(made, tmp_path, share):
    clip = tmp_path / "a.mp4"
    noise = np.random.default_rng(3)
    frames = [noise.integers(0, 255, (96, 160, 3), np.uint8) for _ in range(12)]
    made.write_clip(tmp_path / "late.mp4", frames)
    with (
        av.open(str(tmp_path / "late.mp4")) as late,
        av.open(str(clip), "w", options={"movflags": "faststart"}) as early,
    ):
        stream = early.add_stream_from_template(late.streams.video[0])
        for packet in late.demux(late.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                early.mux(packet)
    whole = clip.read_bytes()
    clip.write_bytes(whole[: int(len(whole) * share)])

    assert refused(clip) == "render.clip_broken"


def test_an_mp4_without_its_index_is_refused(made, tmp_path):
    clip = plain(made, tmp_path / "a.mp4")
    whole = clip.read_bytes()
    clip.write_bytes(whole[: whole.index(b"moov") - 4])

    assert refused(clip) == "render.clip_broken"


def test_damage_inside_a_frame_is_refused(made, tmp_path):
    clip = plain(made, tmp_path / "a.mp4")
    whole = bytearray(clip.read_bytes())
    start = whole.index(b"mdat") + 1500
    whole[start : start + 200] = b"\xff" * 200
    clip.write_bytes(bytes(whole))

    assert refused(clip) == "render.clip_broken"


def test_a_file_of_sound_is_no_clip(tmp_path):
    path = tmp_path / "song.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=48000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
        frame.sample_rate, frame.pts = 48000, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))

    assert refused(path) == "render.clip_no_video"


def test_a_clip_without_a_frame_is_refused(tmp_path):
    path = tmp_path / "none.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuvj420p"
        container.start_encoding()

    assert refused(path) in ("render.clip_empty", "render.clip_broken")


def test_a_clip_of_absurd_dimensions_is_refused_before_it_is_decoded(made, tmp_path):
    clip = plain(made, tmp_path / "a.avi", count=2, codec="mjpeg", pixels="yuvj420p")
    held = clip.read_bytes()
    place = held.index(b"strf") + 8
    width = struct.pack("<i", 60_000)
    clip.write_bytes(held[: place + 4] + width + width + held[place + 12 :])

    assert PIXELS_MAX < 60_000 * 60_000
    # the reader of the container may refuse it first
    assert refused(clip) in ("render.picture_size", "render.clip_broken")


def test_what_is_no_clip_is_refused(tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"\0\0\0\x18ftypmp42" + b"nothing" * 100)

    assert refused(path) == "render.clip_broken"


def test_a_list_of_other_files_is_not_followed(made, tmp_path):
    """A playlist could read any file of the machine, or the net."""
    plain(made, tmp_path / "secret.mp4")
    listed = tmp_path / "a.mp4"
    listed.write_text("ffconcat version 1.0\nfile secret.mp4\n", "utf-8")

    assert refused(listed) == "render.clip_broken"


def test_a_file_that_is_not_there_is_missing(tmp_path):
    with pytest.raises(Missing, match="gone"), opened(tmp_path / "gone.mp4", "s"):
        pass


def test_a_cover_in_a_file_of_sound_is_no_clip(made, tmp_path):
    clip = plain(made, tmp_path / "a.mp4", count=1)
    with opened(clip, "s") as moving:
        assert moving.length is None
        assert [timed.time for timed in moving.frames()] == [0]
        assert moving.length.frame_count == 1


@pytest.mark.parametrize(
    ("seconds", "rate", "frames"),
    [
        (Fraction(1), Rate(25), 25),
        (Fraction(1001, 30_000), Rate(30_000, 1001), 1),
        (Fraction(1, 25) + Fraction(1, 10**9), Rate(25), 2),
        (Fraction(0), Rate(24), 0),
    ],
)
def test_frames_begin_before_a_time_exactly(seconds, rate, frames):
    assert frames_at(seconds, rate) == frames
