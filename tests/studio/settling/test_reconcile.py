"""reconcile: their file against our facts; what is kept counts, and a dispute keeps back."""

from __future__ import annotations

import pytest

from piying.model.books import Metric
from piying.model.deal import Ratio
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.foreign import Why
from piying.partners.statements.reading import Asked
from piying.studio.counting.sales import enter
from piying.studio.settling.bookkeeping import agreed_of, facts_of
from piying.studio.settling.disputes import holds_of
from piying.studio.settling.foreign import foreigns
from piying.studio.settling.reconcile import Wish, compare_file, csv_of, tolerance_of
from piying.studio.settling.settle import settle
from studio.money import DEAL, row, sales_file, with_deal

HEAD = "title,day,platform,currency,gross"


@pytest.fixture
def books(house, tmp_path):
    """A house that sold 10.00 on one day and 5.00 on the next."""
    house = with_deal(house)
    enter(house, sales_file(tmp_path, row(1, "10.00"), row(2, "5.00", "2026-02-04")))
    return house


def theirs(folder, *rows, name="theirs.csv"):
    path = folder / name
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    return path


def whys(found):
    return [(one.why, one.minor) for one in found.found.differences]


def test_their_file_against_our_sales(books, tmp_path):
    path = theirs(tmp_path, "lamp,2026-02-03,own,CNY,9.00", "《Lamp》,2026-02-04,own,CNY,5",
                  "风,2026-02-04,own,CNY,1")  # fmt: skip
    found = compare_file(books, path, Wish())

    assert whys(found) == [(Why.UNEXPLAINED, -100), (Why.UNKNOWN_TITLE, 100), (Why.EQUAL, 0)]
    (total,) = found.found.sums
    assert (total.theirs, total.ours) == (1500, 1500)


def test_what_is_brought_in_is_kept_with_its_file_and_the_same_days_again_are_a_correction(
    books, tmp_path
):
    path = theirs(tmp_path, "lamp,2026-02-03,own,CNY,9.00")
    compare_file(books, path, Wish())
    compare_file(books, theirs(tmp_path, "lamp,2026-02-03,own,CNY,10"), Wish())

    (one,) = foreigns(books)
    assert [claim.amount for claim in one.claims] == [1000]
    assert books.store.blobs.get(one.file).startswith(b"title,")


def test_days_that_another_statement_has_are_refused(books, tmp_path):
    compare_file(books, theirs(tmp_path, "lamp,2026-02-03,own,CNY,9"), Wish())
    longer = theirs(tmp_path, "lamp,2026-02-03,own,CNY,9", "lamp,2026-02-04,own,CNY,9")

    with pytest.raises(Conflict) as caught:
        compare_file(books, longer, Wish())
    assert caught.value.code == "reconcile.overlap"
    assert compare_file(books, longer, Wish(dry_run=True)).kept is None
    assert compare_file(books, longer, Wish(asked=Asked(begin="2026-02-04"))).kept


def test_a_deal_that_counts_their_statement_is_paid_by_it(house, tmp_path):
    house = with_deal(house)
    terms = house.settings.house / "deals" / "own.toml"
    terms.write_text(DEAL.replace('counts = "own"', 'counts = "statement"'), encoding="utf-8")
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    compare_file(house, theirs(tmp_path, "lamp,2026-02-03,own,CNY,20.00"), Wish())
    found = settle(house, "2026-W06", by="me")

    assert [one.closing_minor for one in found.statements] == [200, 1400]
    (fact,) = [one for one in facts_of(house, agreed_of(house), "2026-02-08").facts
               if one.counted_by == "statement"]  # fmt: skip
    assert (fact.metric, fact.amount) == (Metric.GROSS, 2000)


def test_a_total_of_days_that_stand_above_it_is_not_paid_again(house, tmp_path):
    house = with_deal(house)
    terms = house.settings.house / "deals" / "own.toml"
    terms.write_text(DEAL.replace('counts = "own"', 'counts = "statement"'), encoding="utf-8")
    path = tmp_path / "weeks.csv"
    path.write_text(
        "title,begin,end,platform,currency,gross\nlamp,2026-02-02,2026-02-08,own,CNY,20\n"
        "lamp,2026-02-03,2026-02-03,own,CNY,5\nlamp,2026-02-03,2026-02-03,own,CNY,5\n",
        encoding="utf-8",
    )
    compare_file(house, path, Wish())

    assert [one.amount for one in facts_of(house, agreed_of(house), "2026-02-08").facts] == [
        500
    ]


