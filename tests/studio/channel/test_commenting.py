"""Commenting: judged before anybody sees it; too many are told when to come back."""

from __future__ import annotations

import pytest

from piying.model.comment import Act, State
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.policy import Bilingual
from piying.model.viewer import Account, Sort
from piying.store.channel.comments import Comments
from piying.store.channel.releases import Cause, Releases, Told
from piying.studio.channel.acting import By
from piying.studio.channel.commenting import (
    CEILING,
    Said,
    comment,
    own_comments,
    withdraw,
)
from piying.studio.channel.logins import anonymous
from screens import LENGTH_MS, put_out


@pytest.fixture
def film(desk):
    return put_out(desk.house)


def viewer(name):
    """A named viewer, as a login would give them."""
    return By(name, Account(name, Sort.VIEWER, name.title()))


def say(desk, by, film, text, position_ms=1_000):
    desk.clock.pass_by(seconds=70)
    return comment(desk.house, by, Said(film, position_ms, text))


class TestJudging:
    """Moderation BEFORE showing"""

    def test_talk_is_shown(self, desk, film):
        posted = say(desk, viewer("mei"), film, "  哈哈哈  ")
        kept = Comments(desk.house.store.database).kept(posted.comment.id)

        assert posted.comment.text == "哈哈哈"
        assert posted.judged.state is kept.state is State.SHOWN
        assert kept.account == "mei"

    @pytest.mark.parametrize("text", ["约炮吗美女", "援 交", "你个傻逼", "未成年少女裸照"])
    def test_what_a_rule_forbids_is_refused_and_the_rule_and_the_words_are_told(
        self, desk, film, text
    ):
        judged = say(desk, viewer("mei"), film, text).judged

        assert judged.state is State.REFUSED
        assert judged.rule
        assert isinstance(judged.title, Bilingual)
        assert judged.title.zh
        assert judged.why.en

    @pytest.mark.parametrize("text", ["他居然卖冰毒", "加我 13912345678"])
    def test_what_a_person_has_to_look_at_is_held(self, desk, film, text):
        assert say(desk, viewer("mei"), film, text).judged.state is State.HELD

    def test_a_forbidden_thing_with_a_number_to_call_is_refused(self, desk, film):
        judged = say(desk, viewer("mei"), film, "卖冰毒 13912345678").judged

        assert judged.state is State.REFUSED

    def test_every_comment_has_its_first_step(self, desk, film):
        for text, act in (("好", Act.SHOWN), ("他卖冰毒", Act.HELD), ("约炮吗", Act.REFUSED)):
            posted = say(desk, viewer("mei"), film, text)
            (step,) = Comments(desk.house.store.database).steps(posted.comment.id)

            assert (step.act, step.by) == (act, "policy")
            assert (step.rule, step.why) == (
                posted.judged.rule,
                posted.judged.why.zh if posted.judged.why else "",
            )


class TestWhoMay:
    def test_somebody_without_a_name_may_not(self, desk, film):
        with pytest.raises(Invalid) as refused:
            say(desk, anonymous(desk.house).by, film, "好")

        assert refused.value.code == "accounts.not_allowed"

    def test_nothing_is_said_of_what_is_not_out(self, desk, film):
        told = Told(Cause.HAND, "x", "王", "over", desk.clock.at)
        Releases(desk.house.store.database).withdraw([film], told)
        with pytest.raises(Missing):
            say(desk, viewer("mei"), film, "好")

    @pytest.mark.parametrize("position_ms", [-1, LENGTH_MS])
    def test_a_moment_outside_the_film_is_refused(self, desk, film, position_ms):
        with pytest.raises(Invalid):
            say(desk, viewer("mei"), film, "好", position_ms)


class TestHowMany:
    """1 per 3 s, 20 per 10 min, and per release a ceiling"""

    def test_one_in_three_seconds(self, desk, film):
        mei = viewer("mei")
        say(desk, mei, film, "好")
        desk.clock.pass_by(seconds=2)
        with pytest.raises(Invalid) as refused:
            comment(desk.house, mei, Said(film, 1, "好"))

        assert refused.value.code == "viewing.too_fast"
        assert refused.value.data == {"seconds": 1}
        desk.clock.pass_by(seconds=1)
        assert comment(desk.house, mei, Said(film, 1, "好"))

    def test_never_more_than_twenty_in_ten_minutes(self, desk, film):
        mei, let_through = viewer("mei"), []
        for _ in range(200):
            desk.clock.pass_by(seconds=5)
            try:
                comment(desk.house, mei, Said(film, 1, "好"))
            except Invalid:
                continue
            let_through.append(desk.clock.at)
        windows = [sum(at <= one < at + 600_000 for one in let_through) for at in let_through]

        assert 18 <= max(windows) <= 20

    def test_ten_thousand_in_a_minute_are_survived_and_most_refused(self, desk, film):
        """The first two seconds and a half of them, each from another viewer."""
        shown = 0
        for number in range(400):
            desk.clock.at += 6
            try:
                comment(desk.house, viewer(f"v{number}"), Said(film, 1, "好"))
                shown += 1
            except Invalid as refused:
                assert refused.code == "viewing.too_many_here"  # noqa: PT017
        held = len(Comments(desk.house.store.database).shown("lamp", 1, 10_000))

        assert shown == held
        assert shown == CEILING.tries + 2_400 // CEILING.period_ms - 1

    def test_one_that_is_refused_costs_nothing(self, desk, film):
        mei = viewer("mei")
        with pytest.raises(Invalid):
            comment(desk.house, mei, Said(film, 1, "a\nb"))
        for number in range(CEILING.tries):
            comment(desk.house, viewer(f"v{number}"), Said(film, 1, "好"))
        with pytest.raises(Invalid) as refused:
            comment(desk.house, mei, Said(film, 1, "好"))

        assert refused.value.code == "viewing.too_many_here"
        desk.clock.pass_by(seconds=1)
        assert comment(desk.house, mei, Said(film, 1, "好"))

    def test_no_row_of_a_throttle_names_anybody(self, desk, film):
        say(desk, viewer("mei-canary"), film, "好")
        with desk.house.store.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT key FROM channel_throttle").all()

        assert rows
        assert not any("canary" in key or film in key for (key,) in rows)


class TestOnesOwn:
    """they see their own held comment as "waiting" """

    def test_they_are_seen_with_how_they_stand(self, desk, film):
        mei = viewer("mei")
        for text in ("好", "他卖冰毒", "约炮吗"):
            say(desk, mei, film, text)
        say(desk, viewer("bao"), film, "好")
        found = [one.state for one in own_comments(desk.house, mei, film)]

        assert found == [State.REFUSED, State.HELD, State.SHOWN]

    def test_what_was_taken_back_is_gone_for_good(self, desk, film):
        mei = viewer("mei")
        posted = say(desk, mei, film, "好")
        withdraw(desk.house, mei, posted.comment.id)

        assert own_comments(desk.house, mei, film) == ()
        with pytest.raises(Conflict):
            withdraw(desk.house, mei, posted.comment.id)

    def test_nobody_takes_back_what_others_said(self, desk, film):
        posted = say(desk, viewer("mei"), film, "好")
        with pytest.raises(Missing):
            withdraw(desk.house, viewer("bao"), posted.comment.id)
        with pytest.raises(Missing):
            withdraw(desk.house, viewer("bao"), "nothing")
