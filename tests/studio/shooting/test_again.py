"""again: further takes of a shot, priced first, each with a seed of its own."""

from __future__ import annotations

import json

import pytest

from piying.model.errors import Invalid, Missing, Outside
from piying.model.job import JobState
from piying.model.money import Money
from piying.model.take import Outcome, TakeKind
from piying.store.jobs import Jobs
from piying.studio.shooting.again import AGAIN_MAX, quote_again, take_again
from piying.studio.shooting.board import board
from piying.studio.shooting.held import current_board
from piying.studio.shooting.shoot import shoot
from piying.studio.shooting.takes import Signed, choose_number, takes_of
from piying.studio.spending.jobs import adopt, pay_again
from piying.studio.writing.write import write

NAME = "小戏"
SHOT = "3"
ME = Signed("Lin", "the light")


def again(house, count=1, kind=TakeKind.PICTURE):
    return take_again(house, NAME, 1, SHOT, kind, count)


def pictures(house):
    return [row for row in takes_of(house, NAME, 1, SHOT) if row.need.kind is TakeKind.PICTURE]


def seeds(acme):
    return [json.loads(order.body)["seed"] for order in acme.sent]


class TestOfAModel:
    def test_each_is_an_order_with_a_seed_of_its_own(self, shot, acme):
        before = len(acme.sent)
        further = again(shot, 3)

        assert sorted(seeds(acme)[before:]) == [1, 2, 3]
        assert [row.number for row in further.rows] == [2, 3, 4]
        assert [row.used for row in pictures(shot)] == [True, False, False, False]
        assert all(row.take.cost == Money(70) for row in further.rows)

    def test_a_cap_refuses_all_of_them_before_anything_is_sent(self, shot, acme):
        before = len(acme.sent)
        path = shot.settings.house / "budget.toml"
        path.write_text(path.read_text("utf-8").replace("shot = 30", "shot = 2"), "utf-8")
        quoted = quote_again(shot, NAME, 1, SHOT, TakeKind.PICTURE, 2)
        with pytest.raises(Invalid) as refused:
            again(shot, 2)

        assert refused.value.code == "takes.over_budget"
        assert quoted.refused.code == "takes.cap_passed"
        assert len(acme.sent) == before
        assert len(again(shot, 1).rows) == 1

    def test_the_quote_is_what_the_price_list_says_and_sends_nothing(self, shot, acme):
        before = len(acme.sent)
        quoted = quote_again(shot, NAME, 1, SHOT, TakeKind.PICTURE, 3)

        assert (quoted.money, quoted.card.model) == (Money(30, "USD"), "pic-1")
        assert (quoted.refused, quoted.resumed_count) == (None, 0)
        assert len(acme.sent) == before

    def test_what_failed_is_asked_for_itself_first_and_then_used(self, paid, acme):
        acme.fails = True
        with pytest.raises(Outside, match="--again 1"):
            shoot(paid, NAME, 1)
        acme.fails = False
        further = again(paid, 2)

        assert [row.seed for row in further.rows if row.used] == [0]
        assert sorted(row.seed for row in further.rows) == [0, 1]
        assert pictures(paid)[0].take.outcome is Outcome.FAILED

    def test_of_which_nobody_knows_is_not_sent_again(self, paid, acme):
        acme.silent = True
        with pytest.raises(Outside):
            shoot(paid, NAME, 1)
        acme.silent = False
        (unknown,) = jobs_of(paid)
        further = again(paid, 1)

        assert [row.seed for row in further.rows] == [1]
        assert seeds(acme).count(0) == len(acme.sent) - 1
        assert Jobs(paid.store).rows.job(unknown.id).state is JobState.UNKNOWN

    def test_what_an_earlier_run_ordered_counts_among_them(self, paid, acme):
        acme.silent = True
        with pytest.raises(Outside):
            shoot(paid, NAME, 1)
        acme.silent = False
        (unknown,) = jobs_of(paid)
        adopt(paid, unknown.id, "v-1", ME)
        before = len(acme.sent)
        further = again(paid, 2)

        assert (further.resumed_count, len(further.rows)) == (1, 2)
        assert len(acme.sent) == before + 1

    def test_a_job_that_is_paid_again_is_not_ordered_twice(self, paid, acme):
        acme.silent = True
        with pytest.raises(Outside):
            shoot(paid, NAME, 1)
        acme.silent = False
        (unknown,) = jobs_of(paid)
        pay_again(paid, unknown.id, ME)
        before = len(acme.sent)
        again(paid, 1)

        assert seeds(acme)[before:] == [0]

    def test_one_is_chosen_by_its_number_by_somebody_for_a_reason(self, shot):
        again(shot, 1)
        row = choose_number(shot, NAME, 1, (SHOT, TakeKind.PICTURE), 2, ME)
        first, second = pictures(shot)

        assert (row.used, first.used, second.used) == (True, False, True)
        assert (second.chosen.by, second.chosen.why) == ("Lin", "the light")
        with pytest.raises(Missing, match="there are 2"):
            choose_number(shot, NAME, 1, (SHOT, TakeKind.PICTURE), 3, ME)


class TestOfTheKit:
    def test_other_seeds_cost_nothing_and_leave_the_film_alone(self, filmed):
        further = again(filmed, 2)

        assert [row.seed for row in further.rows] == [1, 2]
        assert [row.number for row in further.rows] == [2, 3]
        assert {row.take.cost.minor for row in further.rows} == {0}
        assert [row.used for row in pictures(filmed)] == [True, False, False]

    def test_a_provider_without_seeds_is_refused_before_it_makes_anything(self, filmed, cast):
        with pytest.raises(Invalid, match="always makes the same"):
            again(filmed, 1, TakeKind.VOICE)
        with pytest.raises(Invalid, match="always makes the same"):
            quote_again(filmed, NAME, 1, SHOT, TakeKind.VOICE)

        assert cast.voice.made == []

    def test_before_anything_was_shot_shoot_comes_first(self, house, script):
        from_script(house, script)
        with pytest.raises(Missing, match="shoot first"):
            again(house, 1, TakeKind.VOICE)

    @pytest.mark.parametrize("count", [0, -1, AGAIN_MAX + 1])
    def test_a_number_that_makes_no_sense_is_refused(self, filmed, count):
        with pytest.raises(Invalid, match="from 1 to"):
            again(filmed, count)


def from_script(house, script):
    board(house, write(house, script).name, 1)


def jobs_of(house):
    shot = current_board(house, NAME, 1)[0].shots[int(SHOT) - 1].id
    return [job for job in Jobs(house.store).rows.jobs() if job.place.shot == shot]
