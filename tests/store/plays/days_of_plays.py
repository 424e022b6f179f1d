"""Small days for tests: hours on disk, worlds, and a third counting that anybody can read."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from piying.audience.sums import OF_A_DAY
from piying.model.play import BUCKETS, COLUMNS, HOUR_MS, ROW_COLUMNS, Reason
from piying.store.plays.counted import SCHEMA, RowsHash, hold_to_law

FOREVER = 1 << 52
T0 = 1_780_000_000_000 // HOUR_MS * HOUR_MS


def write_hour(path, plays):
    """An hour of `plays`, tuples in the order of `COLUMNS`."""
    columns = list(zip(*plays, strict=True)) if plays else [()] * len(COLUMNS)
    whole = pa.table(
        [pa.array(c, f.type) for c, f in zip(columns, SCHEMA, strict=True)], schema=SCHEMA
    )
    bucket = np.asarray(whole["user_hash"].to_numpy()) >> 55
    empty = SCHEMA.empty_table()
    with pq.ParquetWriter(path, SCHEMA, compression="none", use_dictionary=False) as out:
        for one in range(BUCKETS):
            at = np.flatnonzero(bucket == one)
            out.write_table(whole.take(at) if len(at) else empty)
    return path


def write_hours(folder, plays):
    """The hours of `plays`, each play in the hour of its own time."""
    by_hour = defaultdict(list)
    for play in plays:
        by_hour[play[4] // HOUR_MS].append(play)
    return [
        write_hour(folder / f"{hour}.parquet", found) for hour, found in sorted(by_hour.items())
    ]


def by_hand(plays, screening, counting):
    """(rows, refused): the rules of docs/counting.md, one play after another."""
    shown = {row[:2]: row[2:] for row in screening}
    terms = {row[:2]: row[2:] for row in counting}
    refused = dict.fromkeys(OF_A_DAY, 0)
    claims, copies = defaultdict(set), defaultdict(list)
    for play in plays:
        claims[play[:3]].add((play[3], *play[5:8]))
        copies[play[:3]].append(play)
    rows = defaultdict(lambda: dict.fromkeys(ROW_COLUMNS[4:], 0))
    people = defaultdict(list)
    for report, found in copies.items():
        if len(claims[report]) > 1:
            refused[Reason.CONFLICT] += len(found)
            continue
        refused[Reason.DUPLICATE] += len(found) - 1
        user, drama, episode, platform = found[0][3], *found[0][5:8]
        ts, watch = min(play[4] for play in found), max(play[8] for play in found)
        if (drama, episode) not in shown:
            refused[Reason.UNKNOWN_EPISODE] += 1
        elif ts < shown[drama, episode][1]:
            refused[Reason.UNRELEASED] += 1
        elif (drama, platform) not in terms:
            refused[Reason.UNMATCHED] += 1
        elif not terms[drama, platform][1] <= ts < terms[drama, platform][2]:
            refused[Reason.UNRELEASED] += 1
        else:
            contract, _, _, min_ms, _, _ = terms[drama, platform]
            row = rows[contract, drama, episode, platform]
            row["plays"] += 1
            if watch < min_ms:
                row["below"] += 1
                refused[Reason.BELOW] += 1
            else:
                row["watch_ms"] += watch
                people[contract, drama, episode, platform, user].append(watch)
    for (*key, _), watched in people.items():
        _, _, _, _, cap_plays, cap_x = terms[key[1], key[3]]
        row = rows[tuple(key)]
        row["users"] += 1
        row["effective_plays"] += min(len(watched), cap_plays)
        row["capped"] += max(len(watched) - cap_plays, 0)
        row["effective_ms"] += min(sum(watched), cap_x * shown[key[1], key[2]][0])
        refused[Reason.CAPPED] += max(len(watched) - cap_plays, 0)
    return [key + tuple(row.values()) for key, row in sorted(rows.items())], refused


def of(counted):
    """(rows, refused, hash) of what an engine gives, held to the law."""
    hasher, rows = RowsHash(), []
    for batch in counted.rows:
        hasher.add(batch)
        rows += [tuple(row.values()) for row in batch.to_pylist()]
    hold_to_law(counted, hasher)
    return rows, dict(counted.refused), hasher.sha256
