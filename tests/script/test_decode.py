from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.script.decode import decode, file_bytes_max, lines_max
from piying.script.read import read

TEXT = "1-1 日 内 客厅\r\n张明：（喝酒）你好——“真的”……\n△繁體字也可以。\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
def test_the_encoding_is_told_and_the_mark_is_no_letter(encoding, name):
    assert (TEXT, name) == decode(TEXT.encode(encoding))


def test_big_endian_utf_16_is_read_by_its_mark():
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == (TEXT, "utf-16")


def code_of(data: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        decode(data)
    assert refused.value.said("zh")
    assert refused.value.said("en")
    return refused.value.code


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", "\u3000\n".encode()])
def test_an_empty_file_is_refused(data):
    assert code_of(data) == "script.empty"


def test_a_file_over_the_limit_is_refused_with_both_sizes():
    with pytest.raises(Invalid) as refused:
        decode(b"a" * (10 * 1024 * 1024))

    assert refused.value.code == "script.too_large"
    assert {"size": 10 * 1024 * 1024, "limit": file_bytes_max} == refused.value.data


def test_too_many_lines_are_refused():
    assert code_of(b"a\n" * (lines_max + 1)) == "script.too_many_lines"


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, b"abc\x00def", b"a\x01\x02\x03b" * 9],
)
def test_binary_content_is_refused(data):
    assert code_of(data) == "script.binary"


def test_an_old_word_file_is_told_what_to_do():
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)) == "script.old_word"


@pytest.mark.parametrize(
    "data",
    [
        "Привет, как дела? Хорошо.".encode("koi8-r"),
        "張明推門走進客廳".encode()[:-1],
        "これはテストです。".encode("shift-jis"),
    ],
)
def test_other_encodings_are_refused_and_never_guessed(data):
    assert code_of(data) == "script.encoding_unknown"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("Le café est fermé, garçon. “Déjà vu” — no…", "cp1252", "windows-1252"),
        ("張明推門走進客廳，手裡拿著一把傘。", "big5", "big5"),
    ],
)
def test_windows_letters_and_big5_are_read_and_named(text, codec, name):
    assert decode(text.encode(codec)) == (text, name)
    assert "script.encoding_guessed" in [one.code for one in read(text.encode(codec)).findings]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data):
    try:
        text = decode(data).text
    except Invalid as refused:
        text = refused.said("zh")

    assert text.strip()
    assert "\x00" not in text
