"""The verbs of decisions over a house: from a dossier to a verdict, each step in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from piying.model.canon import Digest
from piying.model.dated import Source, Term
from piying.model.decision import Decision, Dismissal, FindingAnswer, Reply, Verdict
from piying.model.errors import Invalid, Missing
from piying.model.policy import Applies, Bilingual, FilingSort, Policy, Rule, RuleKind
from piying.model.review import Answer, Declared, Filing, Level, Run, Stage, Tiering
from piying.studio.reviewing.decide import accept, answer_from, decide, look, submit, waive
from piying.studio.reviewing.docket import open_log
from piying.studio.reviewing.filing import file_number

F1, F2 = "a1" * 32, "b2" * 32
NUMBER = Filing("platform_number", "A-1", "平台", date(2026, 11, 22))


def test_a_dossier_is_handed_in_answered_and_decided(court):
    assert court.submitted(F1).state == "in_review"
    court.answered(F1)
    assert court.decided().standing.state == "second_review"
    assert court.decided(name="陈").standing.state == "cleared"

    view = look(*court.at)
    assert [one.act.value for one in view.told] == [
        "submitted", "answered", "decided", "decided"
    ]  # fmt: skip
    assert [one.fingerprint for one in view.findings] == [F1]
    assert [entry.seq for entry in open_log(court.house).entries()] == [1, 2, 3, 4, 5]


def test_without_the_policy_every_finding_asks_for_two_persons(court):
    """A house that does not know a rule does not take it for harmless."""
    assert court.submitted(F1).persons == 2
    assert court.submitted(version=2).persons == 1


def test_a_verdict_against_a_work_comes_with_its_statement(court):
    court.submitted(F1)
    court.answered(F1, "confirmed")
    held = court.decided("needs_fix", reasons=(F1[:6],), note="不好看")

    assert held.standing.state == "needs_fix"
    assert held.statement.findings == (F1,)
    assert "大师作法" in held.statement.text_zh
    assert "不好看" not in held.statement.text_zh


def test_every_reason_of_a_refusal_is_told_in_the_language_of_the_house(court):
    court.submitted(F1, F2)
    with pytest.raises(Invalid) as refused:
        court.decided("reject", reasons=(F2,))

    assert "Findings are still unanswered" in str(refused.value)
    assert "was not confirmed" in str(refused.value)
    assert refused.value.data["codes"] == "unanswered reason_not_confirmed"


def test_what_is_refused_is_not_in_the_log(court):
    court.submitted(F1)
    before = open_log(court.house).last()
    with pytest.raises(Invalid):
        court.decided()

    assert open_log(court.house).last() == before


def test_a_dossier_is_handed_in_once_and_only_if_there_is_one(court):
    with pytest.raises(Missing, match="no dossier"):
        submit(*court.at, court.who("沈", "submitter"))

    court.submitted()
    with pytest.raises(Invalid, match="not newer"):
        submit(*court.at, court.who("沈", "submitter"))


def test_nothing_is_decided_before_it_is_handed_in(court):
    court.dossier(F1)
    with pytest.raises(Missing, match="--submit"):
        court.answered(F1)

    assert [one.fingerprint for one in look(*court.at).findings] == [F1]


def test_what_was_not_examined_or_has_no_tier_waits(court):
    partial = (Run("qc", "1", "partial"),)
    assert court.submitted(runs=partial).state == "in_review"

    failed = (Run("qc", "1", "failed"),)
    assert court.submitted(version=2, runs=failed).state == "screening"

    open_tier = Tiering("", "row", (), "platform", ("platform_number",), ("cost_fen",))
    assert court.submitted(version=3, tiering=open_tier).state == "screening"


def test_a_partner_whose_first_work_it_may_be_needs_two(court):
    partner = Declared("小戏", partner="甲", ai_used=Answer.YES)
    assert court.submitted(declared=partner).persons == 2


def test_nobody_acts_who_is_not_in_the_register(court):
    with pytest.raises(Invalid, match=r"people\.toml"):
        court.who("沈", "reviewer")
    with pytest.raises(Invalid, match=r"people\.toml"):
        court.who("谁", "reviewer")

    path = court.house.settings.house / "people.toml"
    path.write_text('[[person]]\nname = "林"\nroles = ["king"]\n', "utf-8")
    with pytest.raises(Invalid, match="king"):
        court.who("林", "reviewer")
    path.write_text('[[person]]\nname = "L"\nroles = []\n[[person]]\nname = "l"\nroles = []\n')
    with pytest.raises(Invalid, match="wrong: L"):
        court.who("L", "reviewer")
    path.unlink()
    with pytest.raises(Missing, match="There is no register"):
        court.who("林", "reviewer")


def test_a_rule_without_a_policy_is_waived_by_nobody(court):
    court.submitted(F1)
    with pytest.raises(Invalid, match="cannot be waived"):
        waive(*court.at, court.who("林", "lead"), F1)


def test_only_what_is_undetermined_is_accepted(court):
    coverage = court.dossier().coverage
    open_rule = type(coverage)((), (), (("AIL-001", "no picture"),), 1, 1)
    court.submitted(coverage=open_rule)
    with pytest.raises(Invalid, match="AIL-001"):
        court.decided()
    with pytest.raises(Invalid, match="not among"):
        accept(*court.at, court.who("林", "reviewer"), "SUP-001")

    accept(*court.at, court.who("林", "reviewer"), "AIL-001")
    assert court.decided().standing.state == "cleared"


def test_a_finding_is_named_by_the_beginning_of_its_fingerprint(court):
    twin = F1[:20] + "0" * 44
    court.submitted(F1, twin)
    who = court.who("林", "reviewer")
    for start, error in ((F1[:12], Invalid), (F1[:3], Missing), ("ffff", Missing)):
        with pytest.raises(error):
            decide(*court.at, who, Decision(Verdict.FIX, (start,)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a1b2=confirmed", FindingAnswer("a1b2", Reply.CONFIRMED)),
        ("a1=dismissed:idiom", FindingAnswer("a1", Reply.DISMISSED, Dismissal.IDIOM)),
        ("a1=accepted_as_intent", FindingAnswer("a1", Reply.INTENT)),
    ],
)
def test_an_answer_is_typed_in_one_word(text, expected):
    assert answer_from(text) == expected


@pytest.mark.parametrize("text", ["a1", "a1=no", "a1=dismissed:because"])
def test_an_answer_that_is_none_says_which_there_are(text):
    with pytest.raises(Invalid, match="accepted_as_intent"):
        answer_from(text)


# --- with the policy in the house -------------------------------------------------------------


def rule(name, category, **other):
    given = {
        "sort": RuleKind.TEXT, "title": Bilingual("题", "title"), "cite": (),
        "applies": Applies((Stage.SCRIPT,)), "severity": Level.BLOCK, "examples": (),
    } | other  # fmt: skip
    return Rule(name, category=category, **given)


@pytest.fixture
def policy(court):
    """The house holds the policy that dossiers name."""
    waivable = {
        "waiver_roles": ("lead", "king"),
        "waiver_needs": Bilingual("警示", "a warning"),
    }
    rules = (rule("SUP-001", "superstition"), rule("MIN-001", "minors"),
             rule("PSE-001", "safety", **waivable))  # fmt: skip
    source = Source("t", "", date(2026, 1, 1))
    held = Policy(
        "cn-manju", "2026.11.0", "CN", "zh", Bilingual("", ""), (), (), (), (), rules, (), (),
        (FilingSort("platform_number", Bilingual("", ""), Term(), source, r"\w-\d"),),
        Digest("90" * 32),
    )  # fmt: skip
    store = court.house.store
    store.move_head(held.name, "policy", store.put(held), (), 1)
    return held


@pytest.mark.usefixtures("policy")
def test_a_rule_that_the_house_knows_asks_for_as_many_as_it_says(court):
    assert court.submitted(F1).persons == 1

    minors = (court.dossiers.finding(F2, rule="MIN-001"),)
    assert court.submitted(findings=minors, version=2).persons == 2


@pytest.mark.usefixtures("policy")
def test_a_block_is_waived_in_the_role_and_on_the_condition_of_its_rule(court):
    blocked = (court.dossiers.measured(F1),)
    assert court.submitted(findings=blocked).persons == 1

    with pytest.raises(Invalid, match="roles that may: lead"):
        waive(*court.at, court.who("林", "reviewer"), F1)
    assert waive(*court.at, court.who("林", "lead"), F1).persons == 2
    court.decided()
    held = court.decided(name="陈").standing
    assert (held.state, held.conditions) == ("cleared_with_conditions", ("警示",))


@pytest.mark.usefixtures("policy")
def test_a_number_has_the_form_that_the_policy_knows(court):
    court.submitted()
    wrong = replace(NUMBER, number="seven")
    with pytest.raises(Invalid, match="is not written as"):
        file_number(*court.at, court.who("王", "operator"), wrong)
    assert court.filed().state == "in_review"
