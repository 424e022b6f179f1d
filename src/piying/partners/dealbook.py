"""The dealbook: programmes of platforms as deals; what nobody has published is asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from piying.ledger.terms.ask import questions
from piying.ledger.terms.read import terms
from piying.ledger.terms.tax import TaxTable, taxes
from piying.ledger.terms.workdays import Workdays, workdays
from piying.model.deal import Deal
from piying.model.errors import Missing

PLATFORMS = (
    "baidu", "bilibili", "bytedance", "iqiyi", "kuaishou", "market", "migu", "netease",
    "tencent",
)  # fmt: skip
"""Whose programmes stand in deals/; "market" is practice that is nobody's."""


@cache
def presets() -> tuple[Deal, ...]:
    """Every programme, by platform; a programme that changed has several versions."""
    return tuple(deal for platform in PLATFORMS for deal in presets_of(platform))


@cache
def presets_of(platform: str) -> tuple[Deal, ...]:
    """The programmes of one platform, as deals/*.toml says.

    Raises:
        Missing: there is no such file.
    """
    if platform not in PLATFORMS:
        raise Missing("deals.preset_missing", preset=platform, known=", ".join(PLATFORMS))
    return terms(_text("piying.partners", f"deals/{platform}.toml"), f"{platform}.toml").deals


def preset(name: str) -> tuple[Deal, ...]:
    """The versions of the programme `name`.

    Raises:
        Missing: there is none.
    """
    found = tuple(deal for deal in presets() if deal.id == name)
    if not found:
        known = ", ".join(dict.fromkeys(deal.id for deal in presets()))
        raise Missing("deals.preset_missing", preset=name, known=known)
    return found


def complete() -> tuple[Deal, ...]:
    """The versions that ask nothing."""
    return tuple(deal for deal in presets() if not questions(deal))


@cache
def shipped_taxes() -> tuple[TaxTable, ...]:
    """The tables of tax that ship with piying."""
    return taxes(_text("piying.ledger.terms", "tax.toml"), "tax.toml")


@cache
def shipped_workdays() -> Workdays:
    """The public holidays that ship with piying."""
    return workdays(_text("piying.ledger.terms", "workdays.toml"), "workdays.toml")


def _text(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")
