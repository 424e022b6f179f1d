"""A change of policy: what it changes for works that were examined under another.

Findings are the same when their fingerprints are; a fingerprint moves with the words of its
rule, so a rule that was only reworded is told as one that stops and one that begins.
"""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.review import Dossier, Finding, Level, Tiering
from piying.review.examine import Examined

_WEIGHT = {Level.NOTE: 0, Level.REVIEW: 1, Level.BLOCK: 2}


@dataclass(frozen=True, slots=True)
class Moved:
    """A finding whose level is another now."""

    finding: Finding
    """As it is now."""
    before: Level


@dataclass(frozen=True, slots=True)
class Change:
    """What a policy changes for one work."""

    series: str
    episode: int
    version: int
    begins: tuple[Finding, ...]
    stops: tuple[Finding, ...]
    moves: tuple[Moved, ...]
    undetermined: tuple[str, ...]
    """Rules of which nothing can be said now and could before."""
    tier_before: Tiering
    tier: Tiering

    @property
    def refile(self) -> tuple[str, ...]:
        """The numbers that have to be filed now and had not to be before."""
        before = set(self.tier_before.must_file)
        return tuple(one for one in self.tier.must_file if one not in before)

    @property
    def stricter(self) -> bool:
        """Whether somebody has to look at it again."""
        begins = any(one.level is not Level.NOTE for one in self.begins)
        rises = any(_WEIGHT[one.finding.level] > _WEIGHT[one.before] for one in self.moves)
        open_now = bool(self.undetermined) or bool(self.tier.questions)
        return begins or rises or open_now or bool(self.refile)

    @property
    def nothing(self) -> bool:
        """Whether nothing changes at all."""
        findings = self.begins or self.stops or self.moves
        return not findings and not self.undetermined and self.tier == self.tier_before


def change(before: Dossier, now: Examined) -> Change:
    """What differs between a dossier and the same matter under another policy."""
    old = {one.fingerprint: one for one in before.findings}
    new = {one.fingerprint: one for one in now.findings}
    known = {rule for rule, _ in before.coverage.undetermined}
    return Change(
        before.series,
        before.episode,
        before.version,
        tuple(one for key, one in new.items() if key not in old),
        tuple(one for key, one in old.items() if key not in new),
        tuple(
            Moved(one, old[key].level)
            for key, one in new.items()
            if key in old and old[key].level is not one.level
        ),
        tuple(rule for rule, _ in now.coverage.undetermined if rule not in known),
        before.tiering,
        now.tiering,
    )
