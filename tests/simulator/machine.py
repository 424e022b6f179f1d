"""The house of a seed: its steps one after another, dying and going on from disk meanwhile."""

from __future__ import annotations

import random
import shutil
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction

from piying.ledger import accounts
from piying.ledger.entries import mirror
from piying.ledger.terms.holding import written
from piying.model.deal import Hold
from piying.model.errors import Conflict, Outside, PiyingError
from piying.model.play import COUNTING, SCREENING
from piying.store.plays.days import latest_day, read_day
from piying.store.plays.hours import compact, files_of
from piying.store.plays.intake import Intake
from piying.store.plays.names import register
from piying.store.plays.rawlog import segments_of
from piying.store.store import open_store
from piying.studio.counting.count import make_hours
from piying.studio.counting.daycount import count_the_day, hours_of_day
from piying.studio.counting.sales import enter
from piying.studio.house import Settings, opened, plays_of
from piying.studio.progress import Silent
from piying.studio.settling.settle import books_of, closes, settle
from piying.studio.settling.statements import pay, statement_named, statements
from piying.studio.settling.verifybooks import verify_books
from simulator import oracle, terms, world
from simulator.disk import Died, Disk

HEADER = "source,transaction,kind,series,episode,platform,day,units,gross,refund,fee,currency"
DEATHS_MAX = 3
POINTS_MAX = 24
END_MS = world.BEGIN_MS + 800 * world.DAY_MS


class At:
    """A clock that stands until a step moves it."""

    def __init__(self):
        self.ms = world.BEGIN_MS

    def now_ms(self):
        return self.ms


