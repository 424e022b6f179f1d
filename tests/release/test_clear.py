"""May it go out: each condition has its own refusal, and all of them are told at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.messages import CATALOGUE
from piying.model.release import Age, UnlockPlan, Window
from piying.release.clear import Cleared, Wanted, refusals
from piying.release.listing import Written

CLEARED = Cleared(
    "hash", "filed", may=True, film="f" * 64, captions="c" * 64,
    numbers_needed=("platform_number",), numbers=(("platform_number", "A-1"),),
)  # fmt: skip
WRITTEN = Written(
    "lamp", "灯", "一盏灯", "zh", (("林", ""),), ("悬疑",), Age.TWELVE, 20, "", ()
)
PLAN = UnlockPlan(3, 50, None, None, territories=("CN",))
WANTED = Wanted(
    "lamp", 1, "f" * 64, "c" * 64, Window(("CN",), 100), WRITTEN, PLAN, "own", ("own",)
)


def codes(cleared, wanted, now=100):
    found = [one.code.removeprefix("release.") for one in refusals(cleared, wanted, now)]
    for one in refusals(cleared, wanted, now):
        assert CATALOGUE[one.code].zh.format(**dict(one.data))
    return found


def test_what_meets_every_condition_may_go_out():
    assert codes(CLEARED, WANTED) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"decision": ""}, "not_cleared"),
        ({"may": False}, "not_cleared"),
        ({"film": None}, "other_bytes"),
        ({"film": "0" * 64}, "other_bytes"),
        ({"captions": None}, "other_bytes"),
        ({"numbers": ()}, "number_lacking"),
        ({"numbers": (("licence", "9"),)}, "number_lacking"),
        ({"numbers": (("platform_number", " "),)}, "number_lacking"),
        ({"numbers_needed": ()}, "number_lacking"),
    ],
)
def test_what_review_did_not_clear_stays_in(change, code):
    assert codes(replace(CLEARED, **change), WANTED) == [code]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"window": Window((), 1)}, "territory_unknown"),
        ({"window": Window(("CN",), 9, 9)}, "window_empty"),
        ({"window": Window(("CN",), 9, 99)}, "window_over"),
        ({"window": Window(("CN", "US"), 9)}, "plan_elsewhere"),
        ({"plan": None}, "plan_lacking"),
        ({"plan": UnlockPlan(0, None, None, None)}, "plan_opens_nothing"),
        ({"contract": ""}, "terms_unknown"),
        ({"listing": None}, "listing_lacking"),
        ({"listing": replace(WRITTEN, synopsis="")}, "listing_incomplete"),
        ({"listing": replace(WRITTEN, episodes_planned=1), "episode": 2}, "episode_unplanned"),
        ({"listing": replace(WRITTEN, age=None)}, "age_missing"),
        ({"listing": replace(WRITTEN, tags=("儿童",), age=None)}, "age_missing"),
        ({"listing": replace(WRITTEN, tags=("Kids",), age=Age.EIGHTEEN)}, "age_contradicts"),
    ],
)
def test_each_term_that_is_lacking_is_told(change, code):
    assert codes(CLEARED, replace(WANTED, **change)) == [code]


def test_everything_is_told_at_once():
    nothing = replace(WANTED, film=None, plan=None, contract="", listing=None)

    assert len(codes(replace(CLEARED, decision="", numbers=()), nothing)) == 6


def test_a_window_that_is_still_to_come_may_be_released_before():
    assert codes(CLEARED, WANTED, now=0) == []
