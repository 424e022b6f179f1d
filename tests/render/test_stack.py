"""A stack laid at once is, to the bit, what its textures give when they are laid one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.lay import Area, lay, lay_opaque
from piying.render.planes import BLOCK, Planes, blank_planes, texture_of
from piying.render.stack import Placed, lay_again, lay_stack

WIDTH, HEIGHT = 200, 136
"""Three and a bit tiles across, two and a bit down."""


def texture(seed, width, height, *, border=2, full=False):
    """Noise with a soft edge round an opaque middle, or noise all over."""
    rng = np.random.default_rng(seed)
    down, across = np.mgrid[:height, :width]
    far = ((across / width - 0.5) ** 2 + (down / height - 0.5) ** 2) * 4
    cover = np.ones((height, width)) if full else np.clip((1 - far) * 6, 0, 1)
    rgba = rng.integers(0, 256, (height, width, 4)) * cover[..., None]
    rgba[..., 3] = 255 * cover
    key = f"{seed}/{width}x{height}/{border}/{full}"  # equal keys promise equal planes
    return texture_of(rgba.astype(np.uint8), key, border=border)


def noise(width=WIDTH):
    picture = blank_planes(width, HEIGHT)
    for plane in (picture.y, picture.u, picture.v):
        plane[:] = np.random.default_rng(7).integers(0, 256, plane.shape)
    return picture


def one_by_one(target, stack, within=None):
    for placed in stack:
        bare = placed.texture.opaque and placed.texture.border == 0
        (lay_opaque if bare else lay)(target, *placed, within)


def same(one, other):
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in ("y", "u", "v")
    )


sheets = st.builds(
    lambda seed, wide, high, kind: texture(
        seed, wide, high, border=kind.get("border", 2), full=kind.get("full", False)
    ),
    st.integers(0, 99),
    st.integers(1, 240),
    st.integers(1, 240),
    st.sampled_from([{}, {}, {"border": 0}, {"border": 0, "full": True}, {"full": True}]),
)
stacks = st.lists(
    st.builds(
        Placed, sheets, st.floats(-90, WIDTH), st.floats(-90, HEIGHT), st.floats(0.5, 3.0)
    ),
    max_size=5,
)
areas = st.none() | st.builds(
    lambda x, y, w, h: Area(2 * x, 2 * y, min(2 * (x + w), WIDTH), min(2 * (y + h), HEIGHT)),
    st.integers(0, WIDTH // 2 - 1),
    st.integers(0, HEIGHT // 2 - 1),
    st.integers(1, 99),
    st.integers(1, 99),
)


@settings(deadline=None, max_examples=80)
@given(stacks, areas)
def test_a_stack_is_its_textures_one_by_one_to_the_bit(stack, within):
    at_once, apart = noise(), noise()
    lay_stack(at_once, stack, within)
    one_by_one(apart, stack, within)

    assert same(at_once, apart)


@pytest.mark.parametrize("padding", [0, 8])
def test_rows_may_lie_apart_and_nothing_between_them_is_touched(padding):
    held = noise(WIDTH + 2 * padding)
    before = held.y.copy()
    target = Planes(held.y[:, :WIDTH], held.u[:, : WIDTH // 2], held.v[:, : WIDTH // 2])
    wanted = noise(WIDTH + 2 * padding)
    stack = [Placed(texture(1, 300, 200, border=0, full=True), -9.3, -4.1, 1.1)]
    lay_stack(target, stack)
    one_by_one(wanted.part((0, 0, WIDTH, HEIGHT)), stack)

    assert same(held, wanted)
    assert np.array_equal(held.y[:, WIDTH:], before[:, WIDTH:])


def test_what_is_hidden_is_not_looked_at():
    """The planes of a texture behind an opaque one may hold anything."""
    hidden = Placed(texture(2, 100, 100), 0.0, 0.0, 1.0)
    cover = Placed(texture(3, 300, 300, border=0, full=True), -20.0, -20.0, 1.0)
    with_, without = noise(), noise()
    lay_stack(with_, [hidden, cover])
    lay_stack(without, [cover])

    assert same(with_, without)


def test_an_empty_stack_or_one_out_of_sight_draws_nothing():
    away = Placed(texture(4, 60, 60), WIDTH + 5.0, 0.0, 1.0)
    target = noise()
    lay_stack(target, [])
    lay_stack(target, [away])

    assert same(target, noise())


def test_blocks_are_counted_from_the_corner():
    """Of four blocks one is opaque, one is clear, and two are neither."""
    rgba = np.zeros((2 * BLOCK, 2 * BLOCK, 4), np.uint8)
    rgba[:BLOCK, :BLOCK] = 255
    rgba[3, BLOCK + 3, 3] = rgba[BLOCK + 3, 3, 3] = 9
    some, lacking = texture_of(rgba, "blocks", border=0).blocks()

    assert some[2, 2] == 3
    assert lacking[2, 2] == 3
    assert (some[1, 1], lacking[1, 1]) == (1, 0)


GROUND = Placed(texture(5, 300, 300, border=0, full=True), -20.0, -20.0, 1.0)


@settings(deadline=None, max_examples=80)
@given(stacks, st.lists(st.integers(0, 4)), stacks)
def test_a_picture_laid_again_is_one_laid_anew_to_the_bit(stack, kept, others):
    """Some textures stay where they are, others come, go or move."""
    then = [GROUND, *stack]
    now = [GROUND, *(stack[n] if n < len(stack) else other for n, other in zip(
        kept, others, strict=False)), *others[len(kept) :]]  # fmt: skip
    again, anew = noise(), noise()
    laying = lay_stack(again, then)
    assert laying is not None
    laying = lay_again(again, now, laying)
    lay_stack(anew, now)

    assert same(again, anew)
    assert laying is not None
    lay_again(again, then, laying)
    lay_stack(anew, then)

    assert same(again, anew)


def test_a_tile_on_which_nothing_changed_is_left_alone():
    small = texture(6, 30, 30)
    target = noise()
    laying = lay_stack(target, [GROUND, Placed(small, 10.0, 10.0, 1.0)])
    target.y[:] = 7
    assert laying is not None
    lay_again(target, [GROUND, Placed(small, 12.0, 10.0, 1.0)], laying)

    assert (target.y[:60, :64] != 7).any()
    assert (target.y[60:] == 7).all()
    assert (target.y[:, 64:] == 7).all()


def test_what_lies_behind_is_seen_where_only_it_moves():
    """A cloud behind a cover that hides half of the picture."""
    cloud, cover = texture(7, 120, 120), texture(8, 300, 300, border=0, full=True)
    before, after = (
        [GROUND, Placed(cloud, x, 0.0, 1.0), Placed(cover, -20.0, 64.0, 1.0)]
        for x in (10.0, 40.5)
    )
    again, anew = noise(), noise()
    laying = lay_stack(again, before)
    lay_stack(anew, after)
    assert laying is not None
    lay_again(again, after, laying)

    assert same(again, anew)


def test_a_stack_that_is_seen_through_is_not_laid_again():
    through = [Placed(texture(9, 60, 60), 20.0, 20.0, 1.0)]
    target = noise()
    laying = lay_stack(target, [GROUND])
    assert laying is not None
    laid = noise()

    assert lay_again(laid, through, laying) is None
    assert lay_again(laid, [], laying) is None
    assert same(laid, noise()), "nothing was drawn"
    assert lay_stack(target, through) is None
