"""keep: what the house holds is sent to its bucket, and both are compared with the database."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from piying.cli.telling import Telling
from piying.model.errors import Missing, Outside
from piying.studio.durable import Kept, Lost, keep
from piying.studio.house import House

SHOWN_MAX = 5
"""So many names are said; all of them are in the result for programs."""
THOUSAND = 1_000
UNITS = ("B", "kB", "MB", "GB", "TB")


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """keep: what the house holds is sent to its bucket, and both are compared."""
    found = keep(house, deep=options.deep)
    telling.line(
        "kept", bucket=found.bucket, sent=f"{found.sent:,}", sent_bytes=_size(found.sent_bytes),
        there=f"{found.there:,}", there_bytes=_size(found.there_bytes),
        segments=f"{found.segments:,}", named=f"{found.named:,}",
    )  # fmt: skip
    if options.deep:
        telling.line("kept_deep", read=f"{found.read:,}", mended=f"{found.mended:,}")
    telling.result(asdict(found))
    _refuse(found)


def _refuse(found: Kept) -> None:
    """End with an error where something is lost or damaged.

    Raises:
        Missing: something that the database names is nowhere.
        Outside: something is damaged and there is no good copy of it.
    """
    if found.lost:
        raise Missing(
            "store.blobs_lost", count=len(found.lost), bucket=found.bucket,
            names=_names(found.lost),
        )  # fmt: skip
    if found.damaged:
        raise Outside(
            "store.blobs_damaged", count=len(found.damaged), bucket=found.bucket,
            names=_names(found.damaged),
        )  # fmt: skip


def _names(lost: Sequence[Lost]) -> str:
    shown = [f"{one.blob[:12]} ({one.by})" if one.by else one.blob[:12] for one in lost]
    return ", ".join(shown[:SHOWN_MAX]) + (", …" if len(shown) > SHOWN_MAX else "")


def _size(count: int) -> str:
    """So many bytes in the largest unit of which there is one."""
    unit = 0
    while count >= THOUSAND ** (unit + 1) and unit < len(UNITS) - 1:
        unit += 1
    return f"{count / THOUSAND**unit:.{min(unit, 1)}f} {UNITS[unit]}"
