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
    # --- the verb
    "cli.help_what-if": Said(
        "用另一套条款重算过去，看谁多谁少；小团队排在最前",
        "other terms over past facts: who would have more and who less, small teams first",
    ),
    "cli.help_terms": Said(
        "条款文件（TOML）：协议，以及有变化的合同",
        "a file of other terms (TOML): deals, and contracts that change",
    ),
    "cli.help_instead_of": Said(
        "文件里的一份协议代替哪份协议；不写则按 id",
        "the deal that the one in the file stands instead of; without it, by its id",
    ),
    "cli.help_other_format": Said("假设是这种形式", "as if they were of this format"),
    "cli.help_exclusive": Said("假设独家或非独家", "as if they were exclusive, or not"),
    "cli.help_only_series": Said("只看这些剧", "only these titles"),
    "cli.head_party": Said("收款方", "payee"),
    "cli.head_format": Said("形式", "format"),
    "cli.head_team": Said("团队人数", "team"),
    "cli.head_before": Said("现行", "before"),
    "cli.head_after": Said("改后", "after"),
    "cli.head_percent": Said("变化", "change"),
    "cli.whatif_result": Said(
        "截至 {day}：{winners} 家多得，{losers} 家少得，{same} 家不变。",
        "Up to {day}: {winners} would have more, {losers} less, {same} the same.",
    ),
    "cli.whatif_sum": Said(
        "合计 {currency}：现行 {before}，改后 {after}，差额 {apart}",
        "Together in {currency}: {before} before, {after} after, {apart} apart",
    ),
    "cli.whatif_team_unknown": Said(
        "没有写团队人数（排在最后）：{contracts}。在合同里写 team。",
        "Team not told, so they come last: {contracts}. Set team in the contract.",
    ),
    "cli.whatif_cost_unknown": Said(
        "没有写制作成本：{contracts}。在合同里写 cost。",
        "Cost not told: {contracts}. Set cost in the contract.",
    ),
}
