"""Whatever is handed in: plain words in both languages, the right exit code, no traceback."""

from __future__ import annotations

import errno
import os

import pytest

from piying.partners.registry import embedded
from piying.render.text import fonts
from piying.studio.writing import write as writing

HEAD = "1-1 夜 内 木匠铺客厅\n人物：林夏\n"
LINE = HEAD + "林夏：你好。\n"


def han(text):
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@pytest.fixture
def said(piying):
    """Runs in both languages and holds each to its own; gives the English one."""

    def run(*words):
        zh = piying(*words, "--language", "zh")
        en = piying(*words, "--language", "en")
        assert zh.code == en.code
        assert han(zh.err), zh.err
        return en

    return run


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("empty.txt", b"", 2, "empty"),
        ("blank.txt", b"  \n \n", 2, "empty"),
        ("bom.txt", b"\xef\xbb\xbf", 2, "empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, 2, ""),
        ("zeros.txt", b"\0" * 4096, 2, ""),
        ("unknown.txt", bytes(range(128, 256)) * 30, 2, ""),
        ("cut.docx", b"PK\x03\x04" + b"\0" * 200, 2, ""),
        ("cut.fdx", b"<?xml version='1.0'?><FinalDraft><Content>", 2, ""),
        ("other.fdx", b"<html><body>x</body></html>", 2, ""),
        ("large.txt", b"a" * 10_000_001, 2, "limit"),
    ],
)
def test_a_file_that_is_no_screenplay_is_refused(said, tmp_path, name, data, code, words):
    (tmp_path / name).write_bytes(data)
    ended = said("make", name)

    assert ended.code == code
    assert words in ended.err
    assert not (tmp_path / "out").exists()


def test_a_screenplay_of_ten_megabytes_is_read_or_refused_quickly(said, tmp_path):
    (tmp_path / "long.txt").write_text(LINE * 200_000, "utf-8")
    ended = said("write", "long.txt")

    assert ended.code == 2
    assert "limit" in ended.err


def test_a_line_of_100000_characters_is_said_with_its_place(said, tmp_path, cast):
    (tmp_path / "line.txt").write_text(HEAD + "林夏：" + "好" * 100_000 + "\n", "utf-8")
    ended = said("make", "line.txt", "-p", "tiny")

    assert ended.code == 2
    assert "Line 3" in ended.err
    assert cast.voice.made == []


def test_a_path_that_leads_nowhere_or_to_a_folder_is_said(said, tmp_path):
    (tmp_path / "folder").mkdir()

    assert said("make", "nowhere.txt").code == 3
    ended = said("make", "folder")
    assert ended.code == 2
    assert "folder" in ended.err


@pytest.mark.parametrize(
    ("toml", "code", "words"),
    [
        (b"[[character]\nname = 1", 2, "Line 1"),
        (b"\xff\xfe\x00", 2, "UTF-8"),
        ("[[character]]\nname = '林夏'\nvoice = 'nobody'\n".encode(), 0, "nobody"),
        ("[[character]]\nname = '林夏'\nhat = 'red'\n".encode(), 0, "hat"),
        (b"language = 'fr'\n", 0, "fr"),
        (b"x" * 1_000_001, 2, "limit"),
    ],
)
def test_what_is_wrong_in_a_cast_file_is_said_with_its_place(said, tmp_path, toml, code, words):
    (tmp_path / "s.txt").write_text(LINE, "utf-8")
    (tmp_path / "cast.toml").write_bytes(toml)
    ended = said("write", "s.txt")

    assert ended.code == code
    assert words in ended.err
    assert "cast" in ended.err


def test_a_cast_file_that_is_named_and_not_there_is_said(said, tmp_path):
    (tmp_path / "s.txt").write_text(LINE, "utf-8")

    assert said("make", "s.txt", "--cast", "nobody.toml").code == 3


def test_a_character_without_a_voice_in_the_cast_file_gets_one(piying, tmp_path):
    (tmp_path / "s.txt").write_text(LINE, "utf-8")
    (tmp_path / "cast.toml").write_text('[[character]]\nname = "林夏"\n', "utf-8")

    assert piying("make", "s.txt", "-p", "tiny").code == 0


def test_a_scene_without_a_word_spoken_becomes_a_film(piying, tmp_path, cast):
    (tmp_path / "s.txt").write_text(HEAD + "△雨一直下。\n", "utf-8")
    ended = piying("make", "s.txt", "-p", "tiny")

    assert ended.code == 0
    assert cast.voice.made == []


