from __future__ import annotations

from io import BytesIO

import av
import numpy as np
import pytest

from piying.model.errors import Invalid
from piying.render.media.moment import last_picture, middle_picture
from piying.render.media.stills import Still


def clip(path, levels, width=64, height=96):
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=25, options={"crf": "1"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for level in levels:
            pixels = np.full((height, width, 3), level, np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        file.mux(stream.encode())
    return path


def level(png):
    pixels = Still(png, "s1", "-").pixels()
    assert pixels.shape == (96, 64, 4)
    return round(float(pixels[..., :3].mean()))


def test_the_picture_with_which_a_clip_ends_is_that_of_its_last_frame(tmp_path):
    path = clip(tmp_path / "a.mp4", (20, 60, 100, 140, 200))

    assert abs(level(last_picture(path, "s1")) - 200) <= 3
    assert abs(level(middle_picture(path, "s1")) - 100) <= 3


def test_the_same_clip_gives_the_same_picture(tmp_path):
    path = clip(tmp_path / "a.mp4", (20, 60))

    assert last_picture(path, "s1") == last_picture(path, "s1")


def test_what_is_no_clip_is_refused_with_its_shot(tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(BytesIO(b"nothing").read())

    with pytest.raises(Invalid, match="s1"):
        last_picture(path, "s1")
