"""What a step counts has words."""

from __future__ import annotations

from piying.ledger.terms.measures import COUNTS, MEASURES
from piying.model.messages import CATALOGUE


def test_everything_that_a_step_may_count_can_be_said_on_a_statement():
    assert {f"statement.of_{name}" for name in MEASURES} <= CATALOGUE.keys()
    assert {f"statement.counts_{name}" for name in COUNTS} <= CATALOGUE.keys()
