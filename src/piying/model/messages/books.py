"""What the books say: drafts that are refused, holds, wallets, and what verifying found."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "books.bad_account": Said(
        "“{account}”不是账户名。账户名写作 类别:对象:币种，例如 payable:studio-a:CNY；"
        "类别见 docs/ledger.md。",
        "“{account}” is no account. An account is SORT:OF:CURRENCY, like payable:studio-a:CNY; "
        "docs/ledger.md lists the sorts.",
    ),
    "books.account_differs": Said(
        "账户 {account} 在账本里与这里写的不同：{found}。账户开立后不能改变；请用另一个名字。",
        "The account {account} stands otherwise in the books: {found}. An account never "
        "changes once it is open: use another name.",
    ),
    "books.bad_words": Said(
        "分录 {draft} 的 {field} 不能是“{value}”：要写内容，最多 500 个字，不含换行。",
        "{field} of the entry {draft} may not be “{value}”: it needs words, at most 500 "
        "characters, without line breaks.",
    ),
    "books.bad_day": Said(
        "分录 {draft} 的日期“{value}”无效，应写成 2026-11-23。",
        "The day “{value}” of the entry {draft} is none; write it like 2026-11-23.",
    ),
    "books.bad_count": Said(
        "分录 {draft} 有 {count} 行；一笔分录要有 2 到 {most} 行。",
        "The entry {draft} has {count} lines; an entry has from 2 to {most}.",
    ),
    "books.bad_amount": Said(
        "分录 {draft} 中 {account} 的数额 {minor} 不能入账：不可为零，"
        "绝对值不超过 10 的 15 次方。",
        "{minor} for {account} in the entry {draft} cannot be posted: it may not be nothing, "
        "and at most 10 to the power of 15 either way.",
    ),
    "books.unbalanced": Said(
        "分录 {draft} 的 {currency} 借贷不平，差 {total}。借方与贷方之和必须为零。",
        "The entry {draft} does not balance in {currency}: {total} is left over. Debits and "
        "credits have to add up to nothing.",
    ),
    "books.too_much_left": Said(
        "分录 {draft} 的 {currency} 余下 {minor}，超出取整所能留下的。请检查各方的累计数。",
        "The entry {draft} leaves {minor} of {currency} over, more than rounding can. Check "
        "the cumulative amounts of its parties.",
    ),
    "books.idem_conflict": Said(
        "编号 {draft} 已有一笔内容不同的分录 {entry}。已入账的不能改；请换一个编号，"
        "或先冲销那一笔。",
        "There is an entry {entry} under {draft} already, and it says something else. What is "
        "posted never changes: use another key, or reverse that entry first.",
    ),
    "books.entry_missing": Said(
        "账本里没有分录 {entry}。", "There is no entry {entry} in the books. Check its name."
    ),
    "books.reversed_already": Said(
        "分录 {entry} 已被冲销过；一笔分录只能冲销一次。",
        "The entry {entry} was reversed before; an entry is reversed at most once.",
    ),
    "books.reverses_reversal": Said(
        "分录 {entry} 本身就是冲销，不能再冲销。请把正确的内容重新入账。",
        "The entry {entry} is a reversal itself and is not reversed. Post what is right anew.",
    ),
    "books.not_mirror": Said(
        "分录 {draft} 说是冲销，却与原分录不是逐户相反。请用原分录的镜像。",
        "The entry {draft} says that it reverses another, but is not its mirror. Use the "
        "mirror of that entry.",
    ),
    "books.below_floor": Said(
        "分录 {draft} 会使 {account} 低于其下限，余额不足。整笔没有入账。",
        "The entry {draft} would bring {account} below its floor: there is not enough in it. "
        "Nothing of it was posted.",
    ),
    "books.refused": Said(
        "数据库拒绝了这些分录：{why}。什么也没有入账；请用 settle --verify 核对账本。",
        "The database refused the entries: {why}. Nothing was posted; verify the books with "
        "settle --verify.",
    ),
    "books.not_positive": Said(
        "{what} 的数额必须大于零，这里是 {minor}。",
        "The amount of {what} has to be above zero; it is {minor}.",
    ),
    "books.not_a_hold": Said(
        "分录 {draft} 不是一笔暂扣，不能据此放行或没收。",
        "The entry {draft} is no hold, so nothing can be released or given away from it.",
    ),
    "books.hold_differs": Said(
        "争议 {dispute} 暂扣了 {currency} {minor}，这里却分出 {given}。必须正好分完。",
        "The dispute {dispute} holds {minor} of {currency}, but {given} is given out. It has "
        "to be exactly all of it.",
    ),
    "books.count_differs": Said(
        "{day} 的日汇总不平：收到 {received}，计入 {counted}，按原因不计 {refused}。",
        "The roll-up of {day} does not add up: {received} received, {counted} counted, "
        "{refused} refused.",
    ),
    "books.rows_differ": Said(
        "{day} 的逐行合计与日汇总不符：逐行计入 {rows}，日汇总 {counted}。",
        "The rows of {day} do not add up to its roll-up: {rows} counted by row, {counted} in "
        "the roll-up.",
    ),
    "books.head_unreadable": Said(
        "读不懂账本头 {path}。请从留存处取回它。",
        "The head of the books at {path} cannot be read. Fetch it from where it is kept.",
    ),
    "books.sqlite_old": Said(
        "这里的 SQLite 是 {found}，账本需要 {needed} 或更新的版本。"
        "请换用自带较新 SQLite 的 Python，或用 --database-url 指定 PostgreSQL。",
        "SQLite is {found} here; the books need {needed} or newer. Use a Python that comes "
        "with it, or name a PostgreSQL database with --database-url.",
    ),
    "books.database_unsafe": Said(
        "SQLite 没有打开 {setting}，账本得不到保护。请换用较新的 SQLite。",
        "SQLite did not turn on {setting}, so the books would not be safe. Use another build "
        "of SQLite.",
    ),
    "books.flaw_order": Said("序号不连续", "its number does not follow"),
    "books.flaw_prev": Said("与上一条不相接", "it does not follow the entry before it"),
    "books.flaw_body": Said("内容被改过", "its content was changed"),
    "books.flaw_hash": Said("序号、时间或哈希被改过", "its number, time or hash was changed"),
    "books.flaw_unbalanced": Said("借贷不平", "it does not balance"),
    "books.flaw_repeated": Said("编号重复", "its key is that of an earlier entry"),
    "books.flaw_account": Said("有账户不存在或被改过", "an account is missing or was changed"),
    "books.flaw_mirror": Said(
        "不是所冲销分录的镜像，或重复冲销",
        "it is not the mirror of what it reverses, or reverses it again",
    ),
    "books.flaw_floor": Said("使账户低于下限", "it brings an account below its floor"),
    "books.flaw_balance": Said(
        "滚动余额与重算的不符", "a running balance is not what the entries come to"
    ),
    "books.flaw_head": Said("与别处留存的账本头不符", "it is not what was anchored elsewhere"),
    "books.flaw_truncated": Said(
        "账本在留存的账本头之前就断了", "the books end before an entry that was anchored"
    ),
    "books.flaw_signature": Said(
        "账本头的签名不对", "the head of the books is not signed by the trusted key"
    ),
    "books.flaw_stray": Said("有不属于任何分录的行", "there are lines that belong to no entry"),
    "books.flaw_guards": Said(
        "数据库的守护触发器缺失或被改过",
        "guards of the database are missing or were changed",
    ),
}
