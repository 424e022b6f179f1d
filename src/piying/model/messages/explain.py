"""What is said of a line of a statement, and of exports that others work out again."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "explain.no_line": Said(
        "结算单 {statement} 没有第 {line} 行，共 {count} 行。",
        "The statement {statement} has no line {line}: there are {count}.",
    ),
    "explain.plays_many": Said(
        "一次最多列出 {most} 次播放。", "At most {most} plays are listed at once."
    ),
    "explain.facts_moved": Said(
        "{period} 结账时的数据已无法还原：日汇总文件不在了，或合同、对账单后来改过。"
        "请从备份恢复 plays/days 和 deals。",
        "The facts that {period} was closed on cannot be brought together any more: a roll-up "
        "is gone, or contracts or statements of others were changed since. Restore plays/days "
        "and deals from a backup.",
    ),
    "explain.hour_missing": Said(
        "{hour} 的小时文件 {path} 不在了。请从备份恢复。",
        "The file {path} of the hour {hour} is gone. Restore it from a backup.",
    ),
    "explain.folder_full": Said(
        "{path} 不是空文件夹。请换一个，旧的导出不会被覆盖。",
        "{path} is not empty. Name another folder; an export is never written over.",
    ),
    "explain.no_manifest": Said(
        "{path} 不在：这不是导出的结算单文件夹。",
        "There is no {path}: this folder is no exported statement.",
    ),
    "explain.file_gone": Said(
        "清单里的文件 {path} 不在。请重新索取整个文件夹。",
        "The file {path} of the manifest is not there. Ask for the whole folder again.",
    ),
    "explain.differs": Said(
        "{what} 与清单或结账记录不符，导出被改动过。请重新索取，并核对清单的 SHA-256。",
        "{what} is not what the manifest and the close say, so the export was changed. Ask for "
        "it again and compare the SHA-256 of its manifest.",
    ),
    "explain.chain_broken": Said(
        "导出的账本在第 {seq} 条断了（{flaw}）。",
        "The exported ledger breaks at entry {seq} ({flaw}).",
    ),
    "explain.targets_differ": Said(
        "按条款和数据重算 {period}，与结账记录不一致。请向出具方询问。",
        "Worked out again from terms and facts, {period} is not what was closed. Ask whoever "
        "issued it.",
    ),
    "explain.statement_differs": Said(
        "重算的结算单 {statement} 与导出的不一致。请向出具方询问。",
        "Worked out again, the statement {statement} is not the one that was exported. Ask "
        "whoever issued it.",
    ),
    "explain.say_line": Said(
        "请写出行号：explain 结算单 行号；或用 --export、--check。",
        "Say which line: explain STATEMENT LINE; or use --export or --check.",
    ),
    # --- the verb
    "cli.help_explain": Said(
        "从结算单的一行走到条款、日汇总和播放；导出给别人离线核验，或核验一份导出",
        "walk from a line of a statement to its clause, its days and its plays; export, check",
    ),
    "cli.help_explain_line": Said("第几行", "the number of the line"),
    "cli.help_explain_statement": Said("结算单编号", "the statement"),
    "cli.help_explain_plays": Said(
        "再列出最初 N 次播放（只有化名）", "list the first N plays, too (pseudonyms only)"
    ),
    "cli.help_explain_export": Said(
        "把这份结算单及其全部依据写到空文件夹",
        "write the statement and all that it follows from to an empty folder",
    ),
    "cli.help_explain_check": Said(
        "核验别人给的导出：逐个文件、账本链、条款重算，精确到分",
        "check an export: every file, the chain, and all amounts worked out again to the fen",
    ),
    "cli.explain_line": Said(
        "{statement} 第 {line} 行：{what}，{series}，{amount} {currency}",
        "{statement} line {line}: {what}, {series}, {amount} {currency}",
    ),
    "cli.explain_residue": Said(
        "尾差 {residue} 最小单位，留在尾差暂挂，累计后结出。",
        "Residue: {residue} of the smallest unit, which waits in the rounding suspense.",
    ),
    "cli.explain_steps": Said("按条款（累计至 {end}）：", "By the clauses (all up to {end}):"),
    "cli.explain_sources": Said("数据来自：", "Counted from:"),
    "cli.explain_no_sources": Said(
        "这一行没有本期数据：它更正或释放以前各期。",
        "No facts of this period belong to this line: it corrects or releases earlier ones.",
    ),
    "cli.explain_roll": Said(
        "  {day}  日汇总 {file}，版本 {version}，各行 SHA-256 {rows}，文件 SHA-256 {sha256}，"
        "来自 {hours} 个小时",
        "  {day}  roll-up {file}, version {version}, rows SHA-256 {rows}, file SHA-256 "
        "{sha256}, from {hours} hours",
    ),
    "cli.explain_sales": Said("  {day}  销售 {ids}", "  {day}  sales {ids}"),
    "cli.explain_foreign": Said(
        "  {day}  对方的对账单 {name}", "  {day}  statement of others {name}"
    ),
    "cli.explain_unproved": Said(
        "有数据（{count} 项）找不到依据或对不上：不要据此付款，先查备份。",
        "Facts without evidence that adds up: {count}. Pay nothing on them before you have "
        "looked into a backup.",
    ),
    "cli.explain_proved": Said(
        "数据都有依据（{count} 项），重新计算的摘要一致。",
        "Every fact has its evidence ({count} of {count}): each digest is the same when it is "
        "worked out again.",
    ),
    "cli.explain_plays": Said(
        "最初的播放（含未计入的；人只有化名）：",
        "The first plays (those that did not count among them; people are pseudonyms):",
    ),
    "cli.explain_exported": Said(
        "{statement} 及全部依据已写到 {path}：{count} 个文件，清单 SHA-256 {sha256}。"
        "其中有整个账本到这一期为止的分录、全部合同与收款方，请只交给有权看的人。",
        "{statement} and all that it follows from are in {path}: {count} files, SHA-256 of the "
        "manifest {sha256}. It holds the whole ledger up to this period, every contract and "
        "every payee: give it only to who may see them.",
    ),
    "cli.explain_checked": Said(
        "一致：{files} 个文件、{entries} 条分录、{facts} 项数据、{targets} 个应计数、"
        "{statements} 份结算单、{rollups} 份日汇总，重算后分文不差。账本头 {head}，"
        "清单 SHA-256 {manifest}。",
        "Everything holds: {files} files, {entries} entries, {facts} facts, {targets} targets, "
        "{statements} statements and {rollups} roll-ups come to the same when worked out "
        "again, to the fen. Ledger head {head}, SHA-256 of the manifest {manifest}.",
    ),
    "cli.head_contract": Said("合同", "contract"),
    "cli.head_day": Said("日期", "day"),
    "cli.head_counted": Said("计数", "counted"),
    "cli.head_proved": Said("依据", "evidence"),
    "cli.head_viewing": Said("播放", "viewing"),
    "cli.head_user": Said("化名", "pseudonym"),
    "cli.head_watched": Said("观看毫秒", "watched ms"),
    "cli.proved_yes": Said("一致", "proved"),
    "cli.proved_no": Said("缺失", "missing"),
}
