"""Reports in the database: said once, decided once."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError

from piying.model.comment import About, Answer, Report, Wrong
from piying.model.errors import Conflict, Missing
from piying.model.viewer import Account, Sort
from piying.store.channel.accounts import Accounts
from piying.store.channel.reports import Answered, Reports

TOLD = Answered(Answer.DISMISSED, "rong", "fine", 9)


@pytest.fixture
def reports(store):
    return Reports(store.database)


def report(name, wrong=Wrong.FRAUD, about=About.EPISODE, subject="r-1"):
    return Report(name, about, subject, "lamp", 1, wrong, "text", 5)


def test_it_is_open_until_it_is_answered(reports):
    reports.add("mei", report("a"))
    reports.add("bao", report("b"))
    before = reports.filed("a")
    reports.answer(["a"], TOLD)

    assert (before.report, before.account, before.answered) == (report("a"), "mei", None)
    assert reports.filed("a").answered == TOLD
    assert [one.report.id for one in reports.queue("", 9)] == ["b"]
    assert reports.count_open() == 1


def test_a_second_of_the_same_person_waits_for_the_first(reports):
    reports.add("mei", report("a"))
    with pytest.raises(Conflict):
        reports.add("mei", report("b"))
    reports.add("mei", report("c", subject="r-2"))
    reports.add("mei", report("d", about=About.COMMENT))

    assert reports.count_open() == 3


def test_it_is_answered_once(reports):
    reports.add("mei", report("a"))
    reports.answer(["a"], TOLD)
    with pytest.raises(IntegrityError):
        reports.answer(["a"], TOLD)


def test_the_queue_goes_on_behind_a_name(reports):
    for name in "abcd":
        reports.add(name, report(name))

    assert [one.report.id for one in reports.queue("b", 1)] == ["c"]


def test_those_about_a_thing_are_found_by_kind_and_by_who_has_a_name(reports, store):
    accounts = Accounts(store.database)
    for name, sort in (("x", Sort.ANONYMOUS), ("y", Sort.VIEWER), ("z", Sort.STAFF)):
        accounts.add(Account(name, sort, ""))
        reports.add(name, report(name, about=About.COMMENT, subject="c"))
    reports.add("w", report("w", Wrong.LABEL, About.COMMENT, "c"))
    found = reports.open_about(About.COMMENT, "c")

    assert [one.id for one in found] == ["x", "y", "z", "w"]
    assert [one.id for one in reports.open_about(About.COMMENT, "c", Wrong.LABEL)] == ["w"]
    assert reports.named_about(About.COMMENT, "c") == 2


def test_they_are_counted_by_kind_and_by_release_whatever_was_decided(reports):
    reports.add("mei", report("a"))
    reports.answer(["a"], TOLD)
    reports.add("mei", report("b"))
    reports.add("mei", report("c", about=About.COMMENT))

    assert reports.counts("lamp", 1) == {
        (About.EPISODE, Wrong.FRAUD): 2, (About.COMMENT, Wrong.FRAUD): 1,
    }  # fmt: skip
    assert reports.count_of("r-1") == 2


def test_what_nobody_reported_is_missing(reports):
    with pytest.raises(Missing):
        reports.filed("a")


@pytest.mark.parametrize("table", ["channel_report", "channel_report_step"])
def test_the_database_refuses_every_change(reports, table):
    reports.add("mei", report("a"))
    reports.answer(["a"], TOLD)
    with pytest.raises(DatabaseError), reports.database.writing() as connection:
        connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608
