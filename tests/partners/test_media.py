"""What vendors give: facts come from the file, and what does not decode is refused."""

from __future__ import annotations

from io import BytesIO

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.emulator import clip, picture, voice
from piying.model.errors import Outside
from piying.partners.answers import Asked, Step
from piying.partners.media import made, made_and_owed, media_type
from piying.takes.generator import Ended

POLL = Asked("v", Step.POLL, "m")
FILES = {
    "image": [picture(), picture(codec="mjpeg")],
    "video": [clip()],
    "audio": [voice()],
}


def test_facts_are_those_of_the_file():
    still = made(picture(72, 128), "image", POLL).facts
    moving = made(clip(72, 128, 12), "video", POLL).facts
    sound = made(voice(200, 24_000), "audio", POLL).facts

    assert (still.media_type, still.width, still.height) == ("image/png", 72, 128)
    assert (still.frame_count, still.byte_count) == (0, len(picture(72, 128)))
    assert (moving.media_type, moving.frame_count, moving.channels) == ("video/mp4", 12, 0)
    assert (sound.sample_count, sound.sample_rate, sound.channels) == (4800, 24_000, 1)


@pytest.mark.parametrize("sort", FILES)
@pytest.mark.parametrize("other", FILES)
def test_a_file_of_another_sort_is_refused(sort, other):
    for data in FILES[other] if sort != other else ():
        with pytest.raises(Outside) as caught:
            made(data, sort, POLL)

        assert caught.value.code == "partners.file_type"


@pytest.mark.parametrize(
    ("sort", "data"), [(sort, data) for sort, files in FILES.items() for data in files]
)
@pytest.mark.parametrize("part", [1, 2])
def test_half_a_file_is_refused(sort, data, part):
    with pytest.raises(Outside) as caught:
        made(data[: len(data) * part // 3], sort, POLL)

    assert caught.value.code == "partners.file_broken"
    assert not caught.value.retryable


@given(st.binary(max_size=64), st.sampled_from(["image", "video", "audio"]))
def test_bytes_of_any_sort_are_refused_and_never_break(data, sort):
    heads = {"image": b"\x89PNG\r\n\x1a\n", "video": b"\0\0\0\x18ftyp", "audio": b"RIFF"}
    with pytest.raises(Outside):
        made(heads[sort] + data, sort, POLL)


def moved(data, path):
    """The clip `data` with its index before its frames, as for playing over a network."""
    with (
        av.open(BytesIO(data), "r") as old,
        av.open(str(path), "w", options={"movflags": "faststart"}) as new,
    ):
        stream = new.add_stream_from_template(old.streams.video[0])
        for packet in old.demux(old.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                new.mux(packet)
    return path.read_bytes()


def test_a_clip_with_its_index_first_that_breaks_off_is_refused(tmp_path):
    whole = moved(clip(frames=48), tmp_path / "clip.mp4")

    assert whole.find(b"moov") < whole.find(b"mdat")
    assert made(whole, "video", POLL).facts.frame_count == 48
    with pytest.raises(Outside, match="cut off"):
        made(whole[:-100], "video", POLL)


def test_what_is_no_use_and_came_with_the_answer_is_owed():
    with pytest.raises(Ended) as caught:
        made_and_owed(b"nothing", "image", POLL)

    assert caught.value.owed
    assert caught.value.code == "partners.file_type"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"RIFF\0\0\0\0WEBP", "image/webp"), (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"ID3\4", "audio/mpeg"), (b"OggS", "audio/ogg"), (b"fLaC", "audio/flac"),
        (b"RIFF\0\0\0\0AVI ", ""), (b"", ""), (b"<html>", ""),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_first_bytes(head, kind):
    assert media_type(head) == kind
