"""What the pages of closed weeks say."""

from __future__ import annotations

from piying.model.messages.said import Said

CLOSES: dict[str, Said] = {
    "desk.closes": Said("周结与付款", "Closed weeks"),
    "desk.closes_text": Said(
        "每次关账后：谁得了多少，税、争议和预留各扣了多少，付了没有。",
        "After each close: what came to whom, what tax, disputes and reserves took, and what "
        "was paid out.",
    ),
    "desk.no_closes": Said("还没有关过账", "No week has been closed yet"),
    "desk.no_closes_text": Said(
        "一周过完后，用 piying settle 关账，这里就会出现。",
        "Once a week is over it is closed with piying settle, and appears here.",
    ),
    "desk.sums_text": Said(
        "上期结转 + 应得 − 税 − 暂扣 − 已付 = 期末应付。应得已经不含预留。",
        "Carried over + earned − tax − held − paid = owed at the end. What is earned is "
        "already without what was reserved.",
    ),
    "desk.reserved": Said("预留", "Reserved"),
    "desk.beside_reserved": Said("另预留 {money}", "{money} more is reserved"),
    "desk.with_released": Said("含释放的 {money}", "with {money} that was reserved before"),
    "desk.paid_since": Said("上次关账后已付", "Paid since the last close"),
    "desk.payable": Said("到期应付", "Payment due"),
    "desk.paid_out": Said("已付出", "Paid out"),
    "desk.pay_day": Said("付款日", "Payment day"),
    "desk.payment_state": Said("付款", "Payment"),
    "desk.stage_nothing": Said("转下期", "carried over"),
    "desk.stage_due": Said("待付", "to be paid"),
    "desk.stage_part": Said("付了一部分", "paid in part"),
    "desk.stage_late": Said("逾期未付", "overdue"),
    "desk.stage_paid": Said("已付清", "paid"),
    "desk.stage_carried": Said("余额转下期", "rest carried over"),
    "desk.known_by": Said(
        "{by} 关账，依据 {when} 前已知的一切", "closed by {by} on what was known by {when}"
    ),
    "desk.statements_count": Said("{count} 份结算单", "{count} statements"),
    "desk.parties_table": Said("各方结算单", "Statements"),
    "desk.behind_wrong": Said(
        "条款读不出来，所以不知道各方名称和扣留的原因：",
        "The deals cannot be read, so names and reasons are not known: ",
    ),
}

KEPT: dict[str, Said] = {
    "desk.kept_held": Said("关账时仍暂扣的", "Held at the end of the week, and why"),
    "desk.kept_held_text": Said(
        "有争议的金额，放行以前不付。由 deals/holds.toml 的一行决定。",
        "Disputed amounts are not paid until they are released, by a row of deals/holds.toml.",
    ),
    "desk.no_held": Said("没有暂扣的金额。", "Nothing is held."),
    "desk.kept_reserved": Said("关账时仍预留的", "Reserved at the end of the week"),
    "desk.kept_reserved_text": Said(
        "按合同条款留到某一天，到期自动转为应付。",
        "Kept back by the contract until a day, and owed from then on.",
    ),
    "desk.no_reserved": Said("没有预留的金额。", "Nothing is reserved."),
    "desk.held_why": Said("原因", "Why"),
    "desk.held_by": Said("{by} 提出", "asked for by {by}"),
    "desk.held_most": Said("每方最多 {money}", "at most {money} of each party"),
    "desk.held_days": Said("涉及的日期", "Of the days"),
    "desk.held_unknown": Said("没有找到对应的争议", "no dispute says why"),
    "desk.held_still": Said("仍暂扣", "still held"),
    "desk.held_released": Said("{day} 放行", "released {day}"),
    "desk.reserve_until": Said("留到 {day}", "until {day}"),
    "desk.reserve_days": Said(
        "每期结束后 {days} 天", "{days} days after the end of each period"
    ),
    "desk.reserve_end": Said("到何时", "Until"),
    "desk.payouts": Said("在这份单上付出的", "What was paid on it"),
    "desk.no_payouts": Said(
        "还没有登记付款。付款后用 piying statement 登记。",
        "No payment was entered yet. Once paid, it is entered with piying statement.",
    ),
    "desk.reference": Said("银行流水号", "Reference"),
    "desk.entry": Said("分录", "Entry"),
    "desk.undone": Said("已退回", "came back"),
}

