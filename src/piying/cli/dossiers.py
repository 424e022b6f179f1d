"""How dossiers are shown: who acts, how versions stand, findings as a table, statements."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from piying.cli.asked import episodes_asked
from piying.cli.table import table
from piying.model.decision import Actor, Role
from piying.model.errors import Invalid
from piying.model.messages import say
from piying.model.review import At, Finding
from piying.studio.house import House
from piying.studio.people import actor
from piying.studio.reviewing.dossierwords import Standing, Statement

SHOWN_CHARACTERS = 8
"""So much of a fingerprint is shown and enough to name a finding."""


def acting(house: House, options: argparse.Namespace) -> Actor:
    """Who acts, as typed.

    Raises:
        Invalid: name or role is missing, or the house does not know them.
    """
    if not options.who or not options.role:
        raise Invalid("cli.who_acts")
    return actor(house, options.who, Role(options.role))


def one_episode(house: House, options: argparse.Namespace) -> tuple[str, int]:
    """The one episode that is asked for."""
    asked = episodes_asked(house, options)
    if len(asked) != 1:
        raise Invalid("cli.one_episode", known=", ".join(str(number) for _, number in asked))
    return asked[0]


def state_said(standing: Standing, language: str) -> str:
    """The state of a version in the reader's language."""
    return say(f"review.state_{standing.state.value}", language)


def findings_table(findings: Sequence[Finding], standing: Standing, language: str) -> list[str]:
    """Findings with their answers, a row each."""
    rows = []
    for finding in findings:
        given = standing.answer(finding.fingerprint)
        answer = given.answer.reply.value if given else "-"
        if finding.fingerprint in standing.waived:
            answer = "waived"
        title = finding.title_zh if language == "zh" else finding.title_en
        rows.append(
            (finding.fingerprint[:SHOWN_CHARACTERS], finding.level.value, finding.rule,
             answer, _place(finding.at), f"{title}: {_seen(finding)}")
        )  # fmt: skip
    return table(rows)


def standing_data(standing: Standing) -> dict[str, object]:
    """How a version stands, for a program."""
    held = standing.submission
    return {
        "version": standing.version,
        "state": standing.state.value,
        "submitter": standing.submitter,
        "persons": standing.persons,
        "tier": held.tier if held else "",
        "numbers": list(held.numbers) if held else [],
        "undetermined": list(held.undetermined) if held else [],
        "unfinished": list(held.unfinished) if held else [],
        "accepted": list(standing.accepted),
        "waived": list(standing.waived),
        "conditions": list(standing.conditions),
        "verdicts": [[name, verdict.value] for name, verdict in standing.verdicts],
        "answers": {
            given.answer.finding: given.answer.reply.value for given in standing.answers
        },
        "held_from_ms": standing.effects.held_from_ms,
        "listed": standing.effects.listed,
        "strikes": list(standing.effects.strikes),
    }


def statement_data(statement: Statement | None) -> dict[str, object]:
    """A statement of reasons, for a program; empty without one."""
    if statement is None:
        return {}
    names = statement.__dataclass_fields__
    return {name: getattr(statement, name) for name in names}


def _place(at: At) -> str:
    if at.start_frame >= 0:
        return f"{at.shot or '-'} {at.start_frame}–{at.end_frame}"
    return f"{at.scene}:{at.line}" if at.line else "-"


def _seen(finding: Finding) -> str:
    measured = finding.evidence.measured
    if measured is None:
        return finding.evidence.quote or "-"
    return f"{measured.value} ({measured.expected})"
