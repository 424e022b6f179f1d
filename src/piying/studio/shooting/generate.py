"""Generating: what is asked of models becomes takes, by jobs that are never lost or sent twice.

The whole batch is held against the budget before the first order. Then every order is frozen
and its money reserved, the worker drives all open jobs of the series, those of earlier runs
among them, and what a model did not make goes to a fallback where its rule allows one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from piying.model.budget import Caps
from piying.model.canon import Digest, digest
from piying.model.card import ModelCard
from piying.model.deferred import deferred
from piying.model.errors import Invalid, Missing, Outside, PiyingError
from piying.model.job import Job, JobState, Place
from piying.model.money import NOTHING, Money, said
from piying.model.shot import Board
from piying.model.take import Flag, FlagWord, Outcome, Take
from piying.store.jobs import Asked, Jobs, month_of
from piying.studio.house import House
from piying.studio.shooting.asking import Ask
from piying.studio.shooting.flags import raise_flags
from piying.studio.shooting.rulebook import Rulebook, meter_of
from piying.studio.working.orphans import told_why
from piying.studio.working.work import Ways, Worked, work
from piying.takes.budget import Ledger, Verdicts, Want, admit, ledger_of
from piying.takes.generator import Generator
from piying.takes.planning import generated_recipe
from piying.takes.routing import Cause, after

if TYPE_CHECKING:
    from piying.studio.working.proving import prove
else:
    prove = deferred("piying.studio.working.proving:prove")

WAITING = "generating.waiting"
OPEN = (JobState.QUEUED, JobState.SUBMITTING, JobState.POLLING, JobState.CANCELLING)


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that was asked for and not made."""

    ask: Ask
    why: PiyingError


@dataclass(slots=True)
class Batch:
    """Things to be made, by the digest of the recipe that needs them."""

    house: House
    board: Board
    book: Rulebook
    step: str = "cli.step_generate"
    """What the progress is called."""
    again: bool = False
    """A person asks once more for what failed or was cancelled."""
    takes: dict[Digest, Take] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)
    reasons: dict[Digest, str] = field(default_factory=dict)
    """Why another model than the first was asked, by the recipe that needs it."""

    @property
    def jobs(self) -> Jobs:
        """The paid jobs of the house."""
        return Jobs(self.house.store)

    def make(self, asks: Mapping[Digest, Ask]) -> dict[Digest, Take]:
        """A take of everything in `asks`; whatever was made is kept in any case.

        Raises:
            Invalid: a cap would be passed; nothing was sent.
            Outside: something was not made; each is named with its shot, model and reason.
        """
        judged(self.house, self.board, self.book, asks).insist()
        left = dict(asks)
        again = self.again
        while left:
            # every order stands before money is reserved for any of them
            asked = {need: self._asked(ask) for need, ask in left.items()}
            jobs = {need: self._reserved(one, again=again) for need, one in asked.items()}
            worked = self._worked()
            again = False
            nexts: dict[Digest, Ask] = {}
            for need, ask in left.items():
                job = self.jobs.rows.job(jobs[need].id)
                nexts |= self._went(need, asks[need], ask, job, worked)
            left = nexts
        if self.lost:
            raise Outside(
                "generating.not_made", count=len(self.lost), of=len(asks),
                reasons=_alike(self.lost),
            )  # fmt: skip
        return self.takes

    def _asked(self, ask: Ask) -> Asked:
        card, now = ask.card, self.house.clock.now_ms()
        order = _vendor(self.book, card.provider, ask.shot).order(
            ask.brief, card, ask.recipe.seed
        )
        place = place_of(self.board, ask.shot, now)
        price = ask.quote.money
        self.house.store.put(ask.brief)
        return Asked(ask.recipe, order, place, self.book.reserved(price), original=price)

    def _reserved(self, asked: Asked, *, again: bool) -> Job:
        now = self.house.clock.now_ms()
        caps = self.book.budget.caps if self.book.budget else Caps()
        job = self.jobs.reserve(asked, caps, now, again=again)
        if job.state is JobState.FAILED and not job.take:
            # the vendor certainly did not take it and nothing is owed: asked for anew
            job = self.jobs.reserve(asked, caps, now, again=True)
        return job

    def _worked(self) -> Worked:
        house, book = self.house, self.book
        count = len(self.jobs.rows.jobs(self.board.series, states=OPEN))
        with house.progress.step(self.step, count) as step:
            ways = Ways(
                partial(prove, rate=house.settings.rate),
                book.charged,
                meter_of(house),
                told=lambda _job: step.advance(),
            )
            return work(house.store, book.vendors, house.clock, ways, series=self.board.series)

    def _went(
        self, need: Digest, first: Ask, ask: Ask, job: Job, worked: Worked
    ) -> dict[Digest, Ask]:
        """What is to be asked next, if the job of `ask` gave no take."""
        store = self.house.store
        if job.state is JobState.DONE:
            take = store.take(job.take)
            if take.blob is None or not store.blobs.has(take.blob):
                self._lose(ask, "generating.lost_bytes", take=take.id)
                return {}
            self.takes[need] = take
            if ask is not first:
                reason, now = self.reasons[need], self.house.clock.now_ms()
                store.choose(need, take.id, by="piying", why=reason, at_ms=now)
                raise_flags(self.house, take.id, (Flag(FlagWord.FALLBACK, reason),))
            return {}
        why = told_why(job, self.house.settings.language) or "-"
        if job.state is JobState.FAILED:
            kept = told_why(job, "en") or "-"
            try:
                return {need: self._fallen(need, ask, _cause(self.house, job), kept)}
            except Invalid:
                self._lose(ask, "generating.failed", why=why)
                return {}
        if job.state is JobState.UNKNOWN:
            self._lose(ask, "generating.unknown", why=why, job=job.id)
        elif job.state is JobState.CANCELLED:
            self._lose(ask, "generating.cancelled", job=job.id)
        else:
            held = [
                error
                for error in worked.refusals
                if error.data.get("provider", job.provider) == job.provider
            ]
            self._lose(ask, WAITING, why=tuple(held) or job.state.value, job=job.id)
        return {}

    def _fallen(self, need: Digest, ask: Ask, cause: Cause, why: str) -> Ask:
        """The same of the next model that may take over; its take tells why."""
        fallen = after(ask.route, cause, why)
        offer = fallen.route.offer
        recipe = generated_recipe(offer.brief, offer.card, ask.recipe.seed)
        self.reasons[need] = fallen.reason
        return replace(ask, brief=offer.brief, recipe=recipe, route=fallen.route)

    def _lose(
        self, ask: Ask, code: str, *, why: object = "", job: str = "", take: str = ""
    ) -> None:
        card = ask.card
        error = Outside(
            code, shot=ask.shot, provider=card.provider, model=card.model, why=why, job=job,
            take=take,
        )  # fmt: skip
        self.lost.append(Lost(ask, error))


