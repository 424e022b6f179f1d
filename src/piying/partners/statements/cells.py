"""Cells: the numbers and days of a foreign table, as people write them.

Numbers: "1,234.50", "¥1,234.50", "1.2万", "3亿", full-width digits, "(12.00)" below zero, and
"-", "—", "/" or nothing for no number. Days: as the template says, or as a spreadsheet keeps
them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

NOTHING = {"", "-", "--", "—", "——", "–", "/", "n/a", "null", "none", "无"}
CHARACTERS_MAX = 40
_TIMES = {"": 1, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 10**8,
          "w": 10_000, "k": 1_000, "m": 1_000_000}  # fmt: skip
_MONEY = re.compile(r"(?:cny|rmb|usd|hk\$|us\$|[¥$€£])", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<sign>[-+]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.(?P<rest>\d{0,12}))?"
    r"(?P<times>千万|百万|千|万|亿|[wkm])?(?:元|次|人|分钟|小时|秒|集)?",
    re.IGNORECASE,
)
_TIME = re.compile(r"[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$")
_TEXT_FORMULA = re.compile(r'="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it is written."""

    value: Fraction
    step: Fraction
    """What one of its last digit is worth."""


def plain(cell: str) -> str:
    """`cell` without what spreadsheets put around it."""
    text = unicodedata.normalize("NFKC", cell).strip().strip("\ufeff\u200b").strip()
    formula = _TEXT_FORMULA.fullmatch(text)
    return (formula[1] if formula else text).removeprefix("'").strip()


def number(cell: str, decimal: str = ".") -> Written | None:
    """The number in `cell`; None where there is none.

    Raises:
        ValueError: it holds something else.
    """
    text = plain(cell)
    if text.casefold() in NOTHING:
        return None
    if len(text) > CHARACTERS_MAX:
        raise ValueError(cell)
    below = text.startswith("(") and text.endswith(")")
    text = _MONEY.sub("", text[1:-1] if below else text)
    text = re.sub(r"[\s\u00a0\u202f']", "", text)
    if decimal == ",":
        text = text.replace(".", "").replace(",", ".")
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise ValueError(cell)
    rest = found["rest"] or ""
    times = _TIMES[(found["times"] or "").casefold()]
    value = Fraction(f"{found['whole'].replace(',', '')}.{rest or 0}") * times
    negative = below != (found["sign"] == "-")
    return Written(-value if negative else value, Fraction(times, 10 ** len(rest)))


def day(cell: str, formats: tuple[str, ...]) -> str:
    """The day in `cell` as "2026-11-23".

    Raises:
        ValueError: it is none in any of `formats`.
    """
    text = _TIME.sub("", plain(cell))
    for shape in formats:
        try:
            found = datetime.strptime(text, shape)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return found.date().isoformat()
    raise ValueError(cell)
