"""review: a dossier is bound to what it looked at, and gets a version only when that moves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.errors import Invalid, Missing
from piying.model.review import Answer, Dossier, Level
from piying.studio.reviewing.policies import policy_named
from piying.studio.reviewing.reporting import report
from piying.studio.reviewing.review import Asked, matter_of, review, work_of
from piying.studio.shooting.board import board
from piying.studio.writing.write import write

NAME = "小戏"

CURSED = """《鬼大学》

第1集

1-1 夜 内 宿舍
人物：李雷、王婆
△李雷高考落榜，坐在床上发呆。
李雷：我什么都没有了。
王婆：大师作法三天，画符烧香，你的前程果然灵验，保你录取。
李雷：真的灵验吗？
"""


@pytest.fixture(name="told")
def _told(house, script):
    written = write(house, script)
    board(house, written.name, 1)
    return house


def dossier_held(house):
    head = house.store.head(f"{NAME}/e01", "dossier")
    return house.store.get(head.digest, Dossier)


def test_a_script_alone_is_examined_and_the_film_is_undetermined(told):
    made = review(told, NAME, 1, Asked())

    assert made.new
    assert made.dossier.version == 1
    assert made.dossier.master is None
    assert made.dossier.label_implicit is Answer.UNKNOWN
    assert any("not measured" in why for _, why in made.dossier.coverage.undetermined)
    assert dossier_held(told) == made.dossier


def test_the_same_examined_twice_is_the_same_version(told):
    first = review(told, NAME, 1, Asked())
    again = review(told, NAME, 1, Asked())

    assert not again.new
    assert again.digest == first.digest


def test_another_declaration_is_another_version_and_is_remembered(told, tmp_path):
    review(told, NAME, 1, Asked())
    path = tmp_path / "declared.toml"
    path.write_text('cost_yuan = 90000\nspecial_subject = "no"', "utf-8")

    second = review(told, NAME, 1, Asked(declaration=path))
    assert second.dossier.version == 2
    assert second.dossier.tiering.tier
    assert review(told, NAME, 1, Asked()).dossier.declared.cost_fen == 9_000_000


def test_a_finding_stands_at_the_line_of_the_script(house, tmp_path):
    path = tmp_path / "鬼大学.txt"
    path.write_text(CURSED, "utf-8")
    written = write(house, path)
    board(house, written.name, 1)

    made = review(house, written.name, 1, Asked())
    hits = [one for one in made.dossier.findings if one.at.line == 9]
    assert any(one.level is not Level.NOTE for one in hits)
    assert any("作法" in one.evidence.quote for one in hits)


def test_what_a_dossier_was_made_from_can_be_held_against_another_policy(told):
    made = review(told, NAME, 1, Asked())

    held = work_of(told, made.dossier, matter_of(told, made.digest))
    assert held == replace(made.work, texts=held.texts)
    assert {s: tuple(u) for s, u in made.work.texts.items()} == dict(held.texts)


def test_the_report_is_a_page_and_data_beside_the_films(told):
    files = report(told, review(told, NAME, 1, Asked()))

    assert files.page.read_text("utf-8").startswith("<!doctype html>")
    assert b'"kind":"dossier.1"' in files.data.read_bytes()
    assert files.page.parent == told.settings.out / NAME


def test_a_policy_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(Missing) as missing:
        policy_named("nowhere")
    assert "cn_animated" in str(missing.value)


def test_a_policy_in_a_file_is_read_with_what_it_includes(told, tmp_path):
    (tmp_path / "broken.toml").write_text('[policy]\nid = "x"\n', "utf-8")

    with pytest.raises(Invalid) as refused:
        review(told, NAME, 1, Asked(policy=str(tmp_path / "broken.toml")))
    assert "broken.toml" in str(refused.value)
