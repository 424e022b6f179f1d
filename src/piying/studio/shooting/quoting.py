"""Quoting: what models would make, what that would cost, and whether the budget allows it.

While voices are missing the lengths of their shots are those of the board, so what a clip will
cost is an estimate until they are there; voices themselves are priced as they will be charged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from piying.cut.rolls import Chosen
from piying.model.brief import Medium
from piying.model.canon import Digest, digest
from piying.model.errors import Invalid
from piying.model.money import Money
from piying.model.shot import Board
from piying.model.take import Recipe, TakeKind
from piying.store.jobs import Jobs
from piying.studio.house import House
from piying.studio.shooting.asking import Ask, Asking, Unmade, asking_of
from piying.studio.shooting.generate import judged, place_of
from piying.studio.shooting.hand import by_hand
from piying.studio.shooting.rulebook import Rulebook
from piying.studio.shooting.variants import held_take
from piying.takes.budget import Verdict, Want


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a model would be asked for."""

    ask: Ask
    verdict: Verdict | None
    """None: it is ordered already, and its money reserved."""

    @property
    def recipe(self) -> Digest:
        """The digest of its recipe."""
        return digest(self.ask.recipe)


@dataclass(frozen=True, slots=True)
class Price:
    """What generating an episode would cost."""

    lines: tuple[Line, ...]
    unmade: tuple[Unmade, ...]
    estimated: bool
    """Voices are missing, so the lengths of clips are those of the board."""

    @property
    def totals(self) -> tuple[Money, ...]:
        """The sums by currency."""
        sums: defaultdict[str, int] = defaultdict(int)
        for line in self.lines:
            money = line.ask.quote.money
            sums[money.currency] += money.minor
        return tuple(Money(sums[currency], currency) for currency in sorted(sums))

    @property
    def shots(self) -> tuple[tuple[str, str, int], ...]:
        """(shot, currency, minor units) of every shot, in the order of the board."""
        sums: dict[tuple[str, str], int] = {}
        for line in self.lines:
            money = line.ask.quote.money
            key = (line.ask.shot, money.currency)
            sums[key] = sums.get(key, 0) + money.minor
        return tuple((*key, minor) for key, minor in sums.items())

    @property
    def fits(self) -> bool:
        """Whether the budget allows all of it, and all of it can be made."""
        verdicts = (line.verdict for line in self.lines)
        return not self.unmade and all(one is None or one.fits for one in verdicts)


def priced(house: House, board: Board) -> Price | None:
    """What generating `board` would cost; None where the house has no routes.

    Without a budget every price is told all the same, with the refusal beside it.
    """
    asking = asking_of(house, board)
    if asking.book is None:
        return None
    asks = wanted(asking)
    ordered = _ordered(house, asking, asks)
    left = iter(_verdicts(house, asking, asking.book, asks, ordered))
    lines = tuple(
        Line(ask, None if key in ordered else next(left)) for key, ask in asks.items()
    )
    return Price(lines, tuple(asking.unmade.values()), bool(_missing_voices(asking)))


def _verdicts(
    house: House,
    asking: Asking,
    book: Rulebook,
    asks: Mapping[Digest, Ask],
    ordered: set[Digest],
) -> tuple[Verdict, ...]:
    """What the budget says of each of `asks` that is not ordered."""
    try:
        return judged(house, asking.board, book, asks).verdicts
    except Invalid as error:
        if book.budget is not None:
            raise
        now = house.clock.now_ms()
        return tuple(
            Verdict(
                Want(place_of(asking.board, ask.shot, now), ask.quote.money), ask.quote.money,
                error if ask.quote.money.minor else None,
            )
            for key, ask in asks.items()
            if key not in ordered
        )  # fmt: skip


def wanted(asking: Asking) -> dict[Digest, Ask]:
    """Everything that models would be asked for, as far as it can be known now.

    In the order of the board: of each shot the voice, then the picture that a clip begins
    with, then the picture or the clip, part by part; cues of music last.
    """
    voices = _voices(asking)
    firsts, needed = asking.stills(voices), asking.needed(voices)
    brought = by_hand(asking.house, asking.board, TakeKind.PICTURE)
    parts = {**asking.parts, **asking.parts_after}
    recorded = by_hand(asking.house, asking.board, TakeKind.VOICE)
    recipes: list[Recipe] = [
        *(r for shot, r in asking.voices().items() if shot not in recorded),
        *(r for shot, r in firsts.items() if shot not in brought),
        *(r for (shot, _), r in parts.items() if shot not in brought),
        *(r for shot, r in needed.pictures.items() if shot not in brought),
        *needed.music.values(),
    ]
    places = {shot.id: place for place, shot in enumerate(asking.board.shots)}
    keys = dict.fromkeys(digest(recipe) for recipe in recipes)
    asks = {
        key: asking.asks[key]
        for key in keys
        if key in asking.asks and held_take(asking.house, asking.asks[key].recipe) is None
    }
    last = len(places)
    order = sorted(
        asks.items(), key=lambda one: (places.get(one[1].shot, last), *_rank(one[1]))
    )
    return dict(order)


def _rank(ask: Ask) -> tuple[bool, bool, int]:
    """Where something stands among what its shot asks for."""
    return ask.brief.medium is not Medium.SPEECH, not ask.still, ask.number


def _voices(asking: Asking) -> dict[str, Chosen]:
    """The voices that are there."""
    recorded = by_hand(asking.house, asking.board, TakeKind.VOICE)
    held = {shot: held_take(asking.house, r) for shot, r in asking.voices().items()}
    return {shot: take for shot, take in held.items() if take is not None} | recorded


def _missing_voices(asking: Asking) -> int:
    return len(asking.voices()) - len(_voices(asking))


def _ordered(house: House, asking: Asking, asks: Mapping[Digest, Ask]) -> set[Digest]:
    """Those of `asks` whose job is under way."""
    jobs = Jobs(house.store).rows.jobs(asking.board.series, asking.board.episode)
    open_ones = {job.recipe for job in jobs if job.settled is None}
    return {key for key, ask in asks.items() if digest(ask.recipe) in open_ones}
