"""What has to come out, by brute force: lists, dictionaries and Fractions.

Written from docs/plays.md, docs/counting.md and docs/deals.md alone. Nothing of piying is
imported here, and nothing is quick: every day looks at every play and every fact anew.
"""

from __future__ import annotations

import datetime
import struct
import zlib
from fractions import Fraction

HOUR_MS = 3_600_000
WIDTHS = (8, 8, 4, 8, 8, 4, 2, 2, 4)
"""Bytes of each column of a play in the raw log; the two after `n` in the order of a play."""
DAY_REASONS = (
    "duplicate", "conflict", "unknown_episode", "unreleased", "unmatched", "below", "capped",
)  # fmt: skip


# --- the raw log ----------------------------------------------------------------------------


def logged(folder):
    """(batch, received, receipt ms, plays) of every whole frame in the segments of a folder.

    The id of a batch is known again for three days; sent once more much later it is taken
    again, and its plays are copies.
    """
    found, latest = [], {}
    for path in sorted(folder.glob("*.plays")):
        data, at = path.read_bytes(), 0
        while at + 12 <= len(data) and data[at : at + 4] == b"PYP1":
            size, crc = struct.unpack_from("<II", data, at + 4)
            payload = data[at + 12 : at + 12 + size]
            if len(payload) < size or zlib.crc32(payload) != crc:
                break
            received_ms, received, accepted, named = struct.unpack_from("<qIIH", payload, 32)
            begin = 32 + 18
            name = payload[begin : begin + named].decode()
            apart = abs(received_ms - latest.setdefault(name, -(1 << 60)))
            assert apart > 3 * 24 * HOUR_MS, f"{name} stands twice in the log"
            latest[name] = received_ms
            plays = _unpacked(payload[begin + named :], accepted)
            found.append((name, received, received_ms, plays))
            at += 12 + size
    return found


def _unpacked(data, count):
    columns, at = [], 0
    for width in WIDTHS:
        end = at + width * count
        columns.append([
            int.from_bytes(data[place : place + width], "little", signed=True)
            for place in range(at, end, width)
        ])  # fmt: skip
        at = end
    return list(zip(*columns, strict=True))


# --- counting -------------------------------------------------------------------------------


