"""The books against a model in a dictionary, whatever is posted in whatever order."""

from __future__ import annotations

import os
import tempfile
import uuid
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import create_engine

from ledger.drafts import balanced
from piying.ledger.accounts import wallet
from piying.ledger.entries import body_sha256, mirror
from piying.ledger.wallet import top_up, unlock
from piying.model.errors import Conflict
from piying.store.books.books import Books
from piying.store.books.verify import verify
from piying.store.store import open_store

AT = 1_700_000_000_000
KEYS = st.sampled_from([f"k{at}" for at in range(6)])
PURSE = wallet("v", "COIN")
DAY = "2026-11-22"


class Machine(RuleBasedStateMachine):
    """Posts, repeats, contradicts, undoes and spends; a dictionary knows what comes of it."""

    address = ""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name) / "house", self.fresh())
        self.books = Books(self.store.database)
        self.posted = {}
        self.entries = {}
        self.balances = {}
        self.reversed = set()

    def fresh(self):
        """The address of a database with nothing in it."""
        return ""

    def teardown(self):
        found = verify(self.store.database)
        self.store.close()
        self.folder.cleanup()

        assert (found.flaw, found.seq) == (None, len(self.entries))

    def happens(self, draft):
        """Post what the model allows."""
        entry = self.books.post(draft, AT)
        if draft.idem not in self.posted:
            self.posted[draft.idem] = body_sha256(draft)
            self.entries[draft.idem] = entry
            for line in draft.postings:
                self.balances[line.account] = self.balances.get(line.account, 0) + line.minor

        assert entry == self.entries[draft.idem]

    def refused(self, draft):
        """Post what the model does not allow."""
        before = self.books.last()
        with pytest.raises(Conflict):
            self.books.post(draft, AT)

        assert self.books.last() == before

    @rule(data=st.data(), key=KEYS)
    def post(self, data, key):
        draft = data.draw(balanced(key))
        known = self.posted.get(key)
        if known is None or known == body_sha256(draft):
            self.happens(draft)
        else:
            self.refused(draft)

    @precondition(lambda self: self.entries)
    @rule(data=st.data())
    def post_again(self, data):
        key = data.draw(st.sampled_from(sorted(self.entries)))
        self.happens(self.entries[key].draft)

    @precondition(lambda self: self.entries)
    @rule(data=st.data(), key=st.sampled_from(["r1", "r2", "r3"]))
    def undo(self, data, key):
        name = data.draw(st.sampled_from(sorted(self.entries)))
        entry = self.entries[name]
        if entry.draft.reverses:
            return
        draft = mirror(entry, idem=key, effective=DAY, cause="wrong")
        if self.posted.get(key) == body_sha256(draft):
            self.happens(draft)
        elif key in self.posted or entry.id in self.reversed or self.below(draft):
            self.refused(draft)
        else:
            self.happens(draft)
            self.reversed.add(entry.id)

    @rule(coins=st.integers(1, 20), sale=st.sampled_from(["s1", "s2", "s3"]))
    def buy(self, coins, sale):
        draft = top_up(PURSE, coins, sale=sale, day=DAY)
        known = self.posted.get(draft.idem)
        if known in (None, body_sha256(draft)):
            self.happens(draft)
        else:
            self.refused(draft)

    @rule(coins=st.integers(1, 20), episode=st.integers(1, 5))
    def spend(self, coins, episode):
        draft = unlock(PURSE, coins, series="moon", episode=episode, day=DAY)
        known = self.posted.get(draft.idem)
        if known == body_sha256(draft) or (known is None and not self.below(draft)):
            self.happens(draft)
        else:
            self.refused(draft)

    def below(self, draft):
        """Whether it would leave less than nothing in the wallet or of what was issued."""
        after = {line.account: line.minor for line in draft.postings}
        purse = -self.balances.get(PURSE.id, 0) - after.get(PURSE.id, 0)
        issued = self.balances.get("issued:COIN", 0) + after.get("issued:COIN", 0)
        return min(purse, issued) < 0

    @invariant()
    def the_balances_are_those_of_the_model(self):
        found = self.books.balances()

        assert {name: found.get(name) for name in self.balances} == self.balances
        assert sum(found.values()) == 0


class ServerMachine(Machine):
    """The same on PostgreSQL."""

    def fresh(self):
        self.schema = f"m{uuid.uuid4().hex}"
        self.run(f"CREATE SCHEMA {self.schema}")
        return f"{self.address}?options=-csearch_path%3D{self.schema}"

    def teardown(self):
        super().teardown()
        self.run(f"DROP SCHEMA {self.schema} CASCADE")

    def run(self, statement):
        server = create_engine(self.address.replace("postgresql://", "postgresql+psycopg://"))
        with server.begin() as connection:
            connection.exec_driver_sql(statement)
        server.dispose()


TestSqlite = Machine.TestCase
TestSqlite.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)


@pytest.mark.slow
@pytest.mark.skipif(
    "PIYING_TEST_POSTGRES" not in os.environ, reason="PIYING_TEST_POSTGRES names no server"
)
class TestServer(ServerMachine.TestCase):
    settings = settings(max_examples=6, stateful_step_count=15, deadline=None)

    @classmethod
    def setUpClass(cls):
        Machine.address = os.environ["PIYING_TEST_POSTGRES"]
