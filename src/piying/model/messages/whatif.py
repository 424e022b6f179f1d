"""What is said of other terms over past facts."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "whatif.nothing": Said(
        "没有说明要换什么条款。请用 --terms FILE，或 --format、--exclusive。",
        "Nothing would be otherwise. Give --terms FILE, or --format or --exclusive.",
    ),
    "whatif.no_series": Said(
        "没有名为 {series} 的剧。已知：{known}。",
        "No contract has the series {series}. Known: {known}.",
    ),
    "whatif.no_deal": Said(
        "没有名为 {deal} 的协议可以替换。已知：{known}。请改文件里的 id，或用 --deal 指明。",
        "There is no deal {deal} that this could stand instead of. Known: {known}. Change the "
        "id in the file, or name the deal with --deal.",
    ),
    "whatif.no_contract": Said(
        "没有名为 {contract} 的合同可以替换。已知：{known}。",
        "There is no contract {contract} that this could stand instead of. Known: {known}.",
    ),
    "whatif.one_deal": Said(
        "--deal 只用于恰好有一份协议的文件；这份文件有 {count} 份。",
        "--deal is for a file with exactly one deal; this one has {count}.",
    ),
    "whatif.two_versions": Said(
        "文件里有协议 {deal} 的几个版本，请只留要试算的一个。",
        "The file has several versions of the deal {deal}. Leave the one to try.",
    ),
}
