"""Only what changed is made again: takes by their recipes, segments by their digests."""

from __future__ import annotations

import pytest

from piying.studio.make import make
from piying.studio.showing.show import show
from piying.studio.writing.write import write

NAME = "小戏"


def remake(house, script, old, new, episode=1):
    """The film after `old` became `new` in the screenplay."""
    text = script.read_text("utf-8")
    assert old in text
    script.write_text(text.replace(old, new, 1), "utf-8")
    return make(house, write(house, script).name, episode, "tiny")


def test_editing_a_line_makes_its_voice_its_shots_and_their_segments(
    filmed, script, cast, fakes
):
    film = remake(filmed, script, "你走。", "你快走吧。")

    assert cast.voice.made == ["你快走吧。"]
    assert [shot.speech is not None for shot in fakes.CountingKit.made] == [True]
    assert film.mastered.made_count == len(fakes.DRAWN) <= 2
    assert film.mastered.held_count >= 4


def test_a_line_of_the_same_length_keeps_all_segments_of_other_shots(filmed, script):
    film = remake(filmed, script, "是我。", "是他。")

    assert film.mastered.made_count == 1


def test_inserting_a_line_does_not_draw_other_shots_again(filmed, script, cast):
    film = remake(filmed, script, "林夏：你走。", "林夏：你走。\n陈默：（悲伤）好吧。")

    assert cast.voice.made == ["好吧。"]
    # the new shot, and the one before it, which does not end the episode any more
    assert film.mastered.made_count <= 3
    assert film.mastered.held_count >= 4


def test_inserting_a_scene_does_not_draw_other_shots_again(filmed, script, cast):
    new = "1-1 夜 外 雨中街头\n人物：陈默\n陈默：（平静）到了。\n\n1-2 夜 内 木匠铺客厅"
    film = remake(filmed, script, "1-1 夜 内 木匠铺客厅", new)
    before = film.mastered.held_count

    assert cast.voice.made == ["到了。"]
    assert before >= 3


def test_the_first_episode_does_not_care_about_the_second(filmed, script):
    text = script.read_text("utf-8").replace("好亮。", "真好看啊。")
    script.write_text(text, "utf-8")
    write(filmed, script)

    assert {row.state.value for row in show(filmed, NAME, "tiny", 1)} == {"current"}


def test_the_label_and_the_title_card_stay_on_the_first_seconds_when_a_scene_is_put_first(
    filmed, script
):
    film = remake(
        filmed, script, "1-1 夜 内 木匠铺客厅",
        "1-1 夜 外 雨中街头\n人物：陈默\n陈默：（平静）到了。\n\n1-2 夜 内 木匠铺客厅",
    )  # fmt: skip

    assert film.mastered.master.measurements
    assert film.mastered.path.is_file()


@pytest.mark.parametrize("series", ["小戏", "另一部"])
def test_two_series_share_equal_takes(filmed, script, cast, series):
    script.write_text(script.read_text("utf-8").replace("《小戏》", f"《{series}》"), "utf-8")
    written = write(filmed, script)
    film = make(filmed, written.name, 1, "tiny")

    assert written.name == series
    assert film.shot.made_count == 0
    assert cast.voice.made == []
