from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.canon import digest_bytes
from piying.model.errors import Invalid
from piying.script.read import read, text_format

CHINESE = "1-1 日 内 客厅\n人物：张明\n△门开了。\n张明：（笑）走。\n"
FOUNTAIN = "INT. HOUSE - DAY\n\nHe runs.\n\nTOM\nHi.\n"
CHINESE_FOUNTAIN = "Title: 雨\n\n.1-1 夜 外 码头\n\n雨下着。\n\n@张明\n走。\n\n> 切至：\n"
FDX = (
    b'<?xml version="1.0" encoding="UTF-8"?><FinalDraft><Content><Paragraph Type="Character">'
    b"<Text>TOM</Text></Paragraph><Paragraph Type='Dialogue'><Text>Hi.</Text></Paragraph>"
    b"</Content></FinalDraft>"
)


def word(text: str) -> bytes:
    made = docx.Document()
    for line in text.split("\n"):
        made.add_paragraph(line)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_row_26_encodings_and_line_ends_give_the_same_elements(encoding, end):
    data = CHINESE.replace("\n", end).encode(encoding)

    reading = read(data)

    assert reading.script == read(CHINESE.encode()).script
    assert reading.encoding == encoding
    assert reading.source == digest_bytes(data)


@pytest.mark.parametrize(
    ("data", "name", "format_name"),
    [
        (CHINESE.encode(), "", "chinese"),
        (CHINESE.encode(), "a.txt", "chinese"),
        (FOUNTAIN.encode(), "", "fountain"),
        (FOUNTAIN.encode(), "a.txt", "fountain"),
        (CHINESE_FOUNTAIN.encode(), "", "fountain"),
        (CHINESE.encode(), "A.FOUNTAIN", "fountain"),
        (CHINESE_FOUNTAIN.encode(), "a.spmd", "fountain"),
        (FDX, "", "fdx"),
        (FDX, "a.txt", "fdx"),
        (b"\xef\xbb\xbf" + FDX, "", "fdx"),
        (word(CHINESE), "", "chinese"),
        (word(CHINESE), "a.docx", "chinese"),
        (word(FOUNTAIN), "a.docx", "fountain"),
        ("张明：走。".encode(), "", "chinese"),
    ],
)
def test_the_format_is_told_by_the_file_itself(data, name, format_name):
    assert read(data, name=name).format == format_name


def test_the_caller_may_name_the_format():
    assert read(CHINESE.encode(), format="fountain").format == "fountain"
    assert read(CHINESE_FOUNTAIN.encode(), format="chinese").format == "chinese"


def test_a_document_is_placed_by_its_paragraphs():
    reading = read(word("1-1 日 内 客厅\n\n【闪回】\n张明：走。"))

    assert [one.line for one in reading.spans] == [1, 3, 4, 4]
    assert [dict(one.data)["line"] for one in reading.findings] == ["3"]


def test_lines_within_a_paragraph_are_placed_by_their_letters():
    made = docx.Document()
    made.add_paragraph("1-1 日 内 客厅\n张明：走。")
    kept = io.BytesIO()
    made.save(kept)

    reading = read(kept.getvalue())

    assert [(one.line, one.column) for one in reading.spans] == [(1, 1), (1, 12), (1, 15)]


def code_of(data: bytes, **given_names: str) -> str:
    with pytest.raises(Invalid) as refused:
        read(data, **given_names)
    assert "{" not in refused.value.said("zh") + refused.value.said("en")
    return refused.value.code


@pytest.mark.parametrize(
    ("data", "names", "code"),
    [
        (b"", {}, "script.empty"),
        (b" \n\n", {}, "script.empty"),
        (b"", {"name": "a.docx"}, "script.empty"),
        (CHINESE.encode(), {"format": "final"}, "script.format_unknown"),
        (CHINESE.encode(), {"name": "a.fdx"}, "script.fdx_broken"),
        (CHINESE.encode(), {"name": "a.docx"}, "script.docx_broken"),
        (CHINESE.encode(), {"format": "fdx"}, "script.fdx_broken"),
        (b"<FinalDraft><Content/></FinalDraft>", {}, "script.empty"),
        (b"x" * (10 * 1024 * 1024), {}, "script.too_large"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", {}, "script.binary"),
    ],
)
def test_bad_input_is_refused_with_what_to_do(data, names, code):
    assert code_of(data, **names) == code


def test_a_script_without_speech_or_headings_is_told_so():
    assert {one.code for one in read("△雨。".encode()).findings} == {
        "script.no_dialogue",
        "script.no_heading",
    }


def test_a_whole_script_lacks_nothing():
    assert read(CHINESE.encode()).findings == ()


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        ("", "fountain"),
        ("TOM\nHi.\n", "fountain"),
        ("INT. 客厅 - 日\n\n@张明\n走。", "fountain"),
        ("内. 客厅 - 日\n张明：走。", "chinese"),
        ("# 第一集\n\n**1-1 日 内 客厅**\n\n张明：走。", "chinese"),
        ("张明走进来。", "chinese"),
    ],
)
def test_the_lines_speak_for_a_format(text, format_name):
    assert text_format(text) == format_name


@settings(deadline=None)
@given(st.binary(max_size=80), st.sampled_from(["", "a.txt", "a.fdx", "a.docx", "a.fountain"]))
def test_any_bytes_are_read_or_refused(data, name):
    try:
        found = len(read(data, name=name).script.elements)
    except Invalid as refused:
        found = len(refused.said("zh"))

    assert found > 0


def test_latin_lines_with_names_before_colons_are_speech():
    text = "INT. PARK - DAY\n\nANN: Free?\nBOB (low): Yes.\nAnn sits.\nANN: Good.\n"
    elements = read(text.encode()).script.elements

    assert [one.kind.value for one in elements].count("cue") == 3
    assert elements[0].kind.value == "heading"


def test_fountain_with_a_colon_or_two_stays_fountain():
    text = "INT. PARK - DAY\n\nNote: rain.\n\nANN\nFree?\n\nBOB\nYes: it is.\n\nANN\nGood.\n"

    assert text_format(text) == "fountain"
