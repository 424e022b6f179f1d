"""The kernels and whole pictures against the slow compositor, within named tolerances."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render import blur, light, shine, veil
from piying.render.effect import View
from piying.render.effects import effect
from piying.render.kernels import draw_background, draw_texture, mix
from piying.render.layer import Composer
from piying.render.passages import passage
from piying.render.planes import Planes, blank_planes, colour, texture_of
from piying.render.sheet import draw_sheet, sheet_of

seeds = st.integers(0, 2**32 - 1)
evens = st.integers(1, 30).map(lambda n: 2 * n)
levels = st.tuples(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))


def noise(seed, width, height):
    chance = np.random.default_rng(seed)
    target = blank_planes(width, height)
    for plane in (target.y, target.u, target.v):
        plane[:] = chance.integers(16, 236, plane.shape, dtype=np.uint8)
    return target


def smooth(seed, height, width, *, opaque=False):
    """A picture without steps, R G B A, premultiplied."""
    coarse = np.random.default_rng(seed).random((4, 4, 4))
    rows, columns = np.linspace(0, 2.99, height), np.linspace(0, 2.99, width)
    i, j = rows.astype(int)[:, None], columns.astype(int)
    f, g = (rows % 1)[:, None, None], (columns % 1)[None, :, None]
    upper = coarse[i, j] * (1 - g) + coarse[i, j + 1] * g
    lower = coarse[i + 1, j] * (1 - g) + coarse[i + 1, j + 1] * g
    picture = upper * (1 - f) + lower * f
    if opaque:
        picture[..., 3] = 1
    picture[..., :3] *= picture[..., 3:]
    return np.round(picture * 255).astype(np.uint8)


@settings(deadline=None, max_examples=60)
@given(
    seeds, evens, evens,
    st.lists(st.tuples(st.integers(0, 2), st.integers(-800, 1400), st.integers(-800, 1400),
                       st.integers(0, 256)), max_size=4),
)  # fmt: skip
def test_sprites_lie_at_their_sixteenth_and_are_clipped_at_every_edge(
    reference, seed, width, height, shown
):
    textures = [texture_of(smooth(seed + n, 9 + 4 * n, 30 - 7 * n)) for n in range(3)]
    target = noise(seed, width, height)
    wanted = reference.sprites(reference.Picture.of(target), textures, shown)
    draw_sheet(target, sheet_of(textures), np.array(shown, np.int64).reshape(-1, 4))

    assert max(wanted.apart(target)) <= reference.SPRITE_LEVELS * max(1, len(shown))


@settings(deadline=None, max_examples=60)
@given(seeds, evens, evens, levels, st.integers(0, 256))
def test_a_veil_is_one_colour_through_a_mask(reference, seed, width, height, level, k):
    target, cover = noise(seed, width, height), noise(seed + 1, width, height)
    wanted = reference.veil(reference.Picture.of(target), cover.y, cover.u, level, k)
    veil.lay_veil(target, veil.Mask(cover.y, cover.u), level, k)

    assert max(wanted.apart(target)) <= reference.VEIL_LEVELS


@settings(deadline=None, max_examples=40)
@given(
    seeds, st.tuples(evens, evens), st.tuples(*(st.integers(0, 255) for _ in range(3))),
    st.floats(0, 1), st.booleans(),
)  # fmt: skip
def test_light_is_added_as_light(reference, seed, size, rgb, most, covers):
    width, height = size
    target, falls = noise(seed, width, height), noise(seed + 1, width, height)
    level = colour(*rgb)
    target.y[:] = np.maximum(target.y, 30)  # what is all but black has no colour to keep
    table = shine.shine_of(level, most=most, covers=covers)
    before = reference.Picture.of(target)
    shine.shine_on(target, falls.u, table)
    full = falls.u.repeat(2, axis=0).repeat(2, axis=1)
    if level[0] > 40:
        wanted = reference.shone(before, full, falls.u, level, most, covers=covers)
        apart = wanted.apart(target)

        assert apart[0] <= reference.LIGHT_LEVELS
        assert max(apart[1:]) <= reference.TINT_LEVELS


@settings(deadline=None, max_examples=40)
@given(
    seeds, st.tuples(st.integers(1, 70), st.integers(1, 70)), st.floats(0, 60),
    st.sampled_from((2, 4, 8)),
)  # fmt: skip
def test_a_blur_is_a_triangle_on_a_small_picture(reference, seed, size, radius, times):
    height, width = size
    plane = np.random.default_rng(seed).integers(0, 256, (height, width), dtype=np.uint8)
    target = np.zeros_like(plane)
    blur.blurred(plane, target, radius, times)

    assert np.abs(reference.blurred(plane, radius, times) - target).max() <= (
        reference.BLUR_LEVELS
    )


@settings(deadline=None, max_examples=60)
@given(seeds, evens, evens, st.floats(0, 1))
def test_a_cross_fade_is_exact(reference, seed, width, height, share):
    target, other = noise(seed, width, height), noise(seed + 1, width, height)
    k = round(share * 256) / 256
    wanted = reference.dissolve(reference.Picture.of(target), reference.Picture.of(other), k)
    mix(target, other, share)

    assert max(wanted.apart(target)) <= reference.MIX_LEVELS


@pytest.mark.parametrize("level", range(0, 256, 5))
def test_levels_and_light_lead_to_each_other(reference, level):
    assert light.LIGHTS[level] == pytest.approx(float(reference.light(level)))
    back = float(light.level_of(light.light_of(np.array(float(level)))))

    assert back == pytest.approx(min(max(level, 16), 235))


# --- layers ---------------------------------------------------------------------------------


class Drawn:
    """A texture as a layer."""

    def __init__(self, texture, x, y, scale=1.0, opacity=1.0):
        self.at = texture, x, y, scale, opacity

    def draw(self, target, frame):
        texture, x, y, scale, opacity = self.at
        draw_texture(target, texture, x + 0.37 * frame, y, scale, opacity)


class Behind:
    """A texture that fills the picture."""

    def __init__(self, texture):
        self.texture = texture

    def draw(self, target, frame):
        draw_background(target, self.texture, -3.0 - 0.4 * frame, -5.2, 1.1)


@settings(deadline=None, max_examples=25)
@given(
    seeds, st.tuples(evens, evens), st.integers(0, 40),
    st.lists(st.tuples(st.floats(-30, 60), st.floats(-30, 60), st.floats(0.5, 2),
                       st.sampled_from((0.0, 0.4, 1.0))), min_size=1, max_size=3),
)  # fmt: skip
def test_a_whole_shot_is_its_layers_in_order(reference, seed, size, frame, laid):
    """Background, figures, rain, a vignette and a dissolve, as film and by definition."""
    width, height = size
    far = texture_of(smooth(seed, 90, 110, opaque=True), border=0)
    figures = [texture_of(smooth(seed + n + 1, 24, 18)) for n in range(len(laid))]
    view = View(width, height, 25.0, 75, seed % 100)
    rain, shade = effect("rain").prepare(view), effect("vignette").prepare(view)
    layers = [Behind(far), *(Drawn(t, *at) for t, at in zip(figures, laid, strict=True))]
    target, before = noise(seed + 9, width, height), noise(seed + 10, width, height)
    Composer((*layers, rain, shade)).draw(target, frame)
    passage("dissolve").blend(target, before, 3, 9)

    wanted = reference.background(far, height, width, -3.0 - 0.4 * frame, -5.2, 1.1)
    for texture, (x, y, scale, opacity) in zip(figures, laid, strict=True):
        wanted = reference.draw(wanted, texture, x + 0.37 * frame, y, scale, opacity)
    crowd = rain._held[0]
    drops = crowd.shown(view, rain.margin, frame)
    wanted = reference.sprites(wanted, cells_of(crowd.sheet), drops)
    mask, k = shade._masks[0], shade.opacity(frame)[0]
    wanted = reference.veil(wanted, mask.full, mask.half, colour(8, 6, 20), k)
    share = 1 - (0.4 * 0.4 * (3 - 0.8))
    wanted = reference.dissolve(wanted, reference.Picture.of(before), share)

    assert max(wanted.apart(target)) <= reference.SHOT_LEVELS


class Cell:
    """A drawing of a sheet as the reference knows textures: planes on their side."""

    def __init__(self, sheet, number):
        width, height, *starts = (int(n) for n in sheet.cells[number])
        for name, at, half in zip(
            ("y", "a", "u", "v", "a2"), starts[:5], (1, 1, 2, 2, 2), strict=True
        ):
            shape = (height // half, width // half)
            size = shape[0] * shape[1]
            setattr(self, name, sheet.data[at : at + size].reshape(shape).T)


def cells_of(sheet):
    return [Cell(sheet, number) for number in range(len(sheet.cells))]


def test_the_order_of_layers_decides_what_is_seen():
    red = texture_of(np.full((20, 20, 4), (255, 0, 0, 255), np.uint8))
    blue = texture_of(np.full((20, 20, 4), (0, 0, 255, 255), np.uint8))
    for first, last in ((red, blue), (blue, red)):
        target = blank_planes(40, 40)
        Composer((Drawn(first, 4, 4), Drawn(last, 10, 10))).draw(target, 0)

        assert target.y[14, 14] == last.y[5, 5]
        assert target.y[6, 6] == first.y[5, 5]


@pytest.mark.parametrize("place", [(0, 0), (6, 10), (-8, -12), (28, 30), (-18, 2)], ids=str)
def test_whole_pixels_are_moved_without_any_loss(place):
    opaque = smooth(3, 20, 24, opaque=True)
    texture, target = texture_of(opaque), blank_planes(36, 40)
    draw_texture(target, texture, *place)
    x, y = place
    wanted = np.full((80, 76), 16, np.uint8)
    wanted[20 + y : 40 + y, 20 + x : 44 + x] = texture.y.T[2:22, 2:26]

    assert np.array_equal(target.y, wanted[20:60, 20:56])


@pytest.mark.parametrize("name", ["rain", "fog", "glow", "depth", "ink", "light_leak"])
def test_an_effect_draws_alike_into_rows_that_lie_apart(name):
    """A frame of the encoder has longer rows than the picture is wide."""
    close = noise(4, 90, 160)
    room = [
        np.zeros((p.shape[0], p.shape[1] + 38), np.uint8) for p in (close.y, close.u, close.v)
    ]
    apart = Planes(*(r[:, :w] for r, w in zip(room, (90, 45, 45), strict=True)))
    apart.copy_from(close)
    layer = effect(name).prepare(View(90, 160, 25.0, 75, 3))
    for target in (close, apart):
        layer.draw(target, 6)

    assert np.array_equal(close.y, apart.y)
    assert np.array_equal(close.v, apart.v)
    assert all((r[:, w:] == 0).all() for r, w in zip(room, (90, 45, 45), strict=True))
