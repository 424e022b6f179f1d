"""What is said of sales."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "sales.told_twice": Said(
        "销售 {sale} 已经登记过，而且内容不同。请核对来源；更正请用另一个交易号登记退款。",
        "The sale {sale} was told before, and otherwise. Check where it comes from; to correct "
        "it, enter a refund under a transaction of its own.",
    ),
    "sales.bad_row": Said(
        "{file} 第 {row} 行的 {column} 是“{found}”。请写成：{write}。什么也没有登记。",
        "Row {row} of {file} has “{found}” as {column}. Write it like {write}. Nothing was "
        "entered.",
    ),
    "sales.no_column": Said(
        "{file} 没有 {column} 这一列。需要的列：{known}。",
        "{file} has no column {column}. It needs {known}.",
    ),
    "sales.unreadable": Said(
        "{file} 不是 UTF-8 的 CSV 文件：{why}",
        "{file} is no CSV file in UTF-8: {why}",
    ),
    "sales.no_file": Said(
        "找不到文件 {path}。请检查路径。", "There is no file {path}. Check the path."
    ),
}
