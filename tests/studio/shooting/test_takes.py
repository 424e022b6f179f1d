"""takes: another performance of a shot, and which one the film uses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.errors import Invalid, Missing, Outside
from piying.model.take import TakeKind
from piying.studio.make import make
from piying.studio.shooting.again import take_again
from piying.studio.shooting.held import current_board
from piying.studio.shooting.onepass import look
from piying.studio.shooting.takes import choose_take, takes
from piying.studio.showing.show import show

NAME = "小戏"
SHOT = "3"
"""The number of a shot with a line."""


def rows_of(house, number=SHOT, kind=TakeKind.PICTURE):
    board, _ = current_board(house, NAME, 1)
    name = board.shots[int(number) - 1].id
    rows = takes(house, NAME, 1)
    return [row for row in rows if (row.need.kind, row.need.name) == (kind, name)]


def states(house):
    return [row.state.value for row in show(house, NAME, "tiny", 1)]


def test_every_take_is_listed_and_the_used_ones_are_marked(filmed):
    rows = takes(filmed, NAME, 1)

    assert {row.need.kind for row in rows} == set(TakeKind) - {
        TakeKind.TEXT
    }  # a board asks for none
    assert all(row.used and row.here and row.seed == 0 for row in rows)


def test_another_take_is_another_performance_and_leaves_the_film_alone(filmed):
    another = take_again(filmed, NAME, 1, SHOT, TakeKind.PICTURE)
    first, second = rows_of(filmed)

    assert not another.same
    assert (first.seed, second.seed) == (0, 1)
    assert first.take.blob != second.take.blob
    assert (first.used, second.used) == (True, False)
    assert states(filmed) == ["current"] * 4


def test_a_chosen_take_makes_the_cut_stale_and_one_segment_is_drawn(filmed):
    another = take_again(filmed, NAME, 1, SHOT, TakeKind.PICTURE)
    choose_take(filmed, NAME, 1, another.rows[0].take.id[-8:])

    assert [row.used for row in rows_of(filmed)] == [False, True]
    assert states(filmed) == ["current", "current", "stale", "stale"]

    film = make(filmed, NAME, 1, "tiny")

    assert film.shot.made_count == 0
    assert film.mastered.made_count == 1


def test_choosing_the_first_again_draws_nothing(filmed):
    first = rows_of(filmed)[0].take.id
    another = take_again(filmed, NAME, 1, SHOT, TakeKind.PICTURE)
    choose_take(filmed, NAME, 1, another.rows[0].take.id)
    make(filmed, NAME, 1, "tiny")
    choose_take(filmed, NAME, 1, first)

    assert make(filmed, NAME, 1, "tiny").mastered.made_count == 0


def test_a_voice_that_is_always_the_same_is_refused(filmed):
    with pytest.raises(Invalid, match="always makes the same"):
        take_again(filmed, NAME, 1, SHOT, TakeKind.VOICE)


def test_what_comes_out_the_same_all_the_same_is_told(filmed, cast):
    cast.voice.seeded = True
    real = type(cast.voice).make
    cast.voice.make = lambda recipe, inputs: real(cast.voice, replace(recipe, seed=0), inputs)

    assert take_again(filmed, NAME, 1, SHOT, TakeKind.VOICE).same


def test_a_chosen_voice_asks_for_another_picture_of_its_shot_only(filmed, cast, fakes):
    cast.voice.seeded = True
    another = take_again(filmed, NAME, 1, SHOT, TakeKind.VOICE)
    choose_take(filmed, NAME, 1, another.rows[0].take.id)
    film = make(filmed, NAME, 1, "tiny")

    assert not another.same
    assert len(fakes.CountingKit.made) == 1
    assert film.mastered.made_count == 1


def test_a_take_that_is_chosen_and_lost_is_made_again_with_its_own_seed(filmed):
    another = take_again(filmed, NAME, 1, SHOT, TakeKind.PICTURE)
    choose_take(filmed, NAME, 1, another.rows[0].take.id)
    filmed.store.blobs.path(another.rows[0].take.blob).unlink()
    make(filmed, NAME, 1, "tiny")

    assert filmed.store.blobs.has(another.rows[0].take.blob)
    assert [row.seed for row in rows_of(filmed)] == [0, 1, 1]


def test_a_lost_take_that_cannot_be_made_the_same_gives_way_to_the_new_one(filmed, cast):
    board, _ = current_board(filmed, NAME, 1)
    _, shot = look(filmed, board)
    voice = next(roll.voice for roll in shot.rolls if roll.voice)
    filmed.store.blobs.path(voice.blob).unlink()
    cast.voice.seeded, cast.voice.name = True, "echo"
    real = type(cast.voice).make
    cast.voice.make = lambda recipe, inputs: real(cast.voice, replace(recipe, seed=7), inputs)
    make(filmed, NAME, 1, "tiny")

    assert states(filmed) == ["current"] * 4
    used = [
        row for row in takes(filmed, NAME, 1) if row.used and row.take.recipe == voice.recipe
    ]
    assert len(used) == 1
    assert used[0].take.blob != voice.blob


def test_a_failed_attempt_is_a_take_that_cannot_be_chosen(filmed, cast):
    cast.voice.fails_on, cast.voice.seeded = "？", True
    with pytest.raises(Outside, match="hoarse"):
        take_again(filmed, NAME, 1, SHOT, TakeKind.VOICE)
    failed = rows_of(filmed, SHOT, TakeKind.VOICE)[-1]

    assert "hoarse" in failed.take.why
    with pytest.raises(Invalid, match="hoarse"):
        choose_take(filmed, NAME, 1, failed.take.id)
    assert states(filmed) == ["current"] * 4


def test_what_is_not_there_is_named_with_what_is(filmed):
    with pytest.raises(Missing, match="e01s01-"):
        take_again(filmed, NAME, 1, "e09s09c09", TakeKind.PICTURE)
    with pytest.raises(Missing, match="show"):
        choose_take(filmed, NAME, 1, "ZZZ")
    with pytest.raises(Invalid, match="more than one"):
        choose_take(filmed, NAME, 1, "")