EXPLAINED: dict[str, Said] = {
    "desk.line_number": Said("第 {number} 行", "Line {number}"),
    "desk.explain_line": Said("第 {number} 行从何而来", "Where line {number} comes from"),
    "desk.rate": Said("费率", "Rate"),
    "desk.residue": Said("尾差", "Residue"),
    "desk.residue_text": Said(
        "不足最小单位的零头，留到以后各期", "of a smallest unit, waits for later periods"
    ),
    "desk.by_clauses": Said("按条款", "By the clauses"),
    "desk.by_clauses_text": Said(
        "从合同第一天累计到 {end}；本期金额是它与上期累计之差。",
        "All from the first day of the contract up to {end}; the line is by how much that "
        "grew in this period.",
    ),
    "desk.no_steps": Said(
        "这一行没有步骤：它更正或释放以前各期。",
        "This line has no steps: it corrects or releases earlier periods.",
    ),
    "desk.exact": Said("精确值（金额为最小单位）", "Exact, money in the smallest unit"),
    "desk.counted_from": Said("数据来自", "Counted from"),
    "desk.counted_from_text": Said(
        "本期的每一项数据和它的依据。", "Each fact of this period, with its evidence."
    ),
    "desk.no_sources": Said(
        "这一行没有本期数据：它更正或释放以前各期。",
        "No facts of this period belong to this line: it corrects or releases earlier ones.",
    ),
    "desk.sources_more": Said(
        "显示 {count} 项中的前 {shown} 项，全部见接口。",
        "The first {shown} of {count}; the API gives all of them.",
    ),
    "desk.day": Said("日期", "Day"),
    "desk.platform": Said("平台", "Platform"),
    "desk.fact_contract": Said("合同", "Contract"),
    "desk.fact_kind": Said("类别", "Kind"),
    "desk.counted": Said("计数", "Counted"),
    "desk.evidence": Said("依据", "Evidence"),
    "desk.proof": Said("核对", "Proof"),
    "desk.proved": Said("一致", "adds up"),
    "desk.unproved": Said("缺失", "missing"),
    "desk.all_proved": Said(
        "{count} 项数据都有依据，重新计算的摘要一致。",
        "Every fact has its evidence ({count} of {count}): each digest is the same when it is "
        "worked out again.",
    ),
    "desk.some_unproved": Said(
        "{count} 项数据找不到依据或对不上：不要据此付款，先查备份。",
        "{count} facts have no evidence that adds up: pay nothing on them before you have "
        "looked into a backup.",
    ),
    "desk.from_rollup": Said(
        "日汇总 {day} 第 {version} 版", "roll-up {day}, version {version}"
    ),
    "desk.from_sales": Said("{count} 笔销售", "{count} sales"),
    "desk.from_one_sale": Said("1 笔销售", "1 sale"),
    "desk.from_foreign": Said("对方的对账单 {name}", "statement of others {name}"),
    "desk.rollups": Said("日汇总", "Daily roll-ups"),
    "desk.rollups_text": Said(
        "每天的播放按剧集汇总成一个文件，各行的 SHA-256 写在结算单上。",
        "The plays of each day are rolled up into a file; the SHA-256 of its rows stands on "
        "the statement.",
    ),
    "desk.file": Said("文件", "File"),
    "desk.hours_made": Said("小时数", "Hours"),
    "desk.rows_digest": Said("各行的 SHA-256", "SHA-256 of its rows"),
    "desk.plays_hint": Said(
        "要看到每次播放（只有化名）：piying explain {statement} {number} --plays 100",
        "Down to single plays (pseudonyms only): piying explain {statement} {number} "
        "--plays 100",
    ),
}

SAID: dict[str, Said] = {**CLOSES, **KEPT, **EXPLAINED}
