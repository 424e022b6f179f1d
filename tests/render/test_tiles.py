"""Parts of planes are copied between places whose rows lie differently far apart."""

from __future__ import annotations

import numpy as np

from piying.render.tiles import TILE_HEIGHT, TILE_WIDTH, copy_part
from piying.render.transpose import BLOCK


def test_only_the_part_is_copied():
    one, other = np.zeros((8, 20), np.uint8), np.arange(96, dtype=np.uint8).reshape(8, 12)
    copy_part(one.ctypes.data, 20, other.ctypes.data, 12, 2, 1, 5, 4)

    assert np.array_equal(one[1:4, 2:5], other[1:4, 2:5])
    assert one.sum() == other[1:4, 2:5].sum()


def test_a_tile_at_half_size_is_still_turned_in_whole_blocks():
    assert TILE_WIDTH // 2 % BLOCK == 0
    assert TILE_HEIGHT % 2 == 0
