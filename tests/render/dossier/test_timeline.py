"""The timeline: everything stands where its frames are, and nothing breaks the drawing."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from piying.model.review import Lane
from piying.render.dossier.timeline import (
    NAME_WIDTH,
    RIGHT,
    WIDTH,
    Bar,
    Curve,
    Row,
    Timeline,
    drawing,
)

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*rows, frames=1000, rate=25.0):
    svg = drawing(Timeline(frames, rate, rows))
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def rects(picture, tone):
    return [one for one in picture.iter(f"{SVG}rect") if one.get("class") == tone]


def test_a_stretch_stands_where_its_frames_are():
    (one,) = rects(drawn(Row("镜头", (Bar(250, 500, "shot", "s1"),))), "shot")

    wide = WIDTH - NAME_WIDTH - RIGHT
    assert abs(float(one.get("x")) - (NAME_WIDTH + wide / 4)) < 0.1
    assert abs(float(one.get("width")) - wide / 4) < 0.1


def test_a_single_frame_can_still_be_seen_and_clicked():
    picture = drawn(Row("x", (Bar(10, 11, "block", "PSE-001", "#f1"),)), frames=100_000)

    assert float(rects(picture, "block")[0].get("width")) >= 2
    assert picture.find(f".//{SVG}a").get("href") == "#f1"


def test_what_a_script_says_is_escaped():
    text = '</text><script>alert("1")</script>&'
    picture = drawn(Row(text, (Bar(0, 9, "caption", text),)))

    assert picture.find(f".//{SVG}title").text == text
    assert not list(picture.iter(f"{SVG}script"))


def test_times_are_told_at_steps_that_fit():
    picture = drawn(Row("x", ()), frames=25 * 75)

    times = [one.text for one in picture.iter(f"{SVG}text") if one.get("class") == "time"]
    assert times[:3] == ["0:00", "0:05", "0:10"]
    assert len(times) <= 17


def test_a_curve_stays_inside_its_lane():
    lane = Lane("loudness.short", 5, (-70_000, -16_000, 9_000), "LUFS")
    picture = drawn(Curve("响度", lane, -48.0, -6.0, ((-16.0, "-16 LUFS"),)))

    ground = rects(picture, "ground")[0]
    top, high = float(ground.get("y")), float(ground.get("height"))
    (points,) = [one.get("points") for one in picture.iter(f"{SVG}polyline")]
    for _, y in re.findall(r"([\d.]+),([\d.]+)", points):
        assert top <= float(y) <= top + high
