"""Writers: a text model that is asked by jobs, each answer paid for once and kept as a take.

An answer is a take of what was asked, letter for letter, so asking the same again finds it,
in another run too. What is asked about the second portion of a chapter says who was met in the
first, so portions are asked about one after the other; the whole chapter is held against the
budget before the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from piying.model.brief import Brief, Medium
from piying.model.canon import digest, digest_bytes
from piying.model.card import ModelCard
from piying.model.errors import Invalid, Missing, Outside, PiyingError
from piying.model.money import Money
from piying.model.shot import Board
from piying.model.take import Recipe, Take
from piying.script.adapt.asking import Question, answer_tokens, portion_characters
from piying.script.adapt.proposing import Chosen, expected, propose
from piying.studio.house import House
from piying.studio.shooting.asking import Ask
from piying.studio.shooting.generate import Batch, judged
from piying.studio.shooting.rulebook import Rulebook
from piying.studio.shooting.variants import in_use
from piying.studio.writing.novel import Novel
from piying.takes.budget import Verdicts
from piying.takes.market import Market, Offer, called
from piying.takes.planning import generated_recipe
from piying.takes.routing import Ask as Wanted
from piying.takes.routing import Route, routed, rule_for


class Unanswered(Exception):
    """A question that no take answers yet."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.part)
        self.question = question


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that a proposal is made from."""

    part: int
    repair: bool
    take: Take
    model: str
    """Provider and model that gave it."""


@dataclass(slots=True)
class Writer:
    """The text model of one chapter."""

    house: House
    book: Rulebook
    novel: Novel
    route: Route
    """By which model the chapter is adapted; its clips are the portions."""
    repair: bool = False
    given: list[Given] = field(default_factory=list)

    @property
    def model(self) -> str:
        """Provider and model that are asked first."""
        return called(self.route.offer.card)

    @property
    def chosen(self) -> Chosen:
        """The chapter, in portions that the model takes."""
        return _chosen(self.novel, self.route.offer.card)

    @property
    def parts(self) -> tuple[Offer, ...]:
        """What each portion costs at most."""
        return self.route.offer.clips

    def held(self, question: Question) -> str:
        """The answer that the house holds.

        Raises:
            Unanswered: it holds none.
        """
        found = self._held(question)
        if found is None:
            raise Unanswered(question)
        return found

    def ask(self, question: Question) -> str:
        """The answer to a question: the one that is held, else a new one, which is paid.

        Raises:
            Invalid: a cap would be passed, or the model cannot be asked that much.
            Outside: the model gave no answer; it says why and what to do.
        """
        found = self._held(question)
        if found is not None:
            return found
        ask = self._ask(question.brief, question.part)
        batch = Batch(self.house, self._board(), self.book, again=self.repair)
        try:
            take = batch.make({digest(ask.recipe): ask})[digest(ask.recipe)]
        except Outside as error:
            if not batch.lost:
                raise
            raise _in_part(question.part, batch.lost[0].why) from error
        return self._kept(question, take)

    def ahead(self) -> tuple[int, tuple[Ask, ...]]:
        """How many portions are answered, and what is to be asked for the others at most.

        Raises:
            Invalid: an answer that is held does not keep to its schema.
        """
        before = list(self.given)
        try:
            propose(self.chosen, self.model, self.held, repair=self.repair)
        except Unanswered as end:
            asks = [self._ask(end.question.brief, end.question.part)]
            asks += [
                self._ask(offer.brief, number)
                for number, offer in enumerate(self.parts, 1)
                if number > end.question.part
            ]
            return end.question.part - 1, tuple(asks)
        finally:
            self.given = before
        return len(self.parts), ()

    def judged(self, asks: Sequence[Ask]) -> Verdicts:
        """Whether all of `asks` fits the budget.

        Raises:
            Invalid: something costs money and there is no budget, or a rate is missing.
        """
        wanted = {digest(ask.recipe): ask for ask in asks}
        return judged(self.house, self._board(), self.book, wanted)

    # --- inside -------------------------------------------------------------------------

    def _board(self) -> Board:
        """What the jobs of the chapter count for: its series and its episode."""
        one = self.novel
        source = digest_bytes(one.text.encode())
        return Board(
            source, one.chapter.number, one.chapter.heading, one.title, one.language, ()
        )

    def _ask(self, brief: Brief, part: int) -> Ask:
        market, card = self.book.market, self.route.offer.card
        others = tuple(
            offer
            for one in self.route.fallbacks
            if (offer := _offered(market, brief, one.card)) is not None
        )
        route = replace(self.route, offer=market.offer(brief, card), fallbacks=others)
        return Ask(f"text-{part}", brief, generated_recipe(brief, card), route)

    def _held(self, question: Question) -> str | None:
        recipe = generated_recipe(question.brief, self.route.offer.card)
        _, take = in_use(self.house, recipe)
        return None if take is None else self._kept(question, take)

    def _kept(self, question: Question, take: Take) -> str:
        blobs, blob = self.house.store.blobs, take.blob
        model = self._model_of(take)
        if blob is None or not blobs.has(blob):
            raise Missing("adapting.lost_bytes", part=question.part, model=model, take=take.id)
        self.given.append(Given(question.part, question.repair, take, model))
        return blobs.get(blob).decode()

    def _model_of(self, take: Take) -> str:
        asked = self.house.store.get(take.recipe, Recipe)
        return f"{asked.provider}/{asked.model}"


def _in_part(part: int, why: PiyingError) -> Outside:
    """What is said of a shot that was not made, said of a portion."""
    found = Outside(f"adapting.{why.code.partition('.')[2]}")
    found.data = {**why.data, "part": part}
    return found


def _offered(market: Market, brief: Brief, card: ModelCard) -> Offer | None:
    try:
        return market.offer(brief, card)
    except Invalid:
        return None


def _chosen(novel: Novel, card: ModelCard) -> Chosen:
    chapter = novel.chapter
    return Chosen(
        novel.text, novel.language, chapter.start, chapter.end,
        portion_characters(card, novel.language), answer_tokens(card),
    )  # fmt: skip


def writer(house: House, book: Rulebook, novel: Novel, *, repair: bool = False) -> Writer:
    """The text model that the routes of the house name for `novel`.

    Raises:
        Invalid: no rule is for texts, or no candidate of it can adapt the chapter.
    """
    rule = rule_for(book.rules, Medium.TEXT, Wanted(book.purpose))

    def briefs(card: ModelCard) -> tuple[Brief, ...]:
        return expected(_chosen(novel, card))

    return Writer(house, book, novel, routed(briefs, rule, book.market), repair)


def total(costs: Sequence[Money]) -> tuple[Money, ...]:
    """The sums of `costs` by currency; what costs nothing is left out."""
    sums: dict[str, int] = {}
    for one in costs:
        if one.minor:
            sums[one.currency] = sums.get(one.currency, 0) + one.minor
    return tuple(Money(minor, currency) for currency, minor in sorted(sums.items()))
