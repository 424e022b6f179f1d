"""what-if: other terms over the facts of a house."""

from __future__ import annotations

import pytest

from piying.model.errors import Invalid, Missing
from piying.studio.counting.sales import enter
from piying.studio.settling.settle import last_close
from piying.studio.settling.whatif import Otherwise, csv_of, percent, what_if
from studio.money import DEAL, row, sales_file, with_deal

HALF = DEAL[: DEAL.index("[[contract]]")].replace("part = 0.7", "part = 0.5").replace(
    "part = 0.1", "part = 0.2"
)  # fmt: skip


@pytest.fixture
def books(house, tmp_path):
    house = with_deal(house)
    enter(house, sales_file(tmp_path, row(1, "10.00"), row(2, "5.00", "2026-02-04")))
    return house


def terms(folder, text=HALF):
    path = folder / "other.toml"
    path.write_text(text, encoding="utf-8")
    return path


def code(error, house, **said):
    with pytest.raises(error) as caught:
        what_if(house, Otherwise(**said))
    return caught.value.code


def test_who_would_have_more_and_who_less_and_nothing_is_posted(books, tmp_path):
    found = what_if(books, Otherwise(terms(tmp_path)))

    told = {one.party: (one.before_minor, one.after_minor, percent(one))
            for one in found.changes}  # fmt: skip
    assert told["studio"] == (1050, 750, "-28.6 %")
    assert told["li"] == (150, 300, "+100.0 %")
    assert last_close(books) is None


def test_only_the_days_that_are_asked_for_count(books, tmp_path):
    found = what_if(books, Otherwise(terms(tmp_path), begin="2026-02-04"))
    assert {one.party: one.before_minor for one in found.changes}["studio"] == 350


def test_any_deal_may_stand_instead_of_another(books, tmp_path):
    path = terms(tmp_path, HALF.replace('"own-channel"', '"draft"'))
    assert code(Missing, books, terms=path) == "whatif.no_deal"
    assert what_if(books, Otherwise(path, deal="own-channel")).losers


@pytest.mark.parametrize(
    ("said", "error", "wrong"),
    [
        ({}, Invalid, "whatif.nothing"),
        ({"format": "2d", "series": ("moon",)}, Missing, "whatif.no_series"),
        ({"format": "2d", "begin": "soon"}, Invalid, "reconcile.bad_day"),
        ({"format": "2d", "begin": "2026-02-04", "end": "2026-02-01"}, Invalid,
         "reconcile.days_backwards"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(books, said, error, wrong):
    assert code(error, books, **said) == wrong


def test_a_file_of_no_deal_or_of_two_is_refused(books, tmp_path):
    assert code(Invalid, books, terms=terms(tmp_path, "")) == "whatif.nothing"
    two = HALF + HALF.replace("version = 1", "version = 2").replace(
        "effective = 2026-01-01", "effective = 2026-01-02"
    )
    assert code(Invalid, books, terms=terms(tmp_path, two)) == "whatif.two_versions"
    assert code(Invalid, books, terms=terms(tmp_path, two), deal="x") == "whatif.one_deal"
    assert code(Missing, books, terms=tmp_path / "none.toml") == "reconcile.file_missing"


def test_the_table_as_csv(books, tmp_path):
    lines = csv_of(what_if(books, Otherwise(terms(tmp_path))).changes).splitlines()
    assert lines[0].endswith("before_minor,after_minor,difference_minor,percent")
    assert "studio,lamp,lamp,2d,,,CNY,1050,750,-300,-28.6" in lines
