"""Sheets: tables as rows of text, within limits, and nothing is computed."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from piying.model.errors import Invalid
from piying.partners.statements import sheet as module
from piying.partners.statements.sheet import ROWS_MAX, sheet

PLAIN = ("utf-8", "gb18030")


def book(rows, name="Sheet", formula=None):
    made = openpyxl.Workbook()
    page = made.active
    page.title = name
    for row in rows:
        page.append(row)
    if formula:
        page[formula[0]] = formula[1]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def code(data, **said):
    with pytest.raises(Invalid) as caught:
        sheet(data, "f", PLAIN, **said)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_in_any_of_its_encodings(encoding):
    text = "剧名,播放\n月,7\n"
    assert sheet(text.encode(encoding), "f", PLAIN) == [("剧名", "播放"), ("月", "7")]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_by_the_mark_of_its_first_line(mark):
    assert sheet(f"a{mark}b\n1{mark}2\n".encode(), "f", PLAIN) == [("a", "b"), ("1", "2")]


def test_a_quoted_cell_may_hold_a_line_break():
    assert sheet(b'a,b\n"x\ny",2\n', "f", PLAIN)[1] == ("x\ny", "2")


def test_a_workbook_gives_numbers_as_decimals_and_days_as_days():
    at = datetime.fromisoformat("2026-11-23T08:00:00")
    rows = [["t", 12, 0.1, 1234567.89, 0.00001, date(2026, 11, 23), at]]
    found = sheet(book(rows), "f", PLAIN)

    assert found == [
        ("t", "12", "0.1", "1234567.89", "0.00001", "2026-11-23 00:00:00",
         "2026-11-23 08:00:00")
    ]  # fmt: skip


def test_a_sheet_by_its_name():
    assert sheet(book([["a"]], "六月"), "f", PLAIN, "六月") == [("a",)]
    assert code(book([["a"]]), name="六月") == "reconcile.no_sheet"


def test_a_formula_without_a_kept_value_is_refused_and_never_computed():
    assert code(book([["a", 1]], formula=("B1", "=1+1"))) == "reconcile.formula"


def test_an_archive_that_declares_too_much_is_refused_before_it_is_unpacked(monkeypatch):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (2 << 20))

    monkeypatch.setattr(module, "UNPACKED_BYTES_MAX", 1 << 20)
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    assert len(out.getvalue()) < 1 << 16
    assert code(out.getvalue()) == "reconcile.too_large"


def test_entities_are_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'
        )

    assert code(out.getvalue()) == "reconcile.broken"


def test_a_cell_in_the_last_row_of_a_sheet_does_not_make_a_million_rows():
    made = openpyxl.Workbook()
    made.active["A1048576"] = 1
    out = io.BytesIO()
    made.save(out)

    assert code(out.getvalue()) == "reconcile.too_large"


def test_too_many_rows_columns_and_letters_are_refused():
    assert code(b"a\n" * (ROWS_MAX + 1)) == "reconcile.too_large"
    assert code(b"," * 300 + b"x\n") == "reconcile.row_too_large"
    assert code(b'"' + b"x" * 6_000 + b'"\n') == "reconcile.row_too_large"


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "reconcile.empty"),
        (b"\n\n,,\n", "reconcile.empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "reconcile.old_workbook"),
        (b"PK\x03\x04 nonsense", "reconcile.broken"),
        (b"\xff\xff\xff", "reconcile.not_text"),
        (b"a\x00b", "reconcile.not_text"),
        (b'a\n"x', "reconcile.broken"),
    ],
)
def test_what_is_no_table_is_refused(data, wrong):
    assert code(data) == wrong
