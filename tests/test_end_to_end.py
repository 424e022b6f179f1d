"""The whole product as its user runs it: real voices, music, effects, pictures and workers."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from piying.cut.otio_read import from_otio
from piying.model.clock import Rate
from piying.model.cut import Cut
from piying.model.shot import Board
from piying.render.decoding import decode_film
from piying.render.label import read_label
from piying.render.loudness import measure_file
from piying.render.poster import frame_rgb
from piying.render.probe import Expected, check_master, probe
from piying.render.profiles import profile
from piying.render.text.draw import label_image
from piying.store.store import open_store
from piying.studio.config import settings_from
from piying.studio.installing.assets import is_ready

ROOT = Path(__file__).parents[1]
SCRIPT = """《雨夜》

第1集：伞

1-1 夜 外 雨中街头
人物：林夏、陈默
△大雨。林夏独自站在路灯下。
陈默：（温柔）伞给你。
林夏：（疑惑）我们认识吗？
△陈默转身走进雨里。
陈默：（低声）以后会的。
"""
SPOKEN = ["伞给你。", "我们认识吗？", "以后会的。"]

pytestmark = [pytest.mark.model, pytest.mark.timeout(900)]


@pytest.fixture(scope="session", autouse=True)
def _set_up():
    if not is_ready(settings_from(os.environ, Path()).data):
        pytest.skip("models and sounds are not set up; run ./piying setup")


def piying(folder, *words):
    """Run the command line in `folder`; what it says as JSON, an object an episode."""
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "piying", *map(str, words), "--json"],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PIYING_LANGUAGE": "en"},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    return [json.loads(line) for line in ended.stdout.splitlines()]


def held(folder, series, slot, kind, episode=1):
    with closing(open_store(folder / ".piying")) as store:
        return store.get(store.head(f"{series}/e{episode:02d}", slot).digest, kind)


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """The folder of a finished draft, and what `make` said of it."""
    folder = tmp_path_factory.mktemp("film")
    (folder / "雨夜.txt").write_text(SCRIPT, "utf-8")
    (said,) = piying(folder, "make", "雨夜.txt", "-p", "draft")
    return folder, said, held(folder, "雨夜", "cut", Cut)


def test_the_film_has_every_frame_of_the_cut_and_is_about_ten_seconds(film):
    _, said, cut = film
    found = probe(Path(said["path"]))
    expected = Expected(profile("draft"), cut.length_frames)
    check_master(found, expected, decode_film(Path(said["path"])))

    assert 6 <= found.picture.duration <= 25
    assert found.picture.frame_count == cut.length_frames
    assert found.sound.duration - found.picture.duration <= 1 / 25


def test_it_is_as_loud_as_its_profile_asks(film):
    _, said, _ = film
    heard = measure_file(Path(said["path"]))

    assert heard.integrated_lufs == pytest.approx(-16, abs=0.5)
    assert heard.true_peak_dbtp <= -1


def test_the_implicit_label_is_in_its_metadata(film):
    _, said, _ = film

    assert read_label(Path(said["path"])).label == "1"


def test_the_explicit_label_is_seen_in_every_one_of_its_first_three_seconds(film):
    _, said, cut = film
    drawn = label_image(cut.label.text, profile("draft"))
    place = (slice(drawn.y, drawn.y + drawn.height), slice(drawn.x, drawn.x + drawn.width))
    solid = drawn.rgba[..., 3] > 250
    wanted = drawn.rgba[..., :3].astype(np.int64)[solid]

    def apart(frame):
        seen = frame_rgb(Path(said["path"]), frame)[place].astype(np.int64)[solid]
        return np.abs(seen - wanted).mean()

    end = cut.label.start + cut.label.length
    assert cut.label.start == 0
    assert end >= 75
    assert max(apart(frame) for frame in range(0, end, 6)) < 40
    assert apart(end - 1) < apart(end + 2) - 20, "after its time it is gone"


def test_the_subtitles_are_the_spoken_lines_letter_for_letter(film):
    _, said, cut = film
    blocks = Path(said["subtitles"]).read_text("utf-8").strip().split("\n\n")
    lines = [" ".join(block.split("\n")[2:]) for block in blocks]

    assert re.sub(r"\s", "", "".join(lines)) == "".join(SPOKEN)
    assert cut.rate == Rate(25)


def test_the_timeline_goes_out_and_comes_back_equal(film):
    folder, _, cut = film
    (said,) = piying(folder, "export", "--as", "otio")

    assert from_otio(Path(folder, said["path"]).read_text("utf-8")) == cut


def test_a_second_run_makes_nothing(film):
    folder, said, _ = film
    before = Path(said["path"]).stat().st_mtime_ns
    (again,) = piying(folder, "make", "雨夜.txt", "-p", "draft")

    assert again["segments_made"] == 0
    assert Path(said["path"]).stat().st_mtime_ns == before


def edited(folder, example):
    """An example's first episode up to its cut."""
    series = piying(folder, "write", next((ROOT / "examples" / example).glob("script.*")))
    name = series[0]["series"]
    piying(folder, "board", name, "-e", "1")
    piying(folder, "shoot", name, "-e", "1")
    piying(folder, "edit", name, "-e", "1")
    return name


