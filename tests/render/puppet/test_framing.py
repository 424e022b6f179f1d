"""Framing: the numbers of the kit's direction, held for every size, move and set.

The quoted sentences are the direction of the kit: "Faces live in the upper half: eyes at
36-42 % of the height in a close-up, headroom 6-10 %."
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from piying.model.people import Style
from piying.model.script import DayTime, Place
from piying.model.shot import Angle, Framing, Move, Size, Weather
from piying.render.puppet.framing import LENSES, SEATED, camera_for, lens_of, spot
from piying.render.puppet.kit import figure_art, set_art
from piying.render.puppet.lens import (
    HEIGHT,
    WIDTH,
    Sight,
    figure_mapping,
    plane_mapping,
    sight_at,
    visible,
)
from piying.render.puppet.sets.build import SETS

LENGTH = 75
STEP_MAX = 45.0
"""Design pixels that the camera may carry a point of the figures' plane in one frame, whip
and shake apart: more reads as a cut."""

FACED = (Size.MEDIUM, Size.CLOSE, Size.CLOSEUP, Size.EXTREME_CLOSEUP)
OVERSCAN = (-270, -240, 1350, 2160)


def art_of(spec):
    return set_art(spec.style, spec.set_name, spec.day_time, spec.weather, spec.place)


def seen(spec, index=0, frame=0, length=LENGTH):
    """Eye, top and face of a figure as thousandths of the frame, its x, and its waist."""
    art = art_of(spec)
    camera = camera_for(spec, art, length)
    anchors = [figure_art(spec.style).anchors(subject.look) for subject in spec.subjects]
    place = spot(spec, index, anchors, art, camera)
    first = sight_at(camera, 0)
    now = sight_at(camera, frame)
    mapping = figure_mapping(Sight(now.x, now.y, now.zoom), Sight(first.x, first.y, first.zoom))

    def height(part):
        return ((place.y + part * place.scale) * mapping.scale + mapping.y) / HEIGHT * 1000

    mine = anchors[index]
    return {
        "eye": height(mine.eye_y),
        "top": height(mine.top_y),
        "waist": height(mine.waist_y),
        "feet": height(0),
        "face": mine.face_width * place.scale * mapping.scale / WIDTH * 1000,
        "x": (place.x * mapping.scale + mapping.x) / WIDTH * 1000,
        "order": place.order,
    }


@pytest.mark.parametrize("angle", list(Angle))
@pytest.mark.parametrize("look", [0, 1])
def test_eyes_of_a_close_up_are_at_36_to_42_percent(shot, angle, look):
    spec = shot((0, 20), size=Size.CLOSEUP, angle=angle, move=Move.DRIFT)
    spec = replace(spec, subjects=(replace(spec.subjects[0], look=_looks(shot)[look]),))

    for frame in (0, LENGTH // 2, LENGTH - 1):
        assert 360 <= seen(spec, frame=frame)["eye"] <= 425


def _looks(shot):
    return [subject.look for subject in shot((0, 0), (0, 0)).subjects]


@pytest.mark.parametrize("move", [Move.STATIC, Move.DRIFT, Move.PUSH, Move.PULL])
def test_a_close_up_fills_55_to_75_percent_of_the_width(shot, move):
    spec = shot((0, 20), size=Size.CLOSEUP, move=move)

    for frame in (0, LENGTH // 2, LENGTH - 1):
        assert 550 <= seen(spec, frame=frame)["face"] <= 750


def test_headroom_of_a_close_up_is_6_to_10_percent(shot):
    assert 60 <= seen(shot((0, 20), size=Size.CLOSEUP))["top"] <= 100


@pytest.mark.parametrize("size", FACED)
@pytest.mark.parametrize("move", [Move.DRIFT, Move.PUSH, Move.PULL, Move.SHAKE])
def test_a_zoom_keeps_the_eyes_where_they_are(shot, size, move):
    spec = shot((0, 20), size=size, move=move)
    eyes = [seen(spec, frame=frame)["eye"] for frame in range(0, LENGTH, 6)]

    assert max(eyes) - min(eyes) < 4


@pytest.mark.parametrize(
    "move", [Move.PAN_LEFT, Move.PAN_RIGHT, Move.TILT_UP, Move.TILT_DOWN, Move.WHIP]
)
def test_a_move_arrives_at_the_composition(shot, move):
    still = seen(shot((0, 20), size=Size.CLOSE, move=Move.STATIC))
    arrived = seen(shot((0, 20), size=Size.CLOSE, move=move), frame=LENGTH - 1)

    assert arrived == pytest.approx(still, abs=1.5)


def test_a_figure_has_room_where_it_looks(shot):
    right = seen(shot((0, 40), size=Size.CLOSE))["x"]
    left = seen(shot((0, -40), size=Size.CLOSE))["x"]

    assert right < 500 < left


@pytest.mark.parametrize("size", [Size.MEDIUM, Size.CLOSE, Size.CLOSEUP])
def test_a_two_shot_stacks_in_depth_without_hiding_a_face(shot, size):
    spec = shot((-1, 50), (1, -50), size=size)
    far, near = seen(spec, 0), seen(spec, 1)

    assert far["x"] < near["x"]
    assert near["eye"] > far["eye"]
    assert near["order"] > far["order"]
    assert near["face"] > far["face"] * 0.95
    assert far["x"] + far["face"] / 2 < near["x"] - near["face"] / 2
    assert far["x"] > far["face"] / 2


def test_the_line_of_action_holds_whoever_comes_first(shot):
    one = shot((-1, 50), (1, -50), size=Size.MEDIUM)
    other = shot((1, -50), (-1, 50), size=Size.MEDIUM)

    assert seen(one, 0)["x"] < 500 < seen(one, 1)["x"]
    assert seen(other, 1)["x"] < 500 < seen(other, 0)["x"]


def test_two_on_the_same_side_still_stand_apart(shot):
    spec = shot((-1, 50), (-1, 50), size=Size.MEDIUM)

    assert seen(spec, 0)["x"] + 200 < seen(spec, 1)["x"]


def test_figures_that_share_a_frame_share_a_scale(shot):
    spec = shot((-1, 50), (1, -50), size=Size.MEDIUM)
    art = art_of(spec)
    anchors = [figure_art(spec.style).anchors(subject.look) for subject in spec.subjects]
    camera = camera_for(spec, art, LENGTH)
    far, near = (spot(spec, index, anchors, art, camera).scale for index in (0, 1))

    assert near / far == pytest.approx(1020 / 880)


def test_a_child_stands_lower_than_the_grown_up_beside_it(shot, looks):
    spec = shot((-1, 50), (1, -50), size=Size.MEDIUM, looks=(looks["child"], looks["she"]))
    same = shot((-1, 50), (1, -50), size=Size.MEDIUM, looks=(looks["she"], looks["she"]))

    assert seen(spec, 0)["eye"] > seen(same, 0)["eye"] + 40


@pytest.fixture(name="looks")
def _looks_by_name(shot):
    she = shot((0, 0)).subjects[0].look
    return {"she": she, "child": replace(she, age="child")}


@pytest.mark.parametrize("size", [Size.MEDIUM, Size.CLOSE, Size.CLOSEUP])
def test_the_listener_never_hides_the_face_of_who_speaks(shot, size):
    spec = shot((-1, 28), (1, -75), size=size, framing=Framing.OVER)
    spec = replace(spec, subjects=(spec.subjects[0], replace(spec.subjects[1], depth=1)))
    speaker, listener = seen(spec, 0), seen(spec, 1)

    assert speaker["x"] + speaker["face"] / 2 < listener["x"] - listener["face"] / 2 - 60
    assert listener["x"] - listener["face"] / 2 < 800
    assert listener["face"] > speaker["face"] * 1.3
    assert listener["order"] > speaker["order"]


@pytest.mark.parametrize("count", [3, 4, 5])
def test_a_group_stands_in_the_order_of_the_line_of_action(shot, count):
    people = [(1 if i % 2 else -1, 30) for i in range(count)]
    spec = shot(*people, size=Size.MEDIUM)
    places = [seen(spec, index) for index in range(count)]
    left = [p["x"] for p, (side, _) in zip(places, people, strict=True) if side < 0]
    right = [p["x"] for p, (side, _) in zip(places, people, strict=True) if side > 0]

    assert max(left) < min(right)
    assert len({place["order"] for place in places}) == count
    assert all(60 < place["x"] < 940 for place in places)


@pytest.mark.parametrize("name", sorted(set(SETS) - set(SEATED)))
@pytest.mark.parametrize("size", [Size.WIDE, Size.EXTREME_WIDE])
def test_whole_figures_of_a_wide_shot_stand_inside_the_frame(shot, name, size):
    spec = shot(*[(0, 0)] * 5, size=size, set_name=name)
    for index in range(5):
        place = seen(spec, index)

        assert 100 < place["x"] < 900
        assert place["feet"] < 1000
        assert place["top"] > 60


def test_feet_stand_on_the_floor_of_the_set_wherever_the_camera_looks(shot):
    for move in Move:
        spec = shot((0, 0), size=Size.WIDE, move=move, set_name="street")
        art = art_of(spec)
        for frame in (0, 20, LENGTH - 1):
            sight = sight_at(camera_for(spec, art, LENGTH), frame)
            floor = plane_mapping(Sight(sight.x, sight.y, sight.zoom), 1.0)

            assert seen(spec, frame=frame)["feet"] / 1000 * HEIGHT == pytest.approx(
                art.floor_y * floor.scale + floor.y, abs=2
            )


def test_who_stands_farther_back_is_smaller_by_perspective(shot):
    spec = shot((-1, 0), (1, 0), size=Size.WIDE, looks=(_looks(shot)[0],) * 2)
    front, back = seen(spec, 0), seen(spec, 1)

    assert back["feet"] < front["feet"]
    assert 0.9 < back["face"] / front["face"] < 1.0


@pytest.mark.parametrize("size", [Size.EXTREME_WIDE, Size.WIDE, Size.MEDIUM])
def test_nobody_stands_in_a_car(shot, size):
    spec = shot((-1, 30), (1, -30), size=size, set_name="car")

    assert lens_of(spec).face_permille > 0
    assert seen(spec, 0)["feet"] > 1050


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_plane_reaches_the_edges_of_the_frame_in_every_move(shot, name):
    art = set_art(Style.MANHUA, name, DayTime.DAY, Weather.CLEAR, Place.UNKNOWN)
    depths = {plane.depth for plane in art.planes if plane.depth <= 1}
    left, top, right, bottom = OVERSCAN
    for size in Size:
        for move in Move:
            for angle in Angle:
                spec = shot((0, 20), size=size, move=move, angle=angle, set_name=name,
                            effects=("shake",))  # fmt: skip
                camera = camera_for(spec, art, LENGTH)
                for frame in (0, 1, 2, 3, 5, 8, 38, LENGTH - 1):
                    sight = sight_at(camera, frame)
                    for depth in (min(depths), max(depths)):
                        shown = visible(plane_mapping(sight, depth))

                        assert left <= shown[0] < shown[2] <= right, (size, move, angle)
                        assert top <= shown[1] < shown[3] <= bottom, (size, move, angle)


@pytest.mark.parametrize("move", [move for move in Move if move is not Move.WHIP])
@pytest.mark.parametrize("size", list(Size))
def test_the_camera_moves_without_a_jump(shot, move, size):
    spec = shot((0, 20), size=size, move=move)
    camera = camera_for(spec, art_of(spec), LENGTH)
    first = sight_at(camera, 0)
    corners = []
    for frame in range(LENGTH):
        mapping = figure_mapping(sight_at(camera, frame), Sight(first.x, first.y, first.zoom))
        corners.append((mapping.x, mapping.y, WIDTH * mapping.scale + mapping.x))

    steps = [
        max(abs(b - a) for a, b in zip(one, other, strict=True))
        for one, other in pairwise(corners)
    ]
    assert max(steps) < STEP_MAX
    assert max(steps) > 0 or move is Move.STATIC


@pytest.mark.parametrize("length", [1, 2, 12])
@pytest.mark.parametrize("move", list(Move))
def test_the_shortest_shot_has_a_camera(shot, length, move):
    spec = shot((0, 20), move=move)
    camera = camera_for(spec, art_of(spec), length)

    for keys in (camera.x, camera.y, camera.zoom_permille):
        frames = [key.frame for key in keys]
        assert frames == sorted(set(frames))


def test_the_set_behind_a_face_is_softer_the_nearer_the_face():
    focus = [lens.focus_permille for lens in LENSES.values()]

    assert focus == sorted(focus, reverse=True)


def test_an_empty_shot_is_sharp_however_near(shot):
    spec = shot(size=Size.CLOSE)

    assert camera_for(spec, art_of(spec), LENGTH).focus_permille == 1000