class Machine:
    """Runs a world's steps against a house in a folder."""

    def __init__(self, made, folder, *, deaths=0.5):
        self.world, self.folder, self.deaths = made, folder, deaths
        self.rng = random.Random(made.seed ^ 0x5EED)  # noqa: S311 - a seed
        self.clock = At()
        self.acknowledged = set()
        self.tried = set()
        self.entered = {}
        self.counted = {}
        """{day: the plays that its newest version was made from}"""
        self.holds = []
        self.paid = {}
        self.closing = {}
        self.died = 0
        self.now = "nothing"

    # --- running ----------------------------------------------------------------------------

    def run(self):
        """Every step, then what has to hold at the end."""
        with self.house() as house:
            self.prepare(house)
        for number, (at, what, with_what) in enumerate(self.world.steps):
            self.now = f"seed {self.world.seed}, step {number} ({what})"
            self.clock.ms = max(self.clock.ms, at)
            try:
                self.step(what, with_what)
            except BaseException as error:
                error.add_note(f"{self.now}; python -m pytest tests/simulator -k short_seed "
                               f"--seed {self.world.seed}")  # fmt: skip
                raise
        self.now = f"seed {self.world.seed}, at the end"
        with self.house() as house:
            self.check_log()
            self.check_replay(house)

    def prepare(self, house):
        for sort, names in (
            ("drama", self.world.series), ("platform", self.world.platforms),
            ("contract", self.world.contract_ids),
        ):  # fmt: skip
            register(house.store, sort, names, self.clock.ms)
        folder = self.folder / "world"
        folder.mkdir(exist_ok=True)
        for name, columns, rows in (
            ("screening", SCREENING, self.world.screening),
            ("counting", COUNTING, self.world.counting),
        ):
            lines = [",".join(map(str, row)) for row in (columns, *rows)]
            (folder / f"{name}.csv").write_text("\n".join(lines))

    def step(self, what, with_what):
        """One step, begun anew after each death, until it was done."""
        for attempt in range(DEATHS_MAX + 1):
            dies = attempt < DEATHS_MAX and self.rng.random() < self.deaths
            disk = Disk(self.rng, self.rng.randint(1, POINTS_MAX) if dies else 0,
                        self.rng.choice(["before", "torn", "after"]))  # fmt: skip
            try:
                with disk.used(), self.house() as house:
                    self.write_deals()
                    getattr(self, what)(house, with_what)
            except (PiyingError, Died):
                if not disk.dead:
                    raise
            if not disk.dead:
                break
            self.died += 1
            disk.lose_power()
        with self.house() as house:
            self.check_books(house)
            check = getattr(self, f"check_{what}", None)
            if check:
                check(house, with_what)

    @contextmanager
    def house(self):
        settings = Settings(self.folder / "house", self.folder / "data", self.folder / "out",
                            language="en", workers=1)  # fmt: skip
        with opened(settings, (), self.clock, Silent()) as house:
            yield house

    def write_deals(self):
        folder = self.folder / "house" / "deals"
        folder.mkdir(parents=True, exist_ok=True)
        known = world.instant_of(self.clock.ms)
        (folder / "all.toml").write_text(terms.text(self.world, known), encoding="utf-8")
        rows = [
            written(Hold(one.id, one.contract, "", one.party, one.since, one.until, one.minor,
                         one.recorded, one.released), "li", "why not")
            for one in self.holds
        ]  # fmt: skip
        (folder / "holds.toml").write_text("\n".join(rows), encoding="utf-8")

    # --- steps ------------------------------------------------------------------------------

    def batches(self, house, with_what):
        order, lost = with_what
        with Intake(plays_of(house), house.clock) as intake:
            for number in order:
                batch = self.world.batches[number]
                if number == lost and number in self.tried:
                    continue  # its sender gave up: it is in the log, or it is not
                self.tried.add(number)
                try:
                    answer = intake.take(batch.body)
                except Outside:
                    continue  # it is not acknowledged: nobody may rely on it
                bad = [fate for fate in batch.fate if fate]
                assert answer.received == len(batch.rows), self.now
                assert answer.accepted + sum(n for _, n in answer.rejected) == answer.received
                assert {reason.value: n for reason, n in answer.rejected} == {
                    fate: bad.count(fate) for fate in bad
                }, self.now
                self.acknowledged.add(batch.id)

    def sales(self, house, rows):
        currency = {
            series: deal.currency
            for contract in self.world.contracts for series in contract.series
            for deal in self.world.deals if deal.id == contract.deal
        }  # fmt: skip
        lines = [
            f"own,{name},episode,{series},1,{platform},{day},1,{_main(gross)},{_main(refund)},"
            f"{_main(fee)},{currency.get(series, 'CNY')}"
            for name, series, platform, day, gross, refund, fee in rows
        ]
        path = self.folder / "sales.csv"
        path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
        enter(house, path)
        self.entered |= {row[0]: row for row in rows}

    def hours(self, house, _):
        make_hours(house)

    def count(self, house, _):
        make_hours(house)
        for day in sorted({world.day_of(play[4]) for play in self.plays()}):
            engine = self.rng.choice(["kernel", "duckdb"])
            count_the_day(house, day, self.folder / "world", engine, "")

    def hold(self, _house, hold):
        if hold.id not in {one.id for one in self.holds}:
            self.holds.append(replace(hold))
        self.write_deals()

    def release(self, _house, _):
        for hold in self.holds:
            hold.released = hold.released or world.day_of(self.clock.ms)
        self.write_deals()

    def close(self, house, week):
        # False: it was done before, and the run died before it could say so
        self.closes(house, week)

    def close_again(self, house, week):
        before = books_of(house).last()
        assert not self.closes(house, week), self.now
        assert books_of(house).last() == before, self.now

    @staticmethod
    def closes(house, week):
        """Whether the week could be closed: it was not closed before."""
        try:
            settle(house, world.week_of(week), by="li")
        except Conflict as error:
            if error.code != "settle.closed_already":
                raise
            return False
        return True

    def pay(self, house, paid):
        week, chance, part, number = paid
        if paid not in self.paid:
            some = statements(house, world.week_of(week))
            some = [one.statement for one in some if self.owed(house, one.statement) > 0]
            if not some:
                return
            one = some[int(chance * len(some))]
            minor = max(1, int(self.owed(house, one) * Fraction(part)))
            self.paid[paid] = [one.id, minor, 1]
        name, minor, _ = self.paid[paid]
        pay(house, name, _main(minor), f"BANK-{number}")

    def reverse(self, house, paid):
        if paid not in self.paid:
            return
        name = self.paid[paid][0]
        books = books_of(house)
        entry = books.entry(f"pay {name} BANK-{paid[3]}")
        books.post(
            mirror(entry, idem=f"back {entry.id}", effective=world.day_of(self.clock.ms),
                   cause="the bank sent it back"), self.clock.ms,
        )  # fmt: skip
        self.paid[paid][2] = 0

    # --- what has to hold -------------------------------------------------------------------

    def log(self):
        return oracle.logged(self.folder / "house" / "plays" / "raw")

    def plays(self):
        return [play for *_, plays in self.log() for play in plays]

    def owed(self, house, statement):
        account = accounts.payable(statement.party, statement.currency)
        return -books_of(house).balance(account.id)

    def check_log(self):
        sent = {batch.id: batch for batch in self.world.batches}
        found = self.log()
        assert self.acknowledged <= {one[0] for one in found}, self.now
        for name, received, _, plays in found:
            assert received == len(sent[name].rows), self.now
            assert plays == sent[name].plays, self.now

    def check_batches(self, _house, _):
        self.check_log()

    def check_hours(self, house, _):
        log = self.log()
        expected = oracle.hours(self.plays())
        held = files_of(plays_of(house), 0, END_MS)
        for hour in held:
            assert hour.rows + sum(n for _, n in hour.refused) == hour.received, self.now
        assert sum(hour.received for hour in held) == sum(one[1] for one in log)
        begin = {hour: world.instant_of(hour * world.HOUR_MS)[:13] for hour in expected}
        by_name = {hour.hour: hour for hour in held}
        for hour, (left, rows, duplicates, conflicts) in expected.items():
            one = by_name[begin[hour]]
            refused = {reason.value: n for reason, n in one.refused}
            told = (one.rows, refused.get("duplicate", 0), refused.get("conflict", 0))
            assert told == (len(left), duplicates, conflicts), self.now
            assert rows == sum(told), self.now

    def check_count(self, house, _):
        self.check_hours(house, _)
        by_day = {}
        for hour, (left, _, _, _) in oracle.hours(self.plays()).items():
            by_day.setdefault(world.day_of(hour * world.HOUR_MS), []).extend(left)
        for name, plays in by_day.items():
            made = latest_day(house.store, name)
            rows, refused, received = oracle.day(
                plays, self.world.screening, self.world.counting
            )
            assert made is not None, self.now
            assert made.received == received, self.now
            assert made.counted + sum(n for _, n in made.refused) == made.received, self.now
            assert {reason.value: n for reason, n in made.refused} == refused, self.now
            assert {
                (row.contract_id, row.drama_id, row.episode, row.platform): [
                    row.plays, row.below, row.effective_plays, row.capped, row.watch_ms,
                    row.effective_ms, row.users,
                ]
                for row in read_day(house.store, made)
            } == rows, self.now  # fmt: skip
            self.counted[name] = rows

    def expected(self, week, known_by):
        minutes, net = {}, {}
        for name, rows in self.counted.items():
            for (contract, drama, _, _), row in rows.items():
                key = (
                    self.world.contract_ids[contract - 1],
                    self.world.series[drama - 1],
                    name,
                )
                minutes[key] = minutes.get(key, 0) + row[5]
        for _, series, _, day, gross, refund, fee in self.entered.values():
            for contract in self.world.contract_ids:
                (titles,) = {one.series for one in self.world.contracts if one.id == contract}
                if series in titles:
                    key = (contract, series, day)
                    net[key] = net.get(key, 0) + gross - refund - fee
        sunday = world.day_of(world.BEGIN_MS + (week + 1) * world.WEEK_MS - 1)
        return oracle.money(self.world, self.holds, minutes, net, sunday, known_by)

    def check_close(self, house, week):
        owed, reserved, held = self.expected(week, closes(house)[0].known_by)
        books = books_of(house)
        paid = {}
        for name, minor, stands in self.paid.values():
            key = (statement_named(house, name).party, statement_named(house, name).currency)
            paid[key] = paid.get(key, 0) + minor * stands
        for key, minor in owed.items():
            balance = -books.balance(accounts.payable(*key).id)
            assert balance == minor - paid.get(key, 0), (self.now, key)
        kept, aside = {}, {}
        for name, balance in books.balances().items():
            sort, *_, currency = name.split(":")
            if sort == "reserve":
                party = name.split(":")[1]
                kept[party, currency] = kept.get((party, currency), 0) - balance
            if sort == "held":
                aside[currency] = aside.get(currency, 0) - balance
        assert _some(kept) == _some(reserved), self.now
        sums = {}
        for (_, currency), minor in held.items():
            sums[currency] = sums.get(currency, 0) + minor
        assert _some(aside) == _some(sums), self.now
        self.check_statements(house, week)

    def check_statements(self, house, week):
        for one in statements(house, world.week_of(week)):
            told = one.statement
            key = (told.party, told.currency)
            assert told.opening_minor == self.closing.get(key, 0), (self.now, key)
            earned = sum(line.minor for line in told.lines)
            assert told.closing_minor == (
                told.opening_minor + earned - told.tax_minor - told.held_minor - told.paid_minor
            ), (self.now, key)
            self.closing[key] = told.closing_minor
            assert told.closing_minor == self.owed(house, told), (self.now, key)

    def check_books(self, house):
        """They balance, they are whole, and the entries alone give every balance."""
        books = books_of(house)
        sums, rebuilt = {}, {}
        for entry in books.entries():
            for line in entry.draft.postings:
                currency = line.account.rpartition(":")[2]
                sums[currency] = sums.get(currency, 0) + line.minor
                rebuilt[line.account] = rebuilt.get(line.account, 0) + line.minor
        assert not any(sums.values()), self.now
        assert _some(rebuilt) == _some(books.balances()), self.now
        assert verify_books(house).flaw is None, self.now
        for name, minor, _ in self.paid.values():
            known = {entry.draft.cause.split()[0] for entry in books.entries()
                     if entry.draft.kind == "pay"}  # fmt: skip
            assert name in known or minor == 0, self.now

    def check_replay(self, house):
        """The log alone gives the same hours and days; the drafts alone give the same books."""
        fresh = self.folder / "again"
        plays = fresh / "plays"
        shutil.copytree(self.folder / "house" / "plays" / "raw", plays / "raw")
        self.count(house, None)
        compact(plays, self.clock.ms)
        ours = files_of(plays_of(house), 0, END_MS)
        theirs = files_of(plays, 0, END_MS)
        assert [(one.hour, one.sha256, one.rows, one.received) for one in ours] == [
            (one.hour, one.sha256, one.rows, one.received) for one in theirs
        ], self.now
        store = open_store(fresh)
        try:
            other = replace(house, store=store,
                            settings=replace(house.settings, house=fresh))  # fmt: skip
            for name in house.store.names("plays.day"):
                assert hours_of_day(other, name)
                count_the_day(other, name, self.folder / "world", "kernel", "")
                one, two = latest_day(house.store, name), latest_day(store, name)
                assert one.rows_sha256 == two.rows_sha256, self.now
            books, again = books_of(house), books_of(other)
            for entry in books.entries():
                draft = entry.draft
                assert again.post(draft, entry.recorded_ms).hash == entry.hash, self.now
            assert again.balances() == books.balances(), self.now
        finally:
            store.close()
        assert segments_of(plays / "raw")


def _some(amounts):
    return {key: minor for key, minor in amounts.items() if minor}


def _main(minor):
    return f"{minor // 100}.{minor % 100:02d}"
