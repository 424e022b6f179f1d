"""Price lists out of TOML: one `[[price]]` for each line of one provider's list.

    provider = "…"
    [[price]]
    id = "…"             model = "…"            unit = "second"       sizes = ["720p"]
    currency = "USD"     amount = 0.084         per = 1               sound = false
    since = "unknown"    until = 2027-05-28
    source = { title = "…", url = "…", read_on = 2026-11-22, confidence = "B" }

`amount` is in the currency's main unit for `per` units, or "unknown", which blocks. A line for
several sizes becomes one price for each, all of the same id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from piying.model.card import Price, Unit
from piying.model.errors import Invalid
from piying.model.money import minor_digits
from piying.model.tables import Table, document, rows

MICRO = 1_000_000
PER_MAX = 1_000_000_000

_KEYS = (
    "id", "model", "unit", "sizes", "currency", "amount", "per", "wide", "sound", "clip",
    "since", "until", "note", "source", "provider",
)  # fmt: skip


def prices(text: str, file: str) -> tuple[Price, ...]:
    """The prices in the TOML `text`; `file` is what refusals call it.

    Raises:
        Invalid: a key is unknown, missing or of the wrong sort; it says what to write.
    """
    top = document(text, file, ("provider", "price"))
    provider = top.text("provider", "")
    return tuple(price for row in rows(top, "price") for price in _prices(row, provider))


def laid_over(below: Sequence[Price], above: Sequence[Price]) -> tuple[Price, ...]:
    """The prices of `below` without those whose id `above` has, and then all of `above`.

    A line of another id stands beside the old ones, and holds from its own day on.
    """
    newer = {(price.provider, price.id) for price in above}
    return (*(price for price in below if (price.provider, price.id) not in newer), *above)


def _prices(row: Table, provider: str) -> tuple[Price, ...]:
    row.only(_KEYS)
    per = row.whole("per", 1, least=1)
    if per > PER_MAX:
        raise row.wrong("per", f"per = {PER_MAX}")
    price = Price(
        id=row.text("id"),
        provider=row.text("provider", provider or None),
        model=row.text("model"),
        unit=row.one_of("unit", Unit),
        currency=_currency(row),
        amount_micro=_amount_micro(row),
        sound=row.either("sound"),
        clip=row.either("clip"),
        per=per,
        wide=row.whole("wide", 1, least=1),
        note=row.text("note", ""),
        term=row.term(),
        source=row.source(),
    )
    return tuple(replace(price, size=size) for size in row.texts("sizes") or ("",))


def _currency(row: Table) -> str:
    currency = row.text("currency")
    minor_digits(currency)
    return currency


def _amount_micro(row: Table) -> int | None:
    amount = row.exact("amount")
    if amount is None:
        return None
    micro = amount * MICRO
    if micro.denominator != 1:
        raise Invalid("takes.amount_too_fine", file=row.file, table=row.name, key="amount")
    return int(micro)
