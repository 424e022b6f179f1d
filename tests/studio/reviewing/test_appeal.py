"""Appeals over a house."""

from __future__ import annotations

import pytest

from piying.model.decision import Outcome, Ruling
from piying.model.errors import Invalid
from piying.studio.reviewing.appeal import appeal, rule_on

F1 = "a1" * 32
UPHELD = Ruling(Outcome.UPHELD, "维持", "upheld")


def rejected(court):
    court.submitted(F1)
    court.answered(F1, "confirmed")
    court.decided("reject", reasons=(F1[:8],))
    return court.decided("reject", "陈", reasons=(F1[:8],))


def test_a_rejection_is_appealed_and_decided_by_a_third_person(court):
    assert "appeal" in rejected(court).statement.text_en
    assert appeal(*court.at, court.who("沈", "submitter"), "不是").state == "appealed"
    assert rule_on(*court.at, court.who("郑", "appeal_reviewer"), UPHELD).state == "upheld"


def test_an_overturned_rejection_goes_back_into_review(court):
    rejected(court)
    appeal(*court.at, court.who("沈", "submitter"), "不是")
    overturned = Ruling(Outcome.OVERTURNED, "理由", "reason")
    held = rule_on(*court.at, court.who("郑", "appeal_reviewer"), overturned)

    assert held.state == "in_review"
    assert held.overturned == ("林", "陈")


def test_without_a_restriction_there_is_no_appeal(court):
    court.submitted()
    with pytest.raises(Invalid, match="nothing to appeal"):
        appeal(*court.at, court.who("沈", "submitter"), "不是")
    with pytest.raises(Invalid, match="nothing to appeal"):
        rule_on(*court.at, court.who("郑", "appeal_reviewer"), UPHELD)
