"""Days and spans of days."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from piying.ledger.terms.days import MAX_DAY, after, covers, month_starts, spans

days = st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(lambda day: day.isoformat())


def test_the_last_of_all_days_has_none_after_it():
    assert after(MAX_DAY) == MAX_DAY
    assert after("2026-12-31") == "2027-01-01"


def test_months_begin_after_the_first_day():
    assert month_starts("2025-11-01", "2026-01-01") == ["2025-12-01", "2026-01-01"]
    assert month_starts("2026-01-02", "2026-01-31") == []


def test_open_ends_cover_everything():
    assert covers("", "", "2026-01-01")
    assert not covers("2026-01-02", "", "2026-01-01")


@settings(deadline=None)
@given(days, days, st.lists(days, max_size=5))
def test_spans_are_the_days_without_gap_or_overlap(first, last, cuts):
    found = spans(first, last, cuts)

    assert bool(found) is (first <= last)
    for one, other in pairwise(found):
        assert after(one[1]) == other[0]
        assert other[0] in cuts
    if found:
        assert (found[0][0], found[-1][1]) == (first, last)
