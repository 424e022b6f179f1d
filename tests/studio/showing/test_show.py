"""show: what is current, stale or missing, and why."""

from __future__ import annotations

import pytest

from piying.model.errors import Invalid, Missing
from piying.render.program import code
from piying.studio.current import State
from piying.studio.cutting import drawn
from piying.studio.shooting import held
from piying.studio.shooting.board import board
from piying.studio.shooting.held import current_board
from piying.studio.shooting.onepass import look
from piying.studio.shooting.shoot import shoot
from piying.studio.showing.show import show
from piying.studio.writing.write import write

NAME = "小戏"


def seen(house, episode=1):
    return {row.thing: row for row in show(house, NAME, "tiny", episode)}


def states(house, episode=1):
    return [row.state.value for row in show(house, NAME, "tiny", episode)]


def test_after_making_everything_is_current(filmed):
    assert states(filmed) == ["current"] * 4


def test_an_episode_that_was_never_made_is_missing(filmed):
    assert states(filmed, 2) == ["missing"] * 4
    assert seen(filmed, 2)["takes"].waits_for == "board"


def test_reading_the_same_script_again_changes_nothing(filmed, script):
    write(filmed, script)

    assert states(filmed) == ["current"] * 4


def test_an_edited_line_makes_the_board_stale_because_of_the_script(filmed, script):
    script.write_text(script.read_text("utf-8").replace("你走。", "你快走吧。"), "utf-8")
    write(filmed, script)
    rows = seen(filmed)

    assert states(filmed) == ["stale"] * 4
    assert rows["board"].changed == ("script",)
    assert rows["cut"].waits_for == rows["master"].waits_for == "board"


def test_after_boarding_again_the_takes_that_lack_are_counted(filmed, script):
    script.write_text(script.read_text("utf-8").replace("你走。", "你快走吧。"), "utf-8")
    write(filmed, script)
    board(filmed, NAME, 1)
    rows = seen(filmed)

    assert rows["board"].state is State.CURRENT
    assert rows["takes"].lacking == (("voice", 1),)
    assert rows["cut"].state is State.STALE

    shoot(filmed, NAME, 1)

    assert states(filmed) == ["current", "current", "stale", "stale"]
    assert seen(filmed)["cut"].changed == ("board", "takes")


def test_a_changed_cast_makes_the_board_stale_because_of_the_cast(filmed, script):
    script.with_name("cast.toml").write_text(
        '[[character]]\nname = "林夏"\nhair = "bob"\n', "utf-8"
    )
    write(filmed, script)

    assert seen(filmed)["board"].changed == ("cast",)


def test_a_deleted_blob_is_a_take_that_lacks(filmed):
    first, _ = current_board(filmed, NAME, 1)
    _, shot = look(filmed, first)
    filmed.store.blobs.path(shot.rolls[0].picture.blob).unlink()
    rows = seen(filmed)

    assert rows["takes"].state is State.MISSING
    assert rows["takes"].lacking == (("picture", 1),)
    assert rows["master"].state is State.STALE

    shoot(filmed, NAME, 1)

    assert states(filmed) == ["current"] * 4


@pytest.mark.parametrize(
    ("module", "packages", "thing", "changed"),
    [
        (held, "piying.script", "board", "director"),
        (held, "piying.cut", "cut", "editor"),
        (drawn, "piying.render", "master", "renderer"),
    ],
)
def test_another_program_makes_stale_what_the_older_one_made(
    filmed, monkeypatch, module, packages, thing, changed
):
    def other(*named):
        return "0" * 64 if packages in named else code(*named)

    monkeypatch.setattr(module, "code", other)
    row = seen(filmed)[thing]

    assert row.state is State.STALE
    assert row.changed == (changed,)


def test_another_profile_is_missing_and_an_unknown_one_refused(filmed):
    rows = {row.thing: row for row in show(filmed, NAME, "draft", 1)}

    assert rows["cut"].state is State.CURRENT
    assert rows["master"].state is State.MISSING
    with pytest.raises(Invalid, match="huge"):
        show(filmed, NAME, "huge", 1)


def test_an_unknown_episode_is_named_with_those_there_are(filmed):
    with pytest.raises(Missing, match="1, 2"):
        show(filmed, NAME, "tiny", 9)
