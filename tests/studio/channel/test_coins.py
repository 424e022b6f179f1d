"""Whatever happens, in whatever order: coins add up, no wallet sinks, money is whole.

coins issued = in wallets + spent + expired; what an order brings is given at most once; what
was paid = what is left behind coins + what series got + what went back.
"""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piying.model.errors import Conflict
from piying.model.payment import Act, Disputed, Outcome, RefundState, Stage
from piying.model.release import Right
from piying.store.channel.payments import Payments
from piying.studio.channel import paying
from piying.studio.channel.acting import terminal
from piying.studio.channel.disputing import dispute
from piying.studio.channel.refunding import Asked, refund, refund_unlock, resume_refunds
from piying.studio.channel.unlocking import unlock, unlocks

ACTS = ("order", "tell", "tell", "again", "wrong", "unlock", "unlock", "series", "undo",
        "refund", "part", "force", "till_fails", "till_works", "disputed", "won",
        "lost")  # fmt: skip
BOSS = terminal("rong")


class Life:
    """One viewer's life with coins, and what was really paid."""

    def __init__(self, stall, stalls, seed):
        self.stall, self.stalls, self.chance = stall, stalls, random.Random(seed)  # noqa: S311
        self.by, self.orders, self.number = stall.somebody(), [], 0
        stall.till.back = RefundState.DONE

    def do(self, act):
        self.stall.clock.pass_by(seconds=1)
        self.number += 1
        with suppress(Conflict):
            getattr(self, act)()

    def one(self):
        return self.chance.choice(self.orders) if self.orders else self.stall.begun(self.by)

    def order(self):
        self.orders.append(self.stall.begun(self.by, self.chance.choice(["small", "large"])))

    def tell(self, **changed):
        one = self.one()
        outcome = self.chance.choice([Outcome.PAID, Outcome.PAID, Outcome.EXPIRED])
        paying.apply(self.stall.house, "stripe", self.stalls.said(one, outcome, **changed))

    def again(self):
        for one in self.orders:
            if self.paid(one):
                paying.apply(self.stall.house, "stripe", self.stalls.said(one))

    def wrong(self):
        self.tell(minor=1)

    def unlock(self, way=Right.COINS):
        series, episode = self.chance.choice(["lamp", "key"]), self.chance.randint(3, 5)
        unlock(self.stall.house, self.by, series, episode, way, "CN")

    def series(self):
        self.unlock(Right.SERIES)

    def undo(self):
        rights = [
            grant for grant, ended in unlocks(self.stall.house, self.by).rights if not ended
        ]
        if rights:
            refund_unlock(self.stall.house, BOSS, self.chance.choice(rights).id, "why")

    def refund(self, **asked):
        refund(self.stall.house, BOSS, self.one().id, Asked("why", str(self.number), **asked))

    def part(self):
        self.refund(minor=self.chance.randint(1, 700))

    def force(self):
        self.refund(force=True)

    def till_fails(self):
        self.stall.till.back = self.chance.choice([RefundState.PENDING, RefundState.FAILED])

    def till_works(self):
        self.stall.till.back = RefundState.DONE
        resume_refunds(self.stall.house)

    def disputed(self, stage=Stage.OPEN):
        one = self.one()
        asked = self.chance.choice([one.minor, one.minor // 2])
        told = Disputed(
            f"dp_{one.id}", f"pi_{one.id}", stage, "general", asked, one.currency, real=True,
            due_ms=0,
        )  # fmt: skip
        dispute(self.stall.house, self.stall.till, told)

    def won(self):
        self.disputed(Stage.WON)

    def lost(self):
        self.disputed(Stage.LOST)

    # --- what has to hold --------------------------------------------------------------------

    def steps(self, one):
        return Payments(self.stall.house.store.database).steps(one.id)

    def paid(self, one):
        return any(step.act is Act.PAID for step in self.steps(one))

    def check(self):
        paid = [one for one in self.orders if self.paid(one)]
        steps = [step for one in paid for step in self.steps(one)]
        for one in paid:
            assert sum(step.act is Act.PAID for step in self.steps(one)) == 1
        failed = {step.reference for step in steps if step.act is Act.REFUND_FAILED}
        back = [
            step for step in steps
            if step.act is Act.REFUND_ASKED and step.reference not in failed
        ]  # fmt: skip
        lots = self.stall.lots(self.by)
        rights = {grant.id for grant, _ in unlocks(self.stall.house, self.by, count=100).rights}
        ours = [one for one in self.stall.sales() if one.transaction[:26] in rights]
        got = sum(one.gross_minor - one.refund_minor for one in ours)
        fees = sum(one.fee_minor for one in ours)

        assert self.stall.coins_add_up()
        assert min([0, *self.wallets()]) == 0
        assert self.stall.coins(self.by) == sum(lot.left for lot in lots)
        money = sum(lot.left_minor for lot in lots)
        assert sum(one.minor for one in paid) == (
            money + got + sum(step.minor for step in back) + self.unpaid(failed, steps)
        )
        assert fees + sum(lot.left_fee for lot in lots) >= 0
        assert got >= 0

    def unpaid(self, failed, steps):
        """What a refund took without a coin and its till refused: less than one coin's."""
        return sum(
            step.minor
            for step in steps
            if step.act is Act.REFUND_ASKED and step.reference in failed and not step.coins
        )

    def wallets(self):
        return [
            -minor
            for name, minor in self.stall.balances().items()
            if name.startswith("wallet:")
        ]


@pytest.mark.property
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.sampled_from(ACTS), min_size=4, max_size=14), st.integers(0, 2**32))
def test_coins_and_money_add_up_whatever_happens(stall, stalls, acts, seed):
    life = Life(stall, stalls, seed)
    for act in ("order", "tell", *acts):
        life.do(act)
    life.check()
