"""appeal: whoever handed a work in objects, and somebody who took no part decides."""

from __future__ import annotations

from piying.model.decision import Act, Actor, Outcome, Ruling
from piying.model.errors import Invalid
from piying.review.states import RESTRICTED, Standing, State
from piying.studio.house import House
from piying.studio.reviewing.docket import Docket, open_docket, record


def appeal(house: House, series: str, episode: int, who: Actor, why: str) -> Standing:
    """Appeal against the restriction that stands."""
    docket = open_docket(house, series, episode)
    version = _version(docket, RESTRICTED)
    return record(docket, Act.APPEALED, who, version, why=why).case.version(version)


def rule_on(house: House, series: str, episode: int, who: Actor, ruling: Ruling) -> Standing:
    """Decide the appeal; what is overturned is undone in the same breath (I7)."""
    docket = open_docket(house, series, episode)
    version = _version(docket, frozenset({State.APPEALED}))
    after = record(docket, Act.APPEAL_DECIDED, who, version, ruling=ruling)
    if ruling.outcome is Outcome.OVERTURNED:
        why = f"{ruling.why_zh} / {ruling.why_en}"
        after = record(after, Act.REINSTATED, who, version, why=why)
    return after.case.version(version)


def _version(docket: Docket, states: frozenset[State]) -> int:
    found = [held.version for held in docket.case.versions if held.state in states]
    if not found:
        raise Invalid(
            "review.no_appeal", name=f"{docket.series}/e{docket.episode:02d}",
            state=docket.case.latest.state.value,
        )  # fmt: skip
    return found[-1]
