"""Runs that end anywhere: nothing acknowledged is lost, and nothing is there by half."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import event

import piying
from ledger.drafts import draft
from piying.ledger.accounts import payable, wallet
from piying.ledger.entries import difference, mirror, moved
from piying.ledger.holds import give, hold, release
from piying.ledger.wallet import top_up, unlock
from piying.model.errors import Conflict
from piying.store.books.books import Books
from piying.store.books.verify import verify
from piying.store.store import open_store

AT = 1_700_000_000_000
DAY = "2026-11-22"
TOGETHER = 3

WRITER = f"""
import sys
sys.path[:0] = [{str(Path(piying.__file__).parents[1])!r}, {str(Path(__file__).parents[2])!r}]
from pathlib import Path
from ledger.drafts import draft
from piying.store.books.books import Books
from piying.store.store import open_store

books = Books(open_store(Path(sys.argv[1]), sys.argv[2]).database)
at = books.last()[0]
while True:
    drafts = [draft(f"n{{at + more}}") for more in range({TOGETHER})]
    books.post_many(drafts, {AT})
    at += {TOGETHER}
    print(at, flush=True)
"""


class TestKilled:
    @pytest.mark.parametrize(
        ("address", "rounds"),
        [
            ("sqlite", 2),
            pytest.param("sqlite", 12, marks=pytest.mark.slow),
            pytest.param("postgresql", 12, marks=pytest.mark.slow),
        ],
        indirect=["address"],
    )
    def test_what_was_acknowledged_is_there_and_nothing_by_half(
        self, tmp_path, address, rounds
    ):
        chance = random.Random(rounds)  # noqa: S311 - when to kill
        house = tmp_path / "house"
        acknowledged = 0
        for _ in range(rounds):
            writer = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-c", WRITER, house, address],
                stdout=subprocess.PIPE,
                text=True,
            )
            try:
                seen = [writer.stdout.readline() for _ in range(chance.randrange(1, 7))]
                time.sleep(chance.random() / 50)
            finally:
                writer.kill()
            seen += writer.stdout.readlines()
            writer.wait()
            writer.stdout.close()
            acknowledged = max([acknowledged, *(int(line) for line in seen if line.strip())])
            store = open_store(house, address)
            found = verify(store.database)
            store.close()

            assert found.flaw is None
            assert found.seq >= acknowledged > 0
            assert found.seq % TOGETHER == 0


class Interrupted(Exception):
    """The run ends here."""


class Interruptions:
    """Ends a transaction before its so-and-so-many-th statement, or when it is to commit."""

    def __init__(self, engine):
        self.left = None
        event.listen(engine, "before_cursor_execute", self.before)
        event.listen(engine, "commit", self.commit)

    def before(self, _connection, _cursor, statement, _parameters, _context, _many):
        if statement.startswith(("BEGIN", "PRAGMA")) or self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            self.left = None
            raise Interrupted

    def commit(self, _connection):
        if self.left is not None:
            self.left = None
            raise Interrupted


def story(chance):
    """What a house does: settlements of one contract, corrections, a dispute, a wallet."""
    target = {}
    purse = wallet("v", "COIN")
    held = hold("d", {payable("a", "CNY").id: 40}, effective=DAY, cause="letter")
    yield "post", top_up(purse, 50, sale="s", day=DAY)
    for week in range(8):
        for who in "abc":
            name = payable(who, "CNY").id
            target[name] = target.get(name, 0) - chance.randrange(-5, 90)
        target["expense:s:CNY"] = -sum(target.values()) + target.get("expense:s:CNY", 0)
        yield "settle", (dict(target), f"w{week}")
        yield "post", unlock(purse, chance.randrange(1, 20), series="s", episode=week, day=DAY)
        if week == 3:
            yield "post", held
        if week == 5:
            yield "post", release(held, effective=DAY, cause="over")
            yield "post", give(held, {payable("b", "CNY").id: 40}, effective=DAY, cause="over")
        yield "post", draft(f"wrong{week}")
        yield "undo", f"wrong{week}"


def done(books, what, said):
    """Do one thing; refused is done too."""
    try:
        if what == "settle":
            target, key = said
            made = difference(
                target, books.posted("c"), idem=key, effective=DAY, cause="w:c:1", about="c"
            )
            if made is not None:
                books.post(made, AT)
        elif what == "undo":
            entry = books.entry(said)
            books.post(mirror(entry, idem=f"un{said}", effective=DAY, cause="x"), AT)
        else:
            books.post(said, AT)
    except Conflict as refused:
        return refused.code
    return ""


class TestInterrupted:
    """A seed replays a failure: `story` and where it is interrupted follow from it."""

    @pytest.mark.parametrize(
        "seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))]
    )
    def test_any_ends_and_retries_come_to_the_books_of_a_run_without(
        self, books, tmp_path, seed
    ):
        chance = random.Random(seed)  # noqa: S311 - replayed by its seed
        ends = Interruptions(books.database._engine)
        other = open_store(tmp_path / "undisturbed")
        plain = Books(other.database)
        for what, said in story(random.Random(seed)):  # noqa: S311 - as above
            expected = done(plain, what, said)
            for _ in range(chance.randrange(3)):
                before = books.last()
                ends.left = chance.randrange(9)
                try:
                    done(books, what, said)
                except Interrupted:
                    assert books.last() == before
                ends.left = None

            assert done(books, what, said) == expected, (seed, what, said)
            assert books.balances() == plain.balances()
        other_drafts = [entry.draft for entry in plain.entries()]
        other.close()

        assert [entry.draft for entry in books.entries()] == other_drafts
        assert moved(other_drafts) == books.balances()
        assert verify(books.database).flaw is None
