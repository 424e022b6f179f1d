"""What a new policy would change over everything that is released."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.canon import Digest
from piying.model.decision import Happening
from piying.model.policy import Policy
from piying.model.review import Dossier
from piying.review.diff import Change, change
from piying.review.examine import examine
from piying.review.states import OUT, fold
from piying.studio.house import House
from piying.studio.reviewing.docket import happenings, open_log
from piying.studio.reviewing.kept import policy_tried
from piying.studio.reviewing.review import matter_of, today, work_of


@dataclass(frozen=True, slots=True)
class Changes:
    """What a policy changes."""

    policy: Policy
    looked_at: int
    """Released versions that were examined again."""
    changes: tuple[Change, ...]
    """Of those for which anything changes."""


def policy_changes(house: House, policy: str) -> Changes:
    """Hold `policy` against everything that is released, as it was when it was cleared.

    Raises:
        Missing: there is no such policy, or what a dossier was made from is not here.
    """
    rules = policy_tried(house, policy)
    out = _released(house)
    found = []
    with house.progress.step("cli.step_policy", max(1, len(out))) as step:
        for dossier, digest in out:
            matter = matter_of(house, digest)
            now = examine(rules, work_of(house, dossier, matter), today(house))
            found.append(change(dossier, now))
            step.advance()
    return Changes(rules, len(out), tuple(one for one in found if not one.nothing))


def _released(house: House) -> list[tuple[Dossier, Digest]]:
    """The dossiers of what the audience sees, with their digests."""
    told: dict[tuple[str, int], list[Happening]] = {}
    for _, one in happenings(open_log(house, sign=False)):
        told.setdefault((one.series, one.episode), []).append(one)
    out = []
    for of_one in told.values():
        for standing in fold(of_one).versions:
            if standing.state in OUT and standing.submission is not None:
                digest = standing.submission.dossier
                out.append((house.store.get(digest, Dossier), digest))
    return out
