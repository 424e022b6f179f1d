"""A memory has less colour, more warmth and a glowing edge."""

from __future__ import annotations

import numpy as np

from piying.render.effects.memory import Memory


def test_colours_fade(seen, grey):
    vivid = (30, 60, 200)
    plain, past = grey(rgb=vivid), seen(Memory(), 0, vivid)
    chroma = [abs(int(p.u[100, 60]) - 128) + abs(int(p.v[100, 60]) - 128)
              for p in (plain, past)]  # fmt: skip

    assert chroma[1] < 0.75 * chroma[0]


def test_grey_turns_warm(seen):
    picture = seen(Memory(), 0, (128, 128, 128))

    assert picture.u.mean() < 128 < picture.v.mean()


def test_edges_glow_and_the_face_does_not(change):
    made = change(Memory(), 0)

    assert made[-10:].mean() > made[190:230, 100:170].mean() + 25
    assert np.abs(made[190:230, 100:170]).mean() < 12
