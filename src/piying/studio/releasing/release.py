"""release: a cleared episode is packed, listed and put out; or a release is withdrawn.

Everything is looked at before anything is made, every reason why not is told at once, and the
release comes into being last: a run that dies leaves files in the store and nothing out.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from piying.cut.captions import vtt
from piying.model.canon import Digest
from piying.model.cut import Cut
from piying.model.decision import Act, Actor, Role
from piying.model.deferred import deferred
from piying.model.errors import Invalid, Missing
from piying.model.ids import ulid
from piying.model.messages import say
from piying.model.release import Ladder, Listing, Release, UnlockPlan, Window
from piying.model.review import Dossier
from piying.release.clear import Cleared, Wanted, refusals
from piying.release.listing import Written, listing
from piying.review.permits import may
from piying.review.states import OUT, Standing, State
from piying.store.blobs import digest_file
from piying.store.channel.releases import Cause, Held, Releases, Told
from piying.studio.handed import text_of
from piying.studio.house import House
from piying.studio.releasing.listings import contracts_of, listing_of, plan_of
from piying.studio.reviewing.docket import Docket, happening, open_docket, record
from piying.studio.reviewing.filing import sealed_now

if TYPE_CHECKING:
    from piying.studio.releasing.packing import covers_of, packed
else:
    covers_of = deferred("piying.studio.releasing.packing:covers_of")
    packed = deferred("piying.studio.releasing.packing:packed")

Released = Held
"""A release and what withdraws it, as faces know it."""
LISTING, PLAN = "listing", "plan"
"""The slots of what a series or an episode has now."""
ROLES = (Role.OPERATOR, Role.LEAD)
HOME = ("CN",)


@dataclass(frozen=True, slots=True)
class Asked:
    """How an episode is to go out."""

    film: Path | None = None
    captions: Path | None = None
    plan: str = ""
    """The id of one in `plans.toml`; empty: the one that fits."""
    territories: tuple[str, ...] = HOME
    since_ms: int | None = None
    """None: now."""
    until_ms: int | None = None
    contract: str = ""
    """Empty: the only one there is."""
    locked: bool = False
    """Encrypt the pieces."""


@dataclass(frozen=True, slots=True)
class Out:
    """What came of a release."""

    release: Release
    ladder: Ladder
    listing: Listing
    replaced: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class _Ready:
    """Everything that a release is made of, looked at."""

    docket: Docket
    standing: Standing
    dossier: Dossier
    decision: str
    window: Window
    written: Written
    plan: UnlockPlan
    contract: str


def release_episode(house: House, series: str, episode: int, who: Actor, asked: Asked) -> Out:
    """Pack the cleared film of `episode` and put it out.

    Raises:
        Invalid: it may not go out; every reason is told. Nothing was made.
        Missing: the bytes that were cleared are not here.
    """
    check_role(who)
    ready = _ready(house, series, episode, who, asked)
    film = _film(house, ready, asked)
    cut = _cut(house, ready.dossier)
    words = _words(house, ready, asked, cut)
    ladder, kept = packed(house, film, digest_file(film), words, locked=asked.locked)
    told = _listing(house, ready, film, cut)
    now = house.clock.now_ms()
    _filed(ready, who, asked)
    release = Release(
        id=ulid(now, os.urandom(10)), series=series, episode=episode,
        version=ready.standing.version, film=ladder.film,
        dossier=_dossier(ready), decision=ready.decision, ladder=kept,
        listing=house.store.put(told), plan=house.store.put(ready.plan),
        window=ready.window, contract=ready.contract, by=who.name, at_ms=now,
    )  # fmt: skip
    with house.store.together(durable=True):
        house.store.move_head(series, LISTING, release.listing, (), now)
        house.store.move_head(series, PLAN, release.plan, (), now)
        replaced = Releases(house.store.database).add(release)
    return Out(release, ladder, told, replaced)


def withdraw(house: House, names: tuple[str, ...], who: Actor, why: str) -> tuple[Held, ...]:
    """Withdraw releases at once, each named by the beginning of its id.

    Raises:
        Invalid: no reason is given, or one is withdrawn already.
        Missing: there is no such release, or a beginning fits several.
    """
    check_role(who)
    if not why.strip():
        raise Invalid("release.why_lacking")
    channel, now = Releases(house.store.database), house.clock.now_ms()
    found = [_named(channel, name) for name in names]
    for held in found:
        if not held.out:
            raise Invalid("release.withdrawn_already", name=held.release.id)
    ids = [held.release.id for held in found]
    told = Told(Cause.HAND, ulid(now, os.urandom(10)), who.name, why.strip(), now)
    channel.withdraw(ids, told)
    return tuple(channel.release(name) for name in ids)


def look(house: House, series: str = "") -> tuple[Held, ...]:
    """Every release, or those of one series, oldest first."""
    channel = Releases(house.store.database)
    return channel.of(series) if series else channel.all()


def check_role(who: Actor) -> None:
    """Only an operator or a lead releases or withdraws.

    Raises:
        Invalid: `who` is neither.
    """
    if who.role not in ROLES:
        raise Invalid("review.wrong_role", act="release", role=who.role.value,
                      roles=", ".join(role.value for role in ROLES))  # fmt: skip


def _ready(house: House, series: str, episode: int, who: Actor, asked: Asked) -> _Ready:
    docket = open_docket(house, series, episode)
    if not docket.case.versions:
        raise Missing("review.nothing_submitted")
    standing = docket.case.latest
    dossier, now = docket.dossier(standing), house.clock.now_ms()
    since = now if asked.since_ms is None else asked.since_ms
    window = Window(asked.territories, since, asked.until_ms)
    contracts = contracts_of(house, series)
    contract = asked.contract or (contracts[0] if len(contracts) == 1 else "")
    plan = plan_of(house, series, window.territories, asked.plan)
    written = listing_of(house, series)
    sealed = sealed_now(docket, standing, asked.film, asked.captions)
    cleared, decision = _cleared(docket, standing)
    wanted = Wanted(
        series, episode, sealed.master, sealed.captions, window, written, plan, contract,
        contracts,
    )  # fmt: skip
    language = house.settings.language
    told = [say(one.code, language, **dict(one.data)) for one in refusals(cleared, wanted, now)]
    if standing.state is State.FILED:
        one = happening(docket, Act.RELEASED, who, standing.version, sealed=sealed)
        more = may(docket.case, one, docket.needs)
        told += [f"· {say(no.code, language, **dict(no.data))}" for no in more]
    if told or written is None or plan is None:
        raise Invalid("release.not_allowed", why="\n".join(told))
    return _Ready(docket, standing, dossier, decision, window, written, plan, contract)


def _cleared(docket: Docket, standing: Standing) -> tuple[Cleared, str]:
    """What review knows of a version, and the entry that cleared it."""
    held = standing.submission
    decided = [
        entry.hash
        for entry, one in docket.entries
        if one.version == standing.version and one.act is Act.DECIDED
    ]
    cleared = Cleared(
        decision=decided[-1] if decided else "",
        state=say(f"review.state_{standing.state.value}", docket.house.settings.language),
        may=standing.state in OUT | {State.FILED},
        film=held.sealed.master if held else None,
        captions=held.sealed.captions if held else None,
        numbers_needed=held.numbers if held else (),
        numbers=tuple((one.sort, one.number) for one in docket.case.filings),
    )
    return cleared, cleared.decision


def _film(house: House, ready: _Ready, asked: Asked) -> Path:
    if asked.film is not None:
        return asked.film
    named = ready.dossier.master
    if named is None or not house.store.blobs.has(named):
        raise Missing("release.film_missing")
    return house.store.blobs.proved({named})[named]


def _cut(house: House, dossier: Dossier) -> Cut | None:
    if dossier.cut is None:
        return None
    try:
        return house.store.get(dossier.cut, Cut)
    except Missing:
        return None


def _words(house: House, ready: _Ready, asked: Asked, cut: Cut | None) -> Mapping[str, str]:
    """The subtitles that were cleared, by their language."""
    held, language = ready.dossier.captions, ready.written.language[:2]
    if asked.captions is not None:
        return {language: text_of(asked.captions)}
    if held is not None and house.store.blobs.has(held):
        return {language: house.store.blobs.get(held).decode("utf-8")}
    return {language: vtt(cut)} if cut else {}


def _listing(house: House, ready: _Ready, film: Path, cut: Cut | None) -> Listing:
    head = house.store.head(ready.written.series, LISTING)
    before = None if head is None else house.store.get(head.digest, Listing)
    wanted = ready.standing.submission.numbers if ready.standing.submission else ()
    numbers = tuple(
        dict.fromkeys(
            (one.sort, one.number) for one in ready.docket.case.filings if one.sort in wanted
        )
    )
    return listing(ready.written, numbers, covers_of(house, ready.written, film, cut, before))


def _filed(ready: _Ready, who: Actor, asked: Asked) -> None:
    """Write into the log that it was released, if that is not there yet."""
    if ready.standing.state is not State.FILED:
        return
    sealed = sealed_now(ready.docket, ready.standing, asked.film, asked.captions)
    record(ready.docket, Act.RELEASED, who, ready.standing.version, sealed=sealed)


def _dossier(ready: _Ready) -> Digest:
    held = ready.standing.submission
    if held is None:
        raise Missing("review.nothing_submitted")
    return held.dossier


def _named(channel: Releases, start: str) -> Held:
    found = [held for held in channel.all() if held.release.id.startswith(start.upper())]
    exact = [held for held in found if held.release.id == start.upper()]
    found = exact or found
    if len(found) != 1 or not start:
        raise Missing("release.no_such_release", name=start)
    return found[0]
