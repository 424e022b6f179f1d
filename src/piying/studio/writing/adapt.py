"""adapt: a chapter of a novel becomes a proposal beside it, which a person reads and corrects.

Nothing of the source, and no script that was brought in, is changed: what comes of it are new
files. They are the same every time, as long as the answers are held.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from piying.model.adaptation import Proposal
from piying.model.errors import Invalid, PiyingError
from piying.model.ids import slug
from piying.model.money import Money, said
from piying.render.proposal.page import Shown, page
from piying.script.adapt.proposing import propose
from piying.script.adapt.writing import script_text
from piying.studio.house import House
from piying.studio.shooting.rulebook import rulebook
from piying.studio.writing.novel import Novel
from piying.studio.writing.proposals import Beside, beside, check, save
from piying.studio.writing.writer import Writer, total, writer


@dataclass(frozen=True, slots=True)
class Priced:
    """What adapting would still cost."""

    model: str
    parts: int
    """Of the chapter."""
    held: int
    """Of them are answered."""
    prices: tuple[Money, ...]
    """Of each that is still to be asked, at most."""
    blocked: PiyingError | None
    """Why it would not be asked: the budget."""

    @property
    def totals(self) -> tuple[Money, ...]:
        """The sums by currency."""
        return total(self.prices)


@dataclass(frozen=True, slots=True)
class Adapted:
    """A proposal in its files."""

    files: Beside
    proposal: Proposal
    costs: tuple[Money, ...]
    """What its answers cost, in this run or an earlier one."""


def priced(house: House, novel: Novel, *, repair: bool = False) -> Priced:
    """What adapting `novel` would cost; nothing is asked.

    Raises:
        Invalid: no route is for texts, or an answer that is held cannot be read.
    """
    one = _writer(house, novel, repair=repair)
    held, asks = one.ahead()
    blocked: PiyingError | None = None
    try:
        one.judged(asks).insist()
    except Invalid as error:
        blocked = error
    prices = tuple(ask.quote.money for ask in asks)
    return Priced(one.model, len(one.parts), held, prices, blocked)


def adapt(
    house: House,
    novel: Novel,
    folder: Path | None = None,
    *,
    repair: bool = False,
    force: bool = False,
) -> Adapted:
    """Have `novel` adapted, and its proposal written into `folder` or beside the source.

    `repair`: where an answer does not hold it is asked for once more; that is paid. `force`:
    what a person has changed is written over.

    Raises:
        Conflict: a file would be written over that somebody has changed.
        Invalid: no route is for texts, a cap would be passed, or an answer cannot be read.
        Outside: the model gave no answer.
    """
    files = beside(novel, folder)
    if not force:
        check(files)
    one = _writer(house, novel, repair=repair)
    _, asks = one.ahead()
    one.judged(asks).insist()
    proposal = propose(one.chosen, one.model, one.ask, repair=repair)
    costs = total([given.take.cost for given in one.given])
    script = script_text(proposal, novel.title, novel.chapter.number)
    shown = Shown(
        proposal, novel.text, novel.title, novel.chapter.heading, novel.path.name,
        files.script.name, money_said(costs),
    )  # fmt: skip
    save(files, novel, proposal, one.given, (script, page(shown, house.settings.language)))
    return Adapted(files, proposal, costs)


def money_said(costs: tuple[Money, ...]) -> str:
    """Sums as a person reads them."""
    return " + ".join(said(one) for one in costs) or "0"


def _writer(house: House, novel: Novel, *, repair: bool) -> Writer:
    book = rulebook(house, slug(novel.title))
    if book is None:
        raise Invalid("adapting.no_route")
    return writer(house, book, novel, repair=repair)
