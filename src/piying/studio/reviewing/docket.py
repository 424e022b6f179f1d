"""The docket of an episode: its dossiers and all that happened to them, read from the log.

What happens is checked against everything before it and then written, once, as a signed
entry. Nothing else remembers how a dossier stands.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from piying.model.canon import Digest, decode
from piying.model.decision import Act, Actor, Concern, Happening, Role, Sealed, Submission
from piying.model.errors import Invalid, Missing
from piying.model.messages import say
from piying.model.policy import Policy
from piying.model.review import Answer, Dossier, Finding
from piying.review.chain import Draft, Entry
from piying.review.clocks import Clocks, parse_clocks
from piying.review.permits import Needs, Refusal, may, persons_needed
from piying.review.statement import Statement, Terms, statement
from piying.review.states import Case, Standing, fold
from piying.store.log import Log
from piying.store.signing import Signer, signer_of
from piying.studio.house import House
from piying.studio.shooting.held import episode_name

SLOT = "dossier"
POLICY_SLOT = "policy"
"""The slot of the policy that a dossier was made with, under the policy's name."""
ACTS = "dossier."
"""What the kinds of entries about dossiers begin with."""
PREFIX_CHARACTERS_MIN = 4
UNKNOWN_TAG = "unknown"
"""The tag of a rule whose policy the house does not hold: it asks for two persons."""


@dataclass(frozen=True, slots=True)
class Docket:
    """One episode's dossiers and what happened to them."""

    house: House
    log: Log
    series: str
    episode: int
    entries: tuple[tuple[Entry, Happening], ...]

    @property
    def case(self) -> Case:
        """How its versions stand."""
        return fold(one for _, one in self.entries)

    @property
    def policy(self) -> Policy | None:
        """The policy of its newest dossier, if the house holds it."""
        held = self.newest()
        return policy_of(self.house, held) if held else None

    @property
    def place(self) -> str:
        """The jurisdiction of that policy."""
        return _place(self.policy)

    @property
    def needs(self) -> Needs:
        """What that policy asks for."""
        policy = self.policy
        window = clocks().clock("appeal_window", _place(policy)).length_ms
        patterns = policy.filings if policy else ()
        return replace(
            Needs(),
            pair_tags=(*Needs().pair_tags, UNKNOWN_TAG),
            appeal_window_ms=window,
            patterns=tuple((one.sort, one.pattern) for one in patterns if one.pattern),
        )

    def newest(self) -> Dossier | None:
        """The dossier that the house holds now."""
        head = self.house.store.head(episode_name(self.series, self.episode), SLOT)
        return None if head is None else self.house.store.get(head.digest, Dossier)

    def dossier(self, standing: Standing) -> Dossier:
        """The dossier that a version was handed in with."""
        if standing.submission is None:
            raise Missing("review.nothing_submitted")
        return self.house.store.get(standing.submission.dossier, Dossier)

    def terms(self, dossier: Dossier) -> Terms:
        """What a statement of reasons says beyond its findings."""
        policy = policy_of(self.house, dossier)
        rules = policy.rules if policy else ()
        return Terms(clocks(), _place(policy), categories={r.id: r.category for r in rules})

    def now_ms(self) -> int:
        """The time of what happens now."""
        return self.house.clock.now_ms()


def open_log(house: House, *, sign: bool = True) -> Log:
    """The log of the house; without `sign` it can only be read and asks for no key."""
    return Log(house.store, house.settings.house, signer=signer(house) if sign else None)


def signer(house: House) -> Signer:
    """The key that signs, as the settings and the environment say."""
    return signer_of(house.settings.signing_key, os.environ)


def open_docket(house: House, series: str, episode: int, *, sign: bool = True) -> Docket:
    """The docket of `episode`."""
    log = open_log(house, sign=sign)
    told = tuple(
        (entry, one)
        for entry, one in happenings(log)
        if (one.series, one.episode) == (series, episode)
    )
    return Docket(house, log, series, episode, told)


def dockets(house: House) -> tuple[Docket, ...]:
    """Every docket of the house, to be read."""
    log = open_log(house, sign=False)
    by_episode: dict[tuple[str, int], list[tuple[Entry, Happening]]] = {}
    for entry, one in happenings(log):
        by_episode.setdefault((one.series, one.episode), []).append((entry, one))
    return tuple(
        Docket(house, log, series, episode, tuple(told))
        for (series, episode), told in by_episode.items()
    )


def happenings(log: Log) -> Iterator[tuple[Entry, Happening]]:
    """Everything that happened to any dossier, with its entries."""
    for entry in log.entries():
        if entry.kind.startswith(ACTS):
            yield entry, decode(bytes(entry.body), Happening)


