from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.ledger.counts import count_draft, counts_of
from piying.ledger.entries import checked, moved
from piying.model.errors import Invalid
from piying.model.play import Day, DayRow, Reason

DAY = Day(
    "2026-11-21", 1, "ab" * 32, "day.parquet", "cd" * 32, 1, 10, 6,
    ((Reason.DUPLICATE, 1), (Reason.BELOW, 3)), (), "ef" * 32,
)  # fmt: skip
ROW = DayRow(1, 1, 1, 1, 10, 3, 6, 1, 900, 700, 5)


class TestCounts:
    """`counted + refused by reason = received` for every day."""

    def test_a_day_is_an_entry_that_balances_in_plays_and_milliseconds(self):
        made = checked(count_draft(DAY, [ROW]))

        assert moved([made]) == {
            "received:PLAY": 10, "counted:PLAY": -6, "refused:duplicate:PLAY": -1,
            "refused:below:PLAY": -3, "watched:MS": 900, "effective:MS": -700,
            "over_cap:MS": -200,
        }  # fmt: skip

    def test_it_names_the_roll_up_that_it_counts(self):
        made = count_draft(DAY)

        assert (made.idem, made.cause) == ("count:2026-11-21:1", f"rollup:{'ab' * 32}")

    def test_a_day_that_does_not_add_up_is_refused(self):
        with pytest.raises(Invalid) as refused:
            count_draft(replace(DAY, counted=7))

        assert refused.value.code == "books.count_differs"

    def test_rows_that_are_not_the_day_are_refused(self):
        with pytest.raises(Invalid) as refused:
            count_draft(DAY, [ROW, ROW])

        assert refused.value.code == "books.rows_differ"

    def test_a_later_version_posts_only_what_it_changes(self):
        later = replace(DAY, version=2, received=12, counted=8)
        made = checked(count_draft(later, before=(DAY, ())))

        assert moved([made]) == {"received:PLAY": 2, "counted:PLAY": -2}
        assert moved([count_draft(DAY), made]) == {
            name: count for name, count in counts_of(later).items() if count
        }

    def test_a_day_on_which_nothing_was_received_is_no_entry(self):
        assert count_draft(replace(DAY, received=0, counted=0, refused=())) is None

    @given(
        st.dictionaries(st.sampled_from(Reason), st.integers(0, 10**9)), st.integers(0, 10**9)
    )
    def test_whatever_was_refused_the_entry_balances(self, refused, counted):
        received = counted + sum(refused.values())
        day = replace(DAY, received=received, counted=counted, refused=tuple(refused.items()))
        made = count_draft(day)

        assert made is None if received == 0 else sum(moved([checked(made)]).values()) == 0
