"""jobs: the paid jobs as they stand, and what a person decides about one."""

from __future__ import annotations

import argparse

from piying.cli.asked import signed
from piying.cli.moneys import jobs_table, steps_table
from piying.cli.telling import Telling
from piying.model.errors import Invalid, Missing
from piying.model.job import Charge, Job, JobState
from piying.model.messages import say
from piying.studio.house import House
from piying.studio.spending.jobs import (
    Decided,
    abandon,
    adopt,
    cancel,
    confirm,
    job_called,
    jobs,
    pay_again,
    resume,
)
from piying.studio.spending.moneywords import Step
from piying.studio.working.orphans import told_why


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """jobs: the paid jobs as they stand, and what a person decides about one."""
    named = options.what and options.what not in house.store.names("script")
    decides = _decides(options)
    if decides and (not options.what or options.resume):
        raise Invalid("costs.which_job")
    if options.resume:
        if named:
            raise Invalid("costs.resume_series", name=options.what)
        _resume(house, options, telling)
    elif decides:
        _decided(_decide(house, options), telling)
    elif named:
        _one(house, options.what, telling)
    else:
        _list(house, options, telling)


def _decides(options: argparse.Namespace) -> bool:
    return bool(
        options.cancel or options.adopt is not None or options.pay_again or options.abandon
        or options.confirm
    )  # fmt: skip


def _decide(house: House, options: argparse.Namespace) -> Decided:
    name, by = options.what, signed(options)
    if options.confirm and (options.cancel or options.adopt is not None):
        raise Invalid("costs.confirm_with")
    if options.cancel:
        return cancel(house, name, by)
    if options.adopt is not None:
        return adopt(house, name, options.adopt, by)
    if options.pay_again:
        return pay_again(house, name, by, options.confirm)
    if options.abandon:
        return abandon(house, name, by, options.confirm)
    return confirm(house, name, options.confirm, by)


def _decided(done: Decided, telling: Telling) -> None:
    language = telling.language
    telling.lines(jobs_table([job for job in (done.job, done.new) if job], 0, language))
    telling.line("job_now", job=done.job.id, state=_state(done.job, language))
    if done.new is not None:
        telling.line("job_new", job=done.new.id)
    if done.job.state is JobState.POLLING:
        telling.line("job_resume")
    if done.untold is not None:
        telling.line("job_untold", provider=done.job.provider, why=done.untold.said(language))
    telling.result({
        "job": _data(done.job, language),
        "new": _data(done.new, language) if done.new else None,
        "untold": done.untold.said(language) if done.untold else "",
    })  # fmt: skip


def _resume(house: House, options: argparse.Namespace, telling: Telling) -> None:
    worked, language = resume(house, options.what), telling.language
    touched = [*worked.ended, *worked.waiting]
    if touched:
        telling.lines(jobs_table(touched, 0, language))
    telling.line("jobs_resumed", ended=len(worked.ended), waiting=len(worked.waiting))
    for why in worked.refusals:
        telling.line("jobs_refused", why=why.said(language))
    telling.result({
        "ended": [_data(job, language) for job in worked.ended],
        "waiting": [_data(job, language) for job in worked.waiting],
        "refusals": [why.said(language) for why in worked.refusals],
    })  # fmt: skip


def _one(house: House, name: str, telling: Telling) -> None:
    try:
        job, steps = job_called(house, name)
    except Missing as error:
        known = ", ".join(house.store.names("script")) or "-"
        raise Missing("costs.no_such_job", name=name, known=known) from error
    language = telling.language
    telling.lines(jobs_table([job], house.clock.now_ms(), language))
    telling.lines(["", *steps_table(job, steps, language)])
    telling.result({"job": _data(job, language), "steps": [_step(one) for one in steps]})


def _list(house: House, options: argparse.Namespace, telling: Telling) -> None:
    language = telling.language
    found = jobs(house, options.what, options.episode or 0, ended=options.all)
    if found.jobs:
        telling.lines(jobs_table(found.jobs, found.now_ms, language))
    telling.line("jobs_listed", count=len(found.jobs))
    if found.ended_count:
        telling.line("jobs_ended", count=found.ended_count)
    unknown = sum(job.state is JobState.UNKNOWN for job in found.jobs)
    listed = sum(job.charge is Charge.LISTED for job in found.jobs)
    if unknown:
        telling.line("jobs_unknown", count=unknown)
    if listed:
        telling.line("jobs_listed_price", count=listed)
    telling.result({
        "jobs": [_data(job, language) for job in found.jobs],
        "ended_not_listed": found.ended_count,
        "unknown": unknown,
    })  # fmt: skip


def _state(job: Job, language: str) -> str:
    return say(f"cli.job_{job.state.value}", language)


def _data(job: Job, language: str) -> dict[str, object]:
    return {
        "job": job.id, "state": job.state.value, "series": job.place.series,
        "episode": job.place.episode, "shot": job.place.shot, "month": job.place.month,
        "provider": job.provider, "model": job.model, "vendor_job": job.vendor_job,
        "made_ms": job.made_ms, "at_ms": job.at_ms, "attempts": job.attempts,
        "currency": job.reserved.currency, "reserved_minor": job.reserved.minor,
        "paid_minor": job.settled.minor if job.settled else None,
        "charge": job.charge.value,
        "original_minor": job.original.minor if job.original else None,
        "original_currency": job.original.currency if job.original else "",
        "take": job.take, "why": told_why(job, language),
    }  # fmt: skip


def _step(one: Step) -> dict[str, object]:
    return {
        "state": one.state.value, "at_ms": one.at_ms, "by": one.by, "why": one.why,
        "counted_minor": one.counted_minor, "vendor_job": one.vendor_job,
    }  # fmt: skip
