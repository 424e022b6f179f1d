"""A still with a depth map: bands back to front, filled behind, nothing lost in front."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from piying.model.errors import Invalid
from piying.render.media.depth import bands, filled, layered, reaches, split
from piying.render.media.openraster import read
from piying.render.media.stills import Still

PATHS = (Path("a.png"), Path("a.depth.png"))


def scene(made, width=120, height=160):
    """A red post before blue hills before a grey sky, and its depth."""
    picture = made.flat(width, height, 180)
    depth = np.zeros((height, width), np.uint8)
    picture[90:], depth[90:] = (40, 60, 200), 120
    picture[40:, 50:70], depth[40:, 50:70] = (200, 30, 30), 250
    return made.opaque(picture), depth


def still(made, pixels):
    return Still(made.encoded(pixels), "s", "a")


def grey(made, depth):
    return still(made, made.opaque(np.repeat(depth[..., None], 3, 2)))


def laid(planes):
    """The planes over each other."""
    whole = np.zeros(planes[0].shape, float)
    for plane in planes:
        whole = plane + whole * (1 - plane[..., 3:] / 255)
    return whole


def test_levels_that_lie_together_are_one_band(made):
    _, depth = scene(made)
    noise = np.random.default_rng(1).integers(-4, 5, depth.shape)
    found = bands(np.clip(depth.astype(int) + noise, 0, 255).astype(np.uint8))

    assert found.max() == 2
    assert (found[10, 10], found[150, 10], found[100, 60]) == (0, 1, 2)


def test_a_smooth_map_has_five_bands_and_a_flat_one_has_one():
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 100, 1)

    assert bands(ramp).max() == 4
    assert (np.diff(bands(ramp)[:, 0].astype(int)) >= 0).all()
    assert bands(np.full((90, 90), 77, np.uint8)).max() == 0
    assert bands(np.full((90, 90), 0, np.uint8)).max() == 0


def test_laid_over_each_other_the_planes_are_the_picture(made):
    pixels, depth = scene(made)
    planes = split(pixels, bands(depth))
    apart = np.abs(laid(planes)[..., :3] - pixels[..., :3]).max(2)

    assert len(planes) == 3
    assert (apart > 3).mean() < 0.05  # along the soft edges alone
    assert made.near(laid(planes)[20, 20, :3], [180] * 3, 1)


def test_behind_a_near_thing_lies_what_is_seen_beside_it(made):
    """No camera looks through a hole, and no thing leaves its colour behind."""
    pixels, depth = scene(made)
    far, hills, post = split(pixels, bands(depth))

    assert (far[..., 3] == 255).all()
    assert made.near(far[60, 60, :3], [180] * 3, 3)
    assert made.near(hills[120, 60], [40, 60, 200, 255], 3)
    assert hills[60, 60, 3] == 0  # behind the post is sky there
    assert made.near(post[100, 60], [200, 30, 30, 255], 1)


def test_a_plane_reaches_behind_what_hides_it(made):
    _, depth = scene(made)
    band = bands(depth)

    assert reaches(band, 1)[120, 50:70].all()
    assert not reaches(band, 1)[50, 50:70].any()
    assert np.array_equal(reaches(band, 2), band == 2)


def test_filling_keeps_what_is_known_and_leaves_no_gap(made):
    pixels, depth = scene(made)
    known = bands(depth) == 0
    full = filled(pixels, known)

    assert made.near(full[5:30, 5:30], pixels[5:30, 5:30], 0)
    assert made.near(full[..., :3], 180, 3)


@pytest.mark.parametrize("side", [1, 2, 3, 5, 17, 64])
def test_filling_works_at_any_size(made, side):
    pixels = made.opaque(made.flat(side, side + 1, 90))
    known = np.zeros((side + 1, side), bool)
    known[0, 0] = True

    assert made.near(filled(pixels, known), pixels, 1)


def test_a_still_and_its_map_are_one_layered_file(made):
    pixels, depth = scene(made)
    data = layered(still(made, pixels), grey(made, depth[::2, ::2]), "s", PATHS)
    picture = read(data, "s", "p")

    assert (picture.width, picture.height, len(picture.planes)) == (120, 160, 3)
    assert data == layered(still(made, pixels), grey(made, depth[::2, ::2]), "s", PATHS)


def test_a_map_of_other_proportions_is_refused(made):
    pixels, depth = scene(made)

    with pytest.raises(Invalid, match=r"a\.depth\.png") as refused:
        layered(still(made, pixels), grey(made, depth[:100]), "e01s09", PATHS)
    assert refused.value.code == "render.depth_unfit"
    assert refused.value.data["shot"] == "e01s09"


def test_a_map_without_depth_is_refused(made):
    pixels, depth = scene(made)

    with pytest.raises(Invalid) as refused:
        layered(still(made, pixels), grey(made, np.full_like(depth, 9)), "s", PATHS)
    assert refused.value.code == "render.depth_flat"
