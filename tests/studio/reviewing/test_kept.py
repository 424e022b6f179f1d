"""Kept: a policy is tried and a text is read once, and again when what decides has moved."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import packages_distributions
from pathlib import Path

import lz4.frame
import pytest
from sqlalchemy import update

from piying.model.canon import canonical
from piying.model.errors import Outside
from piying.model.people import Cast, Character
from piying.model.review import Element, Stage, Unit
from piying.review.policy import load as loading
from piying.review.policy.faults import Unsound
from piying.review.text import read as reading
from piying.store import tables
from piying.store.store import open_store
from piying.studio.reviewing import kept
from piying.studio.reviewing.kept import READS_WITH, policy_tried, read_by, reader_of
from piying.studio.reviewing.policies import policy_named
from piying.studio.reviewing.policychange import policy_changes
from piying.studio.reviewing.review import Asked, review
from piying.studio.shooting.board import board
from piying.studio.writing.write import write

TESTS = Path(__file__).parents[2]
SRC = TESTS.parent / "src"
SMALL = TESTS.joinpath("review", "small.toml").read_text("utf-8")
MAIN = SMALL.replace('language = "zh"', 'language = "zh"\ninclude = ["words.toml"]')
WORDS = '[sets]\nlamps = ["灯笼", "油灯"]\n'
MAIN = MAIN.replace('unless = ["idiom_ok"]', 'unless = ["idiom_ok", "lamps"]')
CURSED = "大师作法三天，他的病果然治好了"


def another_process():
    """Forget what this process remembers, as the next run of a verb does."""
    loading._kept.clear()
    kept._policies.clear()
    read_by.cache_clear()


@pytest.fixture
def policy(tmp_path):
    """The path of a policy of two files."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "words.toml").write_text(WORDS, "utf-8")
    (folder / "small.toml").write_text(MAIN, "utf-8")
    return folder / "small.toml"


@pytest.fixture
def tried(monkeypatch):
    """The policies whose examples are run."""
    real, found = loading.trial, []

    def trial(policy):
        found.append(policy)
        return real(policy)

    another_process()
    monkeypatch.setattr(loading, "trial", trial)
    yield found
    another_process()


@pytest.fixture
def read_out(monkeypatch):
    """The stages that are read."""
    real, found = reading.read, []

    def read(policy, units, stage, cast=None, only=None):
        if only is None:  # not an example
            found.append(stage)
        return real(policy, units, stage, cast, only)

    another_process()
    monkeypatch.setattr(reading, "read", read)
    yield found
    another_process()


class TestPolicy:
    """A policy that was tried here is not tried again, as long as it and the program stand."""

    def test_a_policy_is_tried_once_and_is_the_same_afterwards(self, house, policy, tried):
        first = policy_tried(house, str(policy))
        another_process()
        again = policy_tried(house, str(policy))

        assert len(tried) == 1
        assert again == first == policy_named(str(policy))

    def test_a_shipped_policy_is_kept_as_it_is_loaded(self, house):
        policy_tried(house, "en_market")
        another_process()

        assert policy_tried(house, "en_market") == policy_named("en_market")

    @pytest.mark.parametrize("name", ["small.toml", "words.toml"])
    def test_one_more_byte_in_any_of_its_files_is_tried(self, house, policy, tried, name):
        policy_tried(house, str(policy))
        path = policy.with_name(name)
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
        policy_tried(house, str(policy))

        assert len(tried) == 2

    def test_a_policy_under_another_name_is_tried(self, house, policy, tried):
        policy_tried(house, str(policy))
        policy_tried(house, str(policy.rename(policy.with_name("other.toml"))))

        assert len(tried) == 2

    def test_what_was_tried_before_is_not_tried_when_it_comes_back(self, house, policy, tried):
        policy_tried(house, str(policy))
        policy.write_text(MAIN + "\n", "utf-8")
        policy_tried(house, str(policy))
        policy.write_text(MAIN, "utf-8")
        another_process()
        policy_tried(house, str(policy))

        assert len(tried) == 2

    def test_changed_code_tries(self, house, policy, tried, monkeypatch):
        policy_tried(house, str(policy))
        another_process()
        monkeypatch.setattr(kept, "code", lambda *rooms: f"another {rooms}")
        policy_tried(house, str(policy))

        assert len(tried) == 2

    def test_another_python_tries(self, house, policy, tried, monkeypatch):
        policy_tried(house, str(policy))
        another_process()
        monkeypatch.setattr(kept.platform, "python_version", lambda: "3.99.0")
        policy_tried(house, str(policy))

        assert len(tried) == 2

    @pytest.mark.parametrize("package", READS_WITH)
    def test_another_library_tries(self, house, policy, tried, monkeypatch, package):
        policy_tried(house, str(policy))
        another_process()
        real = kept.version
        monkeypatch.setattr(kept, "version", lambda one: "99" if one == package else real(one))
        policy_tried(house, str(policy))

        assert len(tried) == 2

    def test_another_house_tries_for_itself(self, house, policy, tried, tmp_path):
        policy_tried(house, str(policy))
        another_process()
        store = open_store(tmp_path / "other")
        try:
            policy_tried(replace(house, store=store), str(policy))
        finally:
            store.close()

        assert len(tried) == 2

    def test_a_policy_that_was_good_and_is_not_any_more_is_refused(self, house, policy):
        policy_tried(house, str(policy))
        policy.write_text(MAIN.replace(CURSED, "今天天气很好"), "utf-8")
        for _ in range(2):  # nothing is kept of it
            with pytest.raises(Unsound) as caught:
                policy_tried(house, str(policy))

            assert {one.code for one in caught.value.faults} == {"review.policy_example"}

    def test_whoever_checks_a_policy_tries_it_although_it_is_kept(self, house, policy, tried):
        policy_tried(house, str(policy))
        another_process()
        policy_named(str(policy))

        assert len(tried) == 2

    @pytest.mark.parametrize("pressed", [False, True])
    def test_what_was_changed_in_the_house_is_not_taken(self, house, policy, pressed):
        first = policy_tried(house, str(policy))
        data = canonical(replace(first, rules=first.rules[:1]))
        forged = lz4.frame.compress(data) if pressed else data
        with house.store.database.writing() as open_one:
            held = tables.objects
            open_one.execute(update(held).where(held.c.kind == "policy.1").values(data=forged))
        another_process()
        with pytest.raises(Outside) as caught:
            policy_tried(house, str(policy))

        assert caught.value.code == "store.object_damaged"


