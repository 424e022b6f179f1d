"""Playing: frame n is a function of the stage and n, and drawings stand for two frames."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from piying.model.people import Style
from piying.model.shot import Framing, Move, Size
from piying.model.stage import Channel, Key
from piying.render.puppet import play as module
from piying.render.puppet.acting import FOREGROUND
from piying.render.puppet.play import Figure, stage_layers
from piying.render.puppet.posing import pose_at


def figures(stage, width=90):
    return [layer for layer in stage_layers(stage, width) if isinstance(layer, Figure)]


def same(one, other):
    return all(
        np.array_equal(a, b) for a, b in ((one.y, other.y), (one.u, other.u), (one.v, other.v))
    )


CASES = {
    "close-up": {"size": Size.CLOSEUP, "move": Move.DRIFT},
    "wide": {"size": Size.WIDE, "move": Move.PAN_LEFT, "set_name": "street"},
    "shadow": {"size": Size.MEDIUM, "style": Style.SHADOW, "set_name": "inn"},
}


@pytest.mark.parametrize("case", CASES)
def test_frame_n_does_not_depend_on_what_was_drawn_before(shot, staged, drawn, case):
    stage = staged(shot((0, 40), **CASES[case]), 60)
    alone = drawn(stage, 7)
    after = drawn(stage, 6, 7)
    backwards = drawn(stage, 40, 12, 7, 3)

    assert same(alone[7], after[7])
    assert same(alone[7], backwards[7])


def test_figures_are_drawn_on_twos(shot, staged, drawn):
    """ "Drawings on twos, camera and particles on ones"."""
    stage = staged(shot((0, 40), size=Size.CLOSEUP, move=Move.STATIC), 60)
    shown = drawn(stage, *range(8, 24), width=180, height=320)

    assert all(same(shown[f], shown[f + 1]) for f in range(8, 24, 2))
    assert sum(not same(shown[f], shown[f + 2]) for f in range(8, 22, 2)) >= 5


def test_the_camera_moves_on_ones(shot, staged, drawn):
    stage = staged(shot((0, 40), size=Size.CLOSEUP, move=Move.PUSH), 40)
    shown = drawn(stage, *range(16, 20))

    assert not any(same(shown[f], shown[f + 1]) for f in range(16, 19))


def test_a_drawing_stands_for_two_frames(shot, staged):
    (figure,) = figures(staged(shot((0, 40), size=Size.CLOSE, move=Move.STATIC), 40))

    assert figure.pieces(8) == figure.pieces(9) != figure.pieces(10)


def test_who_rests_at_the_next_drawing_is_not_worked_out_again(shot, staged, monkeypatch):
    """A second at which nothing moves is passed over; any other asks for its cels."""
    stage = staged(shot((0, 40), size=Size.CLOSE, move=Move.STATIC), 40)
    (figure,), (fresh,) = figures(stage), figures(stage)
    first = figure.pieces(8)
    kind, cels, asked = type(figure.figures), figure.figures.cels, []

    def watched(_self, *wanted, **options):
        asked.append(wanted)
        return cels(*wanted, **options)

    monkeypatch.setattr(kind, "cels", watched)
    monkeypatch.setattr(module, "pose_at", lambda actor, _frame, rate: pose_at(actor, 8, rate))
    again = figure.pieces(10)
    assert (again, asked) == (first, [])

    monkeypatch.setattr(module, "pose_at", pose_at)
    assert figure.pieces(20) == fresh.pieces(20)
    assert len(asked) == 2


def test_nearer_figures_cover_farther_ones(shot, staged):
    stage = staged(shot((-1, 40), (1, -40), size=Size.MEDIUM))
    depths = [layer.actor.depth for layer in figures(stage)]

    assert depths == sorted(depths)
    assert depths[0] < depths[1]


def test_only_the_listener_of_an_over_shoulder_shot_stands_in_the_dark(shot, staged):
    over = shot((-1, 30), (1, -75), size=Size.CLOSE, framing=Framing.OVER)
    over = replace(over, subjects=(over.subjects[0], replace(over.subjects[1], depth=1)))
    near = {a.character: a.depth >= FOREGROUND for a in staged(over).actors}

    assert near == {"p0": False, "p1": True}
    for framing in (Framing.TWO, Framing.GROUP):
        for size in Size:
            stage = staged(shot((-1, 30), (1, -30), size=size, framing=framing))
            assert all(actor.depth < FOREGROUND for actor in stage.actors)


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("style", list(Style))
def test_no_figure_ends_in_mid_air(shot, staged, drawn, size, style):
    """A figure reaches the bottom of the frame, or stands on its feet above it."""
    spec = shot((0, 20), size=size, style=style, set_name="inn", move=Move.PULL)
    stage = staged(spec, 30)
    without = replace(stage, actors=())
    for frame in (0, 28):
        a, b = drawn(stage, frame)[frame], drawn(without, frame)[frame]
        rows = np.flatnonzero((np.abs(a.y.astype(int) - b.y) > 6).any(1))
        actor = stage.actors[0]
        feet = actor.y / 10 / 1920 * a.height

        assert rows[-1] >= min(a.height - 2, feet * 0.97 - 3)


def test_whoever_leaves_the_frame_is_not_drawn(shot, staged, drawn):
    stage = staged(shot((0, 20), size=Size.MEDIUM, move=Move.STATIC), 30)
    (actor,) = stage.actors
    away = replace(actor, channels=(Channel("x", (Key(0, 40_000),)),))
    gone = drawn(replace(stage, actors=(away,)), 4)[4]

    assert same(gone, drawn(replace(stage, actors=()), 4)[4])


def test_an_insert_is_drawn_in_the_middle(shot, staged, drawn):
    spec = shot(framing=Framing.INSERT, insert="phone", size=Size.CLOSE, move=Move.STATIC)
    stage = staged(spec)
    a, b = drawn(stage, 0)[0], drawn(replace(stage, props=()), 0)[0]
    rows, columns = np.nonzero(np.abs(a.y.astype(int) - b.y) > 6)

    assert abs(columns.mean() - a.width / 2) < 8
    assert 0.3 < rows.mean() / a.height < 0.55


@pytest.mark.parametrize("width", [180, 270])
def test_every_size_of_film_shows_the_same_composition(shot, staged, drawn, width):
    stage = staged(shot((0, 20), size=Size.CLOSE, move=Move.STATIC), 30)
    large = drawn(stage, 4, width=360, height=640)[4].y.astype(float)
    small = drawn(stage, 4, width=width, height=width * 16 // 9)[4].y.astype(float)
    cells = 10

    def coarse(luma):
        rows = np.array_split(luma, cells * 16 // 9)
        return np.array(
            [[part.mean() for part in np.array_split(row, cells, 1)] for row in rows]
        )

    assert np.abs(coarse(large) - coarse(small)).mean() < 2.5


@pytest.mark.parametrize("style", list(Style))
def test_only_who_stands_on_a_floor_darkens_it(shot, staged, style):
    """A puppet stands before a screen: it has no floor to throw a shadow on."""
    (figure,) = figures(staged(shot((0, 20), size=Size.WIDE, style=style, set_name="inn"), 30))
    grounded = any("/ground/" in piece.what[0] for piece in figure.pieces(4))

    assert grounded == (style is Style.MANHUA)
