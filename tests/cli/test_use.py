"""takes --use: a file of one's own comes in by the command line."""

from __future__ import annotations

import numpy as np
import pytest
import skia

pytestmark = pytest.mark.usefixtures("filmed", "picture")


@pytest.fixture(name="picture")
def _picture(tmp_path):
    pixels = np.full((64, 36, 4), 255, np.uint8)
    image = skia.Image.fromarray(pixels, skia.ColorType.kRGBA_8888_ColorType)
    path = tmp_path / "mine.png"
    path.write_bytes(bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100)))
    return path


def test_a_file_is_brought_listed_and_chosen(piying, picture):
    (brought,) = piying("takes", "-e", "1", "--use", picture, "--for", "3", "--json").objects
    listed = piying("takes", "-e", "1").out
    chosen = piying("takes", "-e", "1", "--choose", brought["brought"], "--json").objects

    assert (brought["provider"], brought["files"][0]["name"]) == ("hand", "mine.png")
    assert brought["files"][0]["media_type"] == "image/png"
    assert "mine.png" in listed
    assert chosen[0]["chosen"]["take"] == brought["brought"]
    assert chosen[0]["chosen"]["files"] == ["mine.png"]


@pytest.mark.parametrize(
    "words",
    [
        ("--use", "mine.png"),
        ("--for", "3"),
        ("3", "--use", "mine.png", "--for", "3"),
        ("--use", "mine.png", "--for", "3", "--choose", "X"),
    ],
)
def test_what_does_not_go_together_is_said(piying, words):
    said = piying("takes", "-e", "1", *words)

    assert said.code == 2
    assert "--use and --for together" in said.err


def test_a_file_for_every_episode_at_once_is_refused(piying, picture):
    assert piying("takes", "--use", picture, "--for", "3").code == 2
