"""Comments are held against the policy of their series, and people decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from piying.model.comment import Act, State
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.review import Answer, Coverage, Declared, Dossier, Tiering
from piying.model.viewer import Account, Duty, Sort
from piying.review.policy.load import load
from piying.store.channel.comments import Comments
from piying.studio.channel import moderating
from piying.studio.channel.acting import By, terminal
from piying.studio.channel.auditing import changes, verified
from piying.studio.channel.commenting import Said, comment, withdraw
from piying.studio.channel.moderating import (
    decide,
    held_comments,
    judged_of,
    policy_for,
    steps_of,
    warm,
)
from piying.studio.reviewing.docket import POLICY_SLOT
from screens import NOTHING, put_out

SMALL = Path(__file__).parents[2] / "review" / "small.toml"
EDITOR = terminal("rong")
HELD = "他居然卖冰毒"


@pytest.fixture
def film(desk):
    return put_out(desk.house)


def viewer(name):
    return By(name, Account(name, Sort.VIEWER, name.title()))


def say(desk, film, text=HELD, by="mei"):
    desk.clock.pass_by(seconds=70)
    return comment(desk.house, viewer(by), Said(film, 1_000, text)).comment.id


def state_of(desk, name):
    return Comments(desk.house.store.database).kept(name).state


class TestTheQueue:
    """Editor (Deed.LIST) lists held ones with a cursor and decides"""

    def test_it_has_what_is_held_oldest_first_by_pages(self, desk, film):
        names = [say(desk, film) for _ in range(5)]
        say(desk, film, "好看")
        first = held_comments(desk.house, EDITOR, most=3)
        decide(desk.house, EDITOR, names[0], Act.SHOWN, "fine")
        decide(desk.house, EDITOR, names[3], Act.REMOVED, "not fine")
        second = held_comments(desk.house, EDITOR, first.page.cursor, most=3)

        assert [one.comment.id for one in first.page.rows] == names[:3]
        assert first.waiting == 5
        assert [one.comment.id for one in second.page.rows] == names[4:]
        assert (second.page.cursor, second.waiting) == ("", 3)

    def test_each_says_which_rule_holds_it_and_why(self, desk, film):
        say(desk, film)
        (held,) = held_comments(desk.house, EDITOR).page.rows

        assert held.rule.startswith("DRU")
        assert "冰毒" in held.why

    def test_the_reason_is_there_in_both_languages(self, desk, film):
        name = say(desk, film)
        comments = Comments(desk.house.store.database)
        told = judged_of(desk.house, comments.kept(name))
        decide(desk.house, EDITOR, name, Act.REMOVED, "spoils the end")
        by_hand = judged_of(desk.house, comments.kept(name))

        assert (told.state, told.rule[:3]) == (State.HELD, "DRU")
        assert told.title.zh != told.title.en
        assert "冰毒" in told.why.zh
        assert (by_hand.state, by_hand.title) == (State.REMOVED, None)
        assert by_hand.why.en == "spoils the end"

    @pytest.mark.parametrize("cursor", ["'", "a" * 41, "a b"])
    def test_a_cursor_of_somebody_elses_making_is_refused(self, desk, cursor):
        with pytest.raises(Invalid):
            held_comments(desk.house, EDITOR, cursor)

    @pytest.mark.parametrize("duty", [Duty.PRODUCER, Duty.FINANCE])
    def test_others_neither_see_nor_decide(self, desk, film, duty):
        name = say(desk, film)
        by = By("x", Account("x", Sort.STAFF, "X", (duty,), "acme"))
        for ask in (
            lambda: held_comments(desk.house, by),
            lambda: decide(desk.house, by, name, Act.SHOWN, "x"),
            lambda: steps_of(desk.house, by, name),
        ):
            with pytest.raises(Invalid):
                ask()


class TestDeciding:
    """steps (shown, held, refused, removed, restored) by whom and why"""

    def test_every_step_stays_with_who_and_why(self, desk, film):
        name = say(desk, film)
        for act, why in ((Act.SHOWN, "a plot"), (Act.REMOVED, "no"), (Act.RESTORED, "sorry")):
            decide(desk.house, EDITOR, name, act, why)
        told = [(step.act, step.by, step.why) for step in steps_of(desk.house, EDITOR, name)]

        assert told[1:] == [
            (Act.SHOWN, "terminal:rong", "a plot"),
            (Act.REMOVED, "terminal:rong", "no"),
            (Act.RESTORED, "terminal:rong", "sorry"),
        ]
        assert state_of(desk, name) is State.SHOWN

    def test_the_log_tells_it_without_the_words_of_the_comment(self, desk, film):
        name = say(desk, film)
        decide(desk.house, EDITOR, name, Act.REMOVED, "no")
        _, last = changes(desk.house)[-1]

        assert (last.by, last.what, last.member, last.why) == (
            "terminal:rong", "comment_removed", "mei", "no",
        )  # fmt: skip
        assert dict(last.before) == {"state": "held"}
        assert dict(last.after) == {"comment": name, "state": "removed"}
        assert HELD not in repr(last)
        assert verified(desk.house).good

    def test_a_second_person_is_told_that_it_was_decided(self, desk, film):
        name = say(desk, film)
        decide(desk.house, EDITOR, name, Act.REMOVED, "no")
        with pytest.raises(Conflict) as refused:
            decide(desk.house, terminal("bao"), name, Act.SHOWN, "fine")

        assert refused.value.data == {"state": "removed"}
        assert len(changes(desk.house)) == 1

    def test_what_its_author_took_back_nobody_brings_back(self, desk, film):
        name = say(desk, film)
        withdraw(desk.house, viewer("mei"), name)
        with pytest.raises(Conflict):
            decide(desk.house, EDITOR, name, Act.RESTORED, "x")

    @pytest.mark.parametrize("act", [Act.REFUSED, Act.WITHDRAWN])
    def test_what_only_rules_or_authors_do_no_editor_does(self, desk, film, act):
        with pytest.raises(Invalid):
            decide(desk.house, EDITOR, say(desk, film), act, "x")

    @pytest.mark.parametrize("why", ["", "  ", "x" * 501])
    def test_a_reason_is_asked_for(self, desk, film, why):
        with pytest.raises(Invalid):
            decide(desk.house, EDITOR, say(desk, film), Act.SHOWN, why)

    def test_a_comment_that_is_not_there_is_missing(self, desk):
        with pytest.raises(Missing):
            decide(desk.house, EDITOR, "01J", Act.SHOWN, "x")

    def test_without_a_key_nothing_is_decided(self, desk, film, monkeypatch):
        name = say(desk, film)
        monkeypatch.delenv("PIYING_SIGNING_SEED")
        with pytest.raises(Missing):
            decide(desk.house, EDITOR, name, Act.SHOWN, "fine")

        assert state_of(desk, name) is State.HELD


class TestThePolicy:
    """load the policy once per process and keep it"""

    def test_it_is_loaded_once(self, desk, film, monkeypatch):
        say(desk, film)

        def loaded(*_):
            raise AssertionError

        monkeypatch.setattr(moderating, "policy_named", loaded)
        monkeypatch.setattr(moderating, "policy_of", loaded)
        say(desk, film, "好看")
        warm(desk.house)

    def test_where_the_house_has_none_the_shipped_one_stands_in(self, desk):
        assert policy_for(desk.house, "0" * 64).id == "cn-animated"

    def test_only_so_many_are_kept(self, desk, monkeypatch):
        monkeypatch.setattr(moderating, "KEPT_MAX", 2)
        for number in range(4):
            policy_for(desk.house, f"{number}" * 64)

        assert list(moderating._policies) == ["2" * 64, "3" * 64]

    def test_it_is_the_one_that_reviewed_the_film(self, desk):
        """run the review text engine with the policy that reviews the series"""
        text = SMALL.read_text(encoding="utf-8")
        store, policy = desk.house.store, load(text, SMALL.name)
        store.move_head(policy.name, POLICY_SLOT, store.put(policy), (), 1)
        dossier = store.put(
            Dossier(
                "key", 1, 1, NOTHING, None, None, None, policy.sha256, policy.name,
                Declared("key"), Tiering("other", "", (), "", ()), (),
                Coverage((), (), (), 0, 0), (), None, Answer.YES, Answer.YES,
            )
        )  # fmt: skip
        film = put_out(desk.house, "key", dossier=dossier)
        told = {
            words: comment(desk.house, viewer(words), Said(film, 1, words)).judged
            for words in ("算命真灵，全部灵验", "算命都是骗人的，哪有什么灵验", "约炮吗美女")
        }

        assert [one.state for one in told.values()] == [
            State.HELD, State.SHOWN, State.SHOWN,
        ]  # fmt: skip
        assert told["算命真灵，全部灵验"].rule == "SUP-001"
