"""The door: what a program gets, what a person gets, and the exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from piying.cli import door
from piying.cli.verbs import verb_module
from piying.render.encoders import ENCODERS
from piying.studio.installing import setup


def test_json_is_one_object_for_each_episode_and_nothing_else(piying, script):
    ended = piying("make", script, "-p", "tiny", "--json")

    assert ended.code == 0
    assert [one["episode"] for one in ended.objects] == [1, 2]
    assert all(one["path"].endswith(".mp4") for one in ended.objects)
    assert ended.err == ""


@pytest.mark.parametrize("verb", ["board", "shoot", "edit", "show", "takes", "export"])
@pytest.mark.usefixtures("filmed")
def test_json_of_every_verb_can_be_read(piying, verb):
    ended = piying(verb, "-e", "1", "--json", *(["-p", "tiny"] if verb == "show" else []))

    assert ended.code == 0
    assert len(ended.objects) == 1
    assert ended.err == ""


def test_a_dry_run_lists_and_makes_nothing(piying, script, cast, tmp_path):
    ended = piying("make", script, "--dry-run", "--json")

    assert [len(one["would_make"]) for one in ended.objects] == [3, 2]
    assert all(one["more_after_voices"] for one in ended.objects)
    assert cast.voice.made == []
    assert not (tmp_path / "out").exists()


def test_a_failure_is_an_object_too(piying):
    ended = piying("make", "nowhere.txt", "--json")

    assert ended.code == 3
    (told,) = ended.objects
    assert told["error"] == "cli.no_file"


def test_a_person_is_told_where_everything_lies_and_how_long_it_took(piying, script, tmp_path):
    ended = piying("make", script, "-e", "1", "-p", "tiny")
    folder = tmp_path / "out" / "小戏"

    for name in ("", "-cover", "-sheet"):
        assert str(folder / f"episode-01-tiny{name}.") in ended.out
    assert "LUFS" in ended.out
    assert "rendering shots" in ended.err
    assert "s in all" in ended.err


def test_show_says_in_words_what_is_stale_and_why(piying, filmed):
    filmed.write_text(filmed.read_text("utf-8").replace("你走。", "你快走吧。"), "utf-8")
    piying("write", filmed)
    zh = piying("show", "-p", "tiny", "-e", "1", "--language", "zh").out
    en = piying("show", "-p", "tiny", "-e", "1").out

    assert "过期" in zh
    assert "剧本有变动" in zh
    assert "changed: the script" in en


def test_every_table_of_a_chinese_board_is_aligned(piying, script):
    piying("write", script)
    lines = piying("board", "-e", "1", "--language", "zh").out.splitlines()

    assert "林夏：谁？" in "".join(lines)
    assert lines[0].split()[:3] == ["镜头", "景别", "运镜"]


@pytest.mark.parametrize("kind", ["otio", "srt", "vtt", "ass", "fountain"])
@pytest.mark.usefixtures("filmed")
def test_every_export_is_written(piying, tmp_path, kind):
    ended = piying("export", "-e", "1", "--as", kind)
    name = f"小戏.{kind}" if kind == "fountain" else f"episode-01.{kind}"

    assert ended.code == 0
    assert (tmp_path / "out" / "小戏" / name).stat().st_size > 0


@pytest.mark.usefixtures("filmed")
def test_another_take_can_be_made_and_chosen(piying):
    (made,) = piying("shoot", "3", "-e", "1", "--again", "1", "--json").objects[0]["made"]
    chosen = piying("takes", "-e", "1", "--choose", made["take"])
    shown = piying("show", "-e", "1", "-p", "tiny")

    assert made["seed"] == 1
    assert chosen.code == 0
    assert "changed: the takes" in shown.out
    assert piying("shoot", "3", "--again", "1").code == 2  # of which episode?


@pytest.mark.usefixtures("filmed")
def test_frames_draws_a_sheet_of_the_board_and_of_the_film(piying, tmp_path):
    board = piying("frames", "-e", "1", "--json")
    film = piying("frames", "-e", "1", "-p", "tiny", "--of", "master", "--json")
    none = piying("frames", "-e", "2", "-p", "tiny", "--of", "master")

    for ended in (board, film):
        assert ended.code == 0
        assert (tmp_path / ended.objects[0]["path"]).stat().st_size > 1000
    assert none.code == 3


def test_common_options_may_stand_before_the_verb(piying, script, tmp_path):
    ended = piying("--house", "elsewhere", "--json", "write", script)

    assert ended.code == 0
    assert ended.objects[0]["series"] == "小戏"
    assert (tmp_path / "elsewhere" / "house.db").is_file()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("verb", [(), ("make",), ("takes",), ("export",), ("setup",)])
def test_help_is_told_in_the_readers_language(piying, verb, language):
    ended = piying("--language", language, *verb, "--help")

    assert ended.code == 0
    assert ("用法：" in ended.out) == (language == "zh")
    assert "usage: usage" not in ended.out


def test_ctrl_c_ends_with_130_and_says_how_to_go_on(piying, script, monkeypatch):
    def stop(*_args, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr(verb_module("write"), "run", stop)
    ended = piying("write", script)

    assert ended.code == 130
    assert "run the same command again" in ended.err


@pytest.mark.slow
@pytest.mark.parametrize("words", [["--help"], ["board", "-e", "1"]])
def test_a_reader_that_goes_away_is_no_mistake(fakes, finished, words):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, fakes.__file__, "--house", finished / "house", *words]
    source = Path(door.__file__).parents[2]
    ended = subprocess.run(  # noqa: S603
        command, stdout=writing, stderr=subprocess.PIPE, check=False,
        env={**os.environ, "PYTHONPATH": str(source)},
    )  # fmt: skip
    os.close(writing)

    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.parametrize(("asked", "brought"), [("auto", True), ("", False)])
def test_models_are_brought_when_the_launcher_asks(
    piying, filmed, monkeypatch, tmp_path, asked, brought
):
    calls = []
    monkeypatch.setenv("PIYING_SETUP", asked)
    monkeypatch.setattr(verb_module("setup"), "set_up", lambda *args, **_: calls.append(args))
    piying("make", filmed, "-e", "1", "-p", "tiny", "--data", tmp_path / "empty")
    piying("make", filmed, "-e", "1", "--dry-run", "--data", tmp_path / "empty")
    piying("show", "--data", tmp_path / "empty")

    assert len(calls) == brought  # by make; not for a dry run, nor to show


def test_setup_tells_which_encoders_work_here(piying):
    said = piying("setup", "--encoders")
    told = {line.split()[0]: line for line in said.out.splitlines()}

    assert said.code == 0
    assert told["libx264"].endswith("works")
    assert set(told) == set(ENCODERS)
    found = json.loads(piying("setup", "--encoders", "--json").out)
    assert found["libsvtav1"] == {"works": True, "why": ""}


def test_setup_tells_its_news_on_standard_error(piying, monkeypatch, tmp_path):
    monkeypatch.setattr(setup, "WANTED", ())
    monkeypatch.setattr(setup, "PROOFS", ())
    monkeypatch.setattr(setup.registry, "OUTFITS", ())
    ended = piying("setup", "--data", tmp_path / "d", "--json")

    assert json.loads(ended.out) == {"data": str(tmp_path / "d")}
    assert "bringing models" in ended.err


def test_a_series_that_is_not_there_is_named_with_those_that_are(piying, filmed):
    alone = piying("show", "other")
    filmed.write_text(filmed.read_text("utf-8").replace("《小戏》", "《另一部》"), "utf-8")
    piying("write", filmed)
    several = piying("show")

    assert (alone.code, several.code) == (3, 3)
    assert "“other”" in alone.err
    assert "另一部, 小戏" in several.err.replace("小戏, 另一部", "另一部, 小戏")


def test_what_comes_first_is_said_with_the_reason_in_the_readers_language(piying, filmed):
    filmed.write_text(filmed.read_text("utf-8").replace("你走。", "你快走吧。"), "utf-8")
    piying("write", filmed)
    stale = piying("edit", "-e", "1", "--language", "zh").err
    piying("board", "-e", "1")
    missing = piying("edit", "-e", "1", "--language", "zh").err

    assert "剧本有变动" in stale
    assert "还缺 1 份素材" in missing
