"""The table of accounts, as the engine of the books knows them."""

from __future__ import annotations

from doctables.markdown import code, table
from piying.ledger import accounts
from piying.model.books import AccountKind

OF = {
    "receivable": "PARTY", "payable": "PARTY", "recoup": "CONTRACT", "held": "DISPUTE",
    "reserve": "PARTY:STEP", "tax": "TABLE", "pool": "NAME", "cash": "WHERE",
    "clearing": "NAME", "revenue": "SERIES", "expense": "WHAT", "refused": "REASON",
    "wallet": "VIEWER", "spent": "SERIES",
}  # fmt: skip
UNITS = {
    "received": "PLAY", "counted": "PLAY", "refused": "PLAY", "watched": "MS",
    "effective": "MS", "over_cap": "MS", "issued": "COIN", "wallet": "COIN", "spent": "COIN",
    "expired": "COIN",
}  # fmt: skip


def accounts_table() -> str:
    """Every sort of account: its path, its kind, and what the database holds it to."""
    rows = []
    for name, sort in accounts.SORTS.items():
        parts = [name, *([OF[name]] if sort.parts else []), UNITS.get(name, "CUR")]
        held_to = [
            *(["has to come back to zero"] if sort.clearing else []),
            *(["never below nothing"] if sort.floor == 0 else []),
        ]
        said = (getattr(accounts, name).__doc__ or "").strip().partition("\n")[0]
        kind = AccountKind(sort.kind).value
        rows.append((code(":".join(parts)), kind, said.rstrip("."), ", ".join(held_to)))
    return table("account | kind | what it is | held to", rows)
