"""The statement of reasons: every field from findings or an order, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from review_acts import FIRST, LEAD, OPERATOR, Story, order, own
from review_dossiers import dossier, finding, measured

from piying.model.canon import canonical, decode
from piying.model.decision import Act, Cause, Decision, Verdict
from piying.model.errors import Invalid
from piying.review import clocks as clocks_module
from piying.review.clocks import parse_clocks
from piying.review.statement import OTHER_CATEGORY, Statement, Terms, statement

CLOCKS = parse_clocks(Path(clocks_module.__file__).with_suffix(".toml").read_text("utf-8"))
TERMS = Terms(CLOCKS, categories={"MIN-001": "minors", "SUP-001": "superstition"})
HELD = dossier(finding("f1"), measured("f2"), finding("f3", rule="MIN-001"))
DAY = 20_800 * 86_400_000  # 2026-12-13


def made(act, actor=LEAD, terms=TERMS, **parts):
    story = Story()
    story.at_ms = DAY
    return statement(HELD, story.make(act, actor, version=1, **parts), DAY, "p" * 64, terms)


def test_a_takedown_says_what_it_is_where_and_by_which_clause():
    told = made(Act.TAKEN_DOWN, ground=own("f1"))

    assert told.decision_visibility == ("DECISION_VISIBILITY_CONTENT_REMOVED",)
    assert told.decision_monetary == "DECISION_MONETARY_SUSPENSION"
    assert told.decision_ground == "DECISION_GROUND_INCOMPATIBLE_CONTENT"
    assert told.incompatible_content_ground == "NSV2021 二·（十三）"
    assert told.source_type == "SOURCE_VOLUNTARY"
    assert (told.automated_detection, told.automated_decision) == (
        "Yes", "AUTOMATED_DECISION_NOT_AUTOMATED"
    )  # fmt: skip
    assert (told.rules, told.findings) == (("SUP-001",), ("f1",))
    for text in (told.text_zh, told.text_en):
        assert "大师作法三天" in text
        assert "41" in text
        assert "2027-01-12" in text


def test_both_languages_say_title_money_and_appeal():
    told = made(Act.SUSPENDED, ground=own("f2", rules=("PSE-001",)))

    assert "《小戏》" in told.text_zh
    assert "暂缓结算" in told.text_zh
    assert "14 /s" in told.text_zh
    assert "held back" in told.text_en
    assert "shot s012, frames 910–960" in told.text_en
    assert "piying appeal" in told.text_en


def test_an_order_is_cited_by_its_number_and_appealed_where_it_came_from():
    told = made(Act.TAKEN_DOWN, OPERATOR, ground=order())

    assert told.order_number == "粤广发〔2026〕7号"
    assert told.illegal_content_legal_ground == "省广播电视局 粤广发〔2026〕7号"
    assert told.decision_ground == "DECISION_GROUND_ILLEGAL_CONTENT"
    assert told.source_identity == "省广播电视局"
    assert told.automated_detection == "No"
    assert told.appeal_until == ""
    assert "向 省广播电视局 提出" in told.text_zh


@pytest.mark.parametrize(("verdict", "appeal"), [(Verdict.FIX, False), (Verdict.REJECT, True)])
def test_a_verdict_against_a_work_changes_nothing_for_money(verdict, appeal):
    decision = Decision(verdict, ("f1",), note="不喜欢")
    told = made(Act.DECIDED, FIRST, decision=decision)

    assert told.decision_monetary == ""
    assert told.decision_visibility == ("DECISION_VISIBILITY_CONTENT_DISABLED",)
    assert bool(told.appeal_until) is appeal
    assert "不喜欢" not in told.text_zh


def test_free_text_alone_is_no_statement():
    """I4: "never free text alone\""""
    decision = Decision(Verdict.REJECT, (), note="不好看")
    with pytest.raises(Invalid, match="at least one finding"):
        made(Act.DECIDED, FIRST, decision=decision)
    with pytest.raises(Invalid, match="at least one finding"):
        made(Act.TAKEN_DOWN, ground=own("zz"))
    with pytest.raises(Invalid, match="number"):
        made(Act.TAKEN_DOWN, ground=order(" "))


@pytest.mark.parametrize("act", [Act.APPEALED, Act.RELEASED])
def test_what_restricts_nothing_has_no_statement(act):
    with pytest.raises(Invalid, match="restricts nothing"):
        made(act)


@pytest.mark.parametrize(
    ("cause", "source"),
    [
        (Cause.NOTICE, "SOURCE_ARTICLE_16"), (Cause.FLAGGER, "SOURCE_TRUSTED_FLAGGER"),
        (Cause.OTHER, "SOURCE_TYPE_OTHER_NOTIFICATION"),
    ],
)  # fmt: skip
def test_who_told_us_is_named_by_its_sort(cause, source):
    assert made(Act.SUSPENDED, ground=own("f1", cause=cause)).source_type == source


def test_the_category_is_that_of_the_gravest_finding_that_has_one():
    minors = made(Act.SUSPENDED, ground=own("f1", "f3", rules=("SUP-001", "MIN-001")))

    assert minors.category == "STATEMENT_CATEGORY_PROTECTION_OF_MINORS"
    assert made(Act.SUSPENDED, ground=own("f1")).category == OTHER_CATEGORY


def test_the_european_union_has_its_own_window():
    told = made(Act.SUSPENDED, terms=Terms(CLOCKS, "EU", ("DE", "FR")), ground=own("f1"))

    assert told.territorial_scope == ("DE", "FR")
    assert told.appeal_until == "2027-06-15"


def test_a_statement_is_a_value():
    told = made(Act.SUSPENDED, ground=own("f1"))

    assert decode(canonical(told), Statement) == told
