"""What closing a period says."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "settle.bad_period": Said(
        "没有名为“{period}”的结算期。请写成 2026-W47 或 2026-11。",
        "No period is called “{period}”. Write it like 2026-W47 or 2026-11.",
    ),
    "settle.statement_apart": Said(
        "{party} 在 {period} 的结算单各行合计为 {lines}，账本为 {books}（最小货币单位）。"
        "结算单没有写出。请运行 settle --verify。",
        "The lines of the statement of {party} for {period} come to {lines} and the books to "
        "{books} (in the smallest unit). It was not written. Run settle --verify.",
    ),
    "settle.no_deals": Said(
        "{folder} 里没有协议，因此没有人应得款项。请放入写有 "
        "[[deal]]、[[contract]]、[[party]] 的 TOML 文件，写法见 docs/deals.md。",
        "There are no deals in {folder}, so nobody is owed anything. Put TOML files there with "
        "[[deal]], [[contract]] and [[party]]; docs/deals.md shows how.",
    ),
    "settle.party_twice": Said(
        "有两个文件都写了收款方 {party}。请只保留一处。",
        "Two files have the party {party}. Keep it in one of them.",
    ),
    "settle.closed_already": Said(
        "{period} 不能再结：最近结的是 {last}。以后得知的变动会进入下一次结算。",
        "{period} cannot be closed any more: the newest close is {last}. What becomes known "
        "later comes into the next close.",
    ),
    "settle.not_over": Said(
        "{period} 到 {end} 才结束，今天是 {today}。要看暂估，请加 --dry-run。",
        "{period} ends on {end}, and today is {today}. To see what it comes to so far, add "
        "--dry-run.",
    ),
    "settle.no_statement": Said(
        "没有结算单 {name}。可用：{known}。",
        "There is no statement {name}. There are {known}.",
    ),
    "settle.no_close": Said("{period} 没有结过账。", "{period} was not closed."),
    "settle.nothing_closed": Said(
        "还没有结过任何一期。请先运行 settle。",
        "No period has been closed yet. Run settle first.",
    ),
    "settle.paid_too_much": Said(
        "{party} 应付 {owed} {currency}，付款 {paid} {currency} 超过了它。请核对金额。",
        "{party} is owed {owed} {currency}, and {paid} {currency} is more. Check the amount.",
    ),
    "settle.came_back": Said(
        "{statement} 上凭证号 {reference} 的付款已登记为退回。再付一次请用新的凭证号。",
        "What was paid on {statement} with the reference {reference} came back. Paid again, it "
        "has another reference.",
    ),
    "settle.no_payment": Said(
        "{statement} 上没有凭证号为 {reference} 的付款。",
        "Nothing was entered as paid on {statement} with the reference {reference}.",
    ),
    "settle.bad_amount": Said(
        "“{amount}”不是 {currency} 的金额。请写成 1234.56，并大于零。",
        "“{amount}” is no amount of {currency}. Write it like 1234.56, above zero.",
    ),
    # --- the verbs
    "cli.help_settle": Said(
        "结一期账：入账并写出结算单；或登记销售、核验账本",
        "close a period: post what it comes to, write the statements; enter sales, verify",
    ),
    "cli.help_close-week": Said(
        "settle 的另一个名字：结上一整周", "another name of settle: close the last whole week"
    ),
    "cli.help_statement": Said(
        "列出、查看、写出结算单；登记付款", "list, show and write statements; enter payments"
    ),
    "cli.help_period": Said(
        "结算期：2026-W47 或 2026-11；不写则为上一整周",
        "the period: 2026-W47 or 2026-11; without one, the last whole week",
    ),
    "cli.help_settle_dry_run": Said(
        "只看会结出什么（暂估），不入账", "only show what it comes to so far; post nothing"
    ),
    "cli.help_settle_verify": Said(
        "核验整个账本，指出第一条有问题的分录",
        "verify the books from the first entry; the first bad one is named",
    ),
    "cli.help_sales": Said(
        "先登记 CSV 文件里的销售，写法见 docs/money.md",
        "first enter the sales of CSV files; docs/money.md has their columns",
    ),
    "cli.help_statement_id": Said(
        "结算单编号；不写则列出全部", "the statement; without one, all are listed"
    ),
    "cli.help_of_period": Said("只列这一期", "only of this period"),
    "cli.help_of_party": Said("只列这个收款方", "only of this party"),
    "cli.help_write_statement": Said(
        "把结算单写到文件夹：PDF、CSV、JSON", "write it to a folder: PDF, CSV and JSON"
    ),
    "cli.help_paid": Said(
        "登记已付金额，如 1234.56", "enter that this amount was paid, like 1234.56"
    ),
    "cli.help_came_back": Said(
        "登记：这笔付款被退回，写明原因", "enter that this payment came back, and why"
    ),
    "cli.help_reference": Said(
        "付款凭证号；同一凭证只登记一次",
        "the bank's reference; the same one is entered once",
    ),
    "cli.settled": Said(
        "{period}（{begin} 至 {end}）已结，入账 {entries} 条。",
        "{period} ({begin} to {end}) is closed, with {entries} new entries.",
    ),
    "cli.settled_provisional": Said(
        "{period}（{begin} 至 {end}）暂估：会入账 {entries} 条，现在什么也没有入账。",
        "{period} ({begin} to {end}), provisional: {entries} entries would be posted; nothing "
        "was.",
    ),
    "cli.statements_written": Said(
        "{count} 份结算单已写到 {path}。", "{count} statements are in {path}."
    ),
    "cli.statement_written": Said("已写出 {path}", "written: {path}"),
    "cli.statement_sum": Said(
        "期末应付 {closing} {currency}，付款日 {due}",
        "closing balance {closing} {currency}, payment day {due}",
    ),
    "cli.statement_needed": Said(
        "请写明是哪一份结算单，例如 2026-W47-studio-CNY。",
        "Say which statement it is for, like 2026-W47-studio-CNY.",
    ),
    "cli.reference_needed": Said(
        "请用 --reference 写明付款凭证号，同一笔付款才不会登记两次。",
        "Give the bank's reference with --reference, so that a payment is never entered twice.",
    ),
    "cli.no_statements": Said("没有结算单。", "There are no statements."),
    "cli.paid": Said(
        "{statement} 已登记付款 {amount} {currency}（分录 {entry}）。",
        "{amount} {currency} was paid on {statement} (entry {entry}).",
    ),
    "cli.came_back": Said(
        "{statement} 上凭证号 {reference} 的付款已登记为退回（分录 {entry}），重新计入应付。",
        "What was paid on {statement} with the reference {reference} came back (entry {entry}) "
        "and is owed again.",
    ),
    "cli.paid_or_back": Said(
        "--paid 与 --came-back 只能写一个。",
        "Either --paid or --came-back: a payment is entered, or that it came back.",
    ),
    "cli.sales_entered": Said(
        "{path}：{rows} 笔销售，其中 {fresh} 笔是新的。",
        "{path}: {rows} sales, {fresh} of them new.",
    ),
    "cli.sales_uncovered": Said(
        "有 {count} 笔销售没有合同覆盖，因此没有人分得（{first}…）。请补合同后再结。",
        "{count} sales are covered by no contract, so nobody shares them ({first}…). Add the "
        "contract; the next close pays them.",
    ),
    "cli.books_good": Said(
        "账本完好：{count} 条分录，账本头 {head}",
        "the books are whole: {count} entries, head {head}",
    ),
    "cli.books_broken": Said(
        "账本在第 {seq} 条有问题：{why}。请用备份核对，不要继续入账。",
        "The books are broken at entry {seq}: {why}. Compare them with a backup and post "
        "nothing more.",
    ),
    "cli.clearing_open": Said(
        "{account} 自 {since} 起还有 {amount} 没有归零",
        "{account} has had {amount} open since {since}",
    ),
    "cli.head_statement": Said("结算单", "statement"),
    "cli.head_opening": Said("期初", "opening"),
    "cli.head_earned": Said("应得", "earned"),
    "cli.head_tax": Said("税", "tax"),
    "cli.head_held": Said("暂扣", "held"),
    "cli.head_closing": Said("期末", "closing"),
    "cli.head_due": Said("付款日", "due"),
    "cli.head_units": Said("计数", "units"),
    "cli.head_amount": Said("金额", "amount"),
    "cli.head_clause": Said("条款", "clause"),
}
