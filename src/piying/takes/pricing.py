"""What a brief costs by a price list: exact to a millionth, rounded up once for a take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from piying.model.brief import Brief, Medium, Role
from piying.model.card import ModelCard, Price, Unit
from piying.model.dated import Confidence
from piying.model.errors import Invalid
from piying.model.money import Money, minor_digits
from piying.takes.exchange import ceil_whole
from piying.takes.fitting import Fit, check
from piying.takes.generator import Used

MICRO_DIGITS = 6
PIXELS_A_TOKEN = 1024
"""A clip of w by h pixels has w * h * frames / 1024 tokens."""
WRAPPING_TOKENS_MAX = 64
"""What a vendor puts around a prompt of text."""

_WAYS: Mapping[Medium, tuple[Unit, ...]] = MappingProxyType(
    {
        Medium.TEXT: (Unit.MILLION_TOKENS, Unit.RUN),
        Medium.IMAGE: (Unit.IMAGE, Unit.RUN),
        Medium.VIDEO: (Unit.SECOND, Unit.MILLION_TOKENS, Unit.RUN),
        Medium.SPEECH: (Unit.CHARACTER, Unit.RUN),
        Medium.MUSIC: (Unit.SECOND, Unit.RUN),
    }
)
"""In which unit what is made may be charged; a list has to have one of them, not two."""

_TRUST = (Confidence.OFFICIAL, Confidence.PRESS, Confidence.HINT, Confidence.UNKNOWN)
_PICTURES = frozenset(Role) - {Role.CLIP, Role.SOUND}


@dataclass(frozen=True, slots=True)
class Quote:
    """What making a brief once will cost, and on whose word."""

    money: Money
    """Rounded up to the currency's minor unit."""
    micro: int
    """The same in millionths of the main unit, before that."""
    rows: tuple[str, ...]
    """The ids of the lines of the price list."""
    bound: bool
    """It costs at most this much: how long a text will be is not known before."""
    confidence: Confidence
    """That of the line which is trusted least."""
    dated: bool
    """Every line says since when it holds. If not, it is an estimate: enough to reserve money
    by, and never what is owed, which the vendor or a person says."""


def price(brief: Brief, card: ModelCard, prices: Sequence[Price], day: date) -> Quote:
    """What `card` will charge for `brief` on `day`.

    Raises:
        Invalid: the model cannot make it, the list has no price for it, or nobody has
            published one; the error names the line and the field.
    """
    return quoted(brief, card, check(brief, card, day), prices, day)


def quoted(
    brief: Brief, card: ModelCard, fit: Fit, prices: Sequence[Price], day: date
) -> Quote:
    """The same for a brief that has been held against the card."""
    lines = [each for each in prices if _fits(each, brief, card, fit, day)]
    charged = list(_charged(brief, card, fit, lines, day))
    currencies = sorted({line.currency for line, _ in charged})
    if len(currencies) > 1:
        raise Invalid("takes.currency_mixed", one=currencies[0], other=currencies[1])
    micro = sum(
        (_amount(line, card) * count / line.per for line, count in charged), start=Fraction()
    )
    digits = minor_digits(currencies[0])
    minor = ceil_whole(micro / 10 ** (MICRO_DIGITS - digits))
    trust = max(_TRUST.index(_confidence(line)) for line, _ in charged)
    return Quote(
        money=Money(minor, currencies[0]),
        micro=ceil_whole(micro),
        rows=tuple(dict.fromkeys(line.id for line, _ in charged)),
        bound=card.medium is Medium.TEXT,
        confidence=_TRUST[trust],
        dated=all(line.term.since is not None for line, _ in charged),
    )


def metered(used: Used, card: ModelCard, prices: Sequence[Price], day: date) -> Money | None:
    """What the list says for the tokens that a vendor counted, rounded up to the minor unit.

    None: `card` is not billed by tokens on `day`, or the list leaves open at which price.
    """
    lines = [
        line
        for line in prices
        if (line.provider, line.model) == (card.provider, card.model)
        and line.amount_micro is not None
        and not line.term.ended(day)
        and (line.term.since is None or line.term.since <= day)
    ]
    try:
        wrote, read = (
            _best(lines, unit, card) for unit in (Unit.MILLION_TOKENS, Unit.MILLION_TOKENS_IN)
        )
    except Invalid:  # by size or by sound, which a count of tokens does not tell
        return None
    if wrote is None or (read is None) is (card.medium is Medium.TEXT):
        return None
    if read is not None and read.currency != wrote.currency:
        return None
    parts = [(wrote, used.written), *([(read, used.read)] if read else [])]
    micro = sum(
        (_amount(line, card) * Fraction(count, 10**MICRO_DIGITS) / line.per
         for line, count in parts),
        start=Fraction(),
    )  # fmt: skip
    digits = minor_digits(wrote.currency)
    return Money(ceil_whole(micro / 10 ** (MICRO_DIGITS - digits)), wrote.currency)


