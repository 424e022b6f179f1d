from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction

import pytest

from piying.model.dated import Confidence
from piying.model.errors import Invalid
from piying.model.tables import Table, document, rows


class Sort(StrEnum):
    ONE = "one"
    TWO = "two"


def table(**cells):
    return Table("my.toml", "row a", cells)


def refused(call, *arguments):
    with pytest.raises(Invalid) as caught:
        call(*arguments)
    for language in ("zh", "en"):
        assert "my.toml" in caught.value.said(language)
    return caught.value


def test_a_number_with_a_point_is_exact():
    top = document("amount = 0.1", "my.toml", ("amount",))

    assert top.exact("amount") == Fraction(1, 10)


@pytest.mark.parametrize("text", ["a = ", "a = inf", "a = nan", "a = 1e9", "a = " + "1." * 40])
def test_what_is_no_toml_or_no_plain_number_is_refused(text):
    assert refused(document, text, "my.toml", ("a",)).code == "tables.not_toml"


def test_a_file_without_end_is_refused():
    assert refused(document, " " * 2_000_001, "my.toml", ()).code == "tables.file_too_long"


def test_a_key_that_nobody_knows_is_refused_with_those_that_are():
    error = refused(document, "amuont = 1", "my.toml", ("amount",))

    assert error.code == "tables.key_unknown"
    assert "amount" in str(error)


def test_two_rows_of_one_id_are_refused():
    top = document('[[a]]\nid = "x"\n[[a]]\nid = "x"', "my.toml", ("a",))

    assert refused(rows, top, "a").code == "tables.id_twice"


def test_a_row_is_called_by_its_id():
    top = document('[[a]]\nid = "x"', "my.toml", ("a",))

    assert rows(top, "a")[0].name == "a x"


def test_rows_without_end_are_refused():
    top = document("[[a]]\n" * 10_001, "my.toml", ("a",))

    assert refused(rows, top, "a").code == "tables.tables_too_many"


def test_what_is_no_array_of_tables_is_refused():
    assert refused(rows, document("a = 1", "my.toml", ("a",)), "a").data["write"] == "[[a]]"


@pytest.mark.parametrize(
    ("read", "found"),
    [
        ("text", 3),
        ("text", " "),
        ("texts", [1]),
        ("whole", True),
        ("whole", -1),
        ("exact", "0.1"),
        ("exact", True),
        ("exact", Fraction(-1)),
        ("yes", "yes"),
        ("day", "2026-11-22"),
    ],
)
def test_a_value_of_the_wrong_sort_is_refused_with_what_to_write(read, found):
    error = refused(getattr(table(key=found), read), "key")

    assert error.code == "tables.value_wrong"
    assert "key = " in str(error)


def test_a_key_that_is_missing_is_refused_with_what_to_write():
    assert refused(table().text, "key").code == "tables.key_missing"


def test_unknown_is_none_and_never_zero():
    row = table(amount="unknown", since="unknown")

    assert row.exact("amount") is None
    assert row.day("since") is None


def test_a_word_of_a_closed_list():
    assert table(key="two").one_of("key", Sort) is Sort.TWO
    assert table().one_of("key", Sort, Sort.ONE) is Sort.ONE
    assert table(key=["one"]).some_of("key", Sort) == (Sort.ONE,)
    assert '"one" | "two"' in str(refused(table(key="three").one_of, "key", Sort))
    refused(table(key=["three"]).some_of, "key", Sort)


SOURCE = {
    "title": "t",
    "url": "",
    "read_on": date(2026, 11, 22),
    "confidence": "B",
}


def test_a_fact_says_where_it_was_read():
    assert table(source=SOURCE).source().confidence is Confidence.PRESS


@pytest.mark.parametrize("lost", sorted(SOURCE))
def test_a_source_is_whole(lost):
    told = {key: value for key, value in SOURCE.items() if key != lost}

    assert refused(table(source=told).source).data["key"] == lost


def test_a_fact_without_a_source_is_refused():
    assert refused(table().source).code == "tables.key_missing"


def test_a_fact_says_since_when_or_that_nobody_knows():
    assert table(since="unknown").term().since is None
    assert table(since=date(2026, 1, 1)).term().holds(date(2026, 1, 1))
    assert refused(table().term).data["key"] == "since"
