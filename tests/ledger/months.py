"""Books in memory, closed period by period as a house does."""

from __future__ import annotations

from dataclasses import dataclass, field

from piying.ledger import accounts
from piying.ledger.closing import counted_by, drafts, period_named, pots_of
from piying.ledger.entries import checked
from piying.ledger.standing import Standing
from piying.ledger.stating import Kept, parties, statement
from piying.ledger.terms.agreed import Targets
from piying.ledger.terms.targets import targets

HEAD = "0" * 64
NOW = "2026-12-31T00:00:00Z"


@dataclass
class House:
    agreed: object
    posted: list = field(default_factory=list)
    last: object = None
    end: str = ""

    def balance(self, account):
        return sum(
            line.minor for draft in self.posted for line in draft.postings
            if line.account == account
        )  # fmt: skip

    def about(self, name):
        found = {}
        for draft in self.posted:
            if draft.about == name:
                for line in draft.postings:
                    found[line.account] = found.get(line.account, 0) + line.minor
        return found

    def come_to(self, facts, day):
        counts = counted_by(self.agreed, day, NOW)
        return targets(self.agreed, [fact for fact in facts if counts(fact)], day, NOW)

    def close(self, name, facts):
        """The statements of the period; what it posts stands in `posted`."""
        period = period_named(name)
        now = self.come_to(facts, period.end)
        between = (
            self.come_to(facts, self.end)
            if self.end
            else Targets(period.begin, NOW, (), (), (), (), ())
        )
        people = parties(now)
        opening = {key: -self.balance(accounts.payable(*key).id) for key in people}
        made = drafts(now, period, self.about, {draft.about for draft in self.posted})
        self.posted += [checked(draft) for draft in made]
        counts = counted_by(self.agreed, period.end, NOW)
        fresh = tuple(f for f in facts if self.end < f.day and counts(f))
        standing = Standing(period, self.last, between, now, fresh,
                            pots_of(self.agreed, NOW), "2026-12-31")  # fmt: skip
        self.last, self.end = now, period.end
        return [
            statement(party, currency, standing, Kept(
                opening[party, currency], 0, 0,
                -self.balance(accounts.payable(party, currency).id), (), HEAD,
            ))
            for party, currency in people
        ]  # fmt: skip
