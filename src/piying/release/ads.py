"""Rewarded ads: what is shown for an episode, in `ads.toml`.

An ad is an episode of another series that is out: a trailer of the house, for which nobody
pays, or a sponsored one, for which somebody pays a fixed price a showing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from piying.model.errors import Invalid
from piying.model.money import MINOR_DIGITS
from piying.model.tables import Table, document, rows

SECONDS = (5, 120)
PAYS_MINOR_MAX = 1_000_000


@dataclass(frozen=True, slots=True)
class Ad:
    """One ad."""

    id: str
    series: str
    episode: int
    seconds: int
    """How much of it has to be watched."""
    pays_minor: int
    """What one showing brings; 0: nobody pays for it."""
    currency: str


def read_ads(text: str, file: str) -> tuple[Ad, ...]:
    """Every ad of the file, in its order.

    Raises:
        Invalid: a key or value that is not understood.
    """
    return tuple(_ad(row) for row in rows(document(text, file, ("ad",)), "ad"))


def fitting(ads: Sequence[Ad], series: str) -> tuple[Ad, ...]:
    """The ads that may be shown for an episode of `series`: not for itself."""
    return tuple(ad for ad in ads if ad.series != series)


def _ad(row: Table) -> Ad:
    row.only(("id", "series", "episode", "seconds", "pays", "currency"))
    least, most = SECONDS
    seconds, pays = row.whole("seconds", 15, least), row.whole("pays", 0)
    if seconds > most:
        raise row.wrong("seconds", f"seconds = {most}")
    if pays > PAYS_MINOR_MAX:
        raise row.wrong("pays", "pays = 5")
    currency = row.text("currency", "CNY")
    if currency not in MINOR_DIGITS:
        raise row.wrong("currency", 'currency = "CNY"')
    found = Ad(row.text("id"), row.text("series"), row.whole("episode", 1, 1), seconds, pays,
               currency)  # fmt: skip
    if ":" in found.id or len(found.id) > 100:
        raise Invalid("tables.value_wrong", file=row.file, table=row.name, key="id",
                      found=found.id[:40], write='id = "key-trailer"')  # fmt: skip
    return found
