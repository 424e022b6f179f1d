"""The page of the channel: its examples are files that are understood."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from piying.model.release import Age
from piying.release.editorial import read_lists
from piying.release.listing import read_listing
from piying.release.plans import plan_for, read_plans

PAGE = (Path(__file__).parents[2] / "docs" / "channel.md").read_text("utf-8")


def example(name):
    (found,) = re.findall(rf"```toml {name}\n(.*?)```", PAGE, re.DOTALL)
    return found


def test_the_listing_of_the_page_is_understood():
    told = read_listing(example("listing"), "lamp.toml", "lamp")

    assert (told.title, told.age, told.covers) == (
        "灯影长安",
        Age.TWELVE,
        (("card", "card.png"),),
    )


def test_the_plan_of_the_page_is_understood():
    plan = plan_for(read_plans(example("plans"), "plans.toml"), "lamp", ["CN"],
                    date(2026, 12, 1)).plan  # fmt: skip

    assert (plan.free_episodes, plan.coins, plan.series_coins) == (3, 50, 1800)
    assert (plan.ads, plan.ads_after_days, plan.members) == (1, 7, True)


def test_the_list_of_the_page_is_understood():
    (found,) = read_lists(example("lists"), "lists.toml")

    assert found.series == ("lamp", "key")
