"""stale: what has to be made anew, because of what, and for how much."""

from __future__ import annotations

import pytest

from piying.model.errors import Outside
from piying.model.money import Money
from piying.model.take import TakeKind
from piying.studio.cutting.edit import edit
from piying.studio.shooting.held import board_standing, current_board
from piying.studio.shooting.shoot import shoot
from piying.studio.shooting.stale import arrears
from piying.studio.shooting.takes import Signed
from piying.studio.spending.jobs import adopt, jobs
from piying.studio.writing.write import write

NAME = "小戏"
CAST = '[[character]]\nname = "林夏"\nhair = "bob"\n'


@pytest.fixture
def made(shot):
    """The house after its first episode was shot and cut."""
    edit(shot, NAME, 1)
    return shot


def changed(house, script, before, after):
    script.write_text(script.read_text("utf-8").replace(before, after), "utf-8")
    write(house, script)


def codes(found):
    """The reasons of each thing, by shot and kind."""
    return {
        (due.shot, due.kind): [why.code.removeprefix("costs.because_") for why in due.because]
        for due in found.dues
    }


def test_what_is_up_to_date_owes_nothing(made):
    found = arrears(made, NAME, 1)

    assert (found.dues, found.totals, found.unknown_count) == ((), (), 0)


def test_an_episode_that_was_never_made_is_priced_whole(paid):
    found = arrears(paid, NAME, 1)
    shots = len(current_board(paid, NAME, 1)[0].shots)
    pictures = [due for due in found.dues if due.kind is TakeKind.PICTURE]

    assert {code for reasons in codes(found).values() for code in reasons} == {"never"}
    assert [(due.cost, due.paid) for due in pictures] == [(Money(10, "USD"), True)] * shots
    assert found.totals == (Money(10 * shots, "USD"),)
    assert found.estimated


def test_a_changed_line_is_named_with_what_it_was(made, script):
    changed(made, script, "你走。", "你快走吧。")
    found = arrears(made, NAME, 1)
    (voice,) = [due for due in found.dues if due.kind is TakeKind.VOICE]

    assert dict(voice.because[0].data) == {"old": "你走。", "new": "你快走吧。"}
    assert (voice.cost, voice.paid) == (Money(0), False)
    assert {due.shot for due in found.dues} == {voice.shot}
    assert board_standing(made, NAME, 1).changed == ("script",), "nothing was kept"


def test_a_changed_look_is_named_with_whose_it_is(made, script, acme):
    script.with_name("cast.toml").write_text(CAST, "utf-8")
    write(made, script)
    found = arrears(made, NAME, 1)

    assert found.dues
    assert all(reasons == ["look"] for reasons in codes(found).values())
    assert {dict(due.because[0].data)["who"] for due in found.dues} == {"林夏"}
    assert found.totals == (Money(10 * len(found.dues), "USD"),)
    assert acme.sent == []


def test_another_model_is_named_with_the_one_before_and_its_price(made):
    path = made.settings.house / "routes.toml"
    path.write_text(path.read_text("utf-8").replace("pic-1", "pic-2"), "utf-8")
    found = arrears(made, NAME, 1)

    assert {dict(due.because[0].data)["old"] for due in found.dues} == {"acme/pic-1"}
    assert {dict(due.because[0].data)["new"] for due in found.dues} == {"acme/pic-2"}
    assert found.totals == (Money(30 * len(found.dues), "USD"),)


def test_a_price_that_nobody_published_is_unknown_and_not_nothing(made):
    path = made.settings.house / "routes.toml"
    path.write_text(path.read_text("utf-8").replace("pic-1", "pic-0"), "utf-8")
    found = arrears(made, NAME, 1)
    due = [one for one in found.dues if one.kind is TakeKind.PICTURE]

    assert due
    assert all(one.cost is None and one.why_unknown is not None for one in due)
    assert found.unknown_count == len(due)
    assert found.totals == ()


def test_changed_words_of_a_sheet_are_told(made):
    looks = made.settings.house / "looks.toml"
    looks.write_text('[[character]]\nname = "林夏"\nwords = "短发，蓝布衫"\n', "utf-8")
    found = arrears(made, NAME, 1)

    assert found.dues
    assert all(reasons == ["words"] for reasons in codes(found).values())


def test_what_is_ordered_is_reserved_already_and_not_owed_again(paid, acme):
    acme.silent = True
    with pytest.raises(Outside):
        shoot(paid, NAME, 1)
    acme.silent = False
    unknown = jobs(paid, NAME).jobs
    adopt(paid, unknown[0].id, "v-1", Signed("me"))
    found = arrears(paid, NAME, 1)
    told = {due.shot: due.because[0].code for due in found.dues if due.paid}

    assert told.pop(unknown[0].place.shot) == "costs.because_ordered"
    assert set(told.values()) == {"costs.because_unknown"}
    assert found.totals == ()


def test_a_file_that_is_lost_is_told(made, acme):
    job = jobs(made, NAME, ended=True).jobs[0]
    made.store.blobs.path(made.store.take(job.take).blob).unlink()
    found = arrears(made, NAME, 1)

    assert [(due.shot, due.because[0].code) for due in found.dues] == [
        (job.place.shot, "costs.because_lost")
    ]
    assert acme.sent == []


def test_a_house_without_models_owes_work_and_no_money(filmed, script):
    changed(filmed, script, "你走。", "你快走吧。")
    found = arrears(filmed, NAME, 1)

    assert found.dues
    assert (found.totals, found.unknown_count) == ((), 0)
    assert all(due.cost == Money(0) and not due.paid for due in found.dues)