def test_a_deal_that_counts_our_own_is_not_changed_by_theirs(books, tmp_path):
    compare_file(books, theirs(tmp_path, "lamp,2026-02-03,own,CNY,20.00"), Wish())

    assert {
        one.counted_by for one in facts_of(books, agreed_of(books), "2026-02-08").facts
    } == {"own"}


def test_a_dispute_keeps_back_what_a_line_is_about_until_somebody_releases_it(books, tmp_path):
    path = theirs(tmp_path, "lamp,2026-02-03,own,CNY,9.00", "lamp,2026-02-04,own,CNY,5.00")
    made = compare_file(books, path, Wish(line=1, why="they lack one", by="li")).disputed

    assert (made.hold.minor, made.hold.since, made.line.why) == (
        100,
        "2026-02-03",
        Why.UNEXPLAINED,
    )
    assert holds_of(books) == (made.hold,)
    found = settle(books, "2026-W06", by="me")
    assert [one.held_minor for one in found.statements] == [100, 100]
    with pytest.raises(Conflict) as caught:
        compare_file(books, path, Wish(line=1, why="again"))
    assert caught.value.code == "reconcile.disputed_already"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(line=1), "reconcile.say_why"),
        (Wish(line=9, why="x"), "reconcile.no_line"),
        (Wish(line=3, why="x"), "reconcile.line_agrees"),
        (Wish(line=2, why="x"), "reconcile.line_homeless"),
        (Wish(line=1, why="x", dry_run=True), "reconcile.kept_back"),
        (Wish(asked=Asked(begin="soon")), "reconcile.bad_day"),
        (Wish(asked=Asked("2026-02-09", "2026-02-02")), "reconcile.days_backwards"),
        (Wish(tolerance="much"), "reconcile.bad_tolerance"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_kept(books, tmp_path, wish, code):
    path = theirs(tmp_path, "lamp,2026-02-03,own,CNY,9.00", "lamp,2026-02-04,own,CNY,5.00",
                  "风,2026-02-04,own,CNY,0.50")  # fmt: skip
    with pytest.raises(Invalid) as caught:
        compare_file(books, path, wish)

    assert caught.value.code == code
    assert (foreigns(books), holds_of(books)) == ((), ())


def test_an_alias_names_our_title_and_has_to_be_of_one(books, tmp_path):
    folder = books.settings.house / "statements"
    folder.mkdir()
    (folder / "aliases.toml").write_text('[alias]\n"灯"="lamp"\n', encoding="utf-8")
    path = theirs(tmp_path, "灯,2026-02-03,own,CNY,10.00")
    assert whys(compare_file(books, path, Wish(asked=Asked(end="2026-02-03"))))[0] == (
        Why.EQUAL, 0,
    )  # fmt: skip

    (folder / "aliases.toml").write_text('[alias]\n"灯"="lantern"\n', encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        compare_file(books, path, Wish())
    assert caught.value.code == "reconcile.alias_unknown"


def test_a_template_of_ones_own_by_its_name(books, tmp_path):
    folder = books.settings.house / "statements"
    folder.mkdir()
    (folder / "mine.toml").write_text(
        'id="mine"\nname="mine"\nplatform="own"\ncurrency="CNY"\ntolerance={least=5}\n'
        '[columns]\ntitle=["t"]\nday=["d"]\n[[number]]\nid="g"\nheadings=["g"]\nmetric="gross"\n',
        encoding="utf-8",
    )
    path = tmp_path / "x.csv"
    path.write_text("t,d,g\nlamp,2026-02-03,9.95\nlamp,2026-02-04,4.94\n", encoding="utf-8")

    assert whys(compare_file(books, path, Wish("mine"))) == [
        (Why.UNEXPLAINED, -6), (Why.SMALL, -5),
    ]  # fmt: skip
    with pytest.raises(Missing) as caught:
        compare_file(books, path, Wish("other"))
    assert "mine" in caught.value.data["known"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("0.5%", (Ratio(1, 200), 0)), ("10", (Ratio(0), 10)), ("0.5% + 10", (Ratio(1, 200), 10))],
)
def test_a_tolerance_as_people_write_it(text, told):
    found = tolerance_of(text)

    assert (found.share, found.least) == told


def test_csv_keeps_a_title_from_being_computed(books, tmp_path):
    path = theirs(tmp_path, '"=1+1",2026-02-03,own,CNY,9.00')
    assert "'=1+1" in csv_of(compare_file(books, path, Wish(dry_run=True)).found.differences)
