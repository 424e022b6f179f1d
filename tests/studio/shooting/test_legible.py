"""What of a board cannot be said or shown is told before anything is made."""

from __future__ import annotations

import pytest

from piying.model.canon import Digest
from piying.model.clock import Rate
from piying.model.cut import Caption, Card, CardKind, Cut
from piying.model.errors import Invalid
from piying.model.script import Severity
from piying.studio.shooting.board import board
from piying.studio.shooting.held import material
from piying.studio.shooting.legible import check_cut
from piying.studio.writing.write import write

HEAD = "1-1 日 内 客厅\n人物：阿福\n"


def found(house, tmp_path, line):
    path = tmp_path / "戏.txt"
    path.write_text(f"{HEAD}阿福：{line}\n", encoding="utf-8")
    write(house, path)
    return board(house, "戏", 1)


def test_signs_of_no_font_and_foreign_letters_are_told_of_and_do_not_stop_the_film(
    house, tmp_path
):
    boarded = found(house, tmp_path, "好𓀀，さようなら。")

    told = {one.code: one for one in boarded.findings}
    assert told["board.not_shown"].span.line == 3
    assert dict(told["board.not_shown"].data)["symbols"] == "𓀀 (U+13000)"
    assert told["board.not_said"].severity is Severity.WARNING
    said = [shot.spec.speech.text for shot in boarded.board.shots if shot.spec.speech]
    assert said == ["好𓀀，さようなら。"]


def test_an_emoji_is_drawn_and_nothing_is_told_of_it(house, tmp_path):
    boarded = found(house, tmp_path, "好😭，👨‍👩‍👧🇨🇳1️⃣❤！")

    assert "board.not_shown" not in {one.code for one in boarded.findings}


def test_a_cut_is_checked_again_with_the_line_of_the_script(house, tmp_path):
    boarded = found(house, tmp_path, "走吧。")
    shot = next(one for one in boarded.board.shots if one.spec.speech)
    captions = (
        Caption(0, 10, "走𓀀吧。", "阿福", shot=shot.id),
        Caption(0, 10, "很好。", shot="elsewhere"),
    )
    cards = (Card(CardKind.TITLE, 0, 9, ("戏𓀁",)),)
    cut = Cut(Digest(""), "戏", 1, "", "zh", Rate(25), (), (), captions, cards)

    told = check_cut(cut, boarded.board, held_spans(house))

    assert [(one.span.line, dict(one.data)["symbols"]) for one in told] == [
        (3, "𓀀 (U+13000)"), (1, "𓀁 (U+13001)"),
    ]  # fmt: skip


def held_spans(house):
    return material(house, "戏", 1).reading.spans


def test_a_wrong_reading_in_brackets_is_refused_with_its_line(house, tmp_path):
    with pytest.raises(Invalid) as caught:
        found(house, tmp_path, "还[huan9]给你。")

    assert caught.value.code == "board.override_wrong"
    assert caught.value.data["at"] == 3
    assert "3" in caught.value.said("zh")


def test_the_board_has_the_title_of_the_script(house, tmp_path):
    assert found(house, tmp_path, "好。").board.series == "戏"
