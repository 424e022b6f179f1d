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
_UNITS_FROM = {StepKind.BASIS, StepKind.TIERS}
_NONE = Fraction(0)


def number(amount: Fraction, digits: int = 0) -> str:
    """`amount` of units of ten to the power of -`digits` as a decimal; "…" where it goes on."""
    above, below = amount.numerator, amount.denominator
    shifted, left = divmod(abs(above) * _SHIFT, below * 10**digits)
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


@dataclass(slots=True)
class Told:
    """Collects traces, each with the contract that it is of."""

    currency: str
    bases_only: bool = False
    """Leave out all but what was counted."""
    steps: dict[int, tuple[Step, tuple[tuple[str, str], ...]]] = field(default_factory=dict)
    """What steps say of themselves, each with its step; may be shared with others that tell."""
    traces: list[tuple[str, Trace]] = field(default_factory=list)

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
        before, after = amounts
        begins = step.kind in _UNITS_FROM
        told = self._of_itself(step)
        if not begins:
            told += (("before", self._shown(before, money=state is Sort.MONEY)),)
        told += (("after", self._shown(after, money=self._money(step, state))),)
        self._add(
            key, step, f"deals.trace_{step.kind}", (_NONE if begins else before, after), told
        )

    def line(
        self,
        key: tuple[str, str],
        step: Step,
        what: str,
        amounts: tuple[Fraction, Fraction],
        said: dict[str, str],
    ) -> None:
        """One line of the contract and series `key`."""
        told = tuple((name, text) for name, text in said.items() if text)
        self._add(key, step, f"deals.{what}", amounts, told)

    def _add(
        self,
        key: tuple[str, str],
        step: Step,
        what: str,
        amounts: tuple[Fraction, Fraction],
        told: tuple[tuple[str, str], ...],
    ) -> None:
        contract, series = key
        before, after = amounts
        trace = Trace(step.id, step.clause, series, what, told, _exact(before), _exact(after))
        self.traces.append((contract, trace))

    def _of_itself(self, step: Step) -> tuple[tuple[str, str], ...]:
        """What a step says whatever it is applied to."""
        held = self.steps.get(id(step))
        if held is None:
            said = {"amount": ratio_text(step.amount), "per": str(step.per), "of": step.of,
                    "counts": step.counts, "scope": step.scope}  # fmt: skip
            held = step, tuple((name, text) for name, text in said.items() if text)
            self.steps[id(step)] = held
        return held[1]

    def money(self, amount: Fraction) -> str:
        """Minor units as an amount of the currency."""
        return number(amount, DIGITS[self.currency])

    def _shown(self, amount: Fraction, *, money: bool) -> str:
        return self.money(amount) if money else number(amount)

    def _money(self, step: Step, state: Sort) -> bool:
        if step.kind is StepKind.BASIS:
            return MEASURES[step.of].money
        if step.kind is StepKind.CAP or (
            step.kind is StepKind.COEFFICIENT and not step.as_percent
        ):
            return state is Sort.MONEY
        return True


def _exact(amount: Fraction) -> str:
    return f"{amount.numerator}/{amount.denominator}"