def _alike(lost: Sequence[Lost]) -> tuple[PiyingError, ...]:
    """Why things were not made; jobs that wait for the same reason are told together."""
    found: dict[tuple[str, ...], list[Lost]] = {}
    for one in lost:
        waits = one.why.code == WAITING
        key = one.ask.called, str(one.why.data["why"]) if waits else str(one.why)
        found.setdefault(key, []).append(one)
    return tuple(
        ones[0].why if len(ones) == 1 else _waiting([one.why for one in ones], ones[0].ask.card)
        for ones in found.values()
    )


def _waiting(errors: Sequence[PiyingError], card: ModelCard) -> Outside:
    shots, jobs = (
        ", ".join(dict.fromkeys(str(one.data[key]) for one in errors))
        for key in ("shot", "job")
    )
    return Outside(
        WAITING, shot=shots, provider=card.provider, model=card.model,
        why=errors[0].data["why"], job=jobs, take="",
    )  # fmt: skip


def _cause(house: House, job: Job) -> Cause:
    if not job.take:
        return Cause.BUSY
    refused = house.store.take(job.take).outcome is Outcome.REFUSED
    return Cause.REFUSED if refused else Cause.FAILED


def _vendor(book: Rulebook, name: str, shot: str) -> Generator:
    for vendor in book.vendors:
        if vendor.name == name:
            return vendor
    known = ", ".join(vendor.name for vendor in book.vendors) or "-"
    raise Missing("generating.no_vendor", provider=name, shot=shot, known=known)


def place_of(board: Board, shot: str, at_ms: int) -> Place:
    """What a job for `shot` counts for."""
    return Place(board.series, board.episode, shot, month_of(at_ms))


def judged(house: House, board: Board, book: Rulebook, asks: Mapping[Digest, Ask]) -> Verdicts:
    """Whether all of `asks` fits the budget; what is ordered already counts as it is reserved.

    Raises:
        Invalid: something costs money and there is no budget, or a rate is missing.
    """
    jobs = Jobs(house.store).rows.jobs()
    ordered = {job.recipe for job in jobs if job.settled is None}
    now, day = house.clock.now_ms(), book.market.day
    wants = [
        Want(place_of(board, ask.shot, now), ask.quote.money)
        for ask in asks.values()
        if digest(ask.recipe) not in ordered
    ]
    limits = book.budget
    if limits is None:
        _refuse_unlimited(wants)
        free = [replace(want, money=NOTHING) for want in wants]
        return admit(Caps(), Ledger(NOTHING.currency), free, (), day)
    ledger = ledger_of(jobs, limits.currency, limits.rates)
    return admit(limits.caps, ledger, wants, limits.rates, day)


def _refuse_unlimited(wants: Sequence[Want]) -> None:
    """Refuse what costs money where no budget says how much may be spent."""
    sums: Counter[str] = Counter()
    for want in wants:
        sums[want.money.currency] += want.money.minor
    money = " + ".join(said(Money(minor, name)) for name, minor in sums.items() if minor)
    if money:
        raise Invalid("generating.no_budget", money=money)
