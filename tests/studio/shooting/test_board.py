"""What was found in the words of a board is told every time, and looked for once."""

from __future__ import annotations

from piying.studio.shooting import board as boards
from piying.studio.shooting.board import board
from piying.studio.writing.write import write

LINE = "好𓀀，さようなら。"


def boarded(house, tmp_path, line=LINE):
    path = tmp_path / "戏.txt"
    path.write_text(f"1-1 日 内 客厅\n人物：阿福\n阿福：{line}\n", encoding="utf-8")
    write(house, path)
    return board(house, "戏", 1)


def counted(monkeypatch):
    """Every time that the words are looked through."""
    looked, real = [], boards.check
    monkeypatch.setattr(boards, "check", lambda *given: looked.append(given) or real(*given))
    return looked


def test_what_was_found_is_told_again_without_looking(house, tmp_path, monkeypatch):
    looked = counted(monkeypatch)
    first = boarded(house, tmp_path)

    again = boarded(house, tmp_path)

    assert len(looked) == 1
    assert first.made
    assert not again.made
    assert again.findings == first.findings
    assert {"board.not_shown", "board.not_said"} <= {one.code for one in again.findings}
    assert (again.board, again.digest) == (first.board, first.digest)


def test_another_line_is_looked_at(house, tmp_path, monkeypatch):
    boarded(house, tmp_path)
    looked = counted(monkeypatch)

    assert not boarded(house, tmp_path, "走吧。").findings
    assert len(looked) == 1


def test_another_reader_or_other_fonts_look_again(house, tmp_path, monkeypatch):
    boarded(house, tmp_path)
    looked = counted(monkeypatch)
    monkeypatch.setattr(boards, "version", lambda name: f"next of {name}")

    again = boarded(house, tmp_path)

    assert len(looked) == 1
    assert not again.made
    assert again.findings
