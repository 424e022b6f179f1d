"""A house with one deal, for the tests of money."""

from __future__ import annotations

from dataclasses import replace

DEAL = """
[[deal]]
id = "own-channel"
version = 1
title = "Net income shared"
effective = 2026-01-01
recorded = "2025-12-20T00:00:00Z"
currency = "CNY"
calendar = { period = "week", statement = { days = 3 }, payment = { days = 5 } }
counting = { min_ms = 3000, cap_plays = 3, cap_watch_x = 2 }
[[deal.step]]
id = "net"
kind = "basis"
clause = "2.1"
of = "net"
counts = "own"
[[deal.step]]
id = "who"
kind = "split"
clause = "4"
parts = [ { role = "producer", part = 0.7 }, { role = "writer", part = 0.1 } ]
rest = "house"
[[contract]]
id = "lamp"
deal = "own-channel"
series = ["lamp"]
platforms = ["own"]
since = 2026-01-01
format = "2d"
exclusive = true
recorded = "2025-12-20T00:00:00Z"
holders = [{ role = "producer", party = "studio" }, { role = "writer", party = "li" }]
[[party]]
id = "studio"
name = "兰亭工作室"
sort = "company"
[[party]]
id = "li"
name = "李某"
sort = "company"
"""
HEADER = "source,transaction,kind,series,episode,platform,day,units,gross,refund,fee,currency"
MONDAY_MS = 1_771_200_000_000
"""2026-02-16 00:00 UTC, the Monday of week 8."""


class At:
    """A clock that stands still."""

    def __init__(self, ms=MONDAY_MS):
        self.ms = ms

    def now_ms(self):
        return self.ms


def with_deal(house, ms=MONDAY_MS):
    """`house` with the deal, at an instant."""
    folder = house.settings.house / "deals"
    folder.mkdir(exist_ok=True)
    (folder / "own.toml").write_text(DEAL, encoding="utf-8")
    return replace(house, clock=At(ms))


def row(number, gross, day="2026-02-03", series="lamp", fee="0"):
    return f"own,T{number},episode,{series},1,own,{day},1,{gross},0,{fee},CNY"


def sales_file(folder, *rows, name="sales.csv"):
    path = folder / name
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path
