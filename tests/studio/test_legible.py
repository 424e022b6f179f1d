"""What of a board cannot be said or shown is told before anything is made."""

from __future__ import annotations

import pytest

from piying.model.errors import Invalid
from piying.model.script import Severity
from piying.studio.board import board
from piying.studio.write import write

HEAD = "1-1 日 内 客厅\n人物：阿福\n"


def found(house, tmp_path, line):
    path = tmp_path / "戏.txt"
    path.write_text(f"{HEAD}阿福：{line}\n", encoding="utf-8")
    write(house, path)
    return board(house, "戏", 1)


def test_an_emoji_and_foreign_letters_are_told_of_and_do_not_stop_the_film(house, tmp_path):
    boarded = found(house, tmp_path, "好😭，さようなら。")

    told = {one.code: one for one in boarded.findings}
    assert told["board.not_shown"].span.line == 3
    assert dict(told["board.not_shown"].data)["symbols"] == "😭"
    assert told["board.not_said"].severity is Severity.WARNING
    said = [shot.spec.speech.text for shot in boarded.board.shots if shot.spec.speech]
    assert said == ["好😭，さようなら。"]


def test_a_wrong_reading_in_brackets_is_refused_with_its_line(house, tmp_path):
    with pytest.raises(Invalid) as caught:
        found(house, tmp_path, "还[huan9]给你。")

    assert caught.value.code == "board.override_wrong"
    assert caught.value.data["at"] == 3
    assert "3" in caught.value.said("zh")


def test_the_board_has_the_title_of_the_script(house, tmp_path):
    assert found(house, tmp_path, "好。").board.series == "戏"
