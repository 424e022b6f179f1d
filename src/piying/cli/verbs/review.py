"""review: an episode is examined against a policy, and its dossier made and shown."""

from __future__ import annotations

import argparse
from pathlib import Path

from piying.cli.asked import episodes_asked
from piying.cli.table import table
from piying.cli.telling import Telling
from piying.model.errors import Invalid
from piying.model.messages import say
from piying.model.review import At, Dossier, Finding
from piying.studio.house import House
from piying.studio.reviewing.policies import DEFAULT
from piying.studio.reviewing.policychange import Changes, policy_changes
from piying.studio.reviewing.reporting import report
from piying.studio.reviewing.review import Asked, review

SHOWN_CHARACTERS = 8
QUOTE_CHARACTERS = 28


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """review: examine episodes, or say what a policy would change for what is released."""
    if options.diff:
        if options.declare or options.burnt_in or options.series or options.episode:
            raise Invalid("cli.diff_alone")
        _tell_changes(policy_changes(house, options.policy or DEFAULT), telling)
        return
    asked = Asked(
        options.profile, options.policy or DEFAULT, options.declare, options.burnt_in
    )  # fmt: skip
    for series, number in episodes_asked(house, options):
        made = review(house, series, number, asked)
        files = report(house, made)
        _tell(made.dossier, files.page, telling)
        telling.result(
            {"episode": number, "dossier": made.digest, "version": made.dossier.version,
             "new": made.new, "policy": made.dossier.policy_name,
             "tier": made.dossier.tiering.tier,
             "questions": list(made.dossier.tiering.questions),
             "findings": [_data(one) for one in made.dossier.findings],
             "undetermined": [list(one) for one in made.dossier.coverage.undetermined],
             "passed": len(made.dossier.coverage.passed),
             "report": str(files.page), "data": str(files.data)}
        )  # fmt: skip


def _tell(dossier: Dossier, page: Path, telling: Telling) -> None:
    language = telling.language
    rows = [
        (one.fingerprint[:SHOWN_CHARACTERS], say(f"render.dossier_level_{one.level}", language),
         one.rule, _place(one.at, language), _said(one, language))
        for one in dossier.findings
    ]  # fmt: skip
    telling.lines(table(rows))
    tier = dossier.tiering
    telling.line(
        "review_tier",
        tier=say(f"render.dossier_tier_{tier.tier or 'open'}", language),
        row=tier.row or "-",
    )
    for field in tier.questions:
        telling.line("review_question", field=field)
    coverage = dossier.coverage
    telling.line(
        "reviewed", episode=dossier.episode, version=dossier.version,
        findings=len(dossier.findings), passed=len(coverage.passed),
        undetermined=len(coverage.undetermined), report=page,
    )  # fmt: skip


def _place(at: At, language: str) -> str:
    if at.line:
        return say("render.dossier_line", language, number=at.line)
    return at.shot or (f"{at.start_frame}" if at.start_frame >= 0 else "-")


def _said(one: Finding, language: str) -> str:
    title = one.title_zh if language == "zh" else one.title_en
    seen = one.evidence.quote[:QUOTE_CHARACTERS]
    if one.evidence.measured is not None:
        seen = one.evidence.measured.value
    return f"{title}: {seen}" if seen else title


def _data(one: Finding) -> dict[str, object]:
    return {
        "fingerprint": one.fingerprint, "rule": one.rule, "level": one.level.value,
        "stage": one.at.stage.value, "line": one.at.line, "scene": one.at.scene,
        "shot": one.at.shot, "start_frame": one.at.start_frame, "end_frame": one.at.end_frame,
        "quote": one.evidence.quote, "title_zh": one.title_zh, "title_en": one.title_en,
    }  # fmt: skip


def _tell_changes(found: Changes, telling: Telling) -> None:
    for one in found.changes:
        telling.line(
            "policy_changes", series=one.series, episode=one.episode,
            begins=len(one.begins), stops=len(one.stops), moves=len(one.moves),
        )  # fmt: skip
        for finding in one.begins:
            telling.line("policy_begins", rule=finding.rule, level=finding.level.value,
                         quote=_said(finding, telling.language))  # fmt: skip
        for finding in one.stops:
            telling.line("policy_stops", rule=finding.rule,
                         quote=_said(finding, telling.language))  # fmt: skip
        for sort in one.refile:
            telling.line("policy_refile", sort=sort)
        for day, what in one.tier.changes_on:
            telling.line("policy_by", day=day, what=what)
    telling.line("policy_looked", policy=found.policy.name, count=found.looked_at,
                 changed=len(found.changes))  # fmt: skip
    telling.result(
        {"policy": found.policy.name, "looked_at": found.looked_at, "changes": [
            {"series": one.series, "episode": one.episode, "version": one.version,
             "begins": [_data(f) for f in one.begins], "stops": [_data(f) for f in one.stops],
             "moves": [{"rule": m.finding.rule, "before": m.before.value,
                        "now": m.finding.level.value} for m in one.moves],
             "undetermined": list(one.undetermined), "tier_before": one.tier_before.tier,
             "tier": one.tier.tier, "refile": list(one.refile), "stricter": one.stricter}
            for one in found.changes]}
    )  # fmt: skip
