"""How fast the books take entries, in both databases.

    PYTHONPATH=src python bench/ledger.py [ENTRIES] [postgresql://…]

Entries of four lines, as a settlement writes them (an expense, two parties, the rounding
suspense), over 2,000 parties: in batches of 1,000, each a transaction that has reached the
disk, and one by one. Then the whole ledger is verified offline. CPU seconds are those of this
process and, for PostgreSQL, of its server, read from /proc where it runs on this machine.

Prints one JSON object and keeps it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from piying.ledger.accounts import expense, payable, rounding_suspense
from piying.model.books import Draft, Posting
from piying.store.books.books import Books
from piying.store.books.verify import verify
from piying.store.store import open_store

BATCH = 1_000
SINGLY = 300
PARTIES = 2_000
RESULTS = Path(__file__).parent / "results" / "ledger.json"
TICKS = os.sysconf("SC_CLK_TCK")


def draft(number: int, prefix: str) -> Draft:
    """A settlement of one title."""
    one, other = number % PARTIES, (number * 7 + 1) % PARTIES
    amount = 10_000 + number % 977
    lines = (
        Posting(expense(f"series-{number % 500}", "CNY").id, 2 * amount + 1, "share"),
        Posting(payable(f"studio-{one}", "CNY").id, -amount, "split-1"),
        Posting(payable(f"writer-{other}", "CNY").id, -amount, "split-2"),
        Posting(rounding_suspense("CNY").id, -1, "rest"),
    )
    cause = f"2026-W47:contract-{one}:v1"
    return Draft(f"{prefix}-{number}", "settle", "2026-11-22", cause, lines, "", f"c-{one}")


def server_seconds() -> float:
    """CPU seconds of every process called postgres on this machine."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        if "(postgres)" in text:
            fields = text.rpartition(")")[2].split()
            # those that have ended are counted with the one that started them
            total += sum(int(fields[at]) for at in (11, 12, 13, 14))
    return total / TICKS


def ran(books: Books, drafts: list[Draft], batch: int, address: str) -> dict[str, float]:
    """Post `drafts`, so many in a transaction."""
    wall, cpu, other = time.perf_counter(), time.process_time(), server_seconds()
    for at in range(0, len(drafts), batch):
        books.post_many(drafts[at : at + batch], 1_700_000_000_000 + at)
    lines = sum(len(each.postings) for each in drafts)
    wall = time.perf_counter() - wall
    cpu = time.process_time() - cpu
    beyond = server_seconds() - other if address else 0.0
    return {
        "entries": len(drafts),
        "postings": lines,
        "wall_s": round(wall, 3),
        "cpu_s": round(cpu, 3),
        "server_cpu_s": round(beyond, 3),
        "postings_per_wall_s": round(lines / wall),
        "postings_per_cpu_s": round(lines / (cpu + beyond)),
    }


def measured(address: str, count: int) -> dict[str, object]:
    """One database."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "house", address)
        books = Books(store.database)
        run = f"{time.time_ns()}"
        batches = ran(books, [draft(n, run) for n in range(count)], BATCH, address)
        singly = ran(books, [draft(n, f"{run}-one") for n in range(SINGLY)], 1, address)
        wall, cpu = time.perf_counter(), time.process_time()
        found = verify(store.database)
        checking = {
            "entries": found.seq,
            "whole": found.flaw is None,
            "wall_s": round(time.perf_counter() - wall, 3),
            "cpu_s": round(time.process_time() - cpu, 3),
        }
        store.close()
    return {"in_batches_of_1000": batches, "one_by_one": singly, "verify": checking}


def main() -> None:
    """Measure what is there."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    result = {"sqlite": measured("", count)}
    if len(sys.argv) > 2:
        result["postgresql"] = measured(sys.argv[2], count)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
