"""Flashes as WCAG 2.x SC 2.3.1 counts them: more than six transitions in a second fail."""

from __future__ import annotations

import numpy as np
import pytest

from piying.render.qc.cells import LINEAR
from piying.render.qc.film import inspect
from piying.render.qc.flash import ALLOWED, Flashes

RATE, ROWS, COLUMNS = 30, 48, 27
SECONDS = 3


def square(hertz, n):
    return int(2 * hertz * n / RATE + 1e-9) % 2


def counted(draw, rate=RATE, seconds=SECONDS):
    """The flashes of blocks that `draw` colours: (3, rows, columns) levels 0 to 255."""
    flashes = Flashes((ROWS, COLUMNS), rate)
    for n in range(round(rate * seconds)):
        levels = np.zeros((3, ROWS, COLUMNS), np.uint8)
        draw(levels, n)
        flashes.push(LINEAR[levels], n / rate)
    return flashes


def most(flashes, kind="general", area="whole"):
    return int(flashes.per_second(getattr(getattr(flashes, kind), area)).max())


@pytest.mark.parametrize(("hertz", "transitions"), [(7, 14), (3.4, 7), (3, 6), (2, 4), (1, 2)])
def test_a_full_flash_has_two_transitions(hertz, transitions):
    def draw(levels, n):
        levels[:] = 220 if square(hertz, n) else 20

    assert most(counted(draw)) == transitions
    assert bool(counted(draw).stretches(counted(draw).general.whole)) is (transitions > ALLOWED)


def test_halves_in_anti_phase_are_caught():
    """A mean of the whole picture does not change at all."""

    def draw(levels, n):
        levels[:, : ROWS // 2] = 220 if square(7, n) else 20
        levels[:, ROWS // 2 :] = 20 if square(7, n) else 220

    assert most(counted(draw)) == 14


@pytest.mark.parametrize(("share", "whole"), [(0.35, 14), (0.15, 0)])
def test_a_band_counts_when_it_is_a_quarter_of_the_picture(share, whole):
    def draw(levels, n):
        levels[:] = 60
        levels[:, : round(ROWS * share)] = 220 if square(7, n) else 20

    assert most(counted(draw)) == whole
    assert most(counted(draw), area="small") == 14


def test_a_thin_band_counts_nowhere():
    def draw(levels, n):
        levels[:, : round(ROWS * 0.06)] = 220 if square(7, n) else 20

    assert most(counted(draw), area="small") == 0


@pytest.mark.parametrize(("dark", "bright"), [(240, 255), (90, 100)])
def test_a_small_change_or_one_between_bright_states_is_none(dark, bright):
    """A transition is a change by 0.10 whose darker state is under 0.80."""

    def draw(levels, n):
        levels[:] = bright if square(7, n) else dark

    assert most(counted(draw)) == 0


def test_red_is_counted_by_itself():
    """R / (R + G + B) of 0.8 or more in either state."""

    def draw(levels, n):
        levels[0] = 200 if square(5, n) else 0

    flashes = counted(draw)

    assert most(flashes, "red") == 10
    assert flashes.stretches(flashes.red.whole)


def test_red_that_is_not_saturated_is_no_red_flash():
    def draw(levels, n):
        levels[:] = 60 if square(5, n) else 50
        levels[0] = 120 if square(5, n) else 110

    assert most(counted(draw), "red") == 0


def test_a_stretch_is_as_long_as_its_flashes():
    def draw(levels, n):
        levels[:] = 220 if 30 <= n < 75 and square(7, n) else 20

    flashes = counted(draw, seconds=4)
    ((start, end, peak),) = flashes.stretches(flashes.general.whole)

    assert 30 <= start <= 33
    assert 74 <= end <= 76
    assert peak == 14


def test_five_seconds_of_four_transitions_are_extended():
    """4 to 6 transitions a second during 4 of the last 5 s."""

    def draw(levels, n):
        levels[:] = 220 if square(2.5, n) else 20

    longest, where = counted(draw, seconds=8).extended()

    assert longest >= 4.0
    assert where
    assert counted(draw, seconds=4).extended()[1] == []
    assert most(counted(draw)) <= ALLOWED


def test_blocks_within_a_tenth_of_a_second_are_one_event():
    def draw(levels, n):
        levels[:] = 20
        if n >= 30:
            levels[:, :8] = 220
        if n >= 32:
            levels[:, 8:15] = 220

    assert most(counted(draw)) == 1


@pytest.mark.parametrize(("hertz", "fails"), [(7, True), (2, False)])
def test_a_flash_is_found_in_a_film_and_its_jumps_are_no_cuts(
    studio, figure, spans, hertz, fails
):
    frames = studio.moving(100)
    for n in range(30, 80):
        frames[n] = np.full_like(frames[n], 225 if int(2 * hertz * n / 25) % 2 else 25)
    found = inspect(studio.film(frames))

    assert (figure(found, "flash.general") > ALLOWED) is fails
    assert bool(spans(found, "flash.general")) is fails
    if fails:
        ((start, end),) = spans(found, "flash.general")
        assert abs(start - 30) <= 4
        assert abs(end - 80) <= 4
        assert not [cut for cut, _ in spans(found, "cut") if 36 < cut < 74]


def test_a_fine_checkerboard_that_inverts_is_no_flash(studio, figure):
    """A balanced pattern finer than a tenth of a degree is exempt."""
    y, x = np.mgrid[0:384, 0:216]
    board = ((x + y) % 2 * 200 + 20).astype(np.uint8)
    frames = [
        np.repeat((240 - board if n // 2 % 2 else board)[..., None], 3, 2) for n in range(50)
    ]

    assert figure(inspect(studio.film(frames, crf=10)), "flash.general") == 0


def test_a_pan_over_a_texture_is_no_flash(studio, figure):
    ground = studio.texture()
    frames = [ground[80 : 80 + 384, n : n + 216] for n in range(60)]

    assert figure(inspect(studio.film(frames)), "flash.general") <= ALLOWED
