"""A house that has closed weeks, for the tests of the pages and the API of money.

Weeks 45 and 46 are closed, on the Wednesday of week 47. Two currencies; a person from whom
tax is withheld; a part that is reserved; a title that is disputed; one payment that arrived
and one that was taken back.
"""

from __future__ import annotations

import json

from piying.ledger.entries import mirror
from piying.studio.counting.count import bring_in, make_hours
from piying.studio.counting.daycount import count_the_day
from piying.studio.counting.sales import enter
from piying.studio.settling.settle import books_of, settle
from piying.studio.settling.statements import pay

DEALS = """
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
id = "back"
kind = "reserve"
clause = "7"
amount = 0.05
days = 28
[[deal.step]]
id = "who"
kind = "split"
clause = "4.2"
parts = [ { role = "producer", part = 0.7 }, { role = "writer", part = 0.1 } ]
rest = "house"
[[deal.step]]
id = "tax"
kind = "withhold"
clause = "11"
table = "cn-2019"
of = "earned"
[[deal]]
id = "abroad"
version = 1
title = "Abroad"
effective = 2026-01-01
recorded = "2025-12-20T00:00:00Z"
currency = "USD"
calendar = { period = "week", statement = { days = 3 }, payment = { days = 5 } }
counting = { min_ms = 3000, cap_plays = 3, cap_watch_x = 2 }
[[deal.step]]
id = "net"
kind = "basis"
clause = "A.1"
of = "net"
counts = "own"
[[deal.step]]
id = "who"
kind = "split"
clause = "A.2"
parts = [ { role = "producer", part = "1/3" } ]
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
holders = [{ role = "producer", party = "acme" }, { role = "writer", party = "li" }]
[[contract]]
id = "moon"
deal = "own-channel"
series = ["moon"]
platforms = ["own"]
since = 2026-01-01
format = "2d"
exclusive = true
recorded = "2025-12-20T00:00:00Z"
holders = [{ role = "producer", party = "other" }, { role = "writer", party = "li" }]
[[contract]]
id = "gate"
deal = "abroad"
series = ["gate"]
platforms = ["app"]
since = 2026-01-01
format = "2d"
exclusive = true
recorded = "2025-12-20T00:00:00Z"
holders = [{ role = "producer", party = "acme" }]
[[party]]
id = "acme"
name = "兰亭工作室"
sort = "company"
[[party]]
id = "other"
name = "望月 <影业>"
sort = "company"
[[party]]
id = "li"
name = "李某"
sort = "person"
income = "author"
"""
HOLDS = """
[[hold]]
id = "dispute-moon"
contract = "moon"
series = "moon"
since = 2026-11-09
until = 2026-11-15
minor = 12345
recorded = "2026-11-10T02:00:00Z"
by = "lan"
why = "their table lacks <two> days"
"""
HEADER = "source,transaction,kind,series,episode,platform,day,units,gross,refund,fee,currency"
SALES = """
own,T1,episode,lamp,1,own,2026-11-03,900,24690.00,0,148.14,CNY
own,T2,series,moon,0,own,2026-11-04,300,8888.88,0,53.33,CNY
app,T3,ad,gate,0,app,2026-11-05,9,1000.00,0,0,USD
own,T4,episode,lamp,2,own,2026-11-10,700,18000.00,0,108.00,CNY
own,T5,episode,moon,3,own,2026-11-11,120,3600.00,0,21.60,CNY
own,T6,refund,lamp,1,own,2026-11-12,3,0,90.00,0,CNY
app,T7,ad,gate,0,app,2026-11-12,9,0.50,0,0,USD
"""
WATCHED = """
[[deal]]
id = "minutes"
version = 1
title = "By the minute"
effective = 2026-01-01
recorded = "2025-12-20T00:00:00Z"
currency = "CNY"
calendar = { period = "week", statement = { days = 3 }, payment = { days = 5 } }
counting = { min_ms = 3000, cap_plays = 3, cap_watch_x = 2 }
[[deal.step]]
id = "minutes"
kind = "basis"
clause = "2.1"
of = "effective_minutes"
counts = "own"
[[deal.step]]
id = "price"
kind = "rate"
clause = "3.2"
amount = 0.1
per = 1
[[deal.step]]
id = "who"
kind = "split"
clause = "4"
parts = [ { role = "producer", part = 0.7 } ]
rest = "house"
[[contract]]
id = "lamp"
deal = "minutes"
series = ["lamp"]
platforms = ["own"]
since = 2026-01-01
format = "2d"
exclusive = true
recorded = "2025-12-20T00:00:00Z"
holders = [{ role = "producer", party = "acme" }]
[[party]]
id = "acme"
name = "兰亭工作室"
sort = "company"
"""
NOON_MS, DAY = 1_794_715_200_000, "2026-11-15"
"""Noon of the last day of week 46 in China."""
FIRST, SECOND = "2026-W45", "2026-W46"
SEEN = f"{SECOND}-acme-CNY"


def close_weeks(house):
    """Everything above has happened in `house`."""
    folder = house.settings.house / "deals"
    folder.mkdir()
    (folder / "deals.toml").write_text(DEALS, "utf-8")
    (folder / "holds.toml").write_text(HOLDS, "utf-8")
    sales = house.settings.house / "sales.csv"
    sales.write_text(HEADER + SALES, "utf-8")
    enter(house, sales)
    settle(house, FIRST, by="lan")
    pay(house, f"{FIRST}-acme-CNY", "1000.00", "BANK-0017")
    settle(house, SECOND, by="lan")
    pay(house, f"{SECOND}-li-CNY", "20.00", "BANK 0018")
    gone = pay(house, f"{SECOND}-acme-USD", "0.16", "BANK-0019")
    back = mirror(gone, idem=f"back {gone.id}", effective="2026-11-18", cause="it came back")
    books_of(house).post(back, house.clock.now_ms())


def close_watched(house):
    """A week of `house` was closed in which two people watched for 90 seconds each."""
    at, plays = house.settings.house, house.settings.house / "plays"
    (at / "deals").mkdir()
    (at / "deals" / "deals.toml").write_text(WATCHED, "utf-8")
    plays.mkdir(exist_ok=True)
    told = "series,episode,duration_ms,since\nlamp,1,100000,2026-01-01\n"
    (plays / "episodes.csv").write_text(told, "utf-8")
    rows = [
        {"viewing_hi": 11, "viewing_lo": -12, "n": n, "user_hash": 13 + n, "drama_id": 1,
         "ts_ms": NOON_MS + n, "episode": 1, "platform": 1, "watch_ms": 90_000}
        for n in range(2)
    ]  # fmt: skip
    (at / "plays.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    bring_in(house, [at / "plays.jsonl"])
    make_hours(house)
    count_the_day(house, DAY, None, "kernel", "")
    settle(house, SECOND, by="lan")
