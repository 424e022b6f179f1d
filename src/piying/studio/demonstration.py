"""demo's end: the shipped series goes into the channel of a house that nobody works in yet.

Everything goes the way that people go: review, two verdicts, a number, release. Nobody looked
at the film, though, so the people are called a demonstration, and so is the number: a house
with people of its own is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from piying.model.decision import Decision, FindingAnswer, Reply, Role, Verdict
from piying.model.errors import Missing
from piying.model.review import Level
from piying.review.states import CLEARED, OPEN, OUT
from piying.store.disk import explained, write_file
from piying.studio.examples import example_channel
from piying.studio.house import House
from piying.studio.people import FILE as PEOPLE
from piying.studio.people import actor, people
from piying.studio.releasing.listings import PLANS, SHOP, listing_file
from piying.studio.releasing.release import Asked, look, release_episode
from piying.studio.reviewing.audit import make_signing_key
from piying.studio.reviewing.decide import accept, answer, decide, submit
from piying.studio.reviewing.docket import Docket, open_docket, signer
from piying.studio.reviewing.filing import file_number, filing_from
from piying.studio.reviewing.review import Asked as Looked
from piying.studio.reviewing.review import Reviewed, review

MARK = "demonstration"
"""It stands in the name of every person, number and authority of the demonstration."""
SUBMITTER = f"示范送审 ({MARK})"
REVIEWERS = (f"示范审核甲 ({MARK})", f"示范审核乙 ({MARK})")
OPERATOR = f"示范运营 ({MARK})"
NUMBER = f"示范，没有备案 / {MARK}, not filed"
AUTHORITY = f"示范 / {MARK}"
NOTE = f"示范：没有人看过 / {MARK}: nobody looked at it"
STATES = OPEN | CLEARED | OUT
"""From where the demonstration goes on; what somebody stopped stays stopped."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to watch."""

    own: bool
    """The house has people of its own: nothing was done."""
    fresh: bool = False
    """The episode was not out before."""
    key: Path | None = None
    """Where the key lies that was made because there was none."""


def demonstrate(house: House, series: str, episode: int, profile: str) -> Shown:
    """Put the film of `episode` out as a demonstration, where nobody works yet.

    Done again it changes nothing, unless the film is another one.

    Raises:
        Invalid: a finding of the review forbids it, or what the operator wrote is wrong.
        Missing: there is no film of `profile`, or the shipped files are not here.
        Outside: the key cannot be written.
    """
    if not _ours(house):
        return Shown(own=True)
    _write_files(house, series)
    key = _key(house)
    seen = review(house, series, episode, Looked(profile, declaration=_file("declared.toml")))
    if seen.film.blob is None:
        raise Missing("cli.demo_no_film", profile=profile)
    held = [one.release for one in look(house, series) if one.out]
    if any(one.episode == episode and one.film == seen.film.blob for one in held):
        return Shown(own=False, key=key)
    _clear(house, series, episode, seen)
    release_episode(house, series, episode, actor(house, OPERATOR, Role.OPERATOR), Asked())
    return Shown(own=False, fresh=True, key=key)


def _ours(house: House) -> bool:
    """Whether nobody works here but the demonstration."""
    if not (house.settings.house / PEOPLE).exists():
        return True
    return all(MARK in one.name for one in people(house))


def _file(name: str) -> Path:
    return example_channel() / name


def _write_files(house: House, series: str) -> None:
    """What an operator writes, where it is not there yet."""
    folder = house.settings.house
    wanted = {
        folder / PEOPLE: PEOPLE,
        folder / PLANS: PLANS,
        folder / SHOP: SHOP,
        listing_file(house, series): "listing.toml",
    }
    for path, name in wanted.items():
        if not path.exists():
            shipped = _file(name)
            with explained(shipped):
                data = shipped.read_bytes()
            write_file(path, data)


def _key(house: House) -> Path | None:
    """The key that is made now; None: there is one."""
    try:
        signer(house)
    except Missing:
        make_signing_key(house)
        return house.settings.signing_key
    return None


def _clear(house: House, series: str, episode: int, seen: Reviewed) -> None:
    """Hand the dossier in and clear it, as far as that was not done before."""
    at = (house, series, episode)
    latest = open_docket(*at).case.latest
    if latest.version < seen.dossier.version or latest.state not in STATES:
        submit(*at, actor(house, SUBMITTER, Role.SUBMITTER))
    for name in REVIEWERS:
        docket = open_docket(*at)
        if docket.case.latest.state in OPEN:
            _answer(docket, name)
            told = Decision(Verdict.CLEAR, note=NOTE)
            decide(*at, actor(house, name, Role.REVIEWER), told)
    docket = open_docket(*at)
    entered = {one.sort for one in docket.case.filings}
    held = docket.case.latest.submission
    for sort in held.numbers if held else ():
        if sort not in entered:
            filing = filing_from(sort, NUMBER, AUTHORITY, None, house.clock.now_ms())
            file_number(*at, actor(house, OPERATOR, Role.OPERATOR), filing)


def _answer(docket: Docket, name: str) -> None:
    """Let every finding pass that a person could let pass, each by its name."""
    house, latest = docket.house, docket.case.latest
    at, who = (house, docket.series, docket.episode), actor(house, name, Role.REVIEWER)
    held = latest.submission
    if held is None:
        return
    for one in held.concerns:
        if one.level is Level.REVIEW and latest.answer(one.fingerprint) is None:
            answer(*at, who, FindingAnswer(one.fingerprint, Reply.INTENT, None, NOTE))
    for rule in held.undetermined:
        if rule not in latest.accepted:
            accept(*at, who, rule)
