"""The files of a proposal: what a person has touched is known from the files alone."""

from __future__ import annotations

import json
import shutil

import pytest

from piying.model.adaptation import Proposal
from piying.model.canon import digest_bytes
from piying.model.errors import Conflict
from piying.script.adapt.chapters import Chapter
from piying.studio.writing.novel import Novel
from piying.studio.writing.proposals import beside, check, save

EMPTY = Proposal(digest_bytes(b""), "a/m", "zh", (), (), (), ())
MADE = ("第1集\n", "<p>第1集</p>")


@pytest.fixture
def novel(tmp_path):
    chapter = Chapter(3, "第三章", 0, 1)
    return Novel(tmp_path / "雨夜.txt", "雨", "utf-8", "zh", "雨夜", chapter)


@pytest.fixture
def files(novel):
    found = beside(novel, None)
    save(found, novel, EMPTY, (), MADE)
    return found


def test_files_are_called_by_their_source_and_their_chapter(novel, tmp_path):
    found = beside(novel, tmp_path / "x")

    assert found.script == tmp_path / "x" / "雨夜-3.proposal.txt"
    assert found.data.name == "雨夜-3.proposal.json"
    assert found.page.name == "雨夜-3.proposal.html"


def test_where_nothing_lies_anything_may_be_written(novel):
    check(beside(novel, None))


def test_what_was_only_written_may_be_written_over(files, novel):
    check(files)
    save(files, novel, EMPTY, (), ("第2集\n", "-"))
    check(files)


@pytest.mark.parametrize("name", ["data", "script", "page"])
def test_one_letter_that_a_person_changed_is_found(files, name):
    path = getattr(files, name)
    path.write_bytes(path.read_bytes().replace("第1集".encode(), "第9集".encode()) + b" ")
    if name == "data":
        path.write_bytes(path.read_bytes().replace("雨夜".encode(), "风夜".encode()))

    with pytest.raises(Conflict) as refused:
        check(files)
    assert refused.value.data["path"] == path


def test_the_digests_cannot_be_put_right_by_hand(files):
    files.script.write_text("我的", "utf-8")
    value = json.loads(files.data.read_bytes())
    value["files"][files.script.name] = digest_bytes(files.script.read_bytes())
    files.data.write_text(json.dumps(value), "utf-8")

    with pytest.raises(Conflict):
        check(files)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"files": {}}', b"\xff\xfe", b"{"])
def test_data_that_is_none_proves_nothing(files, data):
    files.data.write_bytes(data)

    with pytest.raises(Conflict):
        check(files)


def test_a_script_that_was_thrown_away_is_no_conflict(files):
    files.script.unlink()

    check(files)


def test_files_may_be_carried_elsewhere(files, novel, tmp_path):
    shutil.copytree(files.data.parent, tmp_path / "there")

    check(beside(novel, tmp_path / "there"))
