"""Numbers, money and times as a page shows them; static/js/format.js says the same.

Days and times of the channel are those of China. Nothing is rounded up: a count never says more
than there is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
STEPS: Mapping[str, tuple[tuple[int, str], ...]] = {
    "zh": ((100_000_000, "亿"), (10_000, "万")),
    "en": ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K")),
}
SIGNS = {
    "CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "HKD": "HK$", "SGD": "S$",
    "KRW": "₩",
}  # fmt: skip
PLACES = {"JPY": 0, "KRW": 0, "VND": 0, "COIN": 0}
COINS = {"zh": "金币", "en": "coins"}


def number(value: int) -> str:
    """12345 → "12,345"."""
    return f"{value:,}"


def count(value: int, language: str) -> str:
    """About how many: 18450 → "1.8万" or "18.4K"."""
    for size, sign in STEPS[language]:
        if abs(value) >= size:
            tenths = abs(value) * 10 // size
            whole, rest = divmod(tenths, 10)
            shown = f"{whole:,}" if tenths >= 1000 or not rest else f"{whole}.{rest}"
            return f"{'-' if value < 0 else ''}{shown}{sign}"
    return f"{value:,}"


def money(minor: int, currency: str, language: str) -> str:
    """Minor units of a currency (ISO 4217, or COIN): 1234567 fen → "¥12,345.67"."""
    places = PLACES.get(currency, 2)
    units, rest = divmod(abs(minor), 10**places)
    below = "−" if minor < 0 else ""
    if currency == "COIN":
        return f"{below}{units:,} {COINS[language]}"
    cents = f".{rest:0{places}}" if places else ""
    return f"{below}{SIGNS.get(currency, f'{currency} ')}{units:,}{cents}"


def plain(minor: int, currency: str) -> str:
    """Minor units as a number that a field takes: 1234567 fen → "12345.67"."""
    places = PLACES.get(currency, 2)
    units, rest = divmod(minor, 10**places)
    return f"{units}.{rest:0{places}}" if places else str(units)


def clock(milliseconds: int) -> str:
    """A moment of a film: 83000 → "1:23"; with hours "1:02:03"."""
    minutes, seconds = divmod(max(0, milliseconds) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def percent(ten_thousandths: int) -> str:
    """Parts of ten thousand: 1234 → "12.3%"."""
    tenths = abs(ten_thousandths) // 10
    return f"{'-' if ten_thousandths < 0 and tenths else ''}{tenths // 10}.{tenths % 10}%"


def day(milliseconds: int) -> str:
    """The day in China of a moment in ms since 1970: "2026-11-23"."""
    return _in_china(milliseconds).strftime("%Y-%m-%d")


def moment(milliseconds: int) -> str:
    """The day and the time in China: "2026-11-23 18:05"."""
    return _in_china(milliseconds).strftime("%Y-%m-%d %H:%M")


def _in_china(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds // 1000, UTC).astimezone(CHINA)


def shown(language: str) -> dict[str, Callable[..., str]]:
    """What templates are given to show numbers with, in `language`, by name."""
    return {
        "number": number,
        "count": lambda value: count(value, language),
        "money": lambda minor, currency="CNY": money(minor, currency, language),
        "plain": plain,
        "clock": clock,
        "percent": percent,
        "day": day,
        "moment": moment,
    }
