from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.drafts import balanced, chained, draft
from piying.ledger.entries import (
    MINOR_MAX,
    ROOT,
    balances,
    body_sha256,
    checked,
    difference,
    entry_of,
    is_mirror,
    link_sha256,
    mirror,
    moved,
    sums,
    with_suspense,
)
from piying.model.books import Draft, Posting
from piying.model.errors import Conflict, Invalid

BODY, LINK, NAME = "3ac12eb98cdfca51", "e789654f4e815646", "01HF7YAT00WY4PAKTEG5B4D2DA"


class TestDrafts:
    def test_one_that_balances_may_be_written(self):
        assert checked(draft()) == draft()

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            (draft("x", ("cash:a:CNY", 1)), "books.bad_count"),
            (draft("x", ("cash:a:CNY", 1), ("payable:a:CNY", -2)), "books.unbalanced"),
            (draft("x", ("cash:a:CNY", 1), ("payable:a:USD", -1)), "books.unbalanced"),
            (draft("x", ("cash:a:CNY", 0), ("payable:a:CNY", 0)), "books.bad_amount"),
            (
                draft("x", ("cash:a:CNY", MINOR_MAX + 1), ("cash:b:CNY", -MINOR_MAX - 1)),
                "books.bad_amount",
            ),
            (draft("x", ("cash:CNY", 1), ("cash:a:CNY", -1)), "books.bad_account"),
            (draft(""), "books.bad_words"),
            (draft("a\nb"), "books.bad_words"),
            (draft("x", cause=""), "books.bad_words"),
            (draft("x", effective="20261122"), "books.bad_day"),
            (draft("x", effective="2026-02-30"), "books.bad_day"),
        ],
    )
    def test_another_is_refused_and_told_why(self, wrong, code):
        with pytest.raises(Invalid) as refused:
            checked(wrong)

        assert refused.value.code == code

    @given(balanced("x"))
    def test_every_currency_comes_to_nothing(self, made):
        assert set(sums(checked(made).postings).values()) == {0}


class TestBodies:
    def test_the_hash_is_what_it_always_was(self):
        made = entry_of(draft(), 1, ROOT, 1_700_000_000_000)

        assert made.body_sha256.startswith(BODY), "bodies in old books would no longer verify"
        assert made.hash.startswith(LINK)
        assert made.id == NAME

    @pytest.mark.parametrize("field", [each.name for each in fields(Draft)])
    def test_every_word_of_a_draft_is_in_its_body(self, field):
        other = {"postings": draft("one", ("cash:a:CNY", 1), ("cash:b:CNY", -1)).postings}
        changed = replace(draft(), **{field: other.get(field, "2026-11-23")})

        assert body_sha256(changed) != body_sha256(draft())

    @pytest.mark.parametrize("field", [each.name for each in fields(Posting)])
    def test_every_word_of_a_line_is_in_the_body(self, field):
        line = replace(draft().postings[0], **{field: {"minor": 7}.get(field, "cash:b:CNY")})

        changed = replace(draft(), postings=(line, draft().postings[1]))

        assert body_sha256(changed) != body_sha256(draft())

    def test_words_cannot_flow_from_one_field_into_the_next(self):
        assert body_sha256(draft("a", kind="bc")) != body_sha256(draft("ab", kind="c"))

    def test_a_retry_has_the_same_body_and_another_link(self):
        one, two = (entry_of(draft(), 1, ROOT, at) for at in (1, 2))

        assert one.body_sha256 == two.body_sha256
        assert one.hash != two.hash

    def test_number_time_body_and_predecessor_are_in_the_link(self):
        given_ones = [(1, ROOT, 1, ROOT), (2, ROOT, 1, ROOT), (1, "1" * 64, 1, ROOT),
                      (1, ROOT, 2, ROOT), (1, ROOT, 1, "1" * 64)]  # fmt: skip

        assert len({link_sha256(*each) for each in given_ones}) == len(given_ones)


class TestReversing:
    @given(balanced("x"))
    def test_an_entry_and_its_mirror_come_to_nothing(self, made):
        (entry,) = chained(made)
        undone = mirror(entry, idem="undo", effective="2026-11-23", cause="wrong")

        assert is_mirror(undone, entry.draft)
        assert not any(moved([entry.draft, undone]).values())
        assert checked(undone).reverses == entry.id

    def test_a_mirror_has_none(self):
        (entry,) = chained(draft("undo", reverses="01ABC"))

        with pytest.raises(Conflict):
            mirror(entry, idem="x", effective="2026-11-23", cause="x")


TARGETS = st.dictionaries(
    st.sampled_from(["payable:a:CNY", "payable:b:CNY", "payable:c:CNY"]),
    st.integers(-(10**6), 0),
    max_size=3,
)


def whole(parts, rest=0):
    """A target whose expense is what the parts come to, and a little that rounding left."""
    left = min(rest, len(parts))
    return parts | {"expense:s:CNY": left - sum(parts.values())}


class TestDifferences:
    def test_what_is_left_over_waits_in_the_suspense(self):
        target = {"expense:s:CNY": 100} | {f"payable:{who}:CNY": -33 for who in "abc"}
        made = difference(target, {}, idem="x", effective="2026-11-22", cause="c")

        assert made is not None
        assert moved([checked(made)])["rounding_suspense:CNY"] == -1

    def test_nothing_is_posted_where_nothing_changed(self):
        target = {"expense:s:CNY": 100, "payable:a:CNY": -100}

        assert difference(target, target, idem="x", effective="2026-11-22", cause="c") is None

    @given(TARGETS, st.integers(0, 3))
    def test_a_target_with_its_suspense_is_what_is_posted_upon_nothing(self, parts, rest):
        target = whole(parts, rest)
        made = difference(target, {}, idem="x", effective="2026-11-22", cause="c")
        posted = {} if made is None else moved([made])

        assert {name: minor for name, minor in with_suspense(target).items() if minor} == posted
        assert with_suspense(with_suspense(target)) == with_suspense(target)

    @pytest.mark.parametrize("expense", [97, 103])
    def test_more_than_rounding_leaves_is_refused(self, expense):
        target = {"expense:s:CNY": expense, "payable:a:CNY": -50, "payable:b:CNY": -50}
        with pytest.raises(Invalid) as refused:
            difference(target, {}, idem="x", effective="2026-11-22", cause="c")

        assert refused.value.code == "books.too_much_left"

    def test_an_account_that_is_no_longer_wanted_goes_back_to_zero(self):
        posted = {"expense:s:CNY": 10, "payable:a:CNY": -10}
        made = difference({}, posted, idem="x", effective="2026-11-22", cause="c")

        assert moved([draft(), made])["payable:a:CNY"] == -500 + 10

    @given(st.lists(st.tuples(TARGETS, st.integers(0, 3)), min_size=1, max_size=6))
    def test_any_way_to_a_target_ends_at_it(self, steps):
        posted: dict[str, int] = {}
        for at, (parts, rest) in enumerate(steps):
            made = difference(
                whole(parts, rest), posted, idem=str(at), effective="2026-11-22", cause="c"
            )
            if made is not None:
                for name, minor in moved([checked(made)]).items():
                    posted[name] = posted.get(name, 0) + minor
        target = whole(*steps[-1])

        assert {name: posted.get(name, 0) for name in target} == target
        assert sum(posted.values()) == 0


class TestBalances:
    @given(st.lists(balanced("x"), max_size=5))
    def test_the_whole_ledger_comes_to_nothing(self, drafts):
        assert sum(balances(chained(*drafts)).values()) == 0
