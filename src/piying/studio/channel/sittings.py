"""Sittings: reviewers at the desk, what waits for them, and what they decide there.

Who acts is who is logged in, by the name that `people.toml` gives their account; no name is
typed. The second of two reviewers sees neither who handed the work in nor what the first one
decided. A film is cleared only by somebody who has watched it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from piying.model.canon import Digest
from piying.model.cut import Cut
from piying.model.decision import Actor, Decision, FindingAnswer, Reply, Role, Verdict
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.review import Dossier, Inspection, Level
from piying.model.viewer import Deed
from piying.render.dossier.page import told as told_of
from piying.review.examine import Work
from piying.review.states import OPEN, Standing, State
from piying.store.channel.accounts import Accounts
from piying.studio.channel.acting import By, require_person
from piying.studio.channel.attention import ENOUGH, Attention, Look
from piying.studio.house import House
from piying.studio.people import actor_of
from piying.studio.reviewing.audit import waiting
from piying.studio.reviewing.decide import accept, answer, decide, waive
from piying.studio.reviewing.docket import Docket, dockets, open_docket, open_log, policy_of
from piying.studio.reviewing.reporting import Told, shown_of
from piying.studio.reviewing.review import MATTER_SLOT, matter_of, work_of

ROLES = (Role.LEAD, Role.REVIEWER)
"""As what somebody sits here; a lead may also waive."""
CLEARING = frozenset({Verdict.CLEAR, Verdict.CONDITIONS})
SECONDS_MAX = 86_400


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version of an episode that a reviewer has to decide on."""

    series: str
    episode: int
    version: int
    state: State
    tier: str
    since_ms: int
    due_ms: int
    late: bool
    blocks: int
    """Findings that block."""
    reviews: int
    """Findings that a person has to answer."""
    notes: int
    unanswered: int
    """Findings but for notes that nobody has answered."""
    barred: str
    """The code of why whoever asks cannot decide it; empty: they can."""


@dataclass(frozen=True, slots=True)
class Stands:
    """How a version stands after something was said of it."""

    version: int
    state: State
    unanswered: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """One dossier before one reviewer."""

    waiting: Waiting
    shown: Mapping[str, object]
    """What `render.dossier.page` shows, in words of the language that was asked for."""
    answers: Mapping[str, FindingAnswer]
    """The answers that stand, by fingerprint."""
    waivable: Mapping[str, str]
    """The condition on which each finding may be waived by whoever asks, by fingerprint."""
    waived: tuple[str, ...]
    accepted: tuple[str, ...]
    blind: bool
    """Names and the first verdict are hidden."""
    film: Digest | None
    length_ms: int
    look: Look | None
    """None: there is no film to watch."""
    enough: int = ENOUGH
    """Thousandths of the film that have to be watched before it is cleared."""


