"""Takedowns over a house: everybody is told, whatever dies on the way, and all of it undone."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from piying.model.canon import decode
from piying.model.decision import Cause, Outcome, Ruling
from piying.model.errors import Invalid, Missing, Outside
from piying.review.takedown import Action, Notice, Receipt, Sort, Stage
from piying.store.log import Log
from piying.studio.reviewing.appeal import appeal, rule_on
from piying.studio.reviewing.docket import open_log
from piying.studio.reviewing.takedown import (
    Asked,
    acknowledge,
    counted,
    deliver,
    items,
    reinstate,
    suspend,
    take_down,
    withdrawn,
)

F1 = "a1" * 32
OWN = Asked(Cause.OWN, findings=(F1[:8],))
ORDER = Asked(Cause.REGULATOR, "粤广发〔2026〕7号", "省广播电视局")
MINUTE, DAY = 60_000, 86_400_000


@dataclass
class Remembers:
    """A target in memory: it withholds keys, holds money and counts what it was told."""

    name: str
    sort: Sort = Sort.PACKAGE
    done: dict = field(default_factory=dict)
    """Notice id → action; a second telling of the same notice changes nothing."""
    held: list = field(default_factory=list)
    told: int = 0
    deaf: bool = False
    answers: Stage = Stage.ACKNOWLEDGED

    def suspend(self, release, notice):
        return self._take(
            notice, lambda: self.held.append((release.title, notice.effective_ms))
        )

    def reinstate(self, _release, notice):
        return self._take(notice, self.held.clear)

    def status(self, notice):
        if self.deaf:
            raise Outside("store.disk_failed", path=self.name, why="deaf")
        return Receipt(self.answers if notice.id in self.done else Stage.SENT)

    def _take(self, notice, how):
        if self.deaf:
            raise Outside("store.disk_failed", path=self.name, why="deaf")
        self.told += 1
        if notice.id not in self.done:
            self.done[notice.id] = notice.action
            if notice.action is not Action.TAKE_DOWN or not self.held:
                how()
        return Receipt(self.answers)


@pytest.fixture
def two():
    return [Remembers("own", Sort.CHANNEL), Remembers("平台甲")]


def stages(house, to):
    return [
        item.stage.value for item in items(house, open_log(house), to) if not item.overtaken
    ]


def test_an_order_goes_to_everybody_and_everybody_answers(court, two):
    court.released()
    assert take_down(*court.at, court.who("王", "operator"), ORDER).state == "taken_down"
    assert stages(court.house, two) == ["pending", "pending"]

    deliver(court.house, two)
    assert stages(court.house, two) == ["acknowledged", "acknowledged"]
    deliver(court.house, two)
    assert [target.told for target in two] == [1, 1]


def test_our_own_motion_takes_two_people_and_cites_what_was_found(court):
    court.released(F1)
    suspend(*court.at, court.who("林", "lead"), OWN)
    with pytest.raises(Invalid, match="second person"):
        take_down(*court.at, court.who("林", "lead"), OWN)

    held = take_down(*court.at, court.who("陈", "lead"), OWN)
    assert held.effects.listed
    assert held.effects.strikes == ("SUP-001",)
    assert [(one.name, one.weight, one.step) for one in counted(court.house)] == [
        ("沈", 1, "warning")
    ]
    court.house.clock.at += 91 * DAY
    assert counted(court.house) == ()


def test_what_is_not_out_is_not_taken_down(court):
    court.submitted()
    with pytest.raises(Invalid, match="no version that is out"):
        suspend(*court.at, court.who("林", "lead"), OWN)
    with pytest.raises(Invalid, match="no version that is dark"):
        reinstate(*court.at, court.who("王", "operator"), "?")


class Died(Exception):
    """The run was killed."""


@pytest.mark.parametrize("step", range(4))
@pytest.mark.parametrize("written", [False, True])
def test_a_run_that_dies_at_any_step_is_finished_by_the_next(court, two, monkeypatch, step,
                                                             written):  # fmt: skip
    """ "crash at every outbox step": before and after each entry that says what was told."""
    court.released(F1)
    suspend(*court.at, court.who("林", "lead"), OWN)
    deliver(court.house, two)
    reinstate(*court.at, court.who("王", "operator"), "无误")
    suspend(*court.at, court.who("陈", "lead"), OWN)
    real, left = Log.append, [step]

    def dying(log, draft):
        left[0] -= 1
        if left[0] < 0 and not written:
            raise Died
        entry = real(log, draft)
        if left[0] < 0:
            raise Died
        return entry

    with monkeypatch.context() as patch:
        patch.setattr(Log, "append", dying)
        try:
            deliver(court.house, two)
        except Died:
            assert step < 2
    deliver(court.house, two)

    assert stages(court.house, two) == ["acknowledged", "acknowledged"]
    for target in two:
        assert list(target.done.values())[-1] is Action.SUSPEND
        assert target.told <= 3
    assert open_log(court.house).verified(open_log(court.house).root()).good


def test_a_run_that_dies_between_the_target_and_the_log_tells_twice_and_acts_once(
    court, two, monkeypatch
):
    court.released()
    take_down(*court.at, court.who("王", "operator"), ORDER)

    def killed(_log, _draft):
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr(Log, "append", killed)
        with pytest.raises(Died):
            deliver(court.house, two)
    deliver(court.house, two)

    assert two[0].told == 2
    assert len(two[0].held) == 1


def test_who_cannot_be_reached_is_tried_again_and_then_escalated(court, two):
    court.released()
    take_down(*court.at, court.who("王", "operator"), ORDER)
    two[1].deaf = True
    deliver(court.house, two)
    assert stages(court.house, two) == ["acknowledged", "failed"]

    court.house.clock.at += 20 * MINUTE
    deliver(court.house, two)
    assert stages(court.house, two) == ["acknowledged", "escalated"]
    deliver(court.house, two)

    two[1].deaf = False
    deliver(court.house, two)
    assert stages(court.house, two) == ["acknowledged", "acknowledged"]


def test_who_does_not_answer_within_a_day_is_escalated(court, two):
    court.released()
    two[1].answers = Stage.SENT
    take_down(*court.at, court.who("王", "operator"), ORDER)
    deliver(court.house, two)
    two[1].deaf = True
    deliver(court.house, two)
    assert stages(court.house, two) == ["acknowledged", "sent"]

    court.house.clock.at += DAY
    deliver(court.house, two)
    assert stages(court.house, two) == ["acknowledged", "escalated"]


def test_an_overturned_takedown_undoes_hold_strike_and_listing_exactly(court, two):
    """I7"""
    court.released(F1)
    suspend(*court.at, court.who("林", "lead"), OWN)
    take_down(*court.at, court.who("陈", "lead"), OWN)
    deliver(court.house, two)
    assert [row.title for row in withdrawn(court.house)] == ["小戏"]
    assert all(target.held for target in two)

    appeal(*court.at, court.who("沈", "submitter"), "不是这样")
    ruling = Ruling(Outcome.OVERTURNED, "是寓言", "a fable")
    held = rule_on(*court.at, court.who("郑", "appeal_reviewer"), ruling)
    deliver(court.house, two)

    assert held.state == "reinstated"
    assert not held.effects.strikes
    assert withdrawn(court.house) == ()
    assert not any(target.held for target in two)


def test_a_restriction_that_ended_before_it_was_told_is_told_only_as_ended(court, two):
    court.released(F1)
    suspend(*court.at, court.who("林", "lead"), OWN)
    reinstate(*court.at, court.who("王", "operator"), "误报")
    deliver(court.house, two)

    assert [list(target.done.values()) for target in two] == [[Action.REINSTATE]] * 2


def test_a_target_with_a_folder_gets_the_notice_and_the_statement(court):
    path = court.house.settings.house / "targets.toml"
    path.write_text('[[target]]\nname = "平台甲"\nsort = "package"\n', "utf-8")
    court.released()
    take_down(*court.at, court.who("王", "operator"), ORDER)
    (item,) = deliver(court.house)
    folder = court.house.settings.out / "notices" / "平台甲"
    (notice,) = [one for one in folder.glob("take_down-*.json") if "statement" not in one.name]
    (text,) = folder.glob("*.txt")

    assert item.stage is Stage.SENT
    assert decode(notice.read_bytes(), Notice).id == item.notice.id
    assert "粤广发〔2026〕7号" in text.read_text("utf-8")
    assert deliver(court.house) == (item,)

    who = court.who("王", "operator")
    assert acknowledge(court.house, who, item.notice.id[:8], "回执 9").stage == "acknowledged"
    with pytest.raises(Missing, match="no notice"):
        acknowledge(court.house, who, "zz", "")


@pytest.mark.parametrize(
    "text",
    [
        "target = 3", '[[target]]\nname = "a"\n', '[[target]]\nname = "a"\nsort = "tv"\n',
        '[[target]]\nname = " "\nsort = "ledger"\n', "[[",
        '[[target]]\nname = "a"\nsort = "ledger"\n' * 2,
    ],
)  # fmt: skip
def test_a_file_of_targets_that_says_nonsense_is_refused(court, text):
    (court.house.settings.house / "targets.toml").write_text(text)
    with pytest.raises(Invalid, match=r"targets\.toml"):
        deliver(court.house)
