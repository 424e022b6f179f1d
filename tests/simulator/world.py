"""A world out of a seed: titles, deals, plays and sales, and in which order things happen.

Plain numbers and text only; nothing of piying is imported, for the oracle reads this as well.
"""

from __future__ import annotations

import datetime
import json
import random
from dataclasses import dataclass, field

HOUR_MS, DAY_MS, WEEK_MS = 3_600_000, 86_400_000, 7 * 86_400_000
OFFSET_MS = 8 * HOUR_MS
BEGIN = datetime.date(2026, 2, 2)
"""A Monday, the first day of week 6."""
BEGIN_MS = (
    int(datetime.datetime(2026, 2, 2, tzinfo=datetime.UTC).timestamp() * 1000) - OFFSET_MS
)
FOREVER = 1 << 52
COLUMNS = (
    "viewing_hi", "viewing_lo", "n", "user_hash", "ts_ms", "drama_id", "episode", "platform",
    "watch_ms",
)  # fmt: skip


def day_of(ms):
    return (BEGIN + datetime.timedelta(days=(ms - BEGIN_MS) // DAY_MS)).isoformat()


def instant_of(ms):
    at = datetime.datetime.fromtimestamp(ms // 1000, datetime.UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def week_of(number):
    return f"2026-W{6 + number:02d}"


@dataclass
class Deal:
    """One version of the terms of a contract."""

    id: str
    version: int
    effective: str
    recorded: str
    currency: str
    price: str
    """Main units for 1,000 minutes."""
    cap: str
    share: str
    """Of the net sales."""
    guarantee: str
    reserve: tuple[str, int] | None
    parts: tuple[tuple[str, str], ...]


@dataclass
class Contract:
    """One record of a contract."""

    id: str
    deal: str
    series: tuple[str, ...]
    since: str
    recorded: str
    holders: tuple[tuple[str, str, str, str], ...]
    """(role, party, since, until)"""


@dataclass
class Hold:
    id: str
    contract: str
    party: str
    since: str
    until: str
    minor: int | None
    recorded: str
    released: str = ""


@dataclass
class Batch:
    """A batch as its sender keeps it, and what has to become of each of its rows."""

    id: str
    rows: list
    fate: list[str]
    """By row: empty where it is taken, else the reason."""

    @property
    def body(self):
        return json.dumps({"batch": self.id, "rows": self.rows}).encode()

    @property
    def plays(self):
        """The good rows, in the order of the columns."""
        return [
            tuple(row[name] for name in COLUMNS)
            for row, fate in zip(self.rows, self.fate, strict=True)
            if not fate
        ]


@dataclass
class World:
    seed: int
    weeks: int
    series: list[str] = field(default_factory=list)
    platforms: list[str] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    screening: list[tuple[int, ...]] = field(default_factory=list)
    counting: list[tuple[int, ...]] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    steps: list[tuple] = field(default_factory=list)
    """(the instant, what, with what)"""

    @property
    def contract_ids(self):
        return list(dict.fromkeys(one.id for one in self.contracts))


def made(seed, weeks=2, plays=60):
    """The world of `seed`: `weeks` that are closed, about `plays` plays a batch."""
    rng = random.Random(seed)  # noqa: S311 - a seed
    world = World(seed, weeks)
    _titles(world, rng)
    _terms(world, rng)
    _schedule(world, rng, plays)
    return world


def _titles(world, rng):
    world.series = [f"series-{n}" for n in range(rng.randint(2, 4))]
    world.platforms = ["app", "web"][: rng.randint(1, 2)]
    terms = {}
    for drama, _ in enumerate(world.series, 1):
        for episode in range(1, rng.randint(2, 4)):
            released = BEGIN_MS + rng.choice([-DAY_MS, -DAY_MS, 30 * HOUR_MS])
            world.screening.append((drama, episode, rng.randint(40, 120) * 1000, released))
        contract = (drama + 1) // 2
        terms.setdefault(
            contract, (rng.choice([0, 3000]), rng.randint(1, 3), rng.randint(1, 2))
        )
        for platform, _ in enumerate(world.platforms, 1):
            until = BEGIN_MS + rng.randint(3, 10) * DAY_MS if rng.random() < 0.2 else FOREVER
            world.counting.append(
                (drama, platform, contract, BEGIN_MS, until, *terms[contract])
            )


def _terms(world, rng):
    world.parties = ["studio-a", "studio-b", "li", "wang"]
    for number in range((len(world.series) + 1) // 2):
        name = f"contract-{number + 1}"
        world.deals += _versions(world, rng, f"deal-{number + 1}")
        first = Contract(
            name, f"deal-{number + 1}", tuple(world.series[2 * number : 2 * number + 2]),
            BEGIN.isoformat(), "2025-12-20T00:00:00Z",
            (
                ("producer", rng.choice(["studio-a", "studio-b"]), "", ""),
                ("writer", "li", "", ""),
            ),
        )  # fmt: skip
        world.contracts.append(first)
        if rng.random() < 0.5:  # handed over, and written down later
            day = BEGIN + datetime.timedelta(days=rng.randint(1, 9))
            giver = first.holders[0][1]
            taker = "wang"
            at = BEGIN_MS + rng.randint(5, 13) * DAY_MS
            world.contracts.append(
                Contract(first.id, first.deal, first.series, first.since, instant_of(at), (
                    ("producer", giver, "",
                     (day - datetime.timedelta(days=1)).isoformat()),
                    ("producer", taker, day.isoformat(), ""),
                    ("writer", "li", "", ""),
                ))
            )  # fmt: skip


def _versions(world, rng, name):
    currency = rng.choice(["CNY", "CNY", "USD"])
    reserve = (rng.choice(["0.1", "1/3"]), rng.choice([7, 14])) if rng.random() < 0.4 else None
    found = []
    for version in range(1, rng.randint(2, 4)):
        effective = "2026-01-01"
        recorded = "2025-12-20T00:00:00Z"
        if version > 1:
            day = BEGIN + datetime.timedelta(days=(version - 2) * 6 + rng.randint(1, 6))
            effective = day.isoformat()
            recorded = instant_of(BEGIN_MS + rng.randint(0, 7 * world.weeks) * DAY_MS + version)
        found.append(Deal(
            id=name, version=version, effective=effective, recorded=recorded, currency=currency,
            price=rng.choice(["12", "0.37", "1/3", "1234.5"]),
            cap=rng.choice(["", "5", "90.01"]),
            share=rng.choice(["0.9", "1/3", "0.55"]),
            guarantee=rng.choice(["", "", "20", "33.33"]),
            reserve=reserve,
            parts=rng.choice([
                (("producer", "0.7"), ("writer", "0.1")),
                (("producer", "1/3"), ("writer", "1/3")),
                (("producer", "0.9"), ("writer", "1/30")),
            ]),
        ))  # fmt: skip
    return found


def _schedule(world, rng, plays):
    sent, sold = 0, 0
    people = [rng.getrandbits(63) for _ in range(12)]
    history: list[tuple[int, ...]] = []
    first: dict[int, int] = {}
    for week in range(world.weeks):
        monday = BEGIN_MS + week * WEEK_MS
        for part in range(rng.randint(2, 3)):
            at = monday + (part + 1) * 2 * DAY_MS + rng.randrange(DAY_MS)
            fresh = []
            for _ in range(rng.randint(1, 3)):
                world.batches.append(_batch(world, rng, sent, at, history, people, plays))
                fresh.append(sent)
                first[sent] = at
                sent += 1
            again = [rng.randrange(sent) for _ in range(rng.randint(0, 2))]
            again = [one for one in again if not 2 * DAY_MS < at - first[one] < 6 * DAY_MS]
            order = [*fresh, *again]
            rng.shuffle(order)
            lost = rng.choice(fresh) if rng.random() < 0.15 else None
            world.steps.append((at, "batches", (order, lost)))
            rows = [_sale(world, rng, sold + n, at) for n in range(rng.randint(1, 6))]
            sold += len(rows)
            world.steps.append((at + 1000, "sales", rows))
            if rng.random() < 0.4:
                world.steps.append((at + 2000, "hours", None))
            if rng.random() < 0.3:
                world.steps.append((at + 3000, "count", None))
        end = monday + WEEK_MS + rng.randint(1, 20) * HOUR_MS
        world.steps.append((end, "count" if rng.random() < 0.9 else "hours", None))
        if rng.random() < 0.5:
            world.steps.append((end + 1000, "hold", _hold(world, rng, week, end)))
        world.steps += [(end + 2000, "close", week), (end + 3000, "close_again", week)]
        for number in range(rng.randint(0, 3)):
            paid = (week, rng.random(), rng.choice(["1", "1/2", "1/7"]), number)
            world.steps.append((end + 4000 + number, "pay", paid))
            if rng.random() < 0.3:
                world.steps.append((end + 5000 + number, "reverse", paid))
        if rng.random() < 0.5:
            world.steps.append((end + 6000, "release", None))
    world.steps.sort(key=lambda step: step[0])


def _hold(world, rng, week, at):
    contract = rng.choice(world.contract_ids)
    first = BEGIN + datetime.timedelta(days=7 * week + rng.randint(0, 3))
    return Hold(
        f"hold-{week}", contract, rng.choice(["", "studio-a", "li"]), first.isoformat(),
        (first + datetime.timedelta(days=rng.randint(0, 5))).isoformat(),
        rng.choice([None, 100, 7]), instant_of(at),
    )  # fmt: skip


def _batch(world, rng, number, at, history, people, plays):  # noqa: PLR0917
    rows, fate = [], []
    for _ in range(rng.randint(plays // 2, plays)):
        kind = rng.random()
        if kind < 0.08 and history:  # a copy; what differs besides may make it a conflict
            old = list(rng.choice(history))
            if rng.random() < 0.3:
                old[3] = rng.choice(people)
            if rng.random() < 0.5:
                old[8] = rng.randint(0, 200_000)
            play = tuple(old)
        elif kind < 0.12:  # a bot plays on and on
            play = _play(world, rng, at, [people[0]], episode=1, drama=1)
        else:
            play = _play(world, rng, at, people)
        row, bad = dict(zip(COLUMNS, play, strict=True)), ""
        if rng.random() < 0.06:
            row, bad = _spoilt(rng, row)
        if not bad:
            history.append(play)
        rows.append(row)
        fate.append(bad)
    return Batch(f"batch-{world.seed:08d}-{number:08d}", rows, fate)


def _play(world, rng, at, people, episode=None, drama=None):
    late = rng.random() < 0.1
    when = at - rng.randrange(9 * DAY_MS if late else 2 * DAY_MS)
    when = when // (36 * HOUR_MS) * 36 * HOUR_MS + when % HOUR_MS  # few hours, all full
    dramas = len(world.series) + (rng.random() < 0.1)
    platforms = len(world.platforms) + (rng.random() < 0.1)
    return (
        rng.getrandbits(63) - (1 << 62), rng.getrandbits(63), rng.randint(0, 3),
        rng.choice(people), when, drama or rng.randint(1, dramas),
        episode or rng.randint(1, 3), rng.randint(1, platforms),
        rng.choice([0, 2999, 3000, rng.randint(3000, 200_000)]),
    )  # fmt: skip


def _spoilt(rng, row):
    way = rng.randrange(6)
    if way == 0:
        return row | {"watch_ms": -1}, "out_of_range"
    if way == 1:
        return row | {"ts_ms": row["ts_ms"] + rng.choice([-1, 1]) * 3 * 366 * DAY_MS}, "clock"
    if way == 2:
        return row | {"n": 1.5}, "unreadable"
    if way == 3:
        return {name: value for name, value in row.items() if name != "episode"}, "unreadable"
    if way == 4:
        return row | {"episode": 0}, "out_of_range"
    return "no row", "unreadable"


def _sale(world, rng, number, at):
    """(transaction, series, platform, day, gross, refund, fee), in minor units."""
    day = max(BEGIN_MS, at - rng.randrange(9 * DAY_MS))
    gross = rng.randint(0, 5000)
    refund = rng.randint(0, 2000) if rng.random() < 0.3 else 0
    series = rng.choice([*world.series, "stray"] if rng.random() < 0.1 else world.series)
    return (
        f"T{number}", series, rng.choice(world.platforms), day_of(day), gross, refund,
        rng.randint(0, 100),
    )  # fmt: skip
