"""Geometry: upright, whole, and without fields."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest

from piying.model.errors import Invalid
from piying.render.media.moving import look_through, opened


def marked(made):
    """A picture with another grey in each quarter: 50, 100 over 150, 200."""
    picture = made.flat(160, 96, 50)
    picture[:48, 80:], picture[48:, :80], picture[48:, 80:] = 100, 150, 200
    return picture


@pytest.mark.parametrize(
    ("degrees", "mirrored"),
    [(0, False), (90, False), (180, False), (270, False), (0, True), (90, True)],
)
def test_a_clip_is_turned_as_its_display_matrix_says(made, tmp_path, degrees, mirrored):
    def turn(stream):
        stream.set_display_rotation(degrees, hflip=mirrored)

    clip = made.write_clip(tmp_path / "a.mp4", [marked(made)] * 2, edit=turn)
    side = degrees % 180 != 0
    wanted = made.wanted_of(2, width=96 if side else 160, height=160 if side else 96)
    found = made.shown(clip, 0, wanted, tmp_path / "a.yuv")[..., 1]

    # a turn is counterclockwise, and a mirror comes after it
    upright = np.rot90(marked(made)[..., 1], degrees // 90)
    upright = np.fliplr(upright) if mirrored else upright
    high, wide = upright.shape
    for y, x in ((high // 4, wide // 4), (high // 4, 3 * wide // 4),
                 (3 * high // 4, wide // 4), (3 * high // 4, 3 * wide // 4)):  # fmt: skip
        assert abs(int(found[y, x]) - int(upright[y, x])) <= 3
    assert look_through(clip, "s")[1:] == (wide, high)


def test_a_clip_that_is_turned_by_other_than_quarters_is_refused(made, tmp_path):
    clip = made.write_clip(
        tmp_path / "a.mp4",
        [marked(made)] * 2,
        edit=lambda stream: stream.set_display_rotation(30),
    )

    with pytest.raises(Invalid, match=r"a\.mp4") as refused:
        look_through(clip, "e01s03")

    assert refused.value.code == "render.clip_turned"
    assert refused.value.data["shot"] == "e01s03"


def test_the_fields_of_an_interlaced_clip_are_not_seen(made, tmp_path):
    """A bar that moves between the fields is a comb in the frame as it is stored."""
    path = tmp_path / "i.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
        stream.options = {"qp": "0", "flags": "+ildct+ilme", "x264-params": "tff=1"}
        for number in range(8):
            picture = made.flat(160, 96, 40)
            for field in (0, 1):
                left = 10 + 12 * number + 6 * field
                picture[field::2, left : left + 20] = 220
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(
                format="yuv420p", dst_colorspace=1, dst_color_range=1
            )
            frame.pts, frame.time_base = number, Fraction(1, 25)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with opened(path, "s") as moving:
        times = [timed.time for timed in moving.frames()]
    found = made.shown(path, 4, made.wanted_of(8), tmp_path / "i.yuv")[..., 1].astype(int)

    comb = np.abs(found[1:-1] * 2 - found[:-2] - found[2:]).mean()
    assert times == [Fraction(n, 25) for n in range(8)]
    assert comb < 4  # woven it would be about 27