class TestTexts:
    """A text is read again only when text, people, policy or program have moved."""

    UNITS = (Unit(Element.DIALOGUE, CURSED, "王婆", scene=1, line=7),)

    def found(self, house, policy, units=UNITS, cast=None, stage=Stage.SCRIPT):
        reader = reader_of(house, "戏/e01")
        return reader(policy_tried(house, str(policy)), units, stage, cast)

    def test_a_text_is_read_once_with_the_same_findings(self, house, policy, read_out):
        first = self.found(house, policy)
        again = self.found(house, policy)

        assert len(read_out) == 1
        told = reading.read(policy_named(str(policy)), self.UNITS, Stage.SCRIPT)
        assert again == first == told
        assert told

    def test_each_stage_is_kept_by_itself(self, house, policy, read_out):
        for _ in range(2):
            for stage in (Stage.SCRIPT, Stage.CUT):
                self.found(house, policy, stage=stage)

        assert read_out == [Stage.SCRIPT, Stage.CUT]

    def test_no_text_is_not_read(self, house, policy, read_out):
        assert self.found(house, policy, units=()) == ()
        assert not read_out

    @pytest.mark.parametrize(
        "change",
        [
            {"units": (replace(UNITS[0], text=CURSED + "。"),)},
            {"units": (replace(UNITS[0], line=8),)},
            {"cast": Cast((Character("王婆"),))},
        ],
        ids=["a letter", "a line", "the people"],
    )
    def test_what_decides_and_moved_is_read_again(self, house, policy, read_out, change):
        self.found(house, policy)
        self.found(house, policy, **change)

        assert len(read_out) == 2

    def test_another_policy_reads_again(self, house, policy, read_out):
        self.found(house, policy)
        policy.write_text(MAIN + "\n", "utf-8")
        self.found(house, policy)

        assert len(read_out) == 2

    def test_changed_code_reads_again(self, house, policy, read_out, monkeypatch):
        self.found(house, policy)
        another_process()
        monkeypatch.setattr(kept, "code", lambda *rooms: f"another {rooms}")
        self.found(house, policy)

        assert len(read_out) == 2


def test_a_second_review_neither_tries_nor_reads(house, script, policy, tried, read_out):
    name = write(house, script).name
    board(house, name, 1)
    first = review(house, name, 1, Asked(policy=str(policy)))
    another_process()
    again = review(house, name, 1, Asked(policy=str(policy)))

    assert (len(tried), read_out) == (1, [Stage.SCRIPT])
    assert (again.digest, again.new) == (first.digest, False)


def test_what_a_policy_would_change_is_asked_of_what_was_tried(house, policy, tried):
    for _ in range(2):
        assert policy_changes(house, str(policy)).looked_at == 0
        another_process()

    assert len(tried) == 1


TYPES = {"typing-extensions"}
"""Names types for those who check them and decides nothing."""
LOADED = """
import sys
before = set(sys.modules)
from piying.review.policy.load import load
from piying.review.text.read import read
print(*set(sys.modules) - before)
"""


def test_all_that_reads_is_one_of_what_decides():
    ran = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(SRC)},
    )  # fmt: skip
    loaded = {tuple(name.split(".")) for name in ran.stdout.split()}
    foreign = {name[0] for name in loaded} - sys.stdlib_module_names - {"piying"}
    owners = packages_distributions()
    names = {owner for name in foreign for owner in owners[name]}
    found = {re.sub(r"[-_.]+", "-", name).lower() for name in names}

    assert found - TYPES == set(READS_WITH)
    assert {name[1] for name in loaded if name[0] == "piying" and name[1:]} == {
        "model",
        "review",
    }
