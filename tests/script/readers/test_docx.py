"""Word files, made here with python-docx."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from piying.model.errors import Invalid
from piying.script.decode import file_bytes_max
from piying.script.readers.docx import read_docx, unpacked_bytes_max


def saved(document) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def document(*paragraphs: str) -> bytes:
    made = docx.Document()
    for words in paragraphs:
        made.add_paragraph(words)
    return saved(made)


def repacked(data: bytes, name: str, body: bytes) -> bytes:
    """The archive with the part `name` put in place of its own."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, body)
    return kept.getvalue()


def test_a_paragraph_is_a_line_and_a_break_begins_another():
    lines = read_docx(document("1-1 日 内 客厅", "", "张明：走。\n快走。"))

    assert [(one.text, one.paragraph, one.before) for one in lines] == [
        ("1-1 日 内 客厅", 1, 0),
        ("", 2, 0),
        ("张明：走。", 3, 0),
        ("快走。", 3, 6),
    ]


def test_the_cells_of_a_table_are_read_row_by_row_and_merged_ones_once():
    made = docx.Document()
    made.add_paragraph("前")
    table = made.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "1-1 日 内 客厅"
    table.cell(1, 0).text = "△张明走。"
    table.cell(1, 1).text = "张明：走。"
    made.add_paragraph("后")

    assert [one.text for one in read_docx(saved(made))] == [
        "前",
        "1-1 日 内 客厅",
        "△张明走。",
        "张明：走。",
        "后",
    ]


def test_what_is_declared_is_added_up_before_anything_is_unpacked():
    bomb = repacked(document("x"), "word/media/a.bin", bytes(unpacked_bytes_max + 1))

    assert len(bomb) < file_bytes_max
    with pytest.raises(Invalid) as refused:
        read_docx(bomb)
    assert refused.value.code == "script.docx_too_large"
    assert refused.value.data["limit"] == unpacked_bytes_max


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "script.empty"),
        (b"PK\x03\x04 no archive", "script.docx_broken"),
        (document("x")[:-200], "script.docx_broken"),
        (document(" ", ""), "script.empty"),
        (repacked(document("x"), "word/document.xml", b"<broken"), "script.docx_broken"),
        (
            repacked(document("x"), "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
            "script.docx_broken",
        ),
        (repacked(document("x"), "[Content_Types].xml", b"<Types/>"), "script.docx_broken"),
    ],
)
def test_what_is_broken_is_refused(data, code):
    with pytest.raises(Invalid) as refused:
        read_docx(data)

    assert refused.value.code == code
    assert "{" not in refused.value.said("zh") + refused.value.said("en")


def test_an_archive_without_a_document_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a.txt", "x")

    with pytest.raises(Invalid) as refused:
        read_docx(kept.getvalue())

    assert refused.value.code == "script.docx_broken"
