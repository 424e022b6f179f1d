"""Judging: figures against limits; what was not measured is undetermined and never a pass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.canon import Digest
from piying.model.policy import Limit, Operator
from piying.model.review import Answer, Declared, Figure, Inspection, Level, Span
from piying.review.judge import breaks, declare, judge, measured
from piying.review.policy.load import load

SMALL = Path(__file__).parent.joinpath("small.toml").read_text("utf-8")
GOOD = {
    "flash.general": 2000,
    "label.explicit.duration": 3000,
    "label.explicit.height_ratio": 60,
}
WORK = Declared("戏", ai_used=Answer.YES, for_children=Answer.NO)


def policy():
    return load(SMALL, "small.toml")


def inspection(spans=(), **changed):
    values = {**GOOD, **{name.replace("__", "."): value for name, value in changed.items()}}
    return Inspection(
        blob=Digest("0" * 64),
        rate_num=25,
        rate_den=1,
        frame_count=1000,
        width=1080,
        height=1920,
        figures=tuple(
            Figure(name, value, "1", "no decoder" if value is None else "")
            for name, value in values.items()
        ),
        spans=tuple(spans),
        lanes=(),
        tool="test",
    )


def test_a_film_that_keeps_every_limit_has_no_finding():
    judged = judge(policy(), inspection(), WORK)

    assert (judged.findings, judged.undetermined) == ((), ())
    assert judged.run == ("PSE-001", "AIL-001")


def test_a_figure_that_breaks_a_limit_is_told_with_what_was_expected():
    one = judge(policy(), inspection(flash__general=14000), WORK).findings[0]

    assert (one.rule, one.level) == ("PSE-001", Level.BLOCK)
    assert one.evidence.measured.expected == "≤ 6 transition/s"
    assert one.evidence.measured.value == "14 transition/s"
    assert "14" in one.why_zh


def test_each_span_that_breaks_it_is_a_finding_with_its_place():
    spans = (
        Span("flash.general", 100, 120, 14000),
        Span("flash.general", 300, 320, 5000),
        Span("flash.general", 500, 520, 9000),
    )
    shots = (("s1", 0, 250), ("s2", 250, 1000))

    found = judge(policy(), inspection(spans, flash__general=14000), WORK, shots).findings

    assert [(one.at.start_frame, one.at.shot) for one in found] == [(100, "s1"), (500, "s2")]
    assert found[0].evidence.frames == (99, 110, 119)
    assert found[0].fingerprint != found[1].fingerprint


def test_a_span_that_moves_keeps_its_fingerprint():
    shots = (("s1", 0, 1000),)
    one, other = (
        judge(
            policy(),
            inspection([Span("flash.general", at, at + 9, 9000)], flash__general=9000),
            WORK,
            shots,
        ).findings[0]
        for at in (10, 70)
    )

    assert one.fingerprint == other.fingerprint


@pytest.mark.parametrize("absent", [True, False])
def test_what_was_not_measured_is_undetermined_and_says_why(absent):
    film = inspection(flash__general=None)
    if absent:
        film = replace(film, figures=film.figures[1:])

    judged = judge(policy(), film, WORK)

    assert judged.findings == ()
    why = "not measured" if absent else "no decoder"
    assert judged.undetermined == (("PSE-001", f"flash.general: {why}"),)


def test_one_broken_limit_decides_though_another_is_not_known():
    film = inspection(label__explicit__duration=1000, label__explicit__height_ratio=None)

    judged = judge(policy(), film, WORK)

    assert [one.rule for one in judged.findings] == ["AIL-001"]
    assert judged.undetermined == ()


def test_undetermined_may_block():
    rule = replace(policy().rule("PSE-001"), undetermined_is=Level.BLOCK)
    judged = judge(replace(policy(), rules=(rule,)), inspection(flash__general=None), WORK)

    assert [one.level for one in judged.findings] == [Level.BLOCK]
    assert judged.undetermined


def test_a_rule_for_works_of_ai_is_not_run_for_others():
    judged = judge(policy(), inspection(), replace(WORK, ai_used=Answer.NO))

    assert judged.run == ("PSE-001",)


def test_an_unknown_answer_leaves_a_rule_on_it_undetermined():
    asked = declare(policy(), replace(WORK, for_children=Answer.UNKNOWN))
    yes = declare(policy(), replace(WORK, for_children=Answer.YES))
    no = declare(policy(), WORK)

    assert asked.undetermined == (("KID-001", "for_children = unknown"),)
    assert [one.rule for one in yes.findings] == ["KID-001"]
    assert (no.findings, no.undetermined) == ((), ())


@given(st.sampled_from(Operator), st.integers(), st.integers())
def test_an_operator_and_its_opposite_never_agree(operator, value, limit):
    opposite = {
        Operator.LESS: Operator.AT_LEAST,
        Operator.AT_MOST: Operator.MORE,
        Operator.MORE: Operator.AT_MOST,
        Operator.AT_LEAST: Operator.LESS,
        Operator.EQUAL: Operator.OTHER,
        Operator.OTHER: Operator.EQUAL,
    }[operator]

    one, other = (breaks(Limit("cut", o, limit), value) for o in (operator, opposite))

    assert one is not other


@given(st.dictionaries(st.sampled_from(sorted(GOOD)), st.none() | st.integers(0, 20_000)))
def test_a_missing_figure_never_makes_a_verdict_into_a_pass(values):
    for rule in policy().rules:
        verdict = measured(rule, values) if rule.limits else False
        less = dict.fromkeys(values)
        if rule.limits and verdict is not False:
            assert measured(rule, {**values, **less}) is None
