"""A stack of layers is drawn no more than needed, and what is kept never shows."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.lay import Area, whole
from piying.render.layer import NOTHING, SNAPSHOT_COUNT_MAX, Composer, Piece
from piying.render.planes import blank_planes, texture_of
from piying.render.stack import Placed, lay_stack


class Plain:
    """Adds a mark of its own and counts how often it is drawn."""

    def __init__(self, place, hold=0):
        self.place, self.hold, self.count = place, hold, 0

    def value(self, frame):
        return (frame // self.hold if self.hold else frame) % 200 + 20

    def draw(self, target, frame):
        self.count += 1
        if self.place == 0:
            target.y[:] = 0
        target.y[self.place] = self.value(frame)


class Held(Plain):
    def state(self, frame):
        return frame // self.hold


def test_nothing_is_drawn_again_while_every_layer_holds():
    """The background twice: for the first picture, and for the copy that is kept."""
    layers = [Held(0, hold=100), Held(1, hold=2)]
    composer, target = Composer(layers), blank_planes(8, 8)
    for frame in range(10):
        composer.draw(target, frame)

    assert [layer.count for layer in layers] == [2, 5]


def test_layers_over_a_still_background_are_drawn_over_its_copy():
    layers = [Held(0, hold=1000), Held(1, hold=4), Held(2, hold=2), Plain(3)]
    composer, target = Composer(layers), blank_planes(8, 8)
    for frame in range(100):
        composer.draw(target, frame)

    assert layers[0].count <= 4, "until copies below every change are kept"
    assert layers[3].count == 100
    assert layers[1].count <= 51


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 7), min_size=1, max_size=6), st.lists(st.integers(0, 30)))
def test_what_is_kept_never_shows(holds, frames):
    """The picture is the same as if every layer were drawn for every frame, in any order."""
    layers = [Held(n, hold) if hold else Plain(n) for n, hold in enumerate(holds)]
    composer, target = Composer(layers), blank_planes(8, 8)
    for frame in frames:
        composer.draw(target, frame)
        wanted = blank_planes(8, 8)
        for layer in layers:
            layer.draw(wanted, frame)

        assert np.array_equal(wanted.y, target.y)


class Pieced:
    """Soft squares, each at its own place for a while; what they cover shines through."""

    def __init__(self, squares):
        self.squares = squares

    def pieces(self, frame):
        found = []
        for number, (x, y, hold) in enumerate(self.squares):
            step = frame // hold
            left, top = 2 * ((x + step) % 14), 2 * ((y + step * 3) % 14)
            found.append(Piece((number, step % 5), Area(left, top, left + 6, top + 4)))
        return tuple(found)

    def draw(self, target, frame):
        self.draw_within(target, frame, None)

    def draw_within(self, target, frame, area):
        for (number, step), square in self.pieces(frame):
            seen = square.meet(area or whole(target))
            seen = seen and seen.meet(whole(target))
            if seen is not None:
                part = target.y[seen.top : seen.bottom, seen.left : seen.right]
                part[:] = part // 2 + 10 * number + 3 * step


class Ground:
    """A picture that holds for a while."""

    def __init__(self, hold):
        self.hold = hold

    def state(self, frame):
        return frame // self.hold

    def draw(self, target, frame):
        rows = np.arange(target.height, dtype=np.uint8)[:, None]
        target.y[:] = rows * 3 + frame // self.hold


class Drops:
    """Small things all over the picture that come for a while and move at every frame."""

    def __init__(self, after, until):
        self.after, self.until, self.count = after, until, 0

    def state(self, frame):
        return frame if self.after <= frame < self.until else NOTHING

    def draw(self, target, frame):
        if self.state(frame) == NOTHING:
            return
        self.count += 1
        for n in range(5):
            row, column = (7 * n + 3 * frame) % target.height, (11 * n + frame) % target.width
            target.y[row, column] = target.y[row, column] // 2 + 90


class Shade:
    """The same all over the picture, always; it can be drawn in part."""

    def __init__(self, add):
        self.add = add

    def pieces(self, _frame):
        return (Piece(self.add, Area(0, 0, 1000, 1000)),)

    def draw(self, target, frame):
        self.draw_within(target, frame, None)

    def draw_within(self, target, _frame, area):
        seen = whole(target).meet(area or whole(target))
        if seen is not None:
            part = target.y[seen.top : seen.bottom, seen.left : seen.right]
            part[:] = part // 3 + self.add


places = st.tuples(st.integers(0, 13), st.integers(0, 13), st.integers(1, 6))
pieced = st.lists(places, min_size=1, max_size=3).map(Pieced)
drops = st.builds(Drops, st.integers(0, 20), st.integers(0, 60))
grounds = st.builds(Ground, st.integers(1, 40))
shades = st.builds(Shade, st.integers(0, 90))
held = st.builds(Held, st.integers(1, 31), hold=st.integers(1, 9))
stacks = st.lists(pieced | pieced | drops | shades | held, max_size=6)
orders = st.lists(st.integers(0, 60), max_size=25) | st.builds(
    lambda first, count: list(range(first, first + count)),
    st.integers(0, 30),
    st.integers(0, 30),
)


@settings(deadline=None, max_examples=150)
@given(grounds, stacks, orders)
def test_any_order_of_frames_gives_equal_pictures(ground, stack, frames):
    """Patched or whole, over a copy or anew: a frame is what its layers draw."""
    layers = [ground, *stack]
    composer, target = Composer(layers), blank_planes(32, 32)
    for frame in frames:
        composer.draw(target, frame)
        wanted = blank_planes(32, 32)
        for layer in layers:
            layer.draw(wanted, frame)

        assert np.array_equal(wanted.y, target.y)
        assert len(composer._snapshots) <= SNAPSHOT_COUNT_MAX


class Watched:
    """Counts how often a layer is drawn whole, and how often in part."""

    def __init__(self, layer):
        self.layer, self.whole_count, self.part_count = layer, 0, 0
        self.pieces = layer.pieces

    def draw(self, target, frame):
        self.whole_count += 1
        self.layer.draw(target, frame)

    def draw_within(self, target, frame, area):
        self.part_count += 1
        self.layer.draw_within(target, frame, area)


def test_what_falls_over_a_still_shot_leaves_what_is_below_alone():
    """The figure is patched in the copy below the rain; the rain falls over that copy."""
    figure, rain = Watched(Pieced([(1, 1, 2)])), Drops(0, 1000)
    ground = Held(0, hold=1000)
    composer, target = Composer([ground, figure, rain]), blank_planes(64, 64)
    for frame in range(60):
        composer.draw(target, frame)

    assert ground.count <= 3
    assert figure.whole_count <= 4
    assert figure.part_count >= 25
    assert rain.count == 60


def test_a_layer_that_draws_nothing_is_in_nobodys_way():
    layers = [Ground(1000), Pieced([(1, 1, 2)]), Drops(0, 3)]
    composer, target = Composer(layers), blank_planes(64, 64)
    for frame in range(43):
        composer.draw(target, frame)

    assert composer.patched_count >= 18


def test_a_small_change_over_a_still_picture_is_patched():
    composer, target = Composer([Ground(1000), Pieced([(1, 1, 2)])]), blank_planes(64, 64)
    for frame in range(40):
        composer.draw(target, frame)

    assert composer.held_count == 20
    assert composer.patched_count >= 17


def noisy(seed, side, *, border=2):
    """A square of noise; without a border it hides what is behind."""
    rgba = np.random.default_rng(seed).integers(0, 256, (side, side, 4), np.uint8)
    rgba[..., 3] = 255 if border == 0 else rgba[..., 3]
    return texture_of(rgba, f"{seed}/{side}", premultiplied=False, border=border)


WALL, CLOUD, POST = noisy(1, 200, border=0), noisy(2, 70), noisy(3, 40, border=0)


class Flat:
    """A texture that is laid, and moves or changes its place at some frames only."""

    def __init__(self, texture, hold, step):
        self.texture, self.hold, self.step = texture, hold, step

    def state(self, frame):
        return frame // self.hold

    def placed(self, frame):
        left = -10.0 + self.step * (frame // self.hold % 9)
        return (Placed(self.texture, left, -10.0, 1.0),)

    def draw(self, target, frame):
        lay_stack(target, self.placed(frame))


walls = st.builds(Flat, st.just(WALL), st.sampled_from((1, 2, 5, 99)), st.just(-1.5))
flats = st.builds(
    Flat, st.sampled_from((CLOUD, POST)), st.sampled_from((1, 2, 3, 99)), st.just(13.5)
)


@settings(deadline=None, max_examples=100)
@given(walls, st.lists(flats, max_size=4), stacks, orders)
def test_textures_laid_together_are_laid_in_any_order_of_frames(wall, flats, above, frames):
    layers = [wall, *flats, *above]
    composer, target = Composer(layers), blank_planes(160, 136)
    for frame in frames:
        composer.draw(target, frame)
        wanted = blank_planes(160, 136)
        for layer in layers:
            layer.draw(wanted, frame)

        assert np.array_equal(wanted.y, target.y)
        assert np.array_equal(wanted.u, target.u)
        assert np.array_equal(wanted.v, target.v)
        assert len(composer._snapshots) <= SNAPSHOT_COUNT_MAX


def test_a_cloud_that_drifts_over_a_still_set_is_laid_again_by_tiles():
    """With rain before it the set is kept below the rain; without, it is the target itself."""
    set_ = [Flat(WALL, 1000, 0.0), Flat(CLOUD, 1, 1.5), Flat(POST, 1000, 0.0)]
    for above in ([], [Drops(0, 1000)]):
        composer, target = Composer([*set_, *above]), blank_planes(160, 136)
        for frame in range(20):
            composer.draw(target, frame)

        assert composer.relaid_count >= 18


def test_a_set_that_moves_as_a_whole_is_not_kept():
    layers = [Flat(WALL, 1, -1.5), Flat(POST, 1, 13.5), Drops(0, 1000)]
    composer, target = Composer(layers), blank_planes(160, 136)
    for frame in range(8):
        composer.draw(target, frame)

    assert composer.relaid_count == 0
    assert not composer._snapshots