def record(docket: Docket, act: Act, who: Actor, version: int, **parts: object) -> Docket:
    """`docket` after one more happening, which is now in the log.

    Raises:
        Invalid: it may not happen; every reason is told.
    """
    one = happening(docket, act, who, version, **parts)
    refuse(docket.house, may(docket.case, one, docket.needs))
    entry = docket.log.append(Draft(who, f"{ACTS}{act.value}", one, one.at_ms))
    return replace(docket, entries=(*docket.entries, (entry, one)))


def happening(docket: Docket, act: Act, who: Actor, version: int, **parts: object) -> Happening:
    """A happening of now on one version."""
    bare = Happening(act, docket.series, docket.episode, version, who, docket.now_ms())
    return replace(bare, **parts)  # type: ignore[arg-type]  # the parts of `PARTS`


def refuse(house: House, refusals: tuple[Refusal, ...]) -> None:
    """Say every reason why something may not happen, if there is one."""
    if refusals:
        language = house.settings.language
        told = [say(one.code, language, **dict(one.data)) for one in refusals]
        codes = " ".join(one.code.removeprefix("review.") for one in refusals)
        raise Invalid("review.not_allowed", why="\n".join(told), codes=codes)


def policy_of(house: House, dossier: Dossier) -> Policy | None:
    """The policy that a dossier was made with, if the house holds it."""
    head = house.store.head(dossier.policy_name, POLICY_SLOT)
    return None if head is None else house.store.get(head.digest, Policy)


def submission_of(docket: Docket, dossier: Dossier, digest: Digest) -> Submission:
    """What decisions on `dossier` are judged by."""
    policy = policy_of(docket.house, dossier)
    declared = dossier.declared
    held = Submission(
        dossier=digest,
        sealed=Sealed(dossier.script, dossier.master, dossier.captions, dossier.policy),
        tier=dossier.tiering.tier,
        numbers=dossier.tiering.must_file,
        concerns=tuple(_concern(finding, policy) for finding in dossier.findings),
        undetermined=tuple(dict.fromkeys(rule for rule, _ in dossier.coverage.undetermined)),
        unfinished=tuple(run.tool for run in dossier.runs if run.status == "failed"),
        label_explicit=dossier.label_explicit,
        label_implicit=dossier.label_implicit,
        ai_used=declared.ai_used,
        first_work=declared.first_work if declared.partner else Answer.NO,
        persons=1,
    )
    return replace(held, persons=persons_needed(held, docket.needs))


def _concern(finding: Finding, policy: Policy | None) -> Concern:
    rule = policy.rule(finding.rule) if policy else None
    if rule is None:
        return Concern(finding.fingerprint, finding.rule, finding.level, (UNKNOWN_TAG,))
    roles = tuple(role for role in Role if role.value in rule.waiver_roles)
    needs = rule.waiver_needs.zh if rule.waiver_needs else ""
    return Concern(
        finding.fingerprint, finding.rule, finding.level, (rule.category,),
        rule.min_reviewers, roles, needs,
    )  # fmt: skip


def finding_named(standing: Standing, start: str) -> str:
    """The fingerprint that begins with `start`, at least four letters of it."""
    held = standing.submission.concerns if standing.submission else ()
    found = sorted({one.fingerprint for one in held if one.fingerprint.startswith(start)})
    if len(start) < PREFIX_CHARACTERS_MIN or not found:
        raise Missing("review.no_such_finding", finding=start)
    if len(found) > 1:
        raise Invalid("review.which_finding", finding=start, known=", ".join(found))
    return found[0]


def statement_of(docket: Docket, entry: Entry, one: Happening) -> Digest:
    """The statement of reasons of a restriction, kept: the same each time it is asked for."""
    standing = docket.case.version(one.version)
    dossier = docket.dossier(standing)
    handed = next(
        told.at_ms
        for _, told in docket.entries
        if told.act is Act.SUBMITTED and told.version == one.version
    )
    made = statement(dossier, one, handed, entry.hash, docket.terms(dossier))
    return docket.house.store.put(made)


def statement_held(docket: Docket, entry: Entry, one: Happening) -> Statement:
    """As `statement_of`, the statement itself."""
    return docket.house.store.get(statement_of(docket, entry, one), Statement)


@cache
def clocks() -> Clocks:
    """The clocks that ship."""
    return parse_clocks(files("piying.review").joinpath("clocks.toml").read_text("utf-8"))


def _place(policy: Policy | None) -> str:
    return policy.jurisdiction if policy else "*"
