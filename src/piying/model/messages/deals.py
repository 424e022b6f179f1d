"""What the terms of deals say: what is wrong with them, what is asked, how sums came about."""

from __future__ import annotations

from piying.model.messages.said import Said

_DEAL_ZH = "{file}：协议 {deal} 第 {version} 版"
_STEP_ZH = _DEAL_ZH + "的步骤 {step}（{clause}）"
_DEAL = "{file}: version {version} of deal {deal}"
_STEP = "{file}: step {step} ({clause}) of version {version} of deal {deal}"

SAID: dict[str, Said] = {
    "deals.faults": Said("有 {count} 处要改：{faults}", "{count} places to mend: {faults}"),
    "deals.currency_unknown": Said(
        "不认识货币 {currency}。可以用：{known}。",
        "The currency {currency} is not known. Use one of {known}.",
    ),
    "deals.weights": Said(
        "不能按这些权重来分：{weights}。权重不能小于零，也不能全是零。",
        "Nothing can be divided by the weights {weights}: none may be below zero, and not all "
        "may be zero.",
    ),
    "deals.step_twice": Said(
        _DEAL_ZH + "有两个步骤都叫 {step}。请给其中一个换名字。",
        _DEAL + " has two steps called {step}. Rename one.",
    ),
    "deals.step_name": Said(
        _DEAL_ZH + "的步骤“{step}”：名字不能有空格、/ 或 |，并且要写明条款（clause）。",
        "{file}: step “{step}” of version {version} of deal {deal}: an id has no "
        "space, / or |, "
        "and the clause has to be named.",
    ),
    "deals.field_extra": Said(
        _STEP_ZH + "是 {kind}，不能写 {field}。请删去它。",
        _STEP + " is a {kind}, which takes no {field}. Remove it.",
    ),
    "deals.field_missing": Said(
        _STEP_ZH + "缺少 {field}。请写上：{write}",
        _STEP + " needs {field}. Write {write}",
    ),
    "deals.field_one": Said(
        _STEP_ZH + "只能写其中一项：{fields}。",
        _STEP + " takes exactly one of {fields}.",
    ),
    "deals.field_wrong": Said(
        _STEP_ZH + "的 {field} 不对。请写成：{write}",
        "{file}: {field} of step {step} ({clause}) of version {version} of deal {deal} is "
        "wrong. Write {write}",
    ),
    "deals.step_late": Said(
        _STEP_ZH + "（{kind}）放得太后，或者写了两次。"
        "顺序是：计收、保底、激励、预留、分成，然后是代扣和起付额。",
        _STEP + ", a {kind}, comes too "
        "late or twice. The order is: what is earned, guarantee, incentives, reserve, split, "
        "then tax and minimum.",
    ),
    "deals.step_place": Said(
        _STEP_ZH + "（{kind}）不能放在这里：前面得出的"
        "是 {carries}（nothing 没有，units 数量，weights 加权数量，money 金额）。",
        _STEP + ", a {kind}, cannot stand here: what comes in is {carries}.",
    ),
    "deals.split_missing": Said(
        _DEAL_ZH + "没有分成（split）。请写明谁得多少；只有一方时写 part = 1。",
        _DEAL + " has no split. Say who gets what; for one party write part = 1.",
    ),
    "deals.split_over": Said(
        _STEP_ZH + "从 {day} 起合计 {percent}%，超过 100%。请改小。",
        "{file}: the split {step} ({clause}) of version {version} of deal {deal} comes to "
        "{percent} % from {day} on, above 100 %. Make it less.",
    ),
    "deals.split_under": Said(
        _STEP_ZH + "从 {day} 起合计只有 {percent}%。"
        '请写明余下归谁：rest = "house" 或 rest = "producer"',
        "{file}: the split {step} ({clause}) of version {version} of deal {deal} "
        "comes to only "
        '{percent} % from {day} on. Say who keeps the rest: rest = "house", or '
        'rest = "producer"',
    ),
    "deals.part_wrong": Said(
        _STEP_ZH + "里，“{role}”一行不对：名字不能有"
        "空格、/ 或 |，结束不能早于开始，永久的份额不能有结束日。",
        "{file}: in the split {step} ({clause}) of version {version} of deal {deal} "
        "the line of "
        "“{role}” is wrong: a role has no space, / or |, no end stands before its beginning, "
        "and a perpetual part has no end.",
    ),
    "deals.deal_name": Said(
        "{file}：协议的名字“{deal}”不能是空的，也不能有空格、/ 或 |。",
        "{file}: the id of deal “{deal}” may not be empty or hold a space, / or |.",
    ),
    "deals.deal_days": Said(
        _DEAL_ZH + "在 {until} 结束，早于开始的 {effective}。请改正日期。",
        _DEAL + " ends on {until}, before it begins on {effective}. Mend the days.",
    ),
    "deals.calendar_wrong": Said(
        _DEAL_ZH + "的结算周期不对。周期可以写：{known}；时差以分钟计，不超过十四小时。",
        "{file}: the calendar of version {version} of deal {deal} is wrong. A period "
        "is one of "
        "{known}; the offset is in minutes, up to fourteen hours.",
    ),
    "deals.delay_wrong": Said(
        _DEAL_ZH + "的 {field} 不能从 {found} 起算。可以从 period、statement、"
        "invoice 中更早的一项起算。",
        "{file}: {field} of version {version} of deal {deal} cannot count from {found}. It "
        "counts from period, statement or invoice, whichever comes before it.",
    ),
    "deals.day_twice": Said(
        "协议 {deal} 的第 {one} 版和第 {other} 版都从 {day} 起生效，内容却不同。请改"
        "其中一版的生效日。",
        "Versions {one} and {other} of deal {deal} both hold from {day} on and differ. Change "
        "the day of one.",
    ),
    "deals.version_twice": Said(
        "协议 {deal} 有两份不同的内容都叫第 {other} 版。请给后一份新的版本号。",
        "Two different texts of deal {deal} are both called version {other}. Give "
        "the later one "
        "a new number.",
    ),
    "deals.scope_moved": Said(
        "协议 {deal} 的第 {one} 版和第 {other} 版的保底范围不同。已给出的保底不能换范"
        "围；请另立协议。",
        "The guarantee of deal {deal} has another scope in version {one} than in version "
        "{other}. A guarantee that was given keeps its scope; make another deal.",
    ),
    "deals.name_wrong": Said(
        "{file}：合同 {contract} 的 {field}“{found}”不能是空的，也不能有空格、/ 或 |。",
        "{file}: {field} “{found}” of contract {contract} may not be empty or hold a space, / "
        "or |.",
    ),
    "deals.since_unknown": Said(
        "{file}：合同 {contract} 没有写从哪天开始。请写上：since = 2026-01-15",
        "{file}: contract {contract} does not say when it begins. Write since = 2026-01-15",
    ),
    "deals.series_wrong": Said(
        "{file}：合同 {contract} 没有写剧名，或同一部剧写了两次。",
        "{file}: contract {contract} names no series, or one twice.",
    ),
    "deals.days_turned": Said(
        "{file}：合同 {contract} 在 {until} 结束，早于开始的 {since}。请改正日期。",
        "{file}: contract {contract} ends on {until}, before it begins on {since}. Mend the "
        "days.",
    ),
    "deals.holder_wrong": Said(
        "{file}：合同 {contract} 里 {role} 由 {party} 担任的一行不对：名字不能有空格"
        "、/ 或 |，结束不能"
        "早于开始。",
        "{file}: the line of contract {contract} that makes {party} its {role} is wrong: no "
        "space, / or | in a name, and no end before the beginning.",
    ),
    "deals.holder_twice": Said(
        "{file}：合同 {contract} 在 {day} 有两方同时担任 {role}。请改正日期。",
        "{file}: on {day} contract {contract} has two parties as {role}. Mend the days.",
    ),
    "deals.holder_missing": Said(
        "合同 {contract} 在 {day} 没有人担任 {role}。请在 holders 里写明。",
        "On {day} nobody is {role} of contract {contract}. Say who, in holders.",
    ),
    "deals.holders_differ": Said(
        "同一组 {group} 一起抵扣保底，但 {day} 的 {role} 在合同 {one} 与 {other} 里不"
        "是同一方。"
        "请分组，或写成同一方。",
        "The titles of group {group} recoup together, but on {day} {role} is not the "
        "same party "
        "in contracts {one} and {other}. Divide the group, or name one party.",
    ),
    "deals.party_name": Said(
        "{file}：收款方的名字“{party}”不能是空的或 house，也不能有空格、/ 或 |。",
        "{file}: the id of party “{party}” may not be empty, be house, or hold a "
        "space, / or |.",
    ),
    "deals.party_sort": Said(
        "{file}：收款方 {party} 的 sort 只能写：{known}。",
        "{file}: sort of party {party} is one of {known}.",
    ),
    "deals.party_income": Said(
        "{file}：收款方 {party} 的 income 只有个人才写，可以写：{known}。",
        "{file}: income of party {party} is for a person only, one of {known}.",
    ),
    "deals.party_missing": Said(
        "找不到收款方 {party}（合同 {contract}）。请写一个 [[party]]。",
        "There is no party {party}, whom contract {contract} names. Write a [[party]].",
    ),
    "deals.covered_twice": Said(
        "《{series}》在 {platform} 上从 {day} 起同时归合同 {one} 与 {other} 管，同一"
        "次播放会算两次。"
        "请改正期限。",
        "From {day} on {series} on {platform} is covered by both contract {one} and contract "
        "{other}, so one play would count twice. Mend the days.",
    ),
    "deals.contract_twice": Said(
        "合同 {contract} 在 {at} 记了两份不同的内容。请给后一份新的记录时间。",
        "Contract {contract} was recorded twice at {at}, with different texts. Give the later "
        "one its own time.",
    ),
    "deals.contract_moved": Said(
        "合同 {contract} 先后写在协议 {one} 与 {other} 之下。请结束这份合同，另立一份。",
        "Contract {contract} was put under deal {one} and deal {other}. End it, and write "
        "another contract.",
    ),
    "deals.year_unknown": Said(
        "还不知道 {year} 年哪些天放假（要算 {day}）。请把国务院办公厅的放假通知加进工作日表。",
        "The public holidays of {year} are not known (asked for {day}). Add the "
        "notice of that "
        "year to the table of working days.",
    ),
    "deals.income_unknown": Said(
        '税表 {table} 里没有所得种类“{income}”。请在收款方写 income = "royalty"、"author" 或 '
        '"labour"。',
        "The table of tax {table} has no kind of income “{income}”. Write income = "
        '"royalty", "author" or "labour" for the party.',
    ),
    "deals.table_missing": Said(
        "协议 {deal} 要用税表 {table}，但没有这张表。请加上它，或改用已有的。",
        "Deal {deal} withholds by the table {table}, which is not there. Add it, or name "
        "another.",
    ),
    "deals.deal_missing": Said(
        "找不到协议 {deal}（在要求的时间之前没有记录）。请先记下协议。",
        "There is no deal {deal}, or none was recorded by then. Record it first.",
    ),
    "deals.fact_lost": Said(
        "{day} 的数据属于合同 {contract} 的《{series}》，但这份合同不在，或不含这部剧。"
        "请补上合同。",
        "Facts of {day} are of {series} under contract {contract}, which is not there or does "
        "not hold that series. Record the contract.",
    ),
    "deals.fact_elsewhere": Said(
        "{day} 的数据来自 {platform}，但合同 {contract} 不含这个平台。请改正合同或数据。",
        "Facts of {day} come from {platform}, which contract {contract} does not name. Mend "
        "the contract or the facts.",
    ),
    "deals.fact_outside": Said(
        "合同 {contract} 有 {day} 的数据，但这一天不在合同期内，"
        "或协议 {deal} 当天没有生效的版本。请改正期限。",
        "Contract {contract} has facts of {day}, which lies outside its days or has no "
        "version of deal {deal} in force. Mend the days.",
    ),
    "deals.currency_other": Said(
        "{where} 用的是 {found}，而协议 {deal} 用 {currency}。请先按写明的汇率换算。",
        "{where} is in {found}, and deal {deal} in {currency}. Convert it first, at a rate "
        "with a source.",
    ),
    "deals.cell_missing": Said(
        "步骤 {step} 里没有 {format} 在 {day} 的系数。请补上。",
        "Step {step} has no coefficient for {format} on {day}. Add it.",
    ),
    "deals.cells_alike": Said(
        "步骤 {step} 里有两行系数同样适用于 {format}。请删去一行，或写明独家与级别。",
        "Step {step} has two coefficients that fit {format} equally well. Remove one, or say "
        "for which exclusivity and grade it is.",
    ),
    "deals.pool_differs": Said(
        "两份协议对资金池 {pool} 的说法不同：结算周期和更正方式必须一样。请改正其中一份。",
        "Two deals say different things of the pool {pool}: its period and its policy have to "
        "be the same. Mend one.",
    ),
    "deals.pool_negative": Said(
        "《{series}》在资金池 {pool} 的 {period} 里是负数。请检查更正的数据。",
        "{series} weighs less than nothing in the pool {pool} in {period}. Check the "
        "corrections.",
    ),
    "deals.pool_closed_twice": Said(
        "资金池 {pool} 的 {period} 结了两次，内容不同。一个周期只能结一次。",
        "The pool {pool} was closed twice for {period}, in different ways. A period is closed "
        "once.",
    ),
    "deals.group_two_deals": Said(
        "组 {group} 里的合同（如 {contract}）属于两份协议。一起抵扣的剧要在同一份协议下。",
        "The contracts of {group} ({contract} is one) stand under two deals. Titles that "
        "recoup together need one deal.",
    ),
    "deals.date_unknown": Said(
        "{period} 的日期算不出来：协议没有写 {field}。请补上。",
        "A day of {period} cannot be said: the deal does not tell {field}. Add it.",
    ),
    "deals.blocked": Said(
        "有 {count} 项没有人知道，不能结算。{questions}",
        "{count} things are not known, so nothing is settled. {questions}",
    ),
    "deals.question": Said(
        "协议 {deal} 第 {version} 版，步骤 {step}（{clause}），合同 {contract}："
        "{field} 是多少？请查合同后写明。",
        "Deal {deal}, version {version}, step {step} ({clause}), contract {contract}: what is "
        "{field}? Look it up in the written contract.",
    ),
    "deals.trace_basis": Said(
        "计数 {of}（{counts}）：{after}", "Counted {of} ({counts}): {after}"
    ),
    "deals.trace_rate": Said(
        "{before} × {amount} / {per} = {after}", "{before} × {amount} / {per} = {after}"
    ),
    "deals.trace_coefficient": Said(
        "按系数：{before} → {after}", "By the coefficient: {before} → {after}"
    ),
    "deals.trace_pool": Said(
        "资金池 {scope}：权重 {before}，分得 {after}",
        "Pool {scope}: weight {before}, share {after}",
    ),
    "deals.trace_deduct": Said("扣除：{before} → {after}", "Taken off: {before} → {after}"),
    "deals.trace_share": Said("{before} × {amount} = {after}", "{before} × {amount} = {after}"),
    "deals.trace_brackets": Said(
        "分档计算：{before} → {after}", "By brackets: {before} → {after}"
    ),
    "deals.trace_tiers": Said(
        "按 {of} 达到的档位：{after}", "By the threshold of {of} that is reached: {after}"
    ),
    "deals.trace_cap": Said(
        "封顶 {amount}：{before} → {after}", "Capped at {amount}: {before} → {after}"
    ),
    "deals.trace_incentive": Said(
        "按 {of} 的现金激励：{after}", "Cash incentive by {of}: {after}"
    ),
    "deals.trace_guarantee": Said(
        "保底 {guarantee}，已赚 {before}，未抵扣 {unrecouped}",
        "Guarantee {guarantee}, earned {before}, unrecouped {unrecouped}",
    ),
    "deals.trace_reserve": Said("预留 {kept}", "Kept back: {kept}"),
    "deals.trace_split": Said(
        "{party} 分得 {before} 中的 {after}", "{party} gets {after} of {before}"
    ),
    "deals.preset_missing": Said(
        "没有叫 {preset} 的现成条款。有：{known}。",
        "There are no published terms called {preset}. Known: {known}.",
    ),
}
