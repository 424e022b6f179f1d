"""A house whose plays and sales are watched, for the tests of figures."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from piying.model.figures import DAY_HOURS
from piying.model.right import Grant
from piying.store.channel.rights import Rights
from piying.store.plays.hours import compact
from piying.store.plays.intake import Intake
from piying.store.plays.names import register
from piying.store.store import open_store
from piying.studio.channel.live import Live
from piying.studio.house import House, Settings
from piying.studio.progress import Silent

HOUR_MS = 3_600_000
MIDNIGHT = 20_820 * DAY_HOURS - 8
"""The hour since 1970 with which 2027-01-02, a Saturday, begins in China."""
EPISODES = "series,episode,duration_ms,since\n"
LENGTH = 100_000
SERIES = ("lamp", "key", "moon")


@dataclass
class Watched:
    """A house, and short ways to play and to buy in it."""

    house: object
    clock: object
    intake: object = None
    batches: int = 0
    rights: int = 0
    viewings: int = 0
    platform: int = 1
    names: dict = field(default_factory=dict)

    @property
    def folder(self):
        return self.house.settings.house / "plays"

    def open(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = [f"{one},{n},{LENGTH},2026-01-01" for one in SERIES for n in range(1, 9)]
        text = EPISODES + "\n".join(lines) + "\n"
        (self.folder / "episodes.csv").write_text(text, encoding="utf-8")
        known = register(self.house.store, "drama", SERIES, 0)
        self.names = {one: known.numbers["drama", one] for one in SERIES}
        self.platform = register(self.house.store, "platform", ("own",), 0).numbers[
            "platform", "own"
        ]
        self.intake = Intake(self.folder, self.clock)
        return self

    def at(self, hour, minute=0):
        """Let it be `minute` past `hour` of the day in China."""
        self.clock.at = (MIDNIGHT + hour) * HOUR_MS + minute * 60_000

    def row(  # noqa: PLR0917 - the columns of a play
        self, series="lamp", episode=1, user=1, watch=95_000, hour=None, viewing=None, n=0
    ):
        self.viewings += viewing is None
        at = self.clock.at if hour is None else (MIDNIGHT + hour) * HOUR_MS
        return {
            "viewing_hi": self.viewings if viewing is None else viewing, "viewing_lo": 7,
            "n": n, "user_hash": user, "ts_ms": at,
            "drama_id": self.names.get(series, series), "episode": episode,
            "platform": self.platform, "watch_ms": watch,
        }  # fmt: skip

    def send(self, *rows):
        self.batches += 1
        body = {"batch": f"batch-{self.batches:012}", "rows": rows}
        return self.intake.take(json.dumps(body).encode())

    def play(self, *args, **kwargs):
        return self.send(self.row(*args, **kwargs))

    def give(self, series, episode, why, coins=0, account="mei"):
        self.rights += 1
        name = f"R{self.rights}"
        return Rights(self.house.store.database).give(
            Grant(name, account, series, episode, why, name, None, coins, self.clock.at)
        )

    def end(self, right):
        Rights(self.house.store.database).end(right.id, by="x", why="", at_ms=self.clock.at)

    def compact(self):
        compact(self.folder, self.clock.at)

    def live(self):
        live = Live(self.house)
        live.pull()
        return live


def bare(folder):
    """An empty house and its clock."""
    clock = At()
    settings = Settings(folder / "house", folder / "data", folder / "out")
    return House(open_store(folder / "house"), (), clock, settings, Silent(), None), clock


@dataclass
class At:
    at: int = 0

    def now_ms(self):
        return self.at

    def pass_by(self, *, hours=0, seconds=0):
        self.at += hours * HOUR_MS + seconds * 1000


def told(message):
    return json.loads(message.data)


def cells(live, sight):
    return told(live.snapshot(sight))["cells"]
