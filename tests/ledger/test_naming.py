"""Naming: which of our titles somebody else means."""

from __future__ import annotations

import pytest

from piying.ledger.naming import normal, titles


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《凤归》", "凤归"),
        ("凤归(全80集)", "凤归"),
        ("凤归【共 80 集】", "凤归"),
        ("MOON 月", "moon月"),
        ("凤归:长安", "凤归 长安"),
        ("凤归 第二季", "凤归第2季"),
        ("凤归 第十二季", "凤归第12季"),
        ("Moon, Season 2", "moon S2"),
        ("凤归第二季", "凤归 s2"),
    ],
)
def test_what_is_written_otherwise_and_means_the_same(one, other):
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("凤归", "凤归第二季"), ("凤归第二季", "凤归第三季"), ("凤归2", "凤归"), ("凤归", "凤还")],
)
def test_seasons_and_other_names_stay_apart(one, other):
    assert normal(one) != normal(other)


def test_a_name_goes_before_an_alias_and_an_alias_before_what_looks_alike():
    known = titles(["moon", "sun"], {"月": "moon", "日": "sun"}, {"月 ": "sun", "月宫": "moon"})

    assert known.series("月") == "moon"
    assert known.series("月 ") == "sun"
    assert known.series("月宫") == "moon"
    assert known.series("MOON") == "moon"


def test_a_name_that_fits_two_titles_fits_none_and_both_are_told():
    known = titles(["a", "b"], {"凤归": "a", "《凤归》": "b"}, {})

    assert known.series("凤 归") == ""
    assert known.candidates("凤 归") == ("a", "b")
    assert known.series("《凤归》") == "b"


@pytest.mark.parametrize("title", ["", "《》", "全80集", "第二季"])
def test_a_name_of_no_letters_is_nobodys(title):
    assert titles(["moon"], {"《》!": "moon"}, {}).series(title) == ""
