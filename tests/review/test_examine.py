"""Examining: everything that was looked at, found and left open, in one dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from piying.model.canon import Digest, canonical, decode, digest
from piying.model.review import (
    Answer,
    Declared,
    Dossier,
    Element,
    Figure,
    Inspection,
    Run,
    Stage,
    Unit,
)
from piying.review.examine import Subject, Work, dossier_of, examine
from piying.review.policy.load import load

SMALL = Path(__file__).parent.joinpath("small.toml").read_text("utf-8")
DAY = date(2026, 8, 1)
DECLARED = Declared(
    "戏",
    ai_used=Answer.YES,
    cost_fen=100,
    special_subject=Answer.NO,
    promoted=Answer.NO,
    volunteered=Answer.NO,
    for_children=Answer.NO,
)
TEXTS = {
    Stage.SCRIPT: (
        Unit(Element.DIALOGUE, "大师作法，灵验", scene=1),
        Unit(Element.DIALOGUE, "你好", scene=1),
    ),
    Stage.CUT: (Unit(Element.CAPTION, "大师作法，灵验", start_frame=10, end_frame=20),),
}


def film(**values):
    figures = {
        "flash.general": 0,
        "label.explicit.duration": 3000,
        "label.explicit.height_ratio": 60,
        "label.implicit": 1000,
        **{name.replace("__", "."): value for name, value in values.items()},
    }
    return Inspection(
        blob=Digest("0" * 64),
        rate_num=25,
        rate_den=1,
        frame_count=500,
        width=1080,
        height=1920,
        figures=tuple(Figure(name, value, "1") for name, value in figures.items()),
        spans=(),
        lanes=(),
        tool="test",
    )


def policy():
    return load(SMALL, "small.toml")


def test_coverage_says_what_ran_what_passed_and_what_is_open():
    found = examine(policy(), Work(DECLARED, TEXTS), DAY)

    assert [(f.rule, f.at.stage) for f in found.findings] == [
        ("SUP-001", Stage.SCRIPT),
        ("SUP-001", Stage.CUT),
    ]
    assert found.coverage.run == ("KID-001", "MIN-001", "SUP-001")
    assert found.coverage.passed == ("KID-001", "MIN-001")
    assert [rule for rule, _ in found.coverage.undetermined] == ["AIL-001", "PSE-001"]
    assert found.coverage.characters == 16
    assert found.tiering.tier == "other"


def test_a_rule_whose_stages_were_not_read_is_open():
    found = examine(policy(), Work(DECLARED, {}), DAY)

    assert ("SUP-001", "not read: script, cut") in found.coverage.undetermined
    assert "SUP-001" not in found.coverage.run


def test_every_rule_is_run_or_open_or_not_for_this_work():
    work = Work(replace(DECLARED, ai_used=Answer.NO), TEXTS, inspection=film())
    found = examine(policy(), work, DAY)

    told = {*found.coverage.run, *(rule for rule, _ in found.coverage.undetermined)}
    assert told == {rule.id for rule in policy().rules} - {"AIL-001"}


def dossier(inspection, declared=DECLARED):
    work = Work(declared, TEXTS, inspection=inspection)
    found = examine(policy(), work, DAY)
    subject = Subject("ghost", 1, 1, Digest("1" * 64), master=Digest("2" * 64))
    return dossier_of(policy(), subject, work, found, [Run("review", "1", "ok")])


def test_a_dossier_is_bound_to_policy_and_bytes_and_is_read_back():
    one = dossier(film())

    assert one.policy == policy().sha256
    assert one.policy_name == "cn-manju 2026.11.0"
    assert one.inspection == digest(film())
    assert (one.label_explicit, one.label_implicit) == (Answer.YES, Answer.YES)
    assert decode(canonical(one), Dossier) == one


def test_a_label_that_is_too_small_or_absent_or_not_measured_is_not_verified():
    small = dossier(film(label__explicit__height_ratio=40, label__implicit=0))
    absent = dossier(film(label__explicit__duration=0))
    unseen = dossier(film(label__explicit__duration=None, label__implicit=None))

    assert (small.label_explicit, small.label_implicit) == (Answer.NO, Answer.NO)
    assert absent.label_explicit is Answer.NO
    assert (unseen.label_explicit, unseen.label_implicit) == (Answer.UNKNOWN, Answer.UNKNOWN)
    assert dossier(None).label_explicit is Answer.UNKNOWN


def test_the_same_work_gives_the_same_dossier():
    assert digest(dossier(film())) == digest(dossier(film()))
