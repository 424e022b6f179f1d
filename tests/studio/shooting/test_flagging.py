"""What is flagged in what models made, and what is said where it cannot be looked for."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from partners.emulator import clip, picture
from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.canon import Digest
from piying.model.errors import Missing, Outside
from piying.model.looks import Lookbook, Page, Sheet, View
from piying.model.take import Flag, FlagWord, MediaFacts, Outcome, Take
from piying.studio.shooting import flagging
from piying.studio.shooting.board import board
from piying.studio.shooting.flagging import flag_takes
from piying.studio.shooting.flags import flags_of, was_looked_at
from piying.studio.shooting.shoot import shoot
from piying.studio.shooting.takes import Signed
from piying.studio.spending.jobs import adopt, jobs, resume
from piying.studio.writing.write import write


def take(house, name, data, kind="image/png"):
    blob = house.store.blobs.put(data)
    facts = MediaFacts(kind, len(data), width=72, height=128)
    return Take(name, Digest("0" * 64), Outcome.MADE, blob, facts, "x", 1, 1)


def ask(words=(), people=()):
    told = tuple(Reference(Digest("1" * 64), Role.CHARACTER, "image/png", n) for n in people)
    return SimpleNamespace(brief=Brief(Medium.IMAGE, "x", references=told), words=words)


def book(house, *names):
    blob = house.store.blobs.put(picture())
    page = Page(blob, View.FRONT)
    return Lookbook(tuple(Sheet(Role.CHARACTER, name, (page,)) for name in names))


@pytest.fixture
def looks(monkeypatch):
    """What is looked at, and what is found."""
    seen = SimpleNamespace(asked=[], found=[], missing=[])

    def look(path, words, sheets, own, margin):
        seen.asked.append((path.read_bytes()[:4], tuple(words), sorted(sheets), own, margin))
        return seen.found, seen.missing

    monkeypatch.setattr(flagging, "function_named", lambda _name: look)
    return seen


def test_only_what_may_be_flagged_is_looked_at(house, looks):
    both = book(house, "林夏", "陈默")
    made = [
        (ask(), take(house, "T1", picture())),
        (ask(people=("林夏", "陈默")), take(house, "T2", picture())),
        (ask(people=("林夏",)), take(house, "T3", b"RIFF", "audio/wav")),
        (ask(people=("林夏",)), take(house, "T4", clip(), "video/mp4")),
        (ask(words=("门",)), take(house, "T5", picture())),
    ]

    flag_takes(house, both, made)

    assert [(words, people, own) for _, words, people, own, _ in looks.asked] == [
        ((), ["林夏", "陈默"], "林夏"),
        (("门",), [], ""),
    ]


def test_where_only_one_person_is_known_nobody_is_compared(house, looks):
    flag_takes(
        house, book(house, "林夏"), [(ask(people=("林夏",)), take(house, "T", picture()))]
    )

    assert looks.asked == []


def test_what_is_found_is_a_flag_and_what_lacks_is_told_once(house, looks):
    looks.found = [("writing", "门 / 问 (800)")]
    looks.missing = [Missing("render.no_alike")]
    made = [(ask(words=("门",)), take(house, name, picture())) for name in ("T1", "T2")]

    told = flag_takes(house, Lookbook(), made)

    assert flags_of(house, "T1") == (Flag(FlagWord.WRITING, "门 / 问 (800)"),)
    assert [error.code for error in told.unseen] == ["render.no_alike"]


def test_that_a_take_was_looked_at_is_kept_unless_a_package_lacks(house, looks):
    made = [(ask(words=("门",)), take(house, "T1", picture()))]

    looks.missing = [Missing("render.no_alike")]
    flag_takes(house, Lookbook(), made)
    assert not was_looked_at(house, "T1")

    looks.missing = []
    flag_takes(house, Lookbook(), made)
    assert was_looked_at(house, "T1")


def test_what_came_while_nobody_looked_is_looked_at_by_the_next_run(paid, acme, looks, script):
    """`jobs --resume` brings pictures home and looks at none of them."""
    looks.found = [("writing", "三年后 / 二年后 (990)")]
    script.write_text(script.read_text("utf-8").replace("△", "【字幕：三年后】\n△"), "utf-8")
    routes = paid.settings.house / "routes.toml"
    told = routes.read_text("utf-8")
    routes.write_text(f"{told}words = true\n{told.replace('pictures', 'rest')}", "utf-8")
    acme.cards = tuple(replace(card, words=True) for card in acme.cards)
    board(paid, write(paid, script).name, 1)
    acme.silent = True
    with pytest.raises(Outside, match="--adopt"):
        shoot(paid, "小戏", 1)
    for job in jobs(paid, "小戏").jobs:
        adopt(paid, job.id, f"v-{job.id}", Signed("Lin"))
    resume(paid)
    assert looks.asked == []

    ((_, flag),) = shoot(paid, "小戏", 1).flagged

    assert flag == Flag(FlagWord.WRITING, "三年后 / 二年后 (990)")
    assert [words for _, words, *_ in looks.asked] == [("三年后",)]
    assert shoot(paid, "小戏", 1).flagged == ()
    assert len(looks.asked) == 1
