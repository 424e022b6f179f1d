"""`piying adapt`: what it says, in both languages, for a person and for a program."""

from __future__ import annotations

import pytest

from partners.emulator import KEY
from studio.novelist import CHAPTERS, Novelist, set_up


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "雨夜.txt"
    found.write_text(CHAPTERS, "gb18030")
    return found


@pytest.fixture
def model(tmp_path, monkeypatch):
    monkeypatch.setenv("PIYING_KEY_COMPATIBLE", KEY)
    with Novelist() as one:
        set_up(tmp_path / ".piying", one.url)
        yield one


def test_a_person_is_told_where_it_lies_and_what_to_look_at(piying, model, path):
    model.flawed, model.skipped = True, (3, 4, 7)

    said = piying("adapt", path, "--chapter", 1)
    assert said.code == 0
    assert "雨夜-1.proposal.txt" in said.out
    assert "永远不回来" in said.out
    assert "3-4, 7" in said.out


def test_a_program_gets_it_as_an_object(piying, model, path):
    (found,) = piying("adapt", path, "--chapter", 1, "--json").objects

    assert (found["model"], found["untraced"], found["untold"]) == ("compatible/writer", 0, [])
    assert found["cost"][0]["currency"] == "CNY"
    assert len(model.charges) == 1


def test_a_dry_run_tells_the_price_and_sends_nothing(piying, model, path):
    said = piying("adapt", path, "--chapter", 1, "--dry-run", "--repair")
    (found,) = piying("adapt", path, "--chapter", 1, "--dry-run", "--json").objects

    assert "CNY" in said.out
    assert "once more" in said.out
    assert found["at_most"][0]["minor"] > 0
    assert found["fits"] is True
    assert not model.seen
    assert not list(path.parent.glob("*proposal*"))


@pytest.mark.usefixtures("model")
def test_a_dry_run_says_when_the_budget_forbids_it(piying, path, tmp_path):
    (tmp_path / ".piying" / "budget.toml").unlink()

    said = piying("adapt", path, "--chapter", 1, "--dry-run")
    assert said.code == 0
    assert "there is no budget" in said.out


def test_without_a_route_it_says_what_to_write(piying, path):
    said = piying("adapt", path, "--chapter", 1)

    assert said.code == 2
    assert "[[route]]" in said.err


@pytest.mark.usefixtures("model")
def test_without_a_chapter_those_that_there_are_are_named(piying, path):
    said = piying("adapt", path)

    assert said.code == 2
    assert "1 第一章 天台 · 2 第二章 清晨" in said.err


def test_what_is_no_chapter_number_is_refused(piying, path):
    assert piying("adapt", path, "--chapter", 0).code == 2


def test_the_script_of_a_proposal_is_written_into_the_house(piying, model, path):
    model.flawed = True
    piying("adapt", path, "--chapter", 2)

    said = piying("write", path.with_name("雨夜-2.proposal.txt"), "--json")
    (found,) = said.objects
    assert (found["title"], found["episodes"]) == ("雨夜", [2])
