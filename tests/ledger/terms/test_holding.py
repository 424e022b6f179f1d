"""Holds in TOML: what is written is read again, and what is wrong is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.ledger.terms.holding import holds, noted, written
from piying.model.deal import Hold
from piying.model.errors import Invalid

WORDS = st.text(min_size=1, max_size=20).map(str.strip).filter(bool)
ROW = """[[hold]]
id = "d"
contract = "c"
since = 2026-11-16
until = 2026-11-22
recorded = "2026-11-24T02:00:00Z"
"""


def hold(**said):
    base = {
        "id": "d", "contract": "c", "series": "", "party": "", "since": "2026-11-16",
        "until": "2026-11-22", "minor": None, "recorded": "2026-11-24T02:00:00Z",
    }  # fmt: skip
    return Hold(**{**base, **said})


@given(st.none() | st.integers(0, 10**9), st.sampled_from(["", "2026-12-01"]),
       st.sampled_from(["", "月"]), WORDS, WORDS)  # fmt: skip
def test_what_is_written_is_read_again(minor, released, series, by, why):
    one = hold(minor=minor, released=released, series=series, party=series)
    two = hold(id="e")

    assert holds(written(one, by, why) + "\n" + written(two, by, why), "f") == (one, two)


def test_who_asked_for_it_and_why_stand_beside_it():
    (found,) = noted(ROW + 'by = "li"\nwhy = "a day is missing"\n', "f")

    assert (found.hold, found.by, found.why) == (hold(), "li", "a day is missing")
    assert [(one.by, one.why) for one in noted(ROW, "f")] == [("", "")]


@pytest.mark.parametrize(
    "change",
    ["extra = 1", "minor = -1", 'released = "soon"', 'party = ""'],
)
def test_a_wrong_row_is_refused(change):
    with pytest.raises(Invalid):
        holds(f"{ROW}{change}\n", "f")


def test_an_end_before_its_beginning_and_the_same_id_twice_are_refused():
    with pytest.raises(Invalid):
        holds(ROW.replace("2026-11-22", "2026-11-15"), "f")
    with pytest.raises(Invalid):
        holds(ROW + ROW, "f")
