"""Anybody reports an episode or a comment; a person decides."""

from __future__ import annotations

import pytest

from piying.model.comment import About, Act, Answer, State, Wrong
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.viewer import Account, Duty, Sort
from piying.store.channel.accounts import Accounts
from piying.store.channel.comments import Comments
from piying.store.channel.reports import Reports
from piying.studio.channel.acting import By, terminal
from piying.studio.channel.auditing import changes, verified
from piying.studio.channel.commenting import Said, comment
from piying.studio.channel.complaints import Complaint, answer, report, reports, reports_of
from piying.studio.channel.logins import anonymous
from piying.studio.channel.moderating import decide
from screens import put_out

EDITOR = terminal("rong")


@pytest.fixture
def film(desk):
    return put_out(desk.house)


def viewer(desk, name):
    """A named viewer whom the house knows."""
    account = Account(name, Sort.VIEWER, name.title())
    Accounts(desk.house.store.database).add(account, name)
    return By(name, account)


def about(film, wrong=Wrong.VIOLENCE, text=""):
    return Complaint(About.EPISODE, film, wrong, text)


def said(desk, film, by="author"):
    desk.clock.pass_by(seconds=70)
    by = By(by, Account(by, Sort.VIEWER, "A"))
    return comment(desk.house, by, Said(film, 1, "好看")).comment.id


def against(name, wrong=Wrong.FRAUD):
    return Complaint(About.COMMENT, name, wrong)


def state_of(desk, name):
    return Comments(desk.house.store.database).kept(name).state


class TestReporting:
    def test_anybody_may_named_or_not(self, desk, film):
        report(desk.house, anonymous(desk.house).by, about(film))
        report(desk.house, viewer(desk, "mei"), about(film, Wrong.LABEL))

        assert reports(desk.house, EDITOR).waiting == 2
        assert reports_of(desk.house, EDITOR, film) == 2

    def test_one_report_of_a_person_about_a_thing_is_open_at_a_time(self, desk, film):
        """one open report of a person per thing"""
        mei = anonymous(desk.house).by
        first = report(desk.house, mei, about(film))
        with pytest.raises(Conflict):
            report(desk.house, mei, about(film, Wrong.LABEL))
        answer(desk.house, EDITOR, first.id, Answer.DISMISSED, "looked")
        report(desk.house, mei, about(film, Wrong.LABEL))

        assert reports(desk.house, EDITOR).waiting == 1
        assert reports_of(desk.house, EDITOR, film) == 2

    @pytest.mark.parametrize(
        ("wrong", "text"),
        [(Wrong.OTHER, " "), (Wrong.FRAUD, "x" * 501), (Wrong.FRAUD, "a\x00")],
    )
    def test_a_text_that_cannot_be_is_refused(self, desk, film, wrong, text):
        with pytest.raises(Invalid) as refused:
            report(desk.house, anonymous(desk.house).by, about(film, wrong, text))

        assert refused.value.code == "viewing.report_text"

    def test_what_is_written_is_kept(self, desk, film):
        report(desk.house, anonymous(desk.house).by, about(film, Wrong.OTHER, "第一行\n第二行"))
        (found,) = reports(desk.house, EDITOR).page.rows

        assert found.filed.report.text == "第一行\n第二行"

    def test_too_many_at_once_are_refused_and_cost_nothing(self, desk):
        mei = anonymous(desk.house).by
        films = [put_out(desk.house, f"s{number}") for number in range(6)]
        for film in films[:5]:
            report(desk.house, mei, about(film))
        with pytest.raises(Invalid) as refused:
            report(desk.house, mei, about(films[5]))

        assert refused.value.code == "viewing.too_fast"
        assert reports(desk.house, EDITOR).waiting == 5

    def test_what_nobody_sees_nobody_reports(self, desk, film):
        mei, name = anonymous(desk.house).by, said(desk, film)
        decide(desk.house, EDITOR, name, Act.REMOVED, "no")
        for complaint in (against(name), against("01J"), about("r-none")):
            with pytest.raises(Missing):
                report(desk.house, mei, complaint)


class TestManyReports:
    def test_a_comment_that_three_named_persons_report_waits_for_a_person(self, desk, film):
        name = said(desk, film)
        for _ in range(5):
            report(desk.house, anonymous(desk.house).by, against(name))
        assert state_of(desk, name) is State.SHOWN
        for one in ("a", "b", "c"):
            assert state_of(desk, name) is State.SHOWN
            report(desk.house, viewer(desk, one), against(name))
        steps = Comments(desk.house.store.database).steps(name)

        assert state_of(desk, name) is State.HELD
        assert (steps[-1].act, steps[-1].by) == (Act.HELD, "reports")

    def test_dismissing_them_shows_it_again_and_it_stays(self, desk, film):
        name = said(desk, film)
        first, *_ = (report(desk.house, viewer(desk, one), against(name)) for one in "abc")
        answer(desk.house, EDITOR, first.id, Answer.DISMISSED, "fine")
        for one in "def":
            report(desk.house, viewer(desk, one), against(name))

        assert state_of(desk, name) is State.SHOWN
        assert reports(desk.house, EDITOR).waiting == 3