@pytest.mark.slow
@pytest.mark.parametrize("example", ["ninth-key", "woodcutter", "caller-is-me"])
def test_an_example_is_cut_with_every_word_of_its_script(tmp_path, example):
    name = edited(tmp_path, example)
    cut, board = held(tmp_path, name, "cut", Cut), held(tmp_path, name, "board", Board)
    spoken = [shot.spec.speech.text for shot in board.shots if shot.spec.speech]
    shown = [caption.text for caption in cut.captions if caption.role.value != "super"]

    assert spoken
    assert re.sub(r"\s", "", "".join(shown)) == re.sub(r"\s", "", "".join(spoken))
    (said,) = piying(tmp_path, "export", name, "-e", "1", "--as", "otio")
    assert from_otio(Path(tmp_path, said["path"]).read_text("utf-8")) == cut


@pytest.mark.slow
@pytest.mark.parametrize("example", ["ninth-key", "woodcutter"])
def test_an_example_becomes_a_proved_film(tmp_path, example):
    name = edited(tmp_path, example)
    (said,) = piying(tmp_path, "master", name, "-e", "1", "-p", "draft")
    cut = held(tmp_path, name, "cut", Cut)

    path, expected = Path(said["path"]), Expected(profile("draft"), cut.length_frames)
    check_master(probe(path), expected, decode_film(path))
    assert measure_file(Path(said["path"])).integrated_lufs == pytest.approx(-16, abs=0.5)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_goes_on_where_it_was(tmp_path, number):
    (tmp_path / "雨夜.txt").write_text(SCRIPT, "utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "piying", "make", "雨夜.txt", "-p", "draft", "--workers", "2"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PIYING_LANGUAGE": "en"},
    )  # fmt: skip
    segments = tmp_path / ".piying" / "segments"
    while not list(segments.rglob("*.mp4")):
        assert running.poll() is None, running.communicate()[1]
        time.sleep(0.1)
    # Ctrl-C reaches the whole group; a kill only the one process
    (os.killpg if number is signal.SIGINT else os.kill)(running.pid, number)
    _, said = running.communicate(timeout=60)
    kept = len(list(segments.rglob("*.mp4")))

    assert running.returncode == (130 if number is signal.SIGINT else -number)
    assert b"Traceback" not in said
    assert not (tmp_path / "out").exists()
    (again,) = piying(tmp_path, "make", "雨夜.txt", "-p", "draft")
    assert again["segments_held"] >= kept >= 1
    assert not list(tmp_path.rglob("*.part"))
