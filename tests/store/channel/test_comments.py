"""Comments in the database: never changed, and how they stand is what their steps come to."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from piying.model.comment import Act, Comment, State, Step
from piying.model.errors import Missing
from piying.store.channel.comments import _SHOWN, Comments


@pytest.fixture
def comments(store):
    return Comments(store.database)


def step(act, by="policy", at_ms=5):
    return Step(act, by, "R", "why", at_ms)


def add(comments, name, *, state=State.SHOWN, position_ms=1_500, rank=5, account="mei"):
    made = Comment(name, "lamp", 1, "r-1", position_ms, f"text {name}", 5)
    comments.add(account, made, state, step(Act(state.value)), rank)
    return made


def test_it_comes_back_as_it_was_said(comments):
    made = add(comments, "c1", state=State.HELD)
    kept = comments.kept("c1")

    assert (kept.comment, kept.state, kept.account) == (made, State.HELD, "mei")
    assert (kept.rule, kept.why) == ("R", "why")
    assert comments.steps("c1") == (step(Act.HELD),)


def test_what_nobody_said_is_missing(comments):
    with pytest.raises(Missing):
        comments.kept("c1")


def test_it_stands_as_its_last_step_left_it_and_all_steps_stay(comments):
    add(comments, "c1", state=State.HELD)
    before = comments.last("lamp", 1)
    comments.move("c1", State.SHOWN, step(Act.SHOWN, "rong"))
    comments.move("c1", State.REMOVED, step(Act.REMOVED, "bao"))

    assert comments.kept("c1").state is State.REMOVED
    assert [one.by for one in comments.steps("c1")] == ["policy", "rong", "bao"]
    assert comments.last("lamp", 1) > before


def test_those_of_a_state_are_listed_behind_a_name_and_counted(comments):
    for number in range(4):
        add(comments, f"c{number}", state=State.HELD)
    add(comments, "c9")
    found = comments.standing(State.HELD, "c1", 9)

    assert [one.comment.id for one in found] == ["c2", "c3"]
    assert comments.count(State.HELD) == 4


def test_of_each_second_the_first_by_rank_are_shown(comments):
    for number in range(5):
        add(comments, f"c{number}", rank=9 - number)
    add(comments, "other", position_ms=2_000, rank=99)
    add(comments, "held", state=State.HELD, rank=0)
    found = {name for name, _, _ in comments.shown("lamp", 1, 2)}

    assert found == {"c4", "c3", "other"}


def test_what_is_shown_is_found_by_an_index_however_many_there_are(comments):
    if comments.database.is_server:
        pytest.skip("the plan of a server depends on how much there is")
    with comments.database.reading() as connection:
        told = {"series": "a", "episode": 1, "behind": 5}
        asked = text(f"EXPLAIN QUERY PLAN {_SHOWN.text}")
        plan = [str(row[-1]) for row in connection.execute(asked, told)]
    over = [line for line in plan if "channel_" in line or " one" in line or " said" in line]

    assert over
    assert all(line.startswith("SEARCH") for line in over if "moment" not in line)
    assert not [line for line in plan if "TEMP B-TREE" in line]


def test_ones_own_are_the_newest_first_of_that_episode(comments):
    add(comments, "c1")
    add(comments, "c2", state=State.HELD)
    add(comments, "c3", account="bao")

    assert [one.comment.id for one in comments.own("mei", "lamp", 1)] == ["c2", "c1"]
    assert comments.own("mei", "lamp", 2) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE channel_comment SET text = 'x'",
        "DELETE FROM channel_comment",
        "UPDATE channel_comment_step SET by = 'x'",
        "DELETE FROM channel_comment_step",
    ],
)
def test_the_database_refuses_every_change(comments, statement):
    """comment rows never change"""
    add(comments, "c1")
    with pytest.raises(DatabaseError), comments.database.writing() as connection:
        connection.exec_driver_sql(statement)
