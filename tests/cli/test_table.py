from __future__ import annotations

from rich.cells import cell_len

from piying.cli.table import padded, table

ROWS = [("镜头", "who", "words"), ("e01", "林夏", "来电显示是我"), ("e02", "Mara", "x" * 40)]


def test_columns_are_aligned_where_chinese_is_twice_as_wide():
    lines = table(ROWS, 0)
    starts = [
        cell_len(line.split(last)[0]) for line, (*_, last) in zip(lines, ROWS, strict=True)
    ]

    assert len(set(starts)) == 1


def test_the_last_column_is_cut_to_the_width_and_nothing_else_is():
    lines = table(ROWS, 34)

    assert all(cell_len(line) <= 34 for line in lines)
    assert lines[2].endswith("…")
    assert lines[1].endswith("来电显示是我")


def test_nothing_is_cut_where_there_is_no_terminal():
    assert table(ROWS)[2].endswith("x" * 40)


def test_no_rows_are_no_lines():
    assert table([]) == []


def test_padding_counts_cells():
    assert cell_len(padded("配音", 10)) == cell_len(padded("voices", 10)) == 10
    assert padded("long word", 3) == "long word"