class TestDeciding:
    def test_removing_a_comment_answers_all_that_is_open_about_it(self, desk, film):
        name = said(desk, film)
        made = [
            report(desk.house, anonymous(desk.house).by, against(name, wrong))
            for wrong in (Wrong.FRAUD, Wrong.SEXUAL)
        ]
        done = answer(desk.house, EDITOR, made[1].id, Answer.REMOVED, "an advertisement")
        kept = Reports(desk.house.store.database)

        assert set(done) == {one.id for one in made}
        assert state_of(desk, name) is State.REMOVED
        assert [kept.filed(one.id).answered.why for one in made] == ["an advertisement"] * 2
        assert reports(desk.house, EDITOR).waiting == 0

    def test_dismissing_answers_those_of_the_same_kind_alone(self, desk, film):
        first = report(desk.house, anonymous(desk.house).by, about(film))
        report(desk.house, anonymous(desk.house).by, about(film))
        report(desk.house, anonymous(desk.house).by, about(film, Wrong.LABEL))
        answer(desk.house, EDITOR, first.id, Answer.DISMISSED, "fine")
        (left,) = reports(desk.house, EDITOR).page.rows

        assert left.filed.report.wrong is Wrong.LABEL

    def test_an_episode_is_passed_on_and_stays_out(self, desk, film):
        made = report(desk.house, anonymous(desk.house).by, about(film))
        with pytest.raises(Invalid, match="takedown"):
            answer(desk.house, EDITOR, made.id, Answer.REMOVED, "x")
        answer(desk.house, EDITOR, made.id, Answer.PASSED_ON, "looks right")

        assert Reports(desk.house.store.database).filed(made.id).answered is not None

    def test_a_comment_is_not_passed_on(self, desk, film):
        made = report(desk.house, anonymous(desk.house).by, against(said(desk, film)))
        with pytest.raises(Invalid):
            answer(desk.house, EDITOR, made.id, Answer.PASSED_ON, "x")

    def test_it_is_decided_once(self, desk, film):
        made = report(desk.house, anonymous(desk.house).by, about(film))
        answer(desk.house, EDITOR, made.id, Answer.DISMISSED, "fine")
        with pytest.raises(Conflict):
            answer(desk.house, EDITOR, made.id, Answer.DISMISSED, "fine")

    def test_the_log_tells_it(self, desk, film):
        name = said(desk, film)
        made = report(desk.house, anonymous(desk.house).by, against(name))
        answer(desk.house, EDITOR, made.id, Answer.REMOVED, "no")
        _, last = changes(desk.house)[-1]

        assert (last.by, last.what, last.member) == (EDITOR.name, "report_removed", "author")
        assert dict(last.after) == {"about": "comment", "subject": name}
        assert verified(desk.house).good

    @pytest.mark.parametrize("duty", [Duty.EDITOR, Duty.REVIEWER])
    def test_editors_and_reviewers_see_them(self, desk, film, duty):
        report(desk.house, anonymous(desk.house).by, about(film))

        assert reports(desk.house, desk.staff(desk.operator(), "one", duty)).waiting == 1

    @pytest.mark.parametrize("duty", [Duty.PRODUCER, Duty.FINANCE])
    def test_others_of_the_staff_do_not(self, desk, duty):
        with pytest.raises(Invalid):
            reports(desk.house, desk.staff(desk.operator(), "one", duty, party="acme"))

    def test_pages_go_on_where_they_ended_whatever_is_decided_meanwhile(self, desk):
        for number in range(5):
            desk.clock.pass_by(seconds=1)
            film = put_out(desk.house, f"s{number}")
            report(desk.house, anonymous(desk.house).by, about(film))
        first = reports(desk.house, EDITOR, most=2)
        answer(desk.house, EDITOR, first.page.rows[0].filed.report.id, Answer.DISMISSED, "x")
        second = reports(desk.house, EDITOR, first.page.cursor, most=3)

        assert [one.filed.report.series for one in second.page.rows] == ["s2", "s3", "s4"]
        assert second.page.cursor == ""

    def test_each_says_what_the_comment_says_and_how_many_others_there_are(self, desk, film):
        name = said(desk, film)
        for _ in range(3):
            report(desk.house, anonymous(desk.house).by, against(name))
        (row, *_) = reports(desk.house, EDITOR).page.rows

        assert (row.text, row.others) == ("好看", 2)
