"""Moderation: what the findings of a policy mean for a comment, and how a comment goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from piying.model.comment import Act, Judged, State
from piying.model.errors import Conflict
from piying.model.messages import say
from piying.model.policy import Bilingual, Policy
from piying.model.review import Finding, Level
from piying.release.danmaku import offers_contact

CONTACT = "comment.contact"
"""The name of our own rule against advertisements; a person decides."""
REPORTS_HOLD = 3
"""So many persons who report a comment hold it until somebody has looked."""

NEXT: Mapping[State, Mapping[Act, State]] = {
    State.SHOWN: {
        Act.HELD: State.HELD, Act.REMOVED: State.REMOVED, Act.WITHDRAWN: State.WITHDRAWN,
    },
    State.HELD: {
        Act.SHOWN: State.SHOWN, Act.REMOVED: State.REMOVED, Act.WITHDRAWN: State.WITHDRAWN,
    },
    State.REFUSED: {Act.RESTORED: State.SHOWN},
    State.REMOVED: {Act.RESTORED: State.SHOWN},
    State.WITHDRAWN: {},
}  # fmt: skip
"""What may happen to a comment, and how it stands then; what is not here may not."""
FIRST: Mapping[State, Act] = {
    State.SHOWN: Act.SHOWN, State.HELD: Act.HELD, State.REFUSED: Act.REFUSED,
}  # fmt: skip
"""The first step of a comment, by what the policy says."""

REFUSING = frozenset({"sexual", "minors", "person", "hate"})
"""Categories of rules that forbid a comment at once: whoever wrote it may say it otherwise."""


def after(state: State, act: Act) -> State:
    """How a comment stands after `act`.

    Raises:
        Conflict: it may not happen to a comment that stands as it does.
    """
    found = NEXT[state].get(act)
    if found is None:
        raise Conflict("viewing.comment_moved", state=state.value)
    return found


def judged(policy: Policy, text: str, findings: Sequence[Finding]) -> Judged:
    """What the findings of `policy` in a comment come to; the gravest speaks.

    A rule that blocks refuses it. In a film a rule that asks for a person may have found what
    a story has to tell; a comment tells none, so it is refused where the rule is of `REFUSING`
    or where it also offers a contact, and held otherwise. A note changes nothing.
    """
    contact = offers_contact(text)
    grave = [one for one in findings if one.level is not Level.NOTE]
    if grave:
        order = [(_refuses(policy, one, contact=contact), one) for one in grave]
        refuses, gravest = max(order, key=lambda found: found[0])
        return Judged(
            State.REFUSED if refuses else State.HELD, gravest.rule,
            Bilingual(gravest.title_zh, gravest.title_en),
            Bilingual(gravest.why_zh, gravest.why_en),
        )  # fmt: skip
    if contact:
        return Judged(
            State.HELD, CONTACT, _said("viewing.contact"), _said("viewing.contact_why")
        )
    return Judged(State.SHOWN)


def _refuses(policy: Policy, finding: Finding, *, contact: bool) -> bool:
    rule = policy.rule(finding.rule)
    return finding.level is Level.BLOCK or (
        rule is not None and (contact or rule.category in REFUSING)
    )


def _said(code: str) -> Bilingual:
    return Bilingual(say(code, "zh"), say(code, "en"))
