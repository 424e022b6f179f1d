"""From the screenplay to the proved film, and what a second run does: nothing."""

from __future__ import annotations

import pytest

from piying.model.cut import Cut
from piying.model.errors import Missing, Outside
from piying.model.take import Outcome
from piying.render import perform
from piying.render.probe import probe
from piying.studio.cutting.edit import edit
from piying.studio.cutting.master import master
from piying.studio.make import make, plan
from piying.studio.shooting.held import current_board, episode_name
from piying.studio.shooting.onepass import look
from piying.studio.shooting.shoot import shoot
from piying.studio.writing.write import write

NAME = "小戏"


def parts(folder):
    return sorted(path.name for path in folder.rglob("*.part"))


def test_every_verb_leads_to_a_proved_film(filmed, tmp_path):
    done = master(filmed, NAME, 1, "tiny")
    found = probe(done.path)
    cut = filmed.store.get(filmed.store.head("小戏/e01", "cut").digest, Cut)

    assert found.picture.frame_count == cut.length_frames
    assert (found.picture.width, found.picture.height) == (90, 160)
    assert found.label is not None
    assert done.path == tmp_path / "out" / NAME / "episode-01-tiny.mp4"
    assert all(path.stat().st_size for path in (done.cover, done.sheet, done.subtitles))
    assert parts(tmp_path) == []


def test_a_second_run_makes_nothing(filmed, fakes, cast, script):
    before = [path.stat().st_mtime_ns for path in sorted(filmed.settings.out.rglob("*.*"))]
    film = make(filmed, write(filmed, script).name, 1, "tiny")
    after = [path.stat().st_mtime_ns for path in sorted(filmed.settings.out.rglob("*.*"))]

    assert (film.shot.made_count, film.mastered.made_count) == (0, 0)
    assert (cast.voice.made, cast.music.made, fakes.CountingKit.made, fakes.DRAWN) == (
        [], [], [], [],
    )  # fmt: skip
    assert before == after


def test_a_dry_run_makes_no_take(house, script, cast):
    written = write(house, script)
    planned = plan(house, written.name, 1)

    assert [want.kind.value for want in planned.wants] == ["voice"] * 3
    assert cast.voice.made == []
    assert not house.settings.out.exists()
    assert list(house.store.blobs.folder.rglob("*"))[1:] == [
        house.store.blobs.path(house.store.head(NAME, "source").digest)
    ]


@pytest.mark.parametrize("verb", [shoot, edit, lambda *a: master(*a, "tiny")])
def test_a_verb_that_comes_too_early_says_which_comes_first(house, script, verb):
    write(house, script)
    with pytest.raises(Missing, match="piying board") as caught:
        verb(house, NAME, 1)

    assert caught.value.code == "cli.run_first"


def test_every_take_of_a_film_is_held_with_its_recipe_and_never_changed(filmed):
    board, _ = current_board(filmed, NAME, 1)
    wants, shot = look(filmed, board)

    assert wants == ()
    for roll in shot.rolls:
        (take,) = filmed.store.takes(roll.picture.recipe)
        assert take.outcome is Outcome.MADE
        assert take.provider == "puppet"


def test_a_film_that_fails_its_probe_never_gets_its_name(house, script, monkeypatch):
    def failing(_probed, _expected, _decoded):
        raise Outside("render.master_failed", path="film", failures="- frames: 1 → 2")

    monkeypatch.setattr(perform, "check_master", failing)
    with pytest.raises(Outside, match="frames"):
        make(house, write(house, script).name, 1, "tiny")

    assert not house.settings.out.exists()
    assert house.store.head(episode_name(NAME, 1), "master:tiny") is None
    assert not (house.store.folder / "work").exists()


def test_an_older_film_stays_when_the_new_one_fails_its_probe(filmed, script, monkeypatch):
    film = filmed.settings.out / NAME / "episode-01-tiny.mp4"
    before = film.read_bytes()
    script.write_text(script.read_text("utf-8").replace("你走。", "你快走吧。"), "utf-8")

    def failing(_probed, _expected, _decoded):
        raise Outside("render.master_failed", path="film", failures="- frames: 1 → 2")

    monkeypatch.setattr(perform, "check_master", failing)
    with pytest.raises(Outside):
        make(filmed, write(filmed, script).name, 1, "tiny")

    assert film.read_bytes() == before


def test_a_film_that_was_changed_by_hand_is_put_in_place_again(filmed):
    film = filmed.settings.out / NAME / "episode-01-tiny.mp4"
    whole = film.read_bytes()
    film.write_bytes(b"cut off")
    done = master(filmed, NAME, 1, "tiny")

    assert film.read_bytes() == whole
    assert done.made_count == 0
