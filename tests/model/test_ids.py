from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from piying.model.ids import slug, ulid


@given(
    st.integers(0, 2**48 - 2),
    st.binary(min_size=10, max_size=10),
    st.binary(min_size=10, max_size=10),
)
def test_a_later_ulid_sorts_after_an_earlier_one(at_ms, one, other):
    assert ulid(at_ms, one) < ulid(at_ms + 1, other)


def test_a_ulid_of_the_specification():
    assert ulid(1469918176385, b"\0" * 10).startswith("01ARYZ6S41")


@given(st.text())
def test_a_slug_is_never_empty_and_never_a_path(text):
    made = slug(text)

    assert made
    assert not set(made) & set("/\\. \t\n\0")


def test_chinese_titles_stay_readable():
    assert slug("《来电显示是我》 第1季") == "来电显示是我-第1季"
