"""Novels: any text file of a novel, one chapter of it, and what is no such thing is refused."""

from __future__ import annotations

import pytest

from piying.model.errors import Invalid, Missing
from piying.studio.writing.novel import CHARACTERS_MAX, novel
from studio.novelist import CHAPTERS


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "雨夜.txt"
    found.write_text(CHAPTERS, "utf-8")
    return found


def refused(path, number=None):
    with pytest.raises((Invalid, Missing)) as error:
        novel(path, number)
    return error.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_novel_is_read_in_the_encoding_that_it_has(path, encoding):
    path.write_bytes(CHAPTERS.encode(encoding))

    one = novel(path, 2)
    assert one.text == CHAPTERS
    assert one.chapter.heading == "第二章 清晨"
    assert (one.language, one.title, one.stem) == ("zh", "雨夜", "雨夜-2")


def test_a_text_without_chapters_is_adapted_whole(path):
    path.write_text("The wind was strong.", "utf-8")

    one = novel(path, None, "Roof")
    assert (one.language, one.title, one.stem) == ("en", "Roof", "雨夜")
    assert refused(path, 1).code == "adapting.no_chapters"


def test_of_several_chapters_one_has_to_be_named(path):
    error = refused(path)

    assert error.code == "adapting.which_chapter"
    assert "1 第一章 天台 · 2 第二章 清晨" in error.said("zh")
    assert refused(path, 3).code == "adapting.no_chapter"


def test_many_chapters_are_not_all_listed(path):
    path.write_text("".join(f"第{n}章 甲\n\n她走了。\n\n" for n in range(1, 900)), "utf-8")

    said = refused(path).said("zh")
    assert "899 第899章 甲" in said
    assert len(said) < 400


def test_five_megabytes_without_a_heading_are_refused_with_what_to_do(path):
    path.write_text("林夏走过长街，她没有回头。" * 130_000, "utf-8")

    error = refused(path)
    assert error.code == "adapting.too_long"
    assert f"{CHARACTERS_MAX:,}" in error.said("zh")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "script.empty"),
        (b" \n\r\n", "script.empty"),
        (bytes(range(256)) * 40, "script.binary"),
        (b"x" * (9 << 20), "cli.file_too_large"),
    ],
    ids=["empty", "blank", "no text", "too large"],
)
def test_what_is_no_text_is_refused(path, data, code):
    path.write_bytes(data)

    assert refused(path).code == code


def test_what_is_not_there_is_missing(tmp_path):
    assert refused(tmp_path / "nix.txt").code == "cli.no_file"
    assert refused(tmp_path).code == "cli.is_folder"
