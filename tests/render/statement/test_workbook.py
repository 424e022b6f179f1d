"""Workbooks: what is a number adds up, and nothing in them is ever computed."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from piying.model.books import Statement, StatementLine
from piying.render.statement import workbook as books
from piying.render.statement.tables import COLUMNS
from piying.render.statement.workbook import workbook, workbook_of

ATTACKS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")')


def read(data):
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets


@pytest.mark.parametrize("text", ATTACKS)
def test_what_begins_like_a_formula_is_a_text_and_stays_one(text):
    data = workbook(("a", "b"), [(text, 5)])
    (sheet,) = read(data)
    parts = zipfile.ZipFile(io.BytesIO(data))

    assert (sheet["A2"].value, sheet["A2"].data_type) == (text, "s")
    assert sheet["A2"].quotePrefix
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_a_head_is_a_text_too():
    (sheet,) = read(workbook(("=1",), []))

    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=1", "s")


def test_numbers_are_numbers_and_what_is_not_known_is_empty():
    (sheet,) = read(workbook(("a", "b", "c", "d"), [(7, None, 10**15, "灯")]))

    assert [one.value for one in sheet[2]] == [7, None, "1000000000000000", "灯"]
    assert sheet.freeze_panes == "B2"


def test_signs_that_xml_has_none_for_are_replaced():
    (sheet,) = read(workbook(("a",), [("x\x00\x08y",)]))

    assert sheet["A2"].value == "x\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}y"


@pytest.mark.parametrize(("count", "sheets"), [(0, [1]), (3, [4]), (4, [4, 2]), (6, [4, 4])])
def test_what_a_sheet_cannot_hold_goes_on_another(monkeypatch, count, sheets):
    monkeypatch.setattr(books, "ROWS_MAX", 3)

    found = read(workbook(("a",), ((number,) for number in range(count))))
    assert [one.max_row for one in found] == sheets


@pytest.mark.parametrize(
    ("currency", "minor", "amount"),
    [("CNY", 845_010, "8450.1"), ("CNY", -7, "-0.07"), ("JPY", 845, "845"), ("CNY", 0, "0")],
)
def test_a_statement_s_amounts_add_up_in_their_unit(currency, minor, amount):
    line = StatementLine(
        1, "=lamp", "own", "share", "3.1", "settle.nothing_closed", (), 9, "play", "1/2", minor,
        "0",
    )  # fmt: skip
    data = workbook_of(Statement(
        "S-1", "acme", "2026-W47", "2026-11-16", "2026-11-22", currency, 0, 0, (line,),
        0, 0, 0, minor, 0, "", (), (), (), "h",
    ))  # fmt: skip
    (sheet,) = read(data)
    row = dict(zip(COLUMNS, sheet[2], strict=True))
    parts = zipfile.ZipFile(io.BytesIO(data))

    assert row["series"].value == "=lamp"
    assert row["minor"].value == minor
    assert row["amount"].value == float(amount)
    assert f"<v>{amount}" in parts.read("xl/worksheets/sheet1.xml").decode()
