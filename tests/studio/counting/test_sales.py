"""Sales come in from files."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.errors import Conflict, Invalid, Missing
from piying.store.sales import Sales
from piying.studio.counting.sales import enter, sales_of
from studio.money import HEADER, row, sales_file


def test_a_file_is_entered_once_however_often(house, tmp_path):
    path = sales_file(tmp_path, row(1, "10.00"), row(2, "0.05"))

    assert (enter(house, path).fresh, enter(house, path).fresh) == (2, 0)
    kept = list(Sales(house.store.database).upto("2026-12-31"))
    assert [sale.gross_minor for sale in kept] == [1000, 5]
    assert house.store.blobs.has(kept[0].raw)


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (row(2, "10.005"), "gross"),
        (row(2, "-1"), "gross"),
        (row(2, "1e3"), "gross"),
        (row(2, "1.00", day="2026-02-30"), "day"),
        (row(2, "1.00", series="a b"), "series"),
        (row(2, "1.00").replace("episode", "song"), "kind"),
        (row(2, "1.00").replace("CNY", "RMB1"), "currency"),
        (row(2, "1.00").replace(",1,own", ",x,own"), "episode"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_of_the_file_is_kept(house, tmp_path, bad, column):
    path = sales_file(tmp_path, row(1, "10.00"), bad)
    with pytest.raises(Invalid) as caught:
        enter(house, path)

    assert caught.value.code == "sales.bad_row"
    assert (caught.value.data["row"], caught.value.data["column"]) == (3, column)
    assert not list(Sales(house.store.database).upto("2026-12-31"))


def test_a_file_without_a_column_says_which(house, tmp_path):
    path = tmp_path / "s.csv"
    path.write_text(HEADER.replace("fee,", ""), encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        enter(house, path)

    assert caught.value.data["column"] == "fee"


def test_a_file_that_is_not_there_or_in_another_encoding_is_refused(house, tmp_path):
    with pytest.raises(Missing):
        enter(house, tmp_path / "none.csv")
    (tmp_path / "g.csv").write_bytes("来源".encode("gb18030"))
    with pytest.raises(Invalid) as caught:
        enter(house, tmp_path / "g.csv")
    assert caught.value.code == "sales.unreadable"


def test_the_same_transaction_with_another_amount_is_refused(house, tmp_path):
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    with pytest.raises(Conflict):
        enter(house, sales_file(tmp_path, row(1, "11.00"), name="other.csv"))


@given(st.binary(max_size=300))
def test_no_bytes_make_it_crash(data):
    with suppress(Invalid):
        sales_of(HEADER.encode() + b"\n" + data, "f.csv")
