"""What the reader of tables of facts and rules says."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "tables.not_toml": Said(
        "{file} 不是合法的 TOML：{why}。请改正这一处；文字要加英文引号，金额写成 0.12。",
        "{file} is not TOML: {why}. Mend that place; put text in double quotes and write "
        "amounts as 0.12.",
    ),
    "tables.file_too_long": Said(
        "{file} 太长，最多 {most} 个字符。请分成几个文件。",
        "{file} is too long, at most {most} characters. Divide it into several files.",
    ),
    "tables.tables_too_many": Said(
        "{file} 里的 [[{table}]] 太多，最多 {most} 个。请删去不用的。",
        "{file} has too many [[{table}]], at most {most}. Remove those that are not used.",
    ),
    "tables.id_twice": Said(
        "{file} 里有两个 [[{table}]] 都叫 {id}。请给其中一个换名字。",
        "{file} has two [[{table}]] called {id}. Give one of them another id.",
    ),
    "tables.key_unknown": Said(
        "{file}（{table}）：没有“{key}”这一项。可以写的有：{known}。",
        "{file} ({table}): there is no key {key}. Known: {known}.",
    ),
    "tables.key_missing": Said(
        "{file}（{table}）：缺少“{key}”。请写上：{write}",
        "{file} ({table}): {key} is missing. Write {write}",
    ),
    "tables.value_wrong": Said(
        "{file}（{table}）：“{key}”不能是 {found}。请写成：{write}",
        "{file} ({table}): {key} cannot be {found}. Write {write}",
    ),
}
