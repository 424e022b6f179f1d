"""Panels: found between gutters of any colour, read in the order of their country."""

from __future__ import annotations

import numpy as np
import pytest
import skia
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.comic.panels import Panel, Reading, panels


def art(seed, height, width):
    """Something drawn: no line of it has one colour."""
    chance = np.random.default_rng(seed)
    down, across = np.mgrid[0:height, 0:width]
    picture = np.stack([(down * 3 + across * 5) % 251, (down * 7 + across) % 241,
                        (down + across * 11) % 239], axis=-1)  # fmt: skip
    return (picture * 0.7 + chance.integers(0, 60, (height, width, 3))).astype(np.uint8)


def page(rows, *, width=800, height=1100, gutter=16, margin=24, ground=255):
    """A page of rows of shares of width; the boxes in order from left to right."""
    picture = np.full((height, width, 3), ground, np.uint8)
    boxes, top = [], margin
    inner = height - 2 * margin - gutter * (len(rows) - 1)
    for number, (share, columns) in enumerate(rows):
        bottom = top + int(inner * share)
        left = margin
        wide = width - 2 * margin - gutter * (len(columns) - 1)
        for at, part in enumerate(columns):
            right = left + int(wide * part)
            picture[top:bottom, left:right] = art(10 * number + at, bottom - top, right - left)
            boxes.append(Panel(left, top, right, bottom))
            left = right + gutter
        top = bottom + gutter
    return picture, boxes


def near(found, wanted, most=6):
    return len(found) == len(wanted) and all(
        max(abs(a.left - b.left), abs(a.top - b.top), abs(a.right - b.right),
            abs(a.bottom - b.bottom)) <= most
        for a, b in zip(found, wanted, strict=True)
    )  # fmt: skip


ROWS = [(0.3, [0.5, 0.5]), (0.4, [1.0]), (0.3, [0.3, 0.4, 0.3])]


@pytest.mark.parametrize("ground", [255, 0, 128])
def test_a_page_is_read_row_by_row_from_left_to_right(ground):
    picture, boxes = page(ROWS, ground=ground)

    assert near(panels(picture, Reading.LEFT), boxes)


def test_a_page_of_japan_is_read_from_right_to_left_in_every_row():
    picture, boxes = page(ROWS)

    expected = [boxes[1], boxes[0], boxes[2], boxes[5], boxes[4], boxes[3]]
    assert near(panels(picture, Reading.RIGHT), expected)


def test_a_high_panel_is_read_before_the_stack_beside_it():
    picture = np.full((1000, 800, 3), 255, np.uint8)
    tall, upper, lower = (
        Panel(20, 20, 390, 980),
        Panel(410, 20, 780, 490),
        Panel(410, 510, 780, 980),
    )
    for seed, box in enumerate((tall, upper, lower)):
        picture[box.top : box.bottom, box.left : box.right] = art(seed, box.height, box.width)

    assert near(panels(picture, Reading.LEFT), [tall, upper, lower])
    assert near(panels(picture, Reading.RIGHT), [upper, lower, tall])


def test_panels_that_bleed_off_the_page_are_found():
    picture, boxes = page([(0.5, [1.0]), (0.5, [0.5, 0.5])], margin=0)

    assert near(panels(picture, Reading.LEFT), boxes)


def test_a_strip_is_cut_where_it_rests_in_one_colour():
    picture = np.full((4200, 700, 3), 250, np.uint8)
    picture[2000:2900] = 8  # a night: black rests as white does
    boxes = [Panel(0, 100, 700, 900), Panel(60, 1100, 640, 1900), Panel(0, 2100, 700, 2700),
             Panel(0, 3100, 700, 4100)]  # fmt: skip
    for seed, box in enumerate(boxes):
        picture[box.top : box.bottom, box.left : box.right] = art(seed, box.height, box.width)

    assert near(panels(picture, Reading.STRIP), boxes)


def test_slanted_gutters_part_panels_too():
    surface = skia.Surface(800, 1100)
    with surface as canvas:
        canvas.clear(skia.ColorWHITE)
        for corners, colour in (
            ([(20, 20), (780, 20), (780, 380), (20, 520)], skia.Color(60, 90, 160)),
            ([(20, 560), (780, 420), (780, 1080), (20, 1080)], skia.Color(160, 70, 60)),
        ):
            canvas.drawPath(skia.Path.Polygon([skia.Point(*c) for c in corners], isClosed=True),
                            skia.Paint(Color=colour))  # fmt: skip
            for at in range(40, 760, 24):
                canvas.drawCircle(at, corners[0][1] + 60, 6, skia.Paint(Color=skia.ColorBLACK))
    picture = np.ascontiguousarray(
        surface.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)[..., :3]
    )

    found = panels(picture, Reading.LEFT)
    assert len(found) == 2
    assert found[0].top < found[1].top


def test_dust_in_a_gutter_does_not_hide_it():
    picture, boxes = page(ROWS)
    chance = np.random.default_rng(1)
    clean = (picture == 255).all(axis=2)
    dust = clean & (chance.random(clean.shape) < 0.0008)
    picture[dust] = 90

    assert near(panels(picture, Reading.LEFT), boxes)


@pytest.mark.parametrize("level", [0, 255])
def test_an_empty_page_is_one_panel(level):
    picture = np.full((400, 300, 3), level, np.uint8)

    assert panels(picture, Reading.LEFT) == (Panel(0, 0, 300, 400),)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.integers(1, 3), min_size=1, max_size=4),
    st.integers(8, 30),
    st.sampled_from([500, 800, 1650]),
)
def test_every_grid_comes_back_in_order(columns, gutter, width):
    rows = [(1 / len(columns), [1 / n] * n) for n in columns]
    picture, boxes = page(rows, gutter=max(gutter, width // 60), width=width,
                          height=int(width * 1.4), margin=width // 30)  # fmt: skip

    assert near(panels(picture, Reading.LEFT), boxes, most=width // 100 + 4)
