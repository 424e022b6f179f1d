"""The cards and prices that ship with piying, and an operator's own laid over them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from piying.model.card import ModelCard, Price
from piying.takes import cards as reading_cards
from piying.takes import prices as reading_prices

VENDORS = ("google", "kling", "ark", "azure", "aliyun")
"""Whose cards and prices stand in models/ and prices/."""


@cache
def shipped_cards() -> tuple[ModelCard, ...]:
    """The cards of every vendor, as models/*.toml says."""
    return tuple(
        card
        for vendor in VENDORS
        for card in reading_cards.cards(_text("models", vendor), f"models/{vendor}.toml")
    )


@cache
def shipped_prices() -> tuple[Price, ...]:
    """The prices of every vendor, as prices/*.toml says."""
    return tuple(
        price
        for vendor in VENDORS
        for price in reading_prices.prices(_text("prices", vendor), f"prices/{vendor}.toml")
    )


def cards(own: str = "", file: str = "models.toml") -> tuple[ModelCard, ...]:
    """The shipped cards, and over them those of the operator's TOML `own`, called `file`.

    Raises:
        Invalid: `own` breaks the shape of a file of cards.
    """
    if not own:
        return shipped_cards()
    return reading_cards.laid_over(shipped_cards(), reading_cards.cards(own, file))


def prices(own: str = "", file: str = "prices.toml") -> tuple[Price, ...]:
    """The shipped prices, and over them those of the operator's TOML `own`, called `file`.

    Raises:
        Invalid: `own` breaks the shape of a price list.
    """
    if not own:
        return shipped_prices()
    return reading_prices.laid_over(shipped_prices(), reading_prices.prices(own, file))


def _text(folder: str, vendor: str) -> str:
    place = files("piying.partners").joinpath(folder, f"{vendor}.toml")
    return place.read_text(encoding="utf-8")
