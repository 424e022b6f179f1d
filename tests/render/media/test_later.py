from __future__ import annotations

from piying.render.layer import Composer
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


def test_what_is_trimmed_begins_with_a_later_frame():
    for kind in (Plain, Held):
        (layer,) = trimmed((kind(),), 15)
        composer, target = Composer([layer]), blank_planes(8, 8)
        seen = []
        for frame in (0, 4, 5, 6):
            composer.draw(target, frame)
            seen.append(int(target.y[0, 0]))

        assert seen == ([15, 19, 20, 21] if kind is Plain else [10, 10, 20, 20])


def test_what_is_not_trimmed_is_itself():
    layers = (Plain(), Held())

    assert trimmed(layers, 0) is layers
