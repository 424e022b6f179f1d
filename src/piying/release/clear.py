"""May it go out: every reason why a release may not be made here today.

What review knows is told as plain facts, so that this is the one place where the conditions of
a release stand together: the same bytes, numbers, window, territory, terms, listing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from piying.model.canon import Digest
from piying.model.release import EVERYWHERE, Age, UnlockPlan, Window
from piying.release.listing import Written
from piying.release.plans import TERRITORY, reaches

CHILD_TAGS = frozenset(
    {"儿童", "少儿", "幼儿", "亲子", "童话", "早教", "children", "kids", "family", "preschool"}
)
"""Tags by which parents find works: they need an age, and one for children."""
OLDER = (Age.SIXTEEN, Age.EIGHTEEN)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason, as a code of the catalogue."""

    code: str
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cleared:
    """What review knows of the version that is to go out."""

    decision: str
    """The entry of the log that cleared it; empty: nobody did."""
    state: str
    may: bool
    """Whether a version in this state may be out."""
    film: Digest | None
    captions: Digest | None
    numbers_needed: tuple[str, ...]
    """The sorts of filing number that its tier asks for; none: its tier is not known."""
    numbers: tuple[tuple[str, str], ...]
    """(sort, number) that were entered."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A release as somebody asks for it."""

    series: str
    episode: int
    film: Digest | None
    """Hashed from the file that would go out."""
    captions: Digest | None
    window: Window
    listing: Written | None
    """None: there is no file."""
    plan: UnlockPlan | None
    """None: no plan of the house is for it."""
    contract: str
    contracts: tuple[str, ...]
    """Those that pay for its plays today, "own" among them where nobody else is paid."""


def refusals(cleared: Cleared, wanted: Wanted, now_ms: int) -> tuple[Refusal, ...]:
    """Every reason why it may not go out; none: it may."""
    return (
        *_reviewed(cleared, wanted),
        *_where(wanted, now_ms),
        *_terms(wanted),
        *_listed(wanted),
    )


def _reviewed(cleared: Cleared, wanted: Wanted) -> Iterator[Refusal]:
    if not cleared.decision or not cleared.may:
        yield _no("release.not_cleared", state=cleared.state)
    if cleared.film is None or cleared.film != wanted.film:
        yield _no("release.other_bytes", what="film")
    if cleared.captions != wanted.captions:
        yield _no("release.other_bytes", what="captions")
    entered = {sort for sort, number in cleared.numbers if number.strip()}
    lacking = [sort for sort in cleared.numbers_needed if sort not in entered]
    if lacking or not cleared.numbers_needed:
        yield _no("release.number_lacking", sorts=", ".join(lacking) or "?")


def _where(wanted: Wanted, now_ms: int) -> Iterator[Refusal]:
    window = wanted.window
    named = window.territories == (EVERYWHERE,) or (
        window.territories and all(TERRITORY.fullmatch(one) for one in window.territories)
    )
    if not named:
        yield _no("release.territory_unknown", found=",".join(window.territories) or "-")
    if window.until_ms is not None and window.until_ms <= window.since_ms:
        yield _no("release.window_empty")
    elif window.ended(now_ms):
        yield _no("release.window_over")


def _terms(wanted: Wanted) -> Iterator[Refusal]:
    if wanted.plan is None:
        yield _no("release.plan_lacking", series=wanted.series)
    elif not reaches(wanted.plan.territories, wanted.window.territories):
        yield _no("release.plan_elsewhere", have=",".join(wanted.plan.territories))
    elif not _can_open(wanted.plan):
        yield _no("release.plan_opens_nothing", free=wanted.plan.free_episodes)
    if wanted.contract not in wanted.contracts:
        yield _no("release.terms_unknown", contract=wanted.contract,
                  known=", ".join(wanted.contracts) or "-")  # fmt: skip


def _listed(wanted: Wanted) -> Iterator[Refusal]:
    told = wanted.listing
    if told is None:
        yield _no("release.listing_lacking", series=wanted.series)
        return
    lacking = [
        name
        for name, value in (("synopsis", told.synopsis), ("cast", told.cast),
                            ("tags", told.tags))
        if not value
    ]  # fmt: skip
    if lacking:
        yield _no("release.listing_incomplete", series=wanted.series, keys=", ".join(lacking))
    if wanted.episode > told.episodes_planned:
        yield _no("release.episode_unplanned", episode=wanted.episode,
                  planned=told.episodes_planned)  # fmt: skip
    children = sorted(CHILD_TAGS & {tag.lower() for tag in told.tags})
    if told.age is None:
        yield _no("release.age_missing", series=wanted.series)
    elif children and told.age in OLDER:
        yield _no("release.age_contradicts", tags=", ".join(children), age=told.age.value)


def _can_open(plan: UnlockPlan) -> bool:
    """Whether anybody can ever see what is not free."""
    return bool(plan.coins or plan.series_coins or plan.ads or plan.members) or (
        plan.free_episodes > 0
    )


def _no(code: str, **data: object) -> Refusal:
    return Refusal(code, tuple((key, str(value)) for key, value in data.items()))
