from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from piying.ledger.clearing import Remainder, remainders


def left(*moves):
    return remainders({"clearing:psp:CNY": moves}, "2026-11-30")


class TestRemainders:
    def test_what_came_back_to_zero_is_none(self):
        assert left(("2026-11-01", 5), ("2026-11-02", -3), ("2026-11-03", -2)) == ()

    def test_the_oldest_is_paid_off_first_so_the_age_is_that_of_what_is_left(self):
        found = left(("2026-11-01", 5), ("2026-11-10", 7), ("2026-11-12", -6))

        assert found == (Remainder("clearing:psp:CNY", 6, "2026-11-10", 20),)

    def test_what_was_paid_too_much_waits_too(self):
        found = left(("2026-11-01", 5), ("2026-11-20", -9))

        assert found == (Remainder("clearing:psp:CNY", -4, "2026-11-20", 10),)

    def test_the_oldest_account_comes_first(self):
        found = remainders(
            {"clearing:b:CNY": [("2026-11-02", 1)], "clearing:c:CNY": [("2026-11-01", 1)]},
            "2026-11-30",
        )

        assert [each.account for each in found] == ["clearing:c:CNY", "clearing:b:CNY"]

    @given(st.lists(st.tuples(st.dates().map(str), st.integers(-9, 9).filter(bool))))
    def test_the_remainders_are_the_balance(self, moves):
        found = remainders({"clearing:psp:CNY": moves}, "2026-11-30")

        assert sum(each.minor for each in found) == sum(minor for _, minor in moves)
