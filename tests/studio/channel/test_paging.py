"""A part of a long list, and where the next part begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.studio.channel.paging import PAGE_MAX, cursor_of, page_size, read_cursor


@given(st.integers(0, 10**15 - 1), st.text("abc好-_9", max_size=60))
def test_a_cursor_comes_back_as_the_row_that_it_stands_behind(number, name):
    assert read_cursor(cursor_of(number, name)) == (number, name)


def test_none_is_the_beginning():
    assert read_cursor("") is None


@given(st.text(max_size=200))
def test_whatever_else_is_typed_is_refused_or_read_whole(typed):
    try:
        found = read_cursor(typed)
    except Invalid:
        return

    assert found is None or int(typed.partition("~")[0]) == found[0]


@pytest.mark.parametrize("most", [1, PAGE_MAX])
def test_a_page_has_up_to_a_hundred_rows(most):
    assert page_size(most) == most


@pytest.mark.parametrize("most", [0, -1, PAGE_MAX + 1])
def test_other_sizes_are_refused(most):
    with pytest.raises(Invalid):
        page_size(most)
