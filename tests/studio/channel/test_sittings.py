"""Reviewers at the desk: what waits, who may decide it, and what they must have seen."""

from __future__ import annotations

import pytest

from piying.model.decision import Decision, Dismissal, FindingAnswer, Reply, Verdict
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.review import Inspection
from piying.model.viewer import Duty
from piying.studio.channel.acting import By
from piying.studio.channel.sittings import Sittings
from piying.studio.reviewing.docket import open_docket

F1, F2 = "a1" * 32, "b2" * 32
SECONDS = 20
PEOPLE = """
[[person]]
name = "沈"
roles = ["submitter", "reviewer"]
account = "shen"
[[person]]
name = "林"
roles = ["reviewer", "lead"]
account = "lin"
[[person]]
name = "陈"
roles = ["reviewer"]
account = "chen"
"""
IDIOM = FindingAnswer(F1, Reply.DISMISSED, Dismissal.IDIOM)
AT = ("drama", 1, 1)


class Room:
    """A desk of reviewers with one episode in review."""

    def __init__(self, court_in, desk):
        self.desk, self.court = desk, court_in(desk.house)
        (desk.house.settings.house / "people.toml").write_text(PEOPLE, "utf-8")
        operator = desk.operator()
        self.lin, self.chen, self.shen = (
            desk.staff(operator, name, Duty.REVIEWER) for name in ("lin", "chen", "shen")
        )
        self.editor = desk.staff(operator, "bao", Duty.EDITOR)
        self.stranger = desk.staff(operator, "wei", Duty.REVIEWER)
        self.sittings = Sittings(desk.house)

    def hand_in(self, *fingerprints, **other):
        store = self.desk.house.store
        blob = store.blobs.put(b"film")
        seen = Inspection(blob, 25, 1, 25 * SECONDS, 9, 16, (), (), (), "test")
        return self.court.submitted(*fingerprints, inspection=store.put(seen), **other)

    def watch(self, by, seconds=SECONDS):
        self.sittings.sit(by, "drama", 1, "en")
        self.desk.clock.pass_by(seconds=seconds)
        return self.sittings.saw(by, "drama", 1, (0, seconds * 1000))


@pytest.fixture
def room(court_in, desk):
    return Room(court_in, desk)


def test_what_was_handed_in_waits_with_its_time_and_its_findings(room):
    room.hand_in(F1, F2)
    (row,) = room.sittings.queue(room.lin)

    assert (row.series, row.episode, row.version) == ("drama", 1, 1)
    assert (row.blocks, row.reviews, row.notes, row.unanswered) == (0, 2, 0, 2)
    assert row.since_ms < row.due_ms
    assert not row.late
    room.desk.clock.pass_by(days=2)
    assert room.sittings.queue(room.lin)[0].late


def test_only_reviewers_whom_the_house_names_have_a_seat(room):
    room.hand_in(F1)
    with pytest.raises(Invalid) as refused:
        room.sittings.queue(room.editor)
    assert refused.value.code == "accounts.not_allowed"
    with pytest.raises(Invalid) as refused:
        room.sittings.queue(room.stranger)
    assert refused.value.code == "review.no_seat"
    assert "wei" in str(refused.value)


def test_no_token_sits_here_whatever_its_scopes(room):
    room.hand_in(F1)
    with pytest.raises(Invalid) as refused:
        room.sittings.queue(By(room.lin.name, room.lin.account, None, ()))
    assert refused.value.code == "accounts.not_scope"


def test_a_reviewer_acts_in_their_own_name_which_nobody_types(room):
    room.hand_in(F1)
    stands = room.sittings.answer(room.chen, AT, IDIOM)

    assert stands.unanswered == 0
    docket = open_docket(room.desk.house, "drama", 1, sign=False)
    assert docket.entries[-1][1].actor.name == "陈"


def test_whoever_handed_it_in_is_told_that_they_cannot_decide(room):
    """I2: the decider is not the submitter."""
    room.hand_in(F1)

    assert room.sittings.queue(room.shen)[0].barred == "review.barred_submitted"
    with pytest.raises(Invalid):
        room.sittings.answer(room.shen, AT, IDIOM)


def test_a_film_is_cleared_only_by_who_has_watched_it(room):
    room.hand_in(F1)
    room.sittings.answer(room.lin, AT, IDIOM)
    room.watch(room.lin, 12)
    with pytest.raises(Invalid) as refused:
        room.sittings.decide(room.lin, AT, Decision(Verdict.CLEAR))
    assert refused.value.code == "review.not_watched"
    assert refused.value.data["percent"] == 60
    room.watch(room.lin)

    assert room.sittings.decide(room.lin, AT, Decision(Verdict.CLEAR)).state == "second_review"


def test_who_sends_it_back_need_not_watch_to_the_end_and_cites_what_was_confirmed(room):
    room.hand_in(F1, F2)
    room.sittings.answer(room.lin, AT, FindingAnswer(F1, Reply.FIXED))
    room.sittings.answer(room.lin, AT, FindingAnswer(F2, Reply.DISMISSED, Dismissal.MISREAD))
    assert room.sittings.decide(room.lin, AT, Decision(Verdict.FIX)).state == "needs_fix"

    docket = open_docket(room.desk.house, "drama", 1, sign=False)
    assert docket.entries[-1][1].decision.reasons == (F1,)


def test_the_second_reviewer_sees_no_names_and_no_verdict(room):
    """Submitter and the first verdict are hidden in second review."""
    room.hand_in(F1)
    room.sittings.answer(room.lin, AT, IDIOM)
    room.watch(room.lin)
    first = room.sittings.sit(room.lin, "drama", 1, "en")
    room.sittings.decide(room.lin, AT, Decision(Verdict.CLEAR))
    second = room.sittings.sit(room.chen, "drama", 1, "en")

    assert not first.blind
    assert first.shown["story"]
    assert second.blind
    assert second.shown["story"] == ()
    assert "林" not in str(second.shown["findings"])
    assert room.sittings.queue(room.lin)[0].barred == "review.barred_first"
    room.watch(room.chen)
    assert room.sittings.decide(room.chen, AT, Decision(Verdict.CLEAR)).state == "cleared"
    docket = open_docket(room.desk.house, "drama", 1, sign=False)
    told = docket.entries[-1][1].decision
    assert told.blind
    assert told.seconds_on_page == SECONDS


def test_nothing_is_said_of_a_version_that_is_the_newest_no_longer(room):
    room.hand_in(F1)
    room.hand_in(F1, version=2)
    with pytest.raises(Conflict) as refused:
        room.sittings.answer(room.lin, AT, IDIOM)

    assert refused.value.code == "review.version_moved"
    assert {row.version for row in room.sittings.queue(room.lin)} >= {2}


def test_what_waits_for_nobody_is_not_here(room):
    with pytest.raises(Missing) as refused:
        room.sittings.sit(room.lin, "drama", 1, "en")
    assert refused.value.code == "review.nothing_waits"
    assert room.sittings.queue(room.lin) == ()


def test_the_film_that_was_handed_in_is_the_one_that_is_shown(room):
    room.hand_in(F1)
    assert room.sittings.film(room.lin, "drama", 1).read_bytes() == b"film"


def test_a_film_that_is_gone_is_said_to_be_gone(room):
    room.hand_in(F1, master="77" * 32)
    with pytest.raises(Missing) as refused:
        room.sittings.film(room.lin, "drama", 1)

    assert refused.value.code == "review.no_film"
    assert room.sittings.sit(room.lin, "drama", 1, "en").film is None
