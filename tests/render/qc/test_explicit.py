"""The visible label is seen in the pixels: when, for how long, and how high its ink.

GB 45438-2025, clause 5.4: at least 2 s, and at least 5 % of the shorter side.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from piying.model.clock import Rate
from piying.model.master import Profile
from piying.render.qc.explicit import Watch, locate, wanted_of
from piying.render.qc.film import inspect
from piying.render.text.draw import label_image

pytestmark = pytest.mark.model

TEXT = "AI生成"
WIDTH, HEIGHT = 1080, 640
PROFILE = Profile("wide", 1080, 1920, Rate(25))


def ground(kind, height=HEIGHT):
    random = np.random.default_rng(3)
    if kind == "flat":
        return np.full((height, WIDTH), 90, np.uint8)
    if kind == "bright":
        return np.full((height, WIDTH), 245, np.uint8)
    return random.integers(20, 235, (height // 8, WIDTH // 8)).repeat(8, 0).repeat(8, 1).astype(
        np.uint8
    )  # fmt: skip


def laid(plane, permille, move=(0, 0), profile=PROFILE):
    drawn = label_image(TEXT, replace(profile, label_height_permille=permille))
    made = plane.astype(float)
    x, y = drawn.x + move[0], drawn.y + move[1]
    part = made[y : y + drawn.height, x : x + drawn.width]
    alpha = drawn.rgba[..., 3] / 255
    grey = drawn.rgba[..., :3] @ np.array([0.2126, 0.7152, 0.0722])
    part[:] = part * (1 - alpha) + grey * alpha
    return made.round().astype(np.uint8)


@pytest.mark.parametrize("kind", ["flat", "bright", "busy"])
@pytest.mark.parametrize("permille", [37, 44, 49, 50, 54, 60, 65])
def test_the_height_of_ink_is_measured_to_the_pixel(kind, permille):
    """40 to 70 px of a shorter side of 1080."""
    watch = Watch(wanted_of(TEXT, replace(PROFILE, label_height_permille=permille)))
    plane = laid(ground(kind), permille)
    random = np.random.default_rng(1)
    for _ in range(5):
        noise = random.normal(0, 4, plane.shape)
        watch.see(np.clip(plane + noise, 0, 255).astype(np.uint8))
    seen = watch.end()

    assert seen.stretches[0][:2] == (0, 5)
    wanted = -(-1080 * permille // 1000)
    assert abs(seen.height - wanted) <= 1


@pytest.mark.parametrize("kind", ["flat", "bright", "busy"])
def test_a_label_that_is_not_there_is_not_seen(kind):
    watch = Watch(wanted_of(TEXT, PROFILE))
    watch.see(ground(kind))
    seen = watch.end()

    assert seen.stretches == ()
    assert seen.height is None
    assert abs(watch.fits[0]) < 0.5


@pytest.mark.parametrize("frames", [12, 50, 100])
def test_it_begins_and_ends_to_the_frame(frames):
    with_it, without = laid(ground("busy"), 60), ground("busy")
    watch = Watch(wanted_of(TEXT, PROFILE))
    for n in range(120):
        watch.see(with_it if 7 <= n < 7 + frames else without)

    assert watch.end().stretches[0][:2] == (7, 7 + frames)


@pytest.mark.parametrize("permille", [41, 60])
def test_a_label_of_any_height_at_any_place_is_found_by_its_words(permille):
    plane = laid(ground("busy", 1920), permille, (300, 900))
    found = locate(TEXT, [ground("busy", 1920), plane], PROFILE)

    assert found is not None
    watch = Watch(found)
    watch.see(plane)
    seen = watch.end()
    assert seen.stretches
    assert abs(seen.height - -(-1080 * permille // 1000)) <= 2


def test_words_that_are_nowhere_are_not_found():
    assert locate(TEXT, [ground("busy", 1920)], PROFILE) is None


@pytest.mark.parametrize(("seconds", "permille"), [(0.5, 60), (2.4, 60), (2.4, 46)])
def test_a_film_is_labelled_or_not(studio, figure, spans, seconds, permille):
    profile = Profile("half", 540, 540, Rate(25))
    frames = []
    for n in range(70):
        plane = np.full((540, 540), 60 + n, np.uint8)
        if n < seconds * 25:
            plane = laid(plane, permille, profile=profile)
        frames.append(np.repeat(plane[..., None], 3, 2))
    path = studio.film(frames)
    found = inspect(path, label=TEXT, profile=profile)

    assert figure(found, "label.explicit.start") == 0
    assert figure(found, "label.explicit.duration") == pytest.approx(seconds, abs=0.041)
    rows = round(figure(found, "label.explicit.height_ratio") * 540)
    assert abs(rows - -(-540 * permille // 1000)) <= 1
    assert len(spans(found, "label.explicit")) == 1


def test_a_film_without_its_label_has_none_and_by_words_alone_nothing_is_known(
    studio, figure, why
):
    path = studio.film(studio.moving(30, width=540, height=540))
    profile = Profile("half", 540, 540, Rate(25))
    known = inspect(path, label=TEXT, profile=profile)
    blind = inspect(path, label=TEXT)

    assert figure(known, "label.explicit.duration") == 0
    assert figure(known, "label.explicit.height_ratio") == 0
    assert why(known, "label.explicit.start") == "label_not_seen"
    assert why(blind, "label.explicit.duration") == "label_not_seen"
    assert why(inspect(path), "label.explicit.duration") == "no_label"
