"""What a house says of generating, read from its files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.errors import Invalid, Missing
from piying.model.money import Money
from piying.partners.providers.placeholder import Placeholder
from piying.studio.house import Generating
from piying.studio.shooting.rulebook import rulebook

ROUTES = """
[[route]]
id = "clips"
medium = "video"
candidates = ["placeholder/placeholder-video"]
"""
BUDGET = """
[budget]
currency = "CNY"
shot = 30
episode = 800
series = 40000
month = "none"
[[rate]]
id = "usd-cny"
from = "USD"
to = "CNY"
value = 7
since = 2026-01-01
source = { title = "t", url = "", read_on = 2026-11-20, confidence = "A" }
"""


def asked(house, **files):
    """The house with its files of generating, and how often its vendors were asked for."""
    counted = []

    def vendors():
        counted.append(1)
        return (Placeholder(house.clock.now_ms),)

    for name, text in files.items():
        (house.settings.house / f"{name}.toml").write_text(text, "utf-8")
    return replace(house, vendors=vendors), counted


def test_without_routes_nothing_else_is_read_and_no_vendor_is_asked_for(house):
    given, counted = asked(house, budget="no toml [", looks="no toml [")

    assert rulebook(given, "戏") is None
    assert counted == []


def test_the_files_of_the_house_are_read(house):
    given, _ = asked(house, routes=ROUTES, budget=BUDGET)

    found = rulebook(given, "戏")

    assert [rule.id for rule in found.rules] == ["clips"]
    assert found.budget.caps.shot == Money(3000)
    assert found.purpose == "final"
    assert found.book.sheets == ()
    assert found.reserved(Money(150, "USD")) == Money(1050)
    assert found.charged(Money(150, "USD"), "CNY") == Money(1050)
    assert found.charged(Money(150, "JPY"), "CNY") is None


def test_a_named_file_has_to_be_there(house):
    told = Generating(routes=house.settings.house / "other.toml")
    given = replace(house, settings=replace(house.settings, generating=told))

    with pytest.raises(Missing, match=r"other\.toml"):
        rulebook(given, "戏")


def test_what_costs_money_needs_a_budget_and_what_is_free_does_not(house):
    given, _ = asked(house, routes=ROUTES)
    found = rulebook(given, "戏")

    assert found.reserved(Money(0, "USD")) == Money(0, "USD")
    with pytest.raises(Invalid, match=r"1\.50 USD"):
        found.reserved(Money(150, "USD"))


def test_what_runs_on_a_machine_of_ones_own_is_free_unless_a_list_says_otherwise(house):
    given, _ = asked(house, routes=ROUTES)
    name = "placeholder/placeholder-video"

    (free,) = rulebook(given, "戏").market.prices[name]
    priced, _ = asked(
        house,
        routes=ROUTES,
        prices='provider = "placeholder"\n[[price]]\nid = "x"\nmodel = "placeholder-video"\n'
        'unit = "run"\ncurrency = "CNY"\namount = 2\nsince = 2026-01-01\n'
        'source = { title = "t", url = "", read_on = 2026-11-20, confidence = "A" }',
    )
    (own,) = rulebook(priced, "戏").market.prices[name]

    assert (free.amount_micro, own.amount_micro) == (0, 2_000_000)


def test_a_file_that_is_no_text_is_refused_with_its_name(house):
    given, _ = asked(house, routes=ROUTES)
    (house.settings.house / "budget.toml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(Invalid, match=r"budget\.toml"):
        rulebook(given, "戏")
