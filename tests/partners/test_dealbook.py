"""The dealbook: every programme loads, asks by name for what nobody published, and computes
what its source computes where it is complete."""

from __future__ import annotations

import pytest

from ledger.terms.build import DAY, PEOPLE, contract, fact
from piying.ledger.terms.agreed import Agreed, Purpose
from piying.ledger.terms.ask import questions
from piying.ledger.terms.targets import targets
from piying.model.books import Metric
from piying.model.deal import StepKind
from piying.model.errors import Invalid, Missing
from piying.partners import dealbook

CELLS = " ".join(
    f"coefficient.cells.{made}" for made in ("dynamic_comic", "commentary", "comedic", "static")
)
CALL = "of cash.counts cash.bands"
ASKED = {
    ("baidu-xingyue", 1): "basis.of share.amount reward.of reward.counts reward.bands",
    ("bilibili-awakening", 1): "basis.of share.amount guarantee.amount",
    ("hongguo-coefficients", 1): f"basis.of {CELLS} pool.policy partner-share.amount",
    ("hongguo-coefficients", 2): (
        "source.confidence basis.of coefficient.cells pool.policy partner-share.amount"
    ),
    ("hongguo-coefficients-2026-05", 1): (
        "effective source.confidence basis.of coefficient.cells.dynamic_comic"
        " coefficient.cells.commentary pool.policy partner-share.amount"
    ),
    ("tomato-coefficients", 1): f"basis.of {CELLS} pool.policy partner-share.amount",
    ("hongguo-guarantee", 1): "effective basis.of share.amount guarantee.amount",
    ("hongguo-guarantee-suspended", 1): "effective basis.of share.amount guarantee.amount",
    ("hongguo-s-plus", 1): "effective source.confidence basis.of share.amount",
    ("douyin-script-2026-01", 1): "source.confidence basis.of",
    ("douyin-script-2026-04", 1): "basis.of guarantee.amount",
    ("douyin-premium-incentive", 1): f"cash.{CALL}",
    ("douyin-per-10k-plays", 1): "effective source.confidence rate.amount",
    ("bytedance-manju-share", 1): (
        "effective basis.of subsidy.of subsidy.counts subsidy.bands"
    ),
    ("bytedance-paid-2026-05", 1): "effective source.confidence share.amount",
    ("live-action-iap", 1): "effective basis.of",
    ("live-action-iap", 2): "basis.of",
    ("live-action-2024", 1): (
        "effective source.confidence basis.of ladder.of ladder.counts ladder.bands"
    ),
    ("iqiyi-manju-plan", 1): "effective basis.of share.amount guarantee.amount",
    ("iqiyi-ppc-2026", 1): "ratio.amount",
    ("iqiyi-film-2026-exclusive", 1): "",
    ("iqiyi-film-2026-nonexclusive", 1): "",
    ("iqiyi-film-hours-2024", 1): "",
    ("iqiyi-film-hours", 1): "effective rate.amount",
    ("iqiyi-film-calendar", 1): "effective source.confidence rate.amount",
    ("kuaishou-xingman", 1): "effective resources.amount",
    ("kling-coproduce", 1): (
        f"basis.of investment-share.amount cash.{CALL} points.amount traffic.amount"
    ),
    ("kling-operate", 1): "basis.of share.amount points.amount traffic.amount",
    ("kuaishou-cash-2025-11", 1): f"effective cash.{CALL} cash.amount",
    ("kuaishou-share-2026-05", 1): "effective source.confidence basis.of",
    ("kuaishou-per-10k-plays", 1): "effective source.confidence rate.amount",
    ("script-buyout", 1): "effective guarantee.amount",
    ("migu-script", 1): "effective basis.of writer-share.amount guarantee.amount",
    ("netease-lingyang", 1): "effective basis.of share.amount",
    ("netease-supply", 1): "effective basis.of share.amount",
    ("tencent-ads-2025", 1): "basis.of share.amount",
    ("tencent-official-mini-program", 1): "basis.of share.amount",
    ("tencent-licence", 1): "effective guarantee.amount",
}


