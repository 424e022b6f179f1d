"""again: further takes of a shot, by other seeds: of its paid model, or of the kit here.

What is paid is priced and held against the budget before the first order. A need of which
there is no take yet is asked for itself first; every other take has a seed of its own, so the
film keeps what it uses until a person chooses.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from piying.model.canon import digest
from piying.model.card import ModelCard
from piying.model.errors import Invalid, Missing
from piying.model.job import JobState
from piying.model.money import NOTHING, Money
from piying.model.shot import Board
from piying.model.take import Recipe, Take, TakeKind
from piying.store.jobrows import OPEN
from piying.store.jobs import Jobs
from piying.studio.house import House
from piying.studio.shooting.asking import Asking, asking_of
from piying.studio.shooting.flagging import flag_takes
from piying.studio.shooting.generate import Batch, judged
from piying.studio.shooting.held import current_board, episode_name
from piying.studio.shooting.onepass import Blobs, keep
from piying.studio.shooting.rulebook import Rulebook
from piying.studio.shooting.takes import Need, TakeRow, need_of, rows_of, voices_held
from piying.studio.shooting.variants import in_use, use_instead, variants
from piying.takes.provider import Provider

AGAIN_MAX = 100
"""How many further takes one command may ask for."""

STEPS = {
    TakeKind.VOICE: "cli.step_voices",
    TakeKind.PICTURE: "cli.step_pictures",
    TakeKind.MUSIC: "cli.step_music",
    TakeKind.SOUND: "cli.step_sounds",
}


@dataclass(frozen=True, slots=True)
class Further:
    """Further takes of a shot, and whether they differ from those that were there."""

    need: Need
    rows: tuple[TakeRow, ...]
    same: bool = False
    """They came out like takes that were there: there is nothing to choose."""
    resumed_count: int = 0
    """How many an earlier run had ordered."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What further takes of a shot would cost."""

    need: Need
    count: int
    card: ModelCard | None = None
    """The model that would be paid; None: a provider on this machine, which costs nothing."""
    money: Money = NOTHING
    """All of them together, as the price list says."""
    refused: Invalid | None = None
    """The cap that would be passed; then nothing is sent."""
    resumed_count: int = 0


def take_again(
    house: House, series: str, episode: int, shot: str, kind: TakeKind, count: int = 1
) -> Further:
    """`count` more takes of a shot. The film keeps its own.

    Raises:
        Invalid: the provider always makes the same; a cap would be passed, and then nothing
            was sent; or `count` is none.
        Missing: there is no such shot, or nothing was shot yet.
        Outside: something was not made; what was is kept.
    """
    board, asking, need = _wanted(house, series, episode, shot, kind, count)
    if digest(need.recipe) in asking.asks:
        return _paid(house, board, asking, need, count)
    if not variants(house, need.recipe):
        name = episode_name(series, episode)
        raise Missing("cli.run_first", verb="shoot", name=name, why=need.name)
    return _embedded(house, board, asking, need, count)


def quote_again(
    house: House, series: str, episode: int, shot: str, kind: TakeKind, count: int = 1
) -> Quoted:
    """What `take_again` would ask for and pay; nothing is asked for.

    Raises:
        Invalid: the provider always makes the same; or `count` is none.
        Missing: there is no such shot.
    """
    board, asking, need = _wanted(house, series, episode, shot, kind, count)
    ask = asking.asks.get(digest(need.recipe))
    if ask is None:
        _insist_on_seeds(house, need)
        return Quoted(need, count)
    recipes, resumed = _orders(house, need.recipe, count)
    asks = {digest(recipe): replace(ask, recipe=recipe) for recipe in recipes}
    verdicts = judged(house, board, _book(asking), asks).verdicts
    price = ask.quote.money
    money = Money(price.minor * (count - resumed), price.currency)
    refused = next((one.why for one in verdicts if one.why is not None), None)
    return Quoted(need, count, ask.card, money, refused, resumed)