@pytest.mark.parametrize(
    ("words", "code", "said_words"),
    [
        (["mak"], 2, "mak"),
        (["make"], 2, "script"),
        (["make", "s.txt", "--no-such"], 2, "--no-such"),
        (["make", "s.txt", "-e", "x"], 2, "“x”"),
        (["make", "s.txt", "-e", "0"], 2, "“0”"),
        (["make", "s.txt", "-e", "9"], 3, "1"),
        (["make", "s.txt", "-e"], 2, "-e"),
        (["make", "s.txt", "-p", "huge"], 2, "phone"),
        (["make", "s.txt", "--format", "pdf"], 2, "pdf"),
        (["master", "nothing"], 3, "write"),
        (["show"], 3, "write"),
        (["make", "s.txt", "--workers", "-1"], 2, "workers"),
        (["make", "s.txt", "--workers", "0"], 2, "“0”"),
        (["make", "s.txt", "--workers", "9999"], 2, "9999"),
        (["make", "s.txt", "--workers", "dask:/nobody"], 2, "dask://host:port"),
        (["make", "s.txt", "--workers", "dask://nobody"], 2, "dask://host:port"),
    ],
)
def test_what_is_typed_wrongly_is_said(said, tmp_path, words, code, said_words):
    (tmp_path / "s.txt").write_text(LINE, "utf-8")
    ended = said(*words)

    assert ended.code == code
    assert said_words in ended.err


def test_a_wrong_profile_is_refused_before_anything_is_made(piying, tmp_path, cast):
    (tmp_path / "s.txt").write_text(LINE, "utf-8")
    piying("make", "s.txt", "-p", "huge")

    assert cast.voice.made == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PIYING_WORKERS", "abc"),
        ("PIYING_WORKERS", "0"),
        ("PIYING_WORKERS", "9999"),
        ("PIYING_RATE", "26"),
        ("PIYING_RATE", "25.0"),
        ("PIYING_LANGUAGE", "fr"),
        ("PIYING_PRODUCER", "two words"),
    ],
)
def test_a_setting_that_cannot_be_is_named(said, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    ended = said("show")

    assert ended.code == 2
    assert name in ended.err
    assert value in ended.err


def test_an_empty_data_folder_says_what_to_run(said, tmp_path, fakes, monkeypatch):
    (tmp_path / "s.txt").write_text(LINE, "utf-8")
    kit, *_ = fakes.Cast().providers()
    monkeypatch.setattr(
        fakes.Cast, "providers", lambda _self: (kit, *embedded(tmp_path / "nothing"))
    )
    ended = said("make", "s.txt", "-p", "tiny", "--data", tmp_path / "nothing")

    assert ended.code == 3
    assert "./piying setup" in ended.err


def test_a_missing_font_package_says_what_to_run(said, tmp_path, monkeypatch):
    (tmp_path / "s.txt").write_text(LINE, "utf-8")
    monkeypatch.setattr(fonts, "find_spec", lambda _name: None)
    ended = said("make", "s.txt", "-p", "tiny")

    assert ended.code == 3
    assert "piying setup" in ended.err


def test_an_out_folder_that_is_a_file_is_said_and_nothing_is_lost(said, piying, tmp_path, cast):
    (tmp_path / "s.txt").write_text(LINE, "utf-8")
    (tmp_path / "out").write_text("a file", "utf-8")
    ended = said("make", "s.txt", "-p", "tiny")

    assert ended.code == 4
    assert "out" in ended.err
    assert (tmp_path / "out").read_text("utf-8") == "a file"

    (tmp_path / "out").unlink()
    made = len(cast.voice.made)

    assert piying("make", "s.txt", "-p", "tiny").code == 0
    assert len(cast.voice.made) == made


def test_an_unforeseen_mistake_is_apologised_for_and_written_down(
    said, tmp_path, monkeypatch, script
):
    def broken(*_args, **_named):
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr(writing, "read", broken)
    ended = said("write", script)
    # two runs: where a second passes between them, each has a file of its own
    logs = sorted((tmp_path / ".piying" / "errors").glob("*.txt"), reverse=True)

    assert ended.code == 1
    assert "ZeroDivisionError" in ended.err
    assert str(logs[0]) in ended.err
    assert "Traceback" in logs[0].read_text("utf-8")
    assert "'write'" in logs[0].read_text("utf-8")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x.bin"), "disk is full"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES), "x.bin"), "may not be"),
        (MemoryError(), "--workers 1"),
    ],
)
def test_what_the_machine_refuses_anywhere_is_said_plainly(
    said, monkeypatch, script, error, words
):
    def broken(*_args, **_named):
        raise error

    monkeypatch.setattr(writing, "read", broken)
    ended = said("write", script)

    assert ended.code == 4
    assert words in ended.err


@pytest.mark.parametrize("port", ["65536", "-1", "x", "８０", "99999999999"])
def test_a_port_that_there_is_not_is_refused(piying, port):
    ended = piying("play", "-e", "1", f"--port={port}")

    assert ended.code == 2
    assert f"“{port}”" in ended.err
    assert "65535" in ended.err
