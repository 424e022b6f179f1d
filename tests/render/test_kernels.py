"""The kernels against the plain formula in floating point."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.kernels import (
    BoxCache,
    crossfade,
    draw_background,
    draw_texture,
    fade,
    fill,
    gain,
    grade,
    lerp_rows,
    mix,
    over,
    over_faded,
    sample,
    towards,
)
from piying.render.planes import blank_planes, colour, texture_of
from piying.render.transpose import transpose

SAMPLE_LEVELS_MAX = 2
"""Two passes, each with weights of 8 bits cut down and one rounding."""
FADED_LEVELS_MAX = 1
"""Source and alpha are rounded before they are laid over."""
DRAWN_LEVELS_MAX = 4
"""Sampled colour and sampled alpha, laid over: each is off by up to two levels."""

sides = st.integers(1, 70)
seeds = st.integers(0, 2**32 - 1)


def noise(seed, *shape):
    return np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)


def smooth(seed, height, width):
    """A picture without steps, R G B A, premultiplied."""
    coarse = np.random.default_rng(seed).random((5, 5, 4))
    rows, columns = np.linspace(0, 3.99, height), np.linspace(0, 3.99, width)
    i, j = rows.astype(int)[:, None], columns.astype(int)
    f, g = (rows % 1)[:, None, None], (columns % 1)[None, :, None]
    upper = coarse[i, j] * (1 - g) + coarse[i, j + 1] * g
    lower = coarse[i + 1, j] * (1 - g) + coarse[i + 1, j + 1] * g
    picture = upper * (1 - f) + lower * f
    picture[..., :3] *= picture[..., 3:]
    return np.round(picture * 255).astype(np.uint8)


def apart(a, b):
    return int(np.abs(a.astype(float) - b).max())


def exact_sample(plane, height, width, scale, x, y):
    """The bilinear look-up of an upright plane, edges repeated."""
    rows = np.clip((np.arange(height) + 0.5) / scale + y - 0.5, 0, plane.shape[0] - 1)
    columns = np.clip((np.arange(width) + 0.5) / scale + x - 0.5, 0, plane.shape[1] - 1)
    i, j = np.floor(rows).astype(int), np.floor(columns).astype(int)
    k = np.minimum(i + 1, plane.shape[0] - 1)
    m = np.minimum(j + 1, plane.shape[1] - 1)
    f, g = (rows - i)[:, None], (columns - j)[None, :]
    p = plane.astype(float)
    upper = p[i][:, j] * (1 - g) + p[i][:, m] * g
    lower = p[k][:, j] * (1 - g) + p[k][:, m] * g
    return upper * (1 - f) + lower * f


@settings(deadline=None, max_examples=60)
@given(seeds, sides, sides, st.integers(0, 9))
def test_transpose_turns_planes_of_any_size_and_spacing(seed, height, width, gap):
    source = noise(seed, height, width + gap)[:, gap:]
    target = np.zeros((width, height + gap), np.uint8)[:, :height]
    transpose(source, target)

    assert np.array_equal(source.T, target)


@settings(deadline=None, max_examples=60)
@given(seeds, sides, sides, st.integers(0, 9))
def test_over_is_the_rounded_division_by_255(seed, height, width, gap):
    alpha = noise(seed, height, width)
    source = (noise(seed + 1, height, width).astype(int) * alpha // 255).astype(np.uint8)
    target = noise(seed + 2, height, width + gap)[:, gap:]
    wanted = source + np.floor(target * (255.0 - alpha) / 255 + 0.5)
    over(target, source, alpha)

    assert np.array_equal(np.minimum(wanted, 255), target)


def test_over_is_exact_for_every_level_and_alpha():
    alpha, target = np.meshgrid(np.arange(256, dtype=np.uint8), np.arange(256, dtype=np.uint8))
    wanted = np.floor(target * (255.0 - alpha) / 255 + 0.5)
    target = target.copy()
    over(target, np.zeros_like(target), alpha)

    assert np.array_equal(wanted, target)


def test_over_stays_at_white_where_the_source_is_too_bright():
    target = np.full((3, 40), 200, np.uint8)
    over(target, np.full_like(target, 250), np.full_like(target, 10))

    assert (target == 255).all()


@settings(deadline=None, max_examples=60)
@given(seeds, sides, sides, st.integers(0, 256))
def test_over_faded_is_over_with_less_of_the_source(seed, height, width, k):
    alpha = noise(seed, height, width)
    source = (noise(seed + 1, height, width).astype(int) * alpha // 255).astype(np.uint8)
    target = noise(seed + 2, height, width)
    wanted = source * (k / 256) + target * (1 - alpha / 255 * (k / 256))
    over_faded(target, source, alpha, k)

    assert apart(target, wanted) <= FADED_LEVELS_MAX


@settings(deadline=None, max_examples=60)
@given(seeds, sides, sides, st.integers(0, 256), st.integers(0, 255))
def test_mixing_is_exact(seed, height, width, k, level):
    source, target = noise(seed, height, width), noise(seed + 1, height, width)
    flat = target.copy()
    mixed = np.floor((target * (256.0 - k) + source * float(k) + 128) / 256)
    levelled = np.floor((flat * (256.0 - k) + level * k + 128) / 256)
    crossfade(target, source, k)
    towards(flat, level, k)

    assert np.array_equal(mixed, target)
    assert np.array_equal(levelled, flat)


@settings(deadline=None, max_examples=60)
@given(seeds, sides, sides, st.integers(0, 255), st.integers(0, 1024))
def test_gain_scales_the_distance_from_a_centre(seed, height, width, centre, k):
    target = noise(seed, height, width)
    wanted = np.clip(centre + np.floor((target.astype(int) - centre) * k / 256 + 0.5), 0, 255)
    gain(target, centre, k)

    assert np.array_equal(wanted, target)


@settings(deadline=None, max_examples=60)
@given(seeds, sides, sides, sides, st.floats(0.2, 4), st.floats(-60, 60))
def test_rows_are_blended_with_weights_of_eight_bits(seed, height, rows, width, step, offset):
    source, target = noise(seed, rows, width), np.zeros((height, width), np.uint8)
    lerp_rows(source, target, step, offset, 0)
    places = np.clip((np.arange(height) + 0.5) * step + offset - 0.5, 0, rows - 1)
    upper = np.floor(places).astype(int)
    part = np.floor((places - upper) * 256)[:, None]
    a, b = source[upper].astype(float), source[np.minimum(upper + 1, rows - 1)].astype(float)

    assert np.array_equal(np.floor((a * (256 - part) + b * part + 128) / 256), target)


@settings(deadline=None, max_examples=100)
@given(
    seeds, sides, sides, st.tuples(sides, sides), st.floats(0.3, 3),
    st.tuples(st.floats(-90, 90), st.floats(-90, 90)),
)  # fmt: skip
def test_sampling_is_the_bilinear_look_up(seed, height, width, size, scale, corner):
    plane = noise(seed, *size)
    target = np.zeros((height, width), np.uint8)
    sample(np.ascontiguousarray(plane.T), target, scale, *corner)

    assert (
        apart(target, exact_sample(plane, height, width, scale, *corner)) <= SAMPLE_LEVELS_MAX
    )


def exact_draw(target, texture, x, y, scale, opacity=1.0):
    """The three planes after `texture` was laid over `target`, in floating point."""
    x, y = x - texture.border * scale, y - texture.border * scale
    drawn = []
    for plane, source, alpha, k in (
        (target.y, texture.y, texture.a, 1),
        (target.u, texture.u, texture.a2, 2),
        (target.v, texture.v, texture.a2, 2),
    ):
        height, width = plane.shape
        at = (-x / scale / k, -y / scale / k)
        colours = exact_sample(source.T, height, width, scale, *at)
        covers = exact_sample(alpha.T, height, width, scale, *at)
        drawn.append(colours * opacity + plane * (1 - covers / 255 * opacity))
    return drawn


places = st.floats(-60, 110)


@settings(deadline=None, max_examples=100)
@given(
    seeds, st.tuples(st.integers(2, 60), st.integers(2, 60)), st.tuples(places, places),
    st.floats(0.4, 2.5), st.floats(0, 1), st.booleans(),
)  # fmt: skip
def test_textures_are_drawn_where_they_belong(seed, size, place, scale, opacity, cached):
    """With a cache at the nearest quarter of a pixel, without one exactly; even off an edge."""
    texture = texture_of(smooth(seed, *size))
    target = blank_planes(96, 64)
    target.y[:], target.u[:], target.v[:] = 90, 110, 150
    x, y = place
    if cached:
        x, y = (
            round((p - texture.border * scale) * 4) / 4 + texture.border * scale for p in place
        )
    wanted = exact_draw(target, texture, x, y, scale, round(opacity * 256) / 256)
    draw_texture(target, texture, *place, scale, opacity, BoxCache() if cached else None)

    for plane, exact in zip((target.y, target.u, target.v), wanted, strict=True):
        assert apart(plane, exact) <= DRAWN_LEVELS_MAX


@settings(deadline=None, max_examples=60)
@given(seeds, st.tuples(st.floats(-80, 40), st.floats(-80, 40)), st.floats(0.5, 2.5))
def test_backgrounds_fill_the_picture(seed, place, scale):
    picture = smooth(seed, 120, 100)
    picture[..., 3] = 255
    texture = texture_of(picture, border=0)
    target = blank_planes(64, 80)
    draw_background(target, texture, *place, scale)
    x, y = place
    exact = exact_sample(texture.y.T, 80, 64, scale, -x / scale, -y / scale)
    small = exact_sample(texture.u.T, 40, 32, scale, -x / scale / 2, -y / scale / 2)

    assert apart(target.y, exact) <= SAMPLE_LEVELS_MAX
    assert apart(target.u, small) <= SAMPLE_LEVELS_MAX


def test_a_texture_at_whole_pixels_is_copied_as_it_is():
    picture = smooth(3, 40, 30)
    picture[..., 3] = 255
    texture = texture_of(picture)
    target = blank_planes(60, 80)
    draw_texture(target, texture, 12, 20)

    assert np.array_equal(texture.y.T[2:-2, 2:-2], target.y[20:60, 12:42])
    assert np.array_equal(texture.u.T[1:-1, 1:-1], target.u[10:30, 6:21])
    assert (target.y[:20] == 16).all()
    assert (target.y[60:] == 16).all()


def test_what_is_clear_or_outside_changes_nothing():
    texture = texture_of(smooth(4, 20, 20))
    clear = texture_of(np.zeros((20, 20, 4), np.uint8))
    target = blank_planes(32, 32)
    draw_texture(target, texture, 4, 4, opacity=0)
    draw_texture(target, texture, 400, 4)
    draw_texture(target, texture, 4, -400, cache=BoxCache())
    draw_texture(target, clear, 4.3, 4.7, 1.3)

    assert (target.y == 16).all()
    assert (target.u == 128).all()


def drawn_at(cache, texture, *places):
    for x in places:
        draw_texture(blank_planes(64, 64), texture, x, 0, cache=cache)


def test_the_cache_keeps_one_box_for_each_quarter_of_a_pixel():
    texture, cache = texture_of(smooth(5, 20, 20)), BoxCache()
    drawn_at(cache, texture, *(n / 16 for n in range(320)))

    assert len(cache) == 8


def test_the_cache_stays_within_its_bytes_and_drops_what_is_oldest():
    texture = texture_of(smooth(6, 20, 20))
    one = BoxCache()
    drawn_at(one, texture, 0)
    cache = BoxCache(byte_count_max=one.byte_count * 5)
    for n in range(64):
        drawn_at(cache, texture, n / 4, 0)
        assert cache.byte_count <= cache.byte_count_max

    assert len(cache) == 5
    at_zero = (texture.key, 0, 0, 1.0)
    assert cache.find(at_zero) is not None, "used all the time, so never the oldest"


def test_a_box_too_large_for_the_cache_is_drawn_without_it():
    texture, cache = texture_of(smooth(7, 40, 40)), BoxCache(byte_count_max=4_000)
    target = blank_planes(64, 64)
    draw_texture(target, texture, 8, 8, cache=cache)

    assert len(cache) == 0
    assert target.y.max() > 16


def test_equal_keys_share_boxes_and_scales_do_not():
    texture, cache = texture_of(smooth(8, 20, 20)), BoxCache()
    again = texture_of(smooth(8, 20, 20))
    drawn_at(cache, texture, 3)
    drawn_at(cache, again, 3)
    draw_texture(blank_planes(64, 64), texture, 3, 0, 1.1, cache=cache)

    assert len(cache) == 2


def test_pictures_are_filled_mixed_faded_and_graded():
    red, target = colour(255, 0, 0), blank_planes(16, 16)
    fill(target, red)
    assert (target.y[0, 0], target.u[0, 0], target.v[0, 0]) == red

    mix(target, blank_planes(16, 16), 0.5)
    assert target.y[0, 0] == math.floor((red[0] + 16) / 2 + 0.5)

    fade(target, red, 1)
    assert (target.y[0, 0], target.u[0, 0], target.v[0, 0]) == red

    grade(target, brightness=0, saturation=0)
    assert (target.y[0, 0], target.u[0, 0], target.v[0, 0]) == (16, 128, 128)


@pytest.mark.parametrize(
    ("rgb", "yuv"),
    [
        ((0, 0, 0), (16, 128, 128)),
        ((255, 255, 255), (235, 128, 128)),
        ((255, 0, 0), (63, 102, 240)),
        ((0, 255, 0), (173, 42, 26)),
        ((0, 0, 255), (32, 240, 118)),
    ],
)
def test_primary_colours_have_the_levels_of_bt_709(rgb, yuv):
    """ITU-R BT.709-6, item 3.5 and 4.6: Y 16 … 235, the differences 16 … 240."""
    assert yuv == colour(*rgb)
