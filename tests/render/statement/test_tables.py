"""A statement as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from piying.render.statement.tables import COLUMNS, csv_of


def rows(statement):
    return list(csv.DictReader(io.StringIO(csv_of(statement).removeprefix("\ufeff"))))


def test_every_line_is_a_row_with_its_exact_amount(statement):
    found = rows(statement)

    assert list(found[0]) == list(COLUMNS)
    assert [int(row["minor"]) for row in found] == [one.minor for one in statement.lines]
    assert found[2]["amount"] == "-0.40"
    assert found[1]["residue"] == "2/5"


def test_it_opens_as_utf8_in_a_spreadsheet(statement):
    assert csv_of(statement).encode().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("sly", ["=1+1", "+1", "@x", "-1", "\tx"])
def test_no_name_is_computed_by_a_spreadsheet(statement, sly):
    found = rows(replace(statement, party=sly))

    assert found[0]["party"] == f"'{sly}"
