"""The table of deeds, read from the rules."""

from __future__ import annotations

from doctables.markdown import code, table
from piying.model.viewer import Duty, Sort
from piying.release.duties import RULES, Rule


def deeds_table() -> str:
    """Every deed with who may do it, as `release/duties.py` has it."""
    rows = (
        (
            code(deed.value), _who(rule), "yes" if rule.fresh else "",
            code(rule.scope.value) if rule.scope else "never",
        )
        for deed, rule in RULES.items()
    )  # fmt: skip
    return table("deed | who | fresh proof | a token with", rows)


def _who(rule: Rule) -> str:
    if rule.sorts != (Sort.STAFF,):
        return "everybody" if Sort.ANONYMOUS in rule.sorts else "whoever has a name"
    if set(rule.duties) == set(Duty):
        return "all of the staff"
    told = ", ".join(one.value for one in rule.duties)
    return f"{told}; a producer for their own party alone" if rule.party else told
