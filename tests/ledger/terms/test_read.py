"""Reading deals: whole files, every fault at once, and the same rules for canonical JSON."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.ledger.terms.read import from_json, terms, version_id
from piying.ledger.terms.versions import version_on
from piying.model.canon import canonical
from piying.model.deal import NO_CAP, Contract, Deal, Party, Ratio, StepKind
from piying.model.errors import Invalid

DEAL = """
[[deal]]
id = "slate-7"
version = 1
title = "Slate of seven"
effective = 2026-01-15
recorded = "2026-01-10T02:00:00Z"
currency = "CNY"
calendar = { period = "week", payment = { days = 5, working = true, after = "statement" }, statement = { days = 3 } }
counting = { min_ms = 3000, cap_plays = 3, cap_watch_x = "none" }

[[deal.step]]
id = "s1"
kind = "basis"
clause = "3.1"
of = "effective_minutes"
counts = "own"

[[deal.step]]
id = "s2"
kind = "rate"
clause = "3.2"
amount = 12.5
per = 1000

[[deal.step]]
id = "s3"
kind = "coefficient"
clause = "annex A"
as_percent = true
cells = [
  { value = 60, format = "hyper_realistic" },
  { value = "unknown", format = "static" },
]

[[deal.step]]
id = "s6"
kind = "split"
clause = "8"
parts = [
  { role = "producer", part = 0.7 },
  { role = "ip", part = "1/5" },
  { role = "writer", part = 0.1, perpetual = true },
]

[[contract]]
id = "c-1"
deal = "slate-7"
series = ["a", "b"]
platforms = ["app"]
since = 2026-01-15
format = "hyper_realistic"
exclusive = true
recorded = "2026-01-10T02:00:00Z"
holders = [
  { role = "producer", party = "studio-a" },
  { role = "ip", party = "house" },
  { role = "writer", party = "li" },
]

