from __future__ import annotations

from piying.render.lay import Area
from piying.render.layer import Composer, Piece, PiecedLayer
from piying.render.media.later import trimmed
from piying.render.planes import blank_planes


class Plain:
    """Fills the picture with the number of its frame."""

    def draw(self, target, frame):
        target.y[:] = frame


class Held(Plain):
    def draw(self, target, frame):
        target.y[:] = frame // 10 * 10

    def state(self, frame):
        return frame // 10


class Pieced(Plain):
    """Fills an area with the number of its frame."""

    def draw_within(self, target, frame, area):
        target.part(area).y[:] = frame

    def pieces(self, frame):
        return (Piece(frame, Area(0, 0, 8, 8)),)


def test_what_can_be_drawn_in_part_still_can():
    (layer,) = trimmed((Pieced(),), 15)
    assert isinstance(layer, PiecedLayer)
    target = blank_planes(8, 8)
    layer.draw_within(target, 3, Area(0, 0, 2, 2))

    assert target.y[:2, :2].tolist() == [[18, 18], [18, 18]]
    assert (target.y[2:] == 16).all()
    assert layer.pieces(3) == (Piece(18, Area(0, 0, 8, 8)),)


def test_what_is_trimmed_begins_with_a_later_frame():
    for kind in (Plain, Held, Pieced):
        (layer,) = trimmed((kind(),), 15)
        composer, target = Composer([layer]), blank_planes(8, 8)
        seen = []
        for frame in (0, 4, 5, 6):
            composer.draw(target, frame)
            seen.append(int(target.y[0, 0]))

        assert seen == ([15, 19, 20, 21] if kind is not Held else [10, 10, 20, 20])


def test_what_is_not_trimmed_is_itself():
    layers = (Plain(), Held())

    assert trimmed(layers, 0) is layers
