"""The one catalogue of everything a user reads, in Chinese and in English.

Each room has a table of its own beside this file: code → Said. A code is
`room.what_happened`; placeholders are `str.format` fields. Adding a message is one entry
here and nothing else; a test holds every code that the source uses to this catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping

from piying.model.messages import (
    accounts,
    adapting,
    board,
    books,
    budget,
    catalogue,
    cli,
    cluster,
    composites,
    costs,
    counting,
    cut,
    deals,
    decisions,
    desk,
    desk_closes,
    desk_payments,
    desk_reviews,
    desk_work,
    dossier,
    driving,
    explain,
    figures,
    generating,
    jobs,
    look,
    me,
    payments,
    plays,
    qc,
    reconcile,
    release,
    render,
    review,
    sales,
    script,
    seals,
    settle,
    statement,
    storage,
    store,
    tables,
    takes,
    vendors,
    viewer,
    viewing,
    wallet,
    watching,
    web,
    whatif,
)
from piying.model.messages.said import Said

LANGUAGES = ("zh", "en")


def merged(*tables: Mapping[str, Said]) -> dict[str, Said]:
    """All messages of `tables`.

    Raises:
        ValueError: two of them have the same code, so that one would be said for the other.
    """
    found: dict[str, Said] = {}
    for table in tables:
        if twice := found.keys() & table.keys():
            raise ValueError(f"messages that are there twice: {', '.join(sorted(twice))}")
        found.update(table)
    return found


CATALOGUE: dict[str, Said] = merged(
    script.SAID,
    board.SAID,
    takes.SAID,
    budget.SAID,
    adapting.SAID,
    vendors.SAID,
    jobs.SAID,
    generating.SAID,
    costs.SAID,
    review.SAID,
    decisions.SAID,
    cut.SAID,
    render.SAID,
    qc.SAID,
    composites.SAID,
    dossier.SAID,
    driving.SAID,
    seals.SAID,
    cluster.SAID,
    sales.SAID,
    release.SAID,
    payments.SAID,
    accounts.SAID,
    viewing.SAID,
    viewer.SAID,
    settle.SAID,
    reconcile.SAID,
    whatif.SAID,
    explain.SAID,
    figures.SAID,
    statement.SAID,
    books.SAID,
    store.SAID,
    storage.SAID,
    plays.SAID,
    tables.SAID,
    deals.SAID,
    counting.SAID,
    cli.SAID,
    watching.SAID,
    look.SAID,
    wallet.SAID,
    desk.SAID,
    desk_closes.SAID,
    desk_payments.SAID,
    desk_reviews.SAID,
    desk_work.SAID,
    catalogue.SAID,
    me.SAID,
    web.SAID,
)


def say(code: str, language: str, **data: object) -> str:
    """The message `code` in `language`, filled with `data`."""
    said = CATALOGUE[code]
    return (said.zh if language == "zh" else said.en).format(**data)