@pytest.mark.parametrize("deal", dealbook.presets(), ids=lambda d: f"{d.id}-{d.version}")
def test_a_programme_asks_by_name_for_what_nobody_published(deal):
    found = [f"{one.step}.{one.field}".lstrip(".") for one in questions(deal)]

    assert " ".join(found) == ASKED[deal.id, deal.version]
    assert deal.source
    assert deal.source.url.startswith("http")


def test_every_programme_is_listed():
    assert {(deal.id, deal.version) for deal in dealbook.presets()} == set(ASKED)
    assert {deal.id for deal in dealbook.complete()} == {
        "iqiyi-film-2026-exclusive",
        "iqiyi-film-2026-nonexclusive",
        "iqiyi-film-hours-2024",
    }


def test_what_the_press_gives_as_at_most_is_never_an_amount():
    for deal in dealbook.presets():
        for step in deal.steps:
            told = (step.at_least, step.at_most)
            assert step.amount is None or step.amount not in told


def test_an_unknown_programme_is_refused():
    with pytest.raises(Missing):
        dealbook.preset("nothing")
    with pytest.raises(Missing):
        dealbook.presets_of("nobody")


def come_to(name, facts, since="2026-01-15", day=DAY):
    under = contract(deal=name, since=since)
    agreed = Agreed(dealbook.preset(name), (under,), PEOPLE)
    return targets(agreed, facts, day, "2026-11-23T00:00:00Z")


def yuan(amount, day="2026-02-01"):
    return fact(amount * 100, day, counted_by="statement")


@pytest.mark.parametrize(
    ("name", "income", "expected"),
    [
        ("iqiyi-film-2026-exclusive", 7_000_000, 7_200_000),
        ("iqiyi-film-2026-exclusive", 6_000_000, 6_000_000),
        ("iqiyi-film-2026-exclusive", 1_000_000, 800_000),
        ("iqiyi-film-2026-nonexclusive", 7_000_000, 5_600_000),
        ("iqiyi-film-2026-nonexclusive", 6_000_000, 4_800_000),
    ],
)
def test_the_film_line_comes_to_what_is_published(name, income, expected):
    assert come_to(name, [yuan(income)]).minor("studio", Purpose.DUE) == expected * 100


def test_the_film_line_ends_a_hundred_and_eighty_days_after_the_launch():
    late = yuan(1_000_000, "2026-07-14")

    assert come_to("iqiyi-film-2026-exclusive", [late]).minor("studio", Purpose.DUE) == 0


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(2_000_000, 2_000_000), (6_000_001, 10_000_003), (7_000_000, 13_000_000)],
)
def test_the_hours_line_comes_to_what_is_published(hours, expected):
    watched = fact(hours * 3_600_000, "2025-02-01", Metric.WATCH_MS, counted_by="statement")
    found = come_to("iqiyi-film-hours-2024", [watched], "2025-01-01", "2025-12-31")

    assert found.minor("studio", Purpose.DUE) == expected * 100


def test_an_incomplete_programme_settles_nothing():
    with pytest.raises(Invalid, match=r"iqiyi-ppc-2026.*ratio"):
        come_to("iqiyi-ppc-2026", [yuan(1)], "2026-02-01")


def test_a_writers_share_is_perpetual_where_the_programme_says_so():
    for name, perpetual in (("migu-script", True), ("douyin-script-2026-04", False)):
        (deal,) = dealbook.preset(name)
        (split,) = [step for step in deal.steps if step.kind is StepKind.SPLIT]
        assert split.parts[0].perpetual is perpetual


def test_tables_that_ship_are_whole():
    assert [table.id for table in dealbook.shipped_taxes()] == ["cn-2019"]
    assert [year.year for year in dealbook.shipped_workdays().years] == [2025, 2026]
