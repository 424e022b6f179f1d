from __future__ import annotations

from piying.model.canon import Digest
from piying.model.take import Outcome, Take
from piying.takes.choose import chosen


def take(name, outcome=Outcome.MADE):
    return Take(name, Digest("aa"), outcome, None, None, "puppet", 1, 1)


def test_the_first_take_that_was_made_holds():
    takes = [take("01B"), take("01A", Outcome.FAILED), take("01C")]

    assert chosen(takes, None) == takes[0]


def test_a_person_may_choose_another():
    takes = [take("01A"), take("01B")]

    assert chosen(takes, "01B") == takes[1]


def test_a_failed_take_cannot_be_chosen():
    assert chosen([take("01A", Outcome.FAILED)], "01A") is None


def test_nothing_made_is_nothing_chosen():
    assert chosen([], None) is None
