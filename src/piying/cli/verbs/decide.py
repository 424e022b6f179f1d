"""decide: hand a dossier in, answer its findings, decide, release; or see how it stands."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked
from piying.cli.dossiers import (
    acting,
    findings_table,
    one_episode,
    standing_data,
    state_said,
    statement_data,
)
from piying.cli.telling import Telling
from piying.model.decision import Decision, Verdict
from piying.model.errors import Invalid
from piying.studio.house import House
from piying.studio.reviewing.decide import (
    accept,
    answer,
    answer_from,
    decide,
    look,
    submit,
    waive,
)
from piying.studio.reviewing.dossierwords import Standing, Statement
from piying.studio.reviewing.filing import release


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """decide: hand a dossier in, answer its findings, decide, release; or see how it stands."""
    if (options.because or options.condition) and not options.verdict:
        raise Invalid("cli.verdict_missing")
    if _acts(options):
        _act(house, options, telling)
        return
    for series, number in episodes_asked(house, options):
        _show(house, series, number, telling)


def _acts(options: argparse.Namespace) -> bool:
    return bool(
        options.submit or options.answer or options.waive or options.accept
        or options.verdict or options.release
    )  # fmt: skip


def _act(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """Everything that was asked for, in the order in which it makes sense."""
    series, number = one_episode(house, options)
    who = acting(house, options)
    statement: Statement | None = None
    standing = submit(house, series, number, who) if options.submit else None
    for told in [answer_from(text) for text in options.answer]:
        standing = answer(house, series, number, who, told)
    for finding in options.waive:
        standing = waive(house, series, number, who, finding)
    for rule in options.accept:
        standing = accept(house, series, number, who, rule)
    if options.verdict:
        decision = Decision(
            Verdict(options.verdict), tuple(options.because), tuple(options.condition),
            options.note, options.seconds, options.blind,
        )  # fmt: skip
        done = decide(house, series, number, who, decision)
        standing, statement = done.standing, done.statement
    if options.release:
        standing = release(house, series, number, who, options.film, options.captions)
    if standing is not None:
        _tell(standing, statement, number, telling)


def _tell(
    standing: Standing, statement: Statement | None, number: int, telling: Telling
) -> None:
    state = state_said(standing, telling.language)
    telling.line("stands", episode=number, version=standing.version, state=state)
    if statement is not None:
        text = statement.text_zh if telling.language == "zh" else statement.text_en
        telling.lines(["", *text.splitlines()])
    telling.result(
        {"episode": number, "standing": standing_data(standing),
         "statement": statement_data(statement)}
    )  # fmt: skip


def _show(house: House, series: str, number: int, telling: Telling) -> None:
    view = look(house, series, number)
    if view.newest is None and not view.told:
        telling.line("no_dossier", episode=number)
        telling.result({"episode": number, "standing": None})
        return
    standing = view.case.latest
    held_now = view.newest.version if view.newest else 0
    telling.line("stands", episode=number, version=standing.version or held_now,
                 state=state_said(standing, telling.language))  # fmt: skip
    telling.lines(findings_table(view.findings, standing, telling.language))
    held = standing.submission
    for rule in held.undetermined if held else ():
        if rule not in standing.accepted:
            telling.line("undetermined", rule=rule)
    telling.result(
        {
            "episode": number,
            "standing": standing_data(standing),
            "findings": [
                {"fingerprint": one.fingerprint, "rule": one.rule, "level": one.level.value,
                 "title_zh": one.title_zh, "title_en": one.title_en}
                for one in view.findings
            ],
            "happened": [
                {"act": one.act.value, "by": one.actor.name, "role": one.actor.role.value,
                 "version": one.version, "at_ms": one.at_ms}
                for one in view.told
            ],
        }
    )  # fmt: skip
