"""A policy made ready for reading texts, kept for as long as it is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from piying.model.canon import Digest, digest
from piying.model.policy import Context, Policy, Rule, RuleKind
from piying.review.text.lexicon import Lexicon, lexicon_of
from piying.review.text.scale import Beam, beams_of

KEPT_MAX = 8


@dataclass(frozen=True, slots=True)
class Ready:
    """A text rule with what it needs of its policy."""

    rule: Rule
    contexts: tuple[Context, ...]
    words: Digest
    """The hash of the words it looks for."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A policy made ready."""

    policy: Policy
    lexicon: Lexicon
    by_anchor: Mapping[str, tuple[Ready, ...]]
    """The rules by the sets of the first terms of their frames."""
    beams: Mapping[str, Beam]
    weighing: tuple[Ready, ...]
    """The rules that are met by what a line weighs."""
    categories: Mapping[str, frozenset[str]]
    """The scales that have a rule of a category."""


_kept: dict[Digest, Machine] = {}


def machine_of(policy: Policy) -> Machine:
    """The machine of `policy`; the same one while the policy is the same."""
    made = _kept.get(policy.sha256)
    if made is None:
        made = _made(policy)
        while len(_kept) >= KEPT_MAX:
            del _kept[next(iter(_kept))]
        _kept[policy.sha256] = made
    return made


def _made(policy: Policy) -> Machine:
    contexts = {one.name: one for one in policy.contexts}
    by_anchor: dict[str, list[Ready]] = {}
    weighing: list[Ready] = []
    for rule in policy.rules:
        if rule.sort is not RuleKind.TEXT:
            continue
        ready = Ready(
            rule, tuple(contexts[name] for name in rule.contexts), _words(policy, rule)
        )
        if rule.weighed is not None:
            weighing.append(ready)
        for name in dict.fromkeys(n for frame in rule.frames for n in frame[0].sets):
            by_anchor.setdefault(name, []).append(ready)
    return Machine(
        policy,
        lexicon_of(policy),
        {name: tuple(found) for name, found in by_anchor.items()},
        beams_of(policy),
        tuple(weighing),
        _categories(weighing),
    )


def _categories(weighing: Iterable[Ready]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for ready in weighing:
        rule = ready.rule
        if rule.weighed is not None:
            named = found.get(rule.category, frozenset())
            found[rule.category] = named | {rule.weighed.scale}
    return found


def _words(policy: Policy, rule: Rule) -> Digest:
    """The hash of what a rule looks for: the words of its sets, or its scale."""
    if rule.weighed is None:
        return digest([(name, policy.words(name)) for name in sorted(rule.sets)])
    scale = policy.scale(rule.weighed.scale)
    return digest([scale.sha256 if scale else "", rule.weighed.head, rule.weighed.above])
