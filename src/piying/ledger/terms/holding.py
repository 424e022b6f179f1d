"""Holds out of TOML: what is kept back because it is disputed, and until when.

    [[hold]]
    id = "dispute-3f2a…"
    contract = "c-moon"
    series = "moon"             left out: every title of the contract
    party = "studio-a"          left out: every party
    since = 2026-11-16          of the facts of these days, both inclusive
    until = 2026-11-22
    minor = 1200                at most, of each party, in the smallest unit; left out: all
    recorded = "2026-11-24T02:00:00Z"
    released = 2026-12-01       from then on nothing is kept back; left out: it still is
    by = "li"
    why = "…"

Whoever settles a dispute adds `released`; the row stays.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from piying.ledger.terms import cells
from piying.model.deal import Hold
from piying.model.tables import Table, document, rows

_KEYS = (
    "id", "contract", "series", "party", "since", "until", "minor", "recorded", "released",
    "by", "why",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noted:
    """A hold with what its row says for people: who asked for it, and why."""

    hold: Hold
    by: str
    why: str


def holds(text: str, file: str) -> tuple[Hold, ...]:
    """Every hold in the TOML `text`; `file` is what refusals call it.

    Raises:
        Invalid: a row is not what a hold has to be.
    """
    return tuple(one.hold for one in noted(text, file))


def noted(text: str, file: str) -> tuple[Noted, ...]:
    """As `holds`, with who asked for each and why."""
    return tuple(
        Noted(_hold(row), row.text("by", ""), row.text("why", ""))
        for row in rows(document(text, file, ("hold",)), "hold")
    )


def written(hold: Hold, by: str, why: str) -> str:
    """`hold` as a row of such a file, with who asked for it and why."""
    lines = ["[[hold]]"]
    for key, text in (
        ("id", hold.id), ("contract", hold.contract), ("series", hold.series),
        ("party", hold.party), ("recorded", hold.recorded), ("by", by), ("why", why),
    ):  # fmt: skip
        if text:
            lines.append(f"{key} = {_quoted(text)}")
    lines += [f"since = {hold.since}", f"until = {hold.until}"]
    if hold.minor is not None:
        lines.append(f"minor = {hold.minor}")
    if hold.released:
        lines.append(f"released = {hold.released}")
    return "\n".join(lines) + "\n"


def _hold(row: Table) -> Hold:
    row.only(_KEYS)
    since, until = cells.day(row, "since", needed=True), cells.day(row, "until", needed=True)
    if since > until:
        raise row.wrong("until", f"until = {since}")
    return Hold(
        id=row.text("id"),
        contract=row.text("contract"),
        series=row.text("series", ""),
        party=row.text("party", ""),
        since=since,
        until=until,
        minor=row.whole("minor") if "minor" in row.cells else None,
        recorded=cells.instant(row, "recorded"),
        released=cells.day(row, "released"),
    )


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's escapes are its escapes."""
    return json.dumps(" ".join(text.replace("\x7f", " ").split()), ensure_ascii=False)
