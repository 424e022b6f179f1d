"""Counts and money as a person reads them."""

from __future__ import annotations

import pytest

from piying.cli.amounts import amount_said, kind_said
from piying.model.books import Metric


@pytest.mark.parametrize(
    ("amount", "metric", "currency", "sign", "said"),
    [
        (1_234_567, Metric.GROSS, "CNY", False, "12,345.67"),
        (500, Metric.GROSS, "JPY", True, "+500"),
        (-90_000, Metric.WATCH_MS, "", True, "-1.5"),
        (179_999, Metric.WATCH_MS, "", False, "3.0"),
        (1_234, Metric.PLAYS, "", True, "+1,234"),
        (0, Metric.USERS, "", True, "0"),
    ],
)
def test_an_amount(amount, metric, currency, sign, said):
    assert amount_said(amount, metric, currency, sign=sign) == said


def test_every_kind_that_others_state_has_its_words():
    for metric in set(Metric) - {Metric.POOL, Metric.OTHERS}:
        assert kind_said(metric, "", "zh")
        assert kind_said(metric, "CNY", "en").endswith(" CNY")
