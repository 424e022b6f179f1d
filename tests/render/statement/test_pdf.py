"""A statement as a PDF."""

from __future__ import annotations

from dataclasses import replace

from piying.render.statement.pdf import pdf, pictures
from piying.render.statement.sheet import sheet


def test_the_same_statement_gives_the_same_bytes(statement, named):
    one, other = (pdf(sheet(statement, named, "zh")) for _ in range(2))

    assert one.startswith(b"%PDF-")
    assert one == other
    assert pdf(sheet(replace(statement, closing_minor=1), named, "zh")) != one


def test_what_a_statement_says_is_never_code(statement, named):
    sly = replace(named, party='#panic("x") $x$ *b* \\ ]', issuer="#{")

    assert pdf(sheet(statement, sly, "zh")).startswith(b"%PDF-")


def test_a_long_statement_goes_on_over_pages(statement, named):
    lines = tuple(
        replace(statement.lines[0], number=number, series=f"s{number % 40}")
        for number in range(200)
    )
    pages = pictures(sheet(replace(statement, lines=lines), named, "en"), 20)

    assert len(pages) > 5
    assert all(page.startswith(b"\x89PNG") for page in pages)