def hours(plays):
    """{hour: (plays that are left, how many rows there were, duplicates, conflicts)}."""
    by_hour = {}
    for play in plays:
        by_hour.setdefault(play[4] // HOUR_MS, []).append(play)
    found = {}
    for hour, rows in by_hour.items():
        left, duplicates, conflicts = _once(rows, hourly=True)
        found[hour] = (left, len(rows), duplicates, conflicts)
    return found


def _once(rows, *, hourly):
    """Each play once; an hour sets aside contradictions one copy of each, a day all of them."""
    reports, left, duplicates, conflicts = {}, [], 0, 0
    for row in rows:
        reports.setdefault(row[:3], []).append(row)
    for copies in reports.values():
        claims = {(row[3], row[5], row[6], row[7]) for row in copies}
        if len(claims) > 1:
            told = len(claims) if hourly else len(copies)
            conflicts += told
            duplicates += len(copies) - told
            continue
        duplicates += len(copies) - 1
        first = min(copies, key=lambda row: row[4])
        left.append((*first[:8], max(row[8] for row in copies)))
    return left, duplicates, conflicts


def day(plays, screening, counting):
    """(rows, refused, received) of a day whose hours hold `plays`.

    A row is (contract, drama, episode, platform) → plays, below, effective, capped, watched,
    effective ms, users.
    """
    refused = dict.fromkeys(DAY_REASONS, 0)
    left, refused["duplicate"], refused["conflict"] = _once(plays, hourly=False)
    rows, people = {}, {}
    for play in left:
        user, at, drama, episode, platform, watched = play[3:]
        shown = [one for one in screening if one[:2] == (drama, episode)]
        terms = [one for one in counting if one[:2] == (drama, platform)]
        if not shown:
            refused["unknown_episode"] += 1
        elif at < shown[0][3]:
            refused["unreleased"] += 1
        elif not terms:
            refused["unmatched"] += 1
        elif at < terms[0][3] or at >= terms[0][4]:
            refused["unreleased"] += 1
        else:
            key = (terms[0][2], drama, episode, platform)
            row = rows.setdefault(key, [0] * 7)
            row[0] += 1
            if watched < terms[0][5]:
                row[1] += 1
                refused["below"] += 1
                continue
            limits = (terms[0][6], terms[0][7] * shown[0][2])
            people.setdefault((key, user), (limits, []))[1].append(watched)
    for (key, _), ((most, most_ms), watched) in people.items():
        row, over = rows[key], max(0, len(watched) - most)
        row[2] += len(watched) - over
        row[3] += over
        row[4] += sum(watched)
        row[5] += min(sum(watched), most_ms)
        row[6] += 1
        refused["capped"] += over
    return rows, refused, len(plays)


# --- money ----------------------------------------------------------------------------------


def _days(first, last):
    at, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    while at <= end:
        yield at.isoformat()
        at += datetime.timedelta(days=1)


def _ahead(text, days):
    return (datetime.date.fromisoformat(text) + datetime.timedelta(days=days)).isoformat()


def money(world, holds, minutes, net, today, known_by):
    """({(party, currency): owed}, {…: reserved}, {…: held}) at the end of `today`.

    Args:
        world: its deals and contracts.
        holds: every hold as it is written by now.
        minutes: {(contract, series, day): effective ms}.
        net: {(contract, series, day): gross − refund − fee}, in minor units.
        today: a day.
        known_by: terms that were recorded later are not known.
    """
    owed, reserved, held = {}, {}, {}
    for name in world.contract_ids:
        records = [
            one for one in world.contracts if one.id == name and one.recorded <= known_by
        ]
        contract = max(records, key=lambda one: one.recorded)
        deals = [one for one in world.deals
                 if one.id == contract.deal and one.recorded <= known_by]  # fmt: skip
        deals.sort(key=lambda one: one.effective)
        for series in contract.series:
            title = (contract, series, deals)
            increments = _increments(title, minutes, net, today)
            _share_out(title, increments, holds, today, (owed, reserved, held))
    return owed, reserved, held


def _reign(deals, day):
    return [one for one in deals if one.effective <= day][-1]


def _increments(title, minutes, net, today):
    """(day, what the title is worth more on that day), where it is anything."""
    contract, series, deals = title
    before, found = Fraction(0), []
    for now in _days(contract.since, today):
        capped, below, promised = {}, Fraction(0), Fraction(0)
        for place, deal in enumerate(deals):
            first = max(deal.effective, contract.since)
            last = now
            if place + 1 < len(deals):
                last = min(last, _ahead(deals[place + 1].effective, -1))
            if first > last:
                continue
            span = [(contract.id, series, one) for one in _days(first, last)]
            watched = sum((minutes.get(key, 0) for key in span), 0)
            money = Fraction(watched, 60_000) * Fraction(deal.price) * 100 / 1000
            if deal.cap:
                had = capped.get("cap", Fraction(0))
                money = min(money, max(Fraction(0), Fraction(deal.cap) * 100 - had))
                capped["cap"] = had + money
            below += money + sum((net.get(key, 0) for key in span), 0) * Fraction(deal.share)
            if deal.guarantee:
                promised = max(promised, Fraction(deal.guarantee) * 100)
        worth = max(promised, below, Fraction(0))
        if worth != before:
            found.append((now, worth - before))
            before = worth
    return found


def _share_out(title, increments, holds, today, into):
    contract, _, deals = title
    owed, reserved, held = into
    whole, free, by_day = {}, {}, {}
    for now, more in increments:
        deal = _reign(deals, now)
        back = Fraction(0)
        if deal.reserve:
            date = datetime.date.fromisoformat(now)
            sunday = _ahead(now, 6 - date.weekday())
            if today < _ahead(sunday, deal.reserve[1]):
                back = Fraction(deal.reserve[0])
        for role, part in deal.parts:
            (party,) = [
                holder for of, holder, since, until in contract.holders
                if of == role and since <= now and (not until or now <= until)
            ]  # fmt: skip
            amount = Fraction(part) * more
            whole[party] = whole.get(party, Fraction(0)) + amount
            free[party] = free.get(party, Fraction(0)) + amount * (1 - back)
            by_day.setdefault(party, []).append((now, amount * (1 - back)))
    for party, amount in whole.items():
        key = (party, deals[0].currency)
        due = min(free[party], amount).__floor__()
        kept = amount.__floor__() - due
        aside = 0
        for hold in holds:
            if hold.contract != contract.id or hold.party not in {"", party}:
                continue
            if hold.released and hold.released <= today:
                continue
            inside = sum(
                (more for now, more in by_day[party] if hold.since <= now <= hold.until),
                Fraction(0),
            )
            most = max(0, inside.__floor__())
            most = most if hold.minor is None else min(most, hold.minor)
            aside = min(aside + most, max(0, due))
        owed[key] = owed.get(key, 0) + due - aside
        reserved[key] = reserved.get(key, 0) + kept
        held[key] = held.get(key, 0) + aside
