from __future__ import annotations

from types import SimpleNamespace

import pytest

from piying.model.canon import Digest
from piying.model.job import Job, JobState, Order, Place
from piying.model.messages import CATALOGUE
from piying.model.money import Money
from piying.studio.working.orphans import KEY_MS_MAX, Verdict, Way, told_why, verdict

ORDER = Order("fake", "m-1", "https://fake/make", "{}", (), "image/png")


def vendor(*, keys=False, resumes=True, model="m-1", name="fake"):
    cards = (SimpleNamespace(model=model),)
    return SimpleNamespace(name=name, cards=cards, honours_keys=keys, resumes=resumes)


def job(state, why=""):
    none = Digest("ab" * 32)
    place = Place("戏", 1, "s1", "2026-11")
    return Job("01A", none, none, place, state, Money(1), why=why, at_ms=1000)


@pytest.mark.parametrize(
    ("state", "order", "generator", "way", "why"),
    [
        (JobState.QUEUED, ORDER, vendor(), Way.SEND, ""),
        (JobState.QUEUED, None, vendor(), Way.FAIL, "studio.order_unreadable"),
        (JobState.SUBMITTING, ORDER, vendor(), Way.ASK, "studio.submit_outcome_unknown"),
        (JobState.SUBMITTING, ORDER, vendor(keys=True), Way.SEND, ""),
        (JobState.SUBMITTING, None, vendor(keys=True), Way.ASK, "studio.identity_unusable"),
        (JobState.POLLING, ORDER, vendor(), Way.POLL, ""),
        (JobState.POLLING, None, vendor(), Way.ASK, "studio.identity_unusable"),
        (JobState.POLLING, ORDER, vendor(model="m-2"), Way.ASK, "studio.provider_changed"),
        (JobState.POLLING, ORDER, vendor(name="b"), Way.ASK, "studio.provider_changed"),
        (JobState.POLLING, ORDER, vendor(resumes=False), Way.ASK, "studio.resume_unsupported"),
        (JobState.CANCELLING, ORDER, vendor(), Way.CANCEL, ""),
        (JobState.CANCELLING, None, vendor(), Way.CANCEL, ""),
    ],
)
def test_the_recovery_rule(state, order, generator, way, why):
    assert verdict(job(state), order, generator, 1000) == Verdict(way, why)


def test_a_key_is_trusted_for_an_hour():
    sent = job(JobState.SUBMITTING)

    assert verdict(sent, ORDER, vendor(keys=True), 1000 + KEY_MS_MAX).way is Way.SEND
    assert verdict(sent, ORDER, vendor(keys=True), 1001 + KEY_MS_MAX).way is Way.ASK


def test_a_reason_of_ours_is_told_in_the_readers_language():
    code = "studio.submit_outcome_unknown"
    ours = job(JobState.UNKNOWN, code)

    assert told_why(ours, "zh") == CATALOGUE[code].zh
    assert told_why(ours, "en") == CATALOGUE[code].en
    assert told_why(job(JobState.FAILED, "moderated"), "zh") == "moderated"