def _wanted(
    house: House, series: str, episode: int, shot: str, kind: TakeKind, count: int
) -> tuple[Board, Asking, Need]:
    if not 1 <= count <= AGAIN_MAX:
        raise Invalid("costs.again_count", found=count, most=AGAIN_MAX)
    board, _ = current_board(house, series, episode)
    asking = asking_of(house, board)
    need = need_of(house, board, shot, kind, asking)
    parts = {number for name, number in asking.parts if name == need.name}
    if parts and kind is TakeKind.PICTURE:
        raise Invalid("costs.again_parts", shot=need.name, count=len(parts))
    return board, asking, need


def _paid(house: House, board: Board, asking: Asking, need: Need, count: int) -> Further:
    """Takes of the model that the routes name, each an order of its own."""
    book, ask = _book(asking), asking.asks[digest(need.recipe)]
    before = in_use(house, need.recipe)[1]
    recipes, resumed = _orders(house, need.recipe, count)
    asks = {digest(recipe): replace(ask, recipe=recipe) for recipe in recipes}
    took = Batch(house, board, book, again=True).make(asks)
    flag_takes(house, book.book, [(asks[key], take) for key, take in took.items()])
    if before is not None:
        for take in took.values():
            use_instead(house, need.recipe, take)
    rows = _rows(house, board, need, took.values())
    return Further(need, rows, resumed_count=resumed)


def _book(asking: Asking) -> Rulebook:
    if asking.book is None:
        raise AssertionError("something is asked of a model, and there are no routes")
    return asking.book


def _orders(house: House, need: Recipe, count: int) -> tuple[list[Recipe], int]:
    """What is ordered, and how much of it an earlier run had ordered and not got.

    First that, then the need itself if nobody has made it and nobody may have been paid for
    it, then other seeds.
    """
    jobs = Jobs(house.store).rows
    tried = [need, *(one.recipe for one in variants(house, need))]
    states = {recipe: {job.state for job in jobs.of(digest(recipe))} for recipe in tried}
    found = [recipe for recipe, met in states.items() if met & set(OPEN)][:count]
    resumed = len(found)
    lacking = in_use(house, need)[1] is None and JobState.UNKNOWN not in states[need]
    if lacking and need not in found and len(found) < count:
        found.append(need)
    seed = max(recipe.seed for recipe in tried)
    while len(found) < count:
        seed += 1
        found.append(replace(need, seed=seed))
    return found, resumed


def _insist_on_seeds(house: House, need: Need) -> Provider:
    provider = house.provider(need.recipe.provider)
    if not any(one.makes is need.recipe.want and one.seeded for one in provider.abilities):
        raise Invalid("costs.always_same", shot=need.name, provider=provider.name)
    return provider


def _embedded(house: House, board: Board, asking: Asking, need: Need, count: int) -> Further:
    """Takes of a provider on this machine, with the next seeds."""
    provider, held = _insist_on_seeds(house, need), variants(house, need.recipe)
    before = {old.blob for variant in held for old in variant.takes}
    voices = voices_held(house, board, asking).values()
    blobs = Blobs(house, {one.blob: one.facts for one in voices})
    first, made = held[-1].recipe.seed + 1, []
    with (
        house.progress.step(STEPS[need.kind], count) as step,
        ThreadPoolExecutor(1) as pool,
    ):
        for seed in range(first, first + count):
            begun, recipe = house.clock.now_ms(), replace(need.recipe, seed=seed)
            take, _ = keep(house, recipe, pool.submit(provider.make, recipe, blobs), begun)
            made.append(take)
            step.advance()
    same = all(take.blob in before for take in made)
    return Further(need, _rows(house, board, need, made), same)


def _rows(house: House, board: Board, need: Need, made: Iterable[Take]) -> tuple[TakeRow, ...]:
    names = {take.id for take in made}
    return tuple(row for row in rows_of(house, board, need) if row.take.id in names)