[[party]]
id = "li"
name = "李"
sort = "person"
income = "author"
"""  # noqa: E501 - one line of TOML


def refused(text):
    with pytest.raises(Invalid) as caught:
        terms(text, "deals.toml")
    faults = caught.value.data.get("faults", (caught.value,))
    assert str(caught.value)
    assert caught.value.said("zh")
    return [fault.code for fault in faults]


def test_a_file_is_read_with_everything_in_it():
    read = terms(DEAL, "deals.toml")

    deal = read.deals[0]
    assert [step.kind for step in deal.steps] == [
        StepKind.BASIS,
        StepKind.RATE,
        StepKind.COEFFICIENT,
        StepKind.SPLIT,
    ]
    assert deal.steps[1].amount == Ratio(25, 2)
    assert deal.steps[2].cells[1].value is None
    assert deal.steps[3].parts[1].part == Ratio(1, 5)
    assert deal.cap_watch_x == NO_CAP
    assert deal.calendar.payment.working
    assert read.contracts[0].series == ("a", "b")
    assert read.parties[0].income == "author"


@pytest.mark.parametrize(
    ("kind", "place"), [(Deal, "deals"), (Contract, "contracts"), (Party, "parties")]
)
def test_the_canonical_json_of_a_value_is_the_value(kind, place):
    value = getattr(terms(DEAL, "deals.toml"), place)[0]

    assert from_json(canonical(value), kind, "value.json") == value


def test_canonical_json_is_held_to_the_same_rules():
    deal = terms(DEAL, "deals.toml").deals[0]
    broken = replace(deal, steps=(*deal.steps, deal.steps[0]))

    with pytest.raises(Invalid, match="two steps called s1"):
        from_json(canonical(broken), Deal, "deal.json")


def test_the_digest_of_the_canonical_form_names_a_version():
    one = terms(DEAL, "deals.toml").deals[0]

    assert version_id(one) == version_id(terms(DEAL, "other.toml").deals[0])
    assert version_id(one) != version_id(replace(one, title="Another"))


def test_every_fault_is_told_at_once():
    text = (
        DEAL.replace("amount = 12.5", "amount = 12.5\nunit = 'x'")
        .replace("part = 0.7", "part = 0.8")
        .replace('of = "effective_minutes"', 'of = "minutes"')
        .replace('sort = "person"', 'sort = "robot"')
    )

    assert refused(text) == [
        "tables.key_unknown",
        "deals.field_wrong",
        "deals.split_over",
        "deals.party_sort",
    ]


@pytest.mark.parametrize(
    ("there", "instead", "code"),
    [
        ('id = "s2"', 'id = "s1"', "tables.id_twice"),
        ('clause = "3.2"\n', "", "tables.key_missing"),
        ("per = 1000", "per = 0", "tables.value_wrong"),
        ("amount = 12.5", "amount = -1", "tables.value_wrong"),
        ("amount = 12.5\n", "", "deals.field_missing"),
        ('currency = "CNY"', 'currency = "XYZ"', "deals.currency_unknown"),
        ('recorded = "2026-01-10T02:00:00Z"\ncurrency', 'recorded = "then"\ncurrency',
         "tables.value_wrong"),
        ('counts = "own"', 'counts = "theirs"', "deals.field_wrong"),
        ("part = 0.7", "part = 0.6", "deals.split_under"),
        ("part = 0.1, perpetual = true", "part = 0.1, perpetual = true, until = 2027-01-01",
         "deals.part_wrong"),
        ('period = "week"', 'period = "year"', "deals.calendar_wrong"),
        ('after = "statement"', 'after = "payment"', "deals.delay_wrong"),
        ("since = 2026-01-15\nformat", "since = 2026-01-15\nuntil = 2026-01-01\nformat",
         "deals.days_turned"),
        ('series = ["a", "b"]', 'series = ["a", "a"]', "deals.series_wrong"),
        ('{ role = "ip", party = "house" }', '{ role = "writer", party = "wu" }',
         "deals.holder_twice"),
        ('income = "author"', 'income = "gift"', "deals.party_income"),
        ('kind = "rate"', 'kind = "tariff"', "tables.value_wrong"),
        ("as_percent = true", "as_percent = false", "deals.step_place"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_by_name(there, instead, code):
    assert there in DEAL

    assert code in refused(DEAL.replace(there, instead, 1))


def test_a_split_below_a_hundred_percent_says_who_keeps_the_rest():
    text = DEAL.replace("part = 0.7", "part = 0.6").replace(
        'clause = "8"', 'clause = "8"\nrest = "house"'
    )

    assert terms(text, "deals.toml").deals[0].steps[3].rest == "house"


def test_two_bodies_for_one_day_are_refused():
    other = DEAL[: DEAL.index("[[contract]]")].replace("version = 1", "version = 2")
    body = other.replace("amount = 12.5", "amount = 13")

    assert refused(DEAL + body) == ["deals.day_twice"]


def test_two_clocks_say_which_version_holds():
    first = terms(DEAL, "deals.toml").deals[0]
    second = replace(first, version=2, effective="2026-03-01", recorded="2026-04-01T00:00:00Z")
    both = (second, first)

    assert version_on(both, "2026-03-05", "2026-03-31T00:00:00Z") == first
    assert version_on(both, "2026-03-05", "2026-04-01T00:00:00Z") == second
    assert version_on(both, "2026-02-28", "2026-04-01T00:00:00Z") == first
    assert version_on(both, "2026-01-14", "2026-04-01T00:00:00Z") is None


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ('calendar = { period = "week"', 'calendar = { periods = "week"'),
        ("statement = { days = 3 }", "statement = 3"),
        ("statement = { days = 3 }", 'statement = { days = "soon" }'),
        ('counting = { min_ms = 3000, cap_plays = 3, cap_watch_x = "none" }', "counting = 3"),
        ("min_ms = 3000", "min_ms = -1"),
        ("parts = [\n", 'parts = ["all"]\nold = [\n'),
        ("holders = [\n", "holders = 3\nold = [\n"),
        ("since = 2026-01-15", 'since = "then"'),
        (
            'recorded = "2026-01-10T02:00:00Z"\nholders',
            'recorded = "2026-02-30T02:00:00Z"\nholders',
        ),
        ("effective = 2026-01-15\n", ""),
        ("exclusive = true", "exclusive = 3"),
        ("part = 0.7", 'part = "7/0"'),
        ("amount = 12.5", "amount = true"),
        ("as_percent = true\n", ""),
        ("exclusive = true", 'exclusive = true\ncost = "much"'),
        ("exclusive = true", "exclusive = true\nteam = 0"),
        ("exclusive = true", 'exclusive = true\ngiven = [{ step = "s2" }]'),
    ],
)
def test_a_value_of_the_wrong_sort_is_refused_with_what_to_write(there, instead):
    assert there in DEAL

    with pytest.raises(Invalid) as caught:
        terms(DEAL.replace(there, instead, 1), "deals.toml")
    faults = caught.value.data.get("faults", (caught.value,))
    assert all(fault.code.startswith("tables.") for fault in faults)


def test_what_may_be_unknown_is_read_as_unknown():
    text = (
        DEAL.replace("statement = { days = 3 }", 'statement = "unknown"')
        .replace(
            "exclusive = true", 'exclusive = "unknown"\nteam = "unknown"\ncost = "unknown"'
        )
        .replace("cap_plays = 3", 'cap_plays = "unknown"')
        .replace("effective = 2026-01-15", 'effective = "unknown"\nuntil = "unknown"')
        .replace("amount = 12.5", 'amount = "unknown"')
        .replace("min_ms = 3000", 'min_ms = "none"')
    )
    read = terms(text, "deals.toml")

    (deal,), (contract,) = read.deals, read.contracts
    assert deal.asks == ("effective", "until")
    assert deal.steps[1].asks == ("amount",)
    assert (deal.min_ms, deal.cap_plays, deal.calendar.statement.days) == (0, None, None)
    assert (contract.exclusive, contract.team, contract.cost) == (None, None, None)
