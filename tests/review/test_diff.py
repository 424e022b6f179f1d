"""A change of policy: what begins, stops and moves, and who has to file again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.canon import Digest
from piying.model.review import (
    Answer,
    At,
    Coverage,
    Declared,
    Dossier,
    Evidence,
    Finding,
    Level,
    Stage,
    Tiering,
)
from piying.review.diff import change
from piying.review.examine import Examined

TIER = Tiering("other", "row-1", (), "platform", ("platform_number",))


def finding(rule, level=Level.REVIEW):
    return Finding(rule, level, At(Stage.SCRIPT), Evidence("…"), (), rule, rule, "", "", rule)


def dossier(*findings, undetermined=()):
    coverage = Coverage((), (), tuple(undetermined), 0, 0)
    return Dossier(
        "题", 1, 3, Digest("0" * 64), None, None, None, Digest("1" * 64), "p 1.0.0",
        Declared("题"), TIER, findings, coverage, (), None, Answer.YES, Answer.YES,
    )  # fmt: skip


def now(*findings, undetermined=(), tier=TIER):
    return Examined(findings, Coverage((), (), tuple(undetermined), 0, 0), tier)


A, B = finding("A"), finding("B")


def test_the_same_findings_are_no_change():
    found = change(dossier(A, B), now(B, A))

    assert found.nothing
    assert not found.stricter


def test_what_begins_and_what_stops_is_told_apart():
    found = change(dossier(A), now(B))

    assert found.begins == (B,)
    assert found.stops == (A,)
    assert found.stricter
    assert (found.series, found.episode, found.version) == ("题", 1, 3)


@pytest.mark.parametrize(
    ("before", "after", "stricter"),
    [(Level.NOTE, Level.BLOCK, True), (Level.BLOCK, Level.NOTE, False)],
)
def test_a_finding_that_weighs_otherwise_moves(before, after, stricter):
    found = change(dossier(finding("A", before)), now(finding("A", after)))

    assert [(one.before, one.finding.level) for one in found.moves] == [(before, after)]
    assert found.stricter is stricter


def test_a_note_that_begins_asks_nobody():
    assert not change(dossier(), now(finding("A", Level.NOTE))).stricter


def test_what_can_no_longer_be_said_asks_somebody():
    found = change(
        dossier(undetermined=[("X", "why")]), now(undetermined=[("X", "w"), ("Y", "w")])
    )

    assert found.undetermined == ("Y",)
    assert found.stricter


def test_numbers_that_were_not_needed_before_have_to_be_filed():
    tier = replace(TIER, tier="ordinary", must_file=("platform_number", "licence"))
    found = change(dossier(A), now(A, tier=tier))

    assert found.refile == ("licence",)
    assert found.stricter
    assert not found.nothing
