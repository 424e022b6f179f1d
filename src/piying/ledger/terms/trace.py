"""Traces: each step as one line that a person can check against its clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from piying.ledger.rounding import DIGITS
from piying.ledger.terms.flow import Sort
from piying.ledger.terms.measures import MEASURES
from piying.model.books import Trace
from piying.model.deal import Ratio, Step, StepKind

PLACES_MAX = 6
"""Digits that are shown behind the point; the exact fraction stands beside."""

_SHIFT = 10**PLACES_MAX
_TENS = tuple(10**digits for digits in range(PLACES_MAX))
_UNITS_FROM = {StepKind.BASIS, StepKind.TIERS}
_NONE = Fraction(0)


def number(amount: Fraction, digits: int = 0) -> str:
    """`amount` of units of ten to the power of -`digits` as a decimal; "…" where it goes on."""
    return quotient(amount.numerator, amount.denominator, digits)


def quotient(above: int, below: int, digits: int = 0) -> str:
    """`above` / `below`, which is above 0 and need not be in lowest terms, as `number` says."""
    shifted, left = divmod(abs(above) * _SHIFT, below * _TENS[digits])
    whole, behind = divmod(shifted, _SHIFT)
    shown = f"{behind:0{PLACES_MAX}}" if behind else "0" * digits
    if behind:
        shown = shown[:digits] + shown[digits:].rstrip("0")
    point, cut, sign = "." if shown else "", "…" if left else "", "-" if above < 0 else ""
    return f"{sign}{whole}{point}{shown}{cut}"


def ratio_text(ratio: Ratio | None) -> str:
    """A ratio as a person writes it: a decimal where it ends, else "1/3"."""
    if ratio is None:
        return ""
    text = number(Fraction(ratio.num, ratio.den))
    return f"{ratio.num}/{ratio.den}" if text.endswith("…") else text


@dataclass(frozen=True, slots=True)
class Form:
    """What a step says whatever it is applied to, and how its amounts are written."""

    step: Step
    what: str
    said: tuple[tuple[str, str], ...]
    begins: bool
    """Nothing comes in."""
    money: tuple[bool, bool]
    """Whether what comes in is money, and whether what goes out is."""

    @staticmethod
    def of(step: Step, state: Sort) -> Form:
        """The form of a step into which `state` comes."""
        said = {"amount": ratio_text(step.amount), "per": str(step.per), "of": step.of,
                "counts": step.counts, "scope": step.scope}  # fmt: skip
        told = tuple((name, text) for name, text in said.items() if text)
        money = state is Sort.MONEY, _gives_money(step, state)
        return Form(step, f"deals.trace_{step.kind}", told, step.kind in _UNITS_FROM, money)


Forms = dict[tuple[int, Sort], Form]
"""By the id of the step, which they keep, and what comes in."""


class _Written:
    """An amount with its texts."""

    __slots__ = ("amount", "exact", "shown")

    def __init__(self, amount: Fraction) -> None:
        self.amount = amount
        self.exact = f"{amount.numerator}/{amount.denominator}"
        self.shown: dict[int, str] = {}

    def text(self, digits: int) -> str:
        """As `number` writes it."""
        found = self.shown.get(digits)
        if found is None:
            found = self.shown[digits] = number(self.amount, digits)
        return found


@dataclass(slots=True)
class Told:
    """Collects traces, each with the contract that it is of."""

    currency: str
    bases_only: bool = False
    """Leave out all but what was counted."""
    forms: Forms = field(default_factory=dict)
    """May be shared with others that tell."""
    traces: list[tuple[str, Trace]] = field(default_factory=list)
    written: dict[int, _Written] = field(default_factory=dict)
    """Amounts by their id: what comes out of a step goes into the next."""

    def earning(
        self,
        key: tuple[str, str],
        step: Step,
        state: Sort,
        amounts: tuple[Fraction, Fraction],
    ) -> None:
        """A step before the split: `state` came in, `amounts` before and after it."""
        if self.bases_only and step.kind is not StepKind.BASIS:
            return
        form = self.forms.get((id(step), state))
        if form is None:
            form = self.forms[id(step), state] = Form.of(step, state)
        digits = DIGITS[self.currency]
        had = self._write(_NONE if form.begins else amounts[0])
        has = self._write(amounts[1])
        said = (*form.said, ("after", has.text(digits if form.money[1] else 0)))
        if not form.begins:
            before = "before", had.text(digits if form.money[0] else 0)
            said = (*form.said, before, said[-1])
        trace = Trace(step.id, step.clause, key[1], form.what, said, had.exact, has.exact)
        self.traces.append((key[0], trace))

    def line(
        self,
        key: tuple[str, str],
        step: Step,
        what: str,
        amounts: tuple[Fraction, Fraction],
        said: dict[str, str],
    ) -> None:
        """One line of the contract and series `key`."""
        told = tuple([(name, text) for name, text in said.items() if text])
        before, after = self._write(amounts[0]).exact, self._write(amounts[1]).exact
        trace = Trace(step.id, step.clause, key[1], f"deals.{what}", told, before, after)
        self.traces.append((key[0], trace))

    def money(self, amount: Fraction) -> str:
        """Minor units as an amount of the currency."""
        return self._write(amount).text(DIGITS[self.currency])

    def _write(self, amount: Fraction) -> _Written:
        """The texts of `amount`; it is kept with them, so that its id stays its own."""
        found = self.written.get(id(amount))
        if found is None:
            found = self.written[id(amount)] = _Written(amount)
        return found


def _gives_money(step: Step, state: Sort) -> bool:
    if step.kind is StepKind.BASIS:
        return MEASURES[step.of].money
    if step.kind is StepKind.CAP or (step.kind is StepKind.COEFFICIENT and not step.as_percent):
        return state is Sort.MONEY
    return True