@dataclass(slots=True)
class Sittings:
    """The reviewers' desk of a house that is served."""

    house: House
    attention: Attention = field(default_factory=Attention)
    _kept: tuple[int, tuple[Docket, ...]] = (-1, ())

    def queue(self, by: By) -> tuple[Waiting, ...]:
        """What waits for a reviewer, the most urgent first.

        Raises:
            Invalid: `by` reviews nothing, or `people.toml` knows no such reviewer.
        """
        who = self._who(by)
        dues = {(one.series, one.episode, one.deadline.version): one.deadline
                for one in waiting(self.house)}  # fmt: skip
        found = []
        for docket in self._dockets():
            for standing in docket.case.versions:
                due = dues.get((docket.series, docket.episode, standing.version))
                if standing.state in OPEN and due is not None:
                    times = (due.since_ms, due.due_ms)
                    found.append(self._waiting(docket, standing, who, times))
        return tuple(sorted(found, key=lambda one: (one.due_ms, one.series, one.episode)))

    def sit(self, by: By, series: str, episode: int, language: str) -> Sitting:
        """The newest version of a dossier, to be decided on.

        Raises:
            Invalid: as `queue`.
            Missing: nothing of the episode waits for a reviewer.
        """
        row = self._row(by, series, episode)
        docket = open_docket(self.house, series, episode, sign=False)
        standing = docket.case.version(row.version)
        dossier = docket.dossier(standing)
        blind = row.state is State.SECOND_REVIEW
        story = () if blind else tuple(one for _, one in docket.entries)
        told = self._told(dossier, standing)
        who = self._who(by)
        concerns = standing.submission.concerns if standing.submission else ()
        film, length_ms = self._film(dossier)
        return Sitting(
            waiting=row,
            shown=told_of(shown_of(self.house, told, standing, story, language), language),
            answers={given.answer.finding: given.answer for given in standing.answers},
            waivable={one.fingerprint: one.waiver_needs for one in concerns
                      if who.role in one.waiver_roles},
            waived=standing.waived,
            accepted=standing.accepted,
            blind=blind,
            film=film,
            length_ms=length_ms,
            look=self._look(by, film, length_ms),
        )  # fmt: skip

    def film(self, by: By, series: str, episode: int) -> Path:
        """The film of what waits, as a file.

        Raises:
            Missing: nothing waits, or the house does not hold the film.
        """
        row = self._row(by, series, episode)
        docket = open_docket(self.house, series, episode, sign=False)
        master = docket.dossier(docket.case.version(row.version)).master
        if master is None or not self.house.store.blobs.has(master):
            raise Missing("review.no_film", series=series, episode=episode)
        return self.house.store.blobs.path(master)

    def saw(self, by: By, series: str, episode: int, stretch: tuple[int, int]) -> Look:
        """What they have watched, after another stretch (from, to) in ms of the film.

        Raises:
            Missing: nothing waits, or there is no film.
        """
        film, length_ms = self._film_of(by, series, episode)
        if film is None:
            raise Missing("review.no_film", series=series, episode=episode)
        now_ms = self.house.clock.now_ms()
        return self.attention.saw(by.name, film, length_ms, (*stretch, now_ms))

    def answer(self, by: By, at: tuple[str, int, int], told: FindingAnswer) -> Stands:
        """Say something of one finding of the version `at` (series, episode, version).

        Raises:
            Conflict: another version has been handed in since.
            Invalid: it may not be said; every reason is told.
        """
        series, episode, _ = at
        return _stands(answer(self.house, series, episode, self._of(by, at), told))

    def waive(self, by: By, at: tuple[str, int, int], finding: str) -> Stands:
        """Let one finding pass on its rule's condition; errors as `answer`."""
        series, episode, _ = at
        return _stands(waive(self.house, series, episode, self._of(by, at), finding))

    def accept(self, by: By, at: tuple[str, int, int], rule: str) -> Stands:
        """Accept a rule of which nothing can be said; errors as `answer`."""
        series, episode, _ = at
        return _stands(accept(self.house, series, episode, self._of(by, at), rule))

    def decide(self, by: By, at: tuple[str, int, int], told: Decision) -> Stands:
        """Decide on the version `at`.

        A verdict against the work that names no reasons stands on every finding that was
        confirmed or is to be fixed.

        Raises:
            Conflict: another version has been handed in since.
            Invalid: it may not be decided so, or too little of the film was watched.
        """
        series, episode, version = at
        who = self._of(by, at)
        row = self._row(by, series, episode)
        docket = open_docket(self.house, series, episode, sign=False)
        film, length_ms = self._film_of(by, series, episode)
        look = self._look(by, film, length_ms)
        if look is not None and told.verdict in CLEARING and look.share < ENOUGH:
            raise Invalid("review.not_watched", percent=look.share // 10, needed=ENOUGH // 10)
        reasons = told.reasons
        if told.verdict not in CLEARING and not reasons:
            reasons = _confirmed(docket.case.version(version))
        spent = (self.house.clock.now_ms() - look.opened_ms) // 1000 if look else 0
        full = Decision(
            told.verdict, reasons, told.conditions, told.note,
            min(spent, SECONDS_MAX), row.state is State.SECOND_REVIEW,
        )  # fmt: skip
        return _stands(decide(self.house, series, episode, who, full).standing)

    # --- what these are made of -----------------------------------------------------------

    def _who(self, by: By) -> Actor:
        require_person(self.house, by, Deed.REVIEW)
        account = by.account.id if by.account else ""
        handle = Accounts(self.house.store.database).handle(account) if account else ""
        return actor_of(self.house, handle, ROLES)

    def _of(self, by: By, at: tuple[str, int, int]) -> Actor:
        """Who acts, if the version before them is still the newest."""
        who = self._who(by)
        series, episode, version = at
        latest = open_docket(self.house, series, episode, sign=False).case.latest.version
        if latest != version:
            raise Conflict("review.version_moved", version=version, latest=latest)
        return who

    def _dockets(self) -> tuple[Docket, ...]:
        """Every docket, read again only when the log has grown."""
        from_log = open_log(self.house, sign=False)
        head = from_log.head()
        seq = head.seq if head else 0
        if seq != self._kept[0]:
            self._kept = (seq, dockets(self.house))
        return self._kept[1]

    def _waiting(
        self, docket: Docket, standing: Standing, who: Actor, times: tuple[int, int]
    ) -> Waiting:
        held = standing.submission
        since_ms, due_ms = times
        counts = Counter(one.level for one in held.concerns) if held else Counter()
        return Waiting(
            series=docket.series,
            episode=docket.episode,
            version=standing.version,
            state=standing.state,
            tier=held.tier if held else "",
            since_ms=since_ms,
            due_ms=due_ms,
            late=self.house.clock.now_ms() > due_ms,
            blocks=counts[Level.BLOCK],
            reviews=counts[Level.REVIEW],
            notes=counts[Level.NOTE],
            unanswered=_unanswered(standing),
            barred=_barred(docket, standing, who),
        )

    def _row(self, by: By, series: str, episode: int) -> Waiting:
        rows = [one for one in self.queue(by) if (one.series, one.episode) == (series, episode)]
        if not rows:
            raise Missing("review.nothing_waits", series=series, episode=episode)
        return max(rows, key=lambda one: one.version)

    def _told(self, dossier: Dossier, standing: Standing) -> Told:
        store = self.house.store
        name = standing.submission.dossier if standing.submission else Digest("")
        held = store.head(name, MATTER_SLOT) is not None
        if held:
            work = work_of(self.house, dossier, matter_of(self.house, name))
        else:
            work = Work(dossier.declared, {}, inspection=self._seen(dossier))
        cut = store.get(dossier.cut, Cut) if dossier.cut and held else None
        policy = policy_of(self.house, dossier)
        return Told(dossier, policy, work, cut.captions if cut else ())

    def _seen(self, dossier: Dossier) -> Inspection | None:
        """What was measured of the film."""
        return (
            self.house.store.get(dossier.inspection, Inspection) if dossier.inspection else None
        )

    def _film(self, dossier: Dossier) -> tuple[Digest | None, int]:
        """The film and how long it is, where the house holds it and somebody measured it."""
        seen = self._seen(dossier)
        if dossier.master is None or seen is None:
            return None, 0
        if not self.house.store.blobs.has(dossier.master):
            return None, 0
        return dossier.master, seen.frame_count * 1000 * seen.rate_den // seen.rate_num

    def _film_of(self, by: By, series: str, episode: int) -> tuple[Digest | None, int]:
        row = self._row(by, series, episode)
        docket = open_docket(self.house, series, episode, sign=False)
        return self._film(docket.dossier(docket.case.version(row.version)))

    def _look(self, by: By, film: Digest | None, length_ms: int) -> Look | None:
        if film is None:
            return None
        return self.attention.open(by.name, film, length_ms, self.house.clock.now_ms())


def _barred(docket: Docket, standing: Standing, who: Actor) -> str:
    if who.name in docket.case.submitters:
        return "review.barred_submitted"
    if who.name in {name for name, _ in standing.verdicts}:
        return "review.barred_first"
    if who.name in standing.overturned:
        return "review.barred_overturned"
    return ""


def _unanswered(standing: Standing) -> int:
    held = standing.submission.concerns if standing.submission else ()
    return sum(
        one.level is not Level.NOTE
        and standing.answer(one.fingerprint) is None
        and one.fingerprint not in standing.waived
        for one in held
    )


def _stands(standing: Standing) -> Stands:
    return Stands(standing.version, standing.state, _unanswered(standing))


def _confirmed(standing: Standing) -> tuple[str, ...]:
    held = standing.submission.concerns if standing.submission else ()
    found = [standing.answer(one.fingerprint) for one in held]
    return tuple(
        given.answer.finding for given in found
        if given is not None and given.answer.reply in (Reply.CONFIRMED, Reply.FIXED)
    )  # fmt: skip
