"""Bringing a picture: known by its bytes, looked through to the end."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from piying.model.clock import Rate
from piying.model.errors import Invalid
from piying.render.media.bring import depth_beside, picture
from piying.render.media.heads import media_type_of
from piying.render.media.openraster import ORA_TYPE, write

RATE = Rate(25)
JPEG = skia.EncodedImageFormat.kJPEG


def no_puppets():
    raise AssertionError("nobody asked for puppets")


def photo(made, width=80, height=120):
    return made.opaque(made.flat(width, height, 100))


@pytest.mark.parametrize(
    ("codec", "name", "media_type"),
    [
        ("libx264", "a.mp4", "video/mp4"),
        ("libx264", "a.mov", "video/quicktime"),
        ("libx264", "a.mkv", "video/x-matroska"),
        ("libvpx-vp9", "a.webm", "video/webm"),
        ("mpeg4", "a.avi", "video/x-msvideo"),
        ("libx264", "a.ts", "video/mp2t"),
        ("mpeg2video", "a.mpg", "video/mpeg"),
    ],
)
def test_a_clip_is_known_by_its_bytes_and_counted(made, tmp_path, codec, name, media_type):
    frames = [made.flat(160, 96, 9 * n + 9) for n in range(10)]
    path = made.write_clip(tmp_path / name, frames, made.Made(codec=codec, tagged=False),
                           base=made.Fraction(1, 25))  # fmt: skip
    renamed = path.rename(tmp_path / "picture.bin")
    found = picture(renamed, "s", RATE, no_puppets)

    assert found.facts.media_type == media_type
    assert (found.facts.frame_count, found.facts.width, found.facts.height) == (10, 160, 96)
    assert found.data is None


def test_the_length_of_a_clip_is_in_frames_of_the_film(made, tmp_path):
    frames = [made.flat(160, 96, 90)] * 24
    clip = made.write_clip(tmp_path / "a.mp4", frames, rate=12)

    assert picture(clip, "s", RATE, no_puppets).facts.frame_count == 50


def test_a_still_is_taken_as_it_is(made, tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(made.encoded(photo(made), JPEG))
    found = picture(path, "s", RATE, no_puppets)

    assert (found.facts.media_type, found.facts.width, found.facts.height) == (
        "image/jpeg", 80, 120,
    )  # fmt: skip
    assert (found.data, found.files) == (None, ((path, "image/jpeg"),))


@pytest.mark.parametrize("end", [".depth.png", "_depth.png", "-depth.png"])
def test_a_depth_map_beside_a_still_makes_it_layered(made, tmp_path, end):
    path, beside = tmp_path / "a.jpg", tmp_path / f"a{end}"
    path.write_bytes(made.encoded(photo(made), JPEG))
    depth = photo(made)
    depth[40:, :, :3] = 250
    beside.write_bytes(made.encoded(depth))
    found = picture(path, "s", RATE, no_puppets)

    assert depth_beside(path) == beside
    assert found.facts.media_type == ORA_TYPE
    assert found.data.startswith(b"PK")
    assert found.files == ((path, "image/jpeg"), (beside, "image/png"))


def test_a_layered_picture_is_decoded_to_its_last_layer(made, tmp_path):
    path = tmp_path / "a.ora"
    far = photo(made)
    near = far // 2
    path.write_bytes(write([far, near], ["far", "near"]))

    assert picture(path, "s", RATE, no_puppets).facts.media_type == ORA_TYPE
    data = bytearray(path.read_bytes())
    place = data.index(b"data/1.png") + 60
    data[place : place + 20] = bytes(20)
    path.write_bytes(bytes(data))
    with pytest.raises(Invalid, match=r"a\.ora"):
        picture(path, "s", RATE, no_puppets)


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"GIF89a" + b"\0" * 20, b"%PDF-1.7", b"#EXTM3U\nfile.ts", b"RIFF1234"],
)
def test_what_is_no_picture_is_refused_by_shot_and_file(tmp_path, data):
    path = tmp_path / "thing.png"
    path.write_bytes(data)

    with pytest.raises(Invalid, match=r"thing\.png") as refused:
        picture(path, "e01s03", RATE, no_puppets)
    assert media_type_of(path) is None
    assert refused.value.code == "render.picture_kind"
    assert refused.value.data["shot"] == "e01s03"


def test_a_still_that_is_cut_off_is_refused_at_once(made, tmp_path):
    path = tmp_path / "a.png"
    noise = np.random.default_rng(2).integers(0, 255, (80, 80, 3), np.uint8)
    data = made.encoded(made.opaque(noise))
    path.write_bytes(data[: len(data) // 2])

    with pytest.raises(Invalid) as refused:
        picture(path, "s", RATE, no_puppets)
    assert refused.value.code == "render.still_broken"