def _confidence(line: Price) -> Confidence:
    return line.source.confidence if line.source else Confidence.UNKNOWN


def _fits(line: Price, brief: Brief, card: ModelCard, fit: Fit, day: date) -> bool:
    """Whether `line` is for this model, size and sort of clip, and may hold on `day`."""
    if (line.provider, line.model) != (card.provider, card.model):
        return False
    since = line.term.since
    if line.term.ended(day) or (since is not None and since > day):
        return False
    clip = any(reference.role is Role.CLIP for reference in brief.references)
    return (
        line.size in ("", fit.size.name if fit.size else "")
        and line.sound in (None, brief.with_sound)
        and line.clip in (None, clip)
    )


def _charged(
    brief: Brief, card: ModelCard, fit: Fit, lines: Sequence[Price], day: date
) -> Iterator[tuple[Price, Fraction]]:
    """The lines that are charged, and how many of their units."""
    ways = [line for unit in _WAYS[card.medium] if (line := _best(lines, unit, card))]
    if len(ways) > 1:
        raise _two_fit(card, ways)
    if not ways:
        raise _missing(card, fit, day, " | ".join(_WAYS[card.medium]))
    main = ways[0]
    yield main, _count(main, brief, card, fit)
    pictures = sum(reference.role in _PICTURES for reference in brief.references)
    looked_at = _best(lines, Unit.IMAGE_IN, card)
    if pictures and looked_at:
        yield looked_at, Fraction(pictures)
    if card.medium is Medium.TEXT and main.unit is Unit.MILLION_TOKENS:
        read = _best(lines, Unit.MILLION_TOKENS_IN, card)
        if read is None:
            raise _missing(card, fit, day, Unit.MILLION_TOKENS_IN)
        if pictures and looked_at is None:
            raise _missing(card, fit, day, Unit.IMAGE_IN)
        yield read, Fraction(_tokens_read(brief), 10**MICRO_DIGITS)


def _best(lines: Sequence[Price], unit: Unit, card: ModelCard) -> Price | None:
    """The line that says most exactly what it is for, and of these the newest."""
    found = [line for line in lines if line.unit is unit]
    if not found:
        return None
    first = max(map(_exactness, found))
    best = [line for line in found if _exactness(line) == first]
    if len({(line.amount_micro, line.per, line.wide, line.currency) for line in best}) > 1:
        raise _two_fit(card, best)
    return best[0]


def _exactness(line: Price) -> tuple[int, date]:
    said = (line.size != "") + (line.sound is not None) + (line.clip is not None)
    return said, line.term.since or date.min


def _two_fit(card: ModelCard, lines: Sequence[Price]) -> Invalid:
    rows = ", ".join(sorted(line.id for line in lines))
    return Invalid("takes.price_ambiguous", provider=card.provider, model=card.model, rows=rows)


def _missing(card: ModelCard, fit: Fit, day: date, what: str) -> Invalid:
    return Invalid(
        "takes.price_missing",
        provider=card.provider,
        model=card.model,
        what=f"{what}, {fit.size.name}" if fit.size else what,
        day=day.isoformat(),
    )


def _amount(line: Price, card: ModelCard) -> Fraction:
    if line.amount_micro is None:
        raise Invalid(
            "takes.price_unknown",
            row=line.id,
            field="amount",
            provider=card.provider,
            model=card.model,
        )
    return Fraction(line.amount_micro)


def _count(line: Price, brief: Brief, card: ModelCard, fit: Fit) -> Fraction:
    """How many units of `line` what is made has."""
    match line.unit:
        case Unit.SECOND:
            return Fraction(fit.length_ms, 1000)
        case Unit.CHARACTER:
            return Fraction(sum(1 if each.isascii() else line.wide for each in brief.prompt))
        case Unit.MILLION_TOKENS if card.medium is Medium.TEXT:
            if not fit.tokens:
                raise _card_lacks(card, "tokens_max")
            return Fraction(fit.tokens, 10**MICRO_DIGITS)
        case Unit.MILLION_TOKENS:
            return Fraction(_clip_tokens(card, fit), 10**MICRO_DIGITS)
        case _:
            return Fraction(1)


def _clip_tokens(card: ModelCard, fit: Fit) -> int:
    if not fit.size:
        raise _card_lacks(card, "sizes")
    if not card.rate:
        raise _card_lacks(card, "rate")
    pixels = fit.size.width * fit.size.height * card.rate
    return ceil_whole(Fraction(pixels * fit.length_ms, 1000 * PIXELS_A_TOKEN))


def _tokens_read(brief: Brief) -> int:
    """At most so many tokens: each is at least one byte of what is read."""
    said = (brief.system, brief.prompt, brief.answer_schema)
    return sum(len(text.encode()) for text in said) + WRAPPING_TOKENS_MAX


def _card_lacks(card: ModelCard, field: str) -> Invalid:
    return Invalid(
        "takes.card_fact_missing", provider=card.provider, model=card.model, field=field
    )
