"""What is said where a platform's statement is held against our own counts, and of disputes."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    # --- reading
    "reconcile.no_template": Said(
        "没有名为“{name}”的对账模板。自带：{known}。"
        "自己的模板写成 TOML 文件，--template 给出路径。",
        "There is no template called “{name}”. These ship: {known}. Write one of your own as a "
        "TOML file and give its path with --template.",
    ),
    "reconcile.file_missing": Said("找不到文件 {path}。", "There is no file {path}."),
    "reconcile.too_large": Said(
        "{file} 太大：{what}，上限 {limit}。请按日期拆成几个文件。",
        "{file} is too large: {what}, and {limit} is the most. Split it by days.",
    ),
    "reconcile.row_too_large": Said(
        "{file} 第 {row} 行超过 {columns} 列，或有单元格超过 {characters} 个字符。",
        "Row {row} of {file} has more than {columns} columns, or a cell of more than "
        "{characters} characters.",
    ),
    "reconcile.old_workbook": Said(
        "{file} 是旧版 Excel（.xls）。请另存为 .xlsx 或 CSV。",
        "{file} is an old Excel workbook (.xls). Save it as .xlsx or CSV.",
    ),
    "reconcile.not_text": Said(
        "{file} 不是 CSV 或 XLSX：按 {encodings} 都读不出来。",
        "{file} is neither CSV nor XLSX: it cannot be read as {encodings}.",
    ),
    "reconcile.broken": Said(
        "{file} 已损坏，读不出表格（{why}）。请重新下载，或另存为 CSV。",
        "{file} is broken and cannot be read as a table ({why}). Download it again, or save it "
        "as CSV.",
    ),
    "reconcile.empty": Said("{file} 里没有任何数据。", "There is nothing in {file}."),
    "reconcile.no_sheet": Said(
        "{file} 没有名为“{sheet}”的工作表，只有：{known}。",
        "{file} has no sheet “{sheet}”, only {known}.",
    ),
    "reconcile.formula": Said(
        "{file} 第 {row} 行的公式 {found} 没有保存结果。"
        "请在表格软件里打开、保存，或另存为 CSV。",
        "The formula {found} in row {row} of {file} has no result kept with it. Open and save "
        "it in a spreadsheet, or save it as CSV.",
    ),
    "reconcile.no_header": Said(
        "{file} 前 {rows} 行里找不到模板 {template} 的表头。"
        "需要：{columns}；数字列之一：{numbers}。",
        "The first {rows} rows of {file} are not the headings of the template {template}. It "
        "needs {columns}, and one of {numbers}.",
    ),
    "reconcile.heading_twice": Said(
        "{file} 的表头“{heading}”出现了两次，分不清用哪一列。请改名或删掉一列。",
        "The heading “{heading}” stands in {file} twice. Rename or remove one of the columns.",
    ),
    "reconcile.no_rows": Said(
        "{file} 的表头下没有一行数据（模板 {template}）。",
        "There is no row below the headings of {file} (template {template}).",
    ),
    "reconcile.bad_cell": Said(
        "{file} 第 {row} 行的 {column} 是“{found}”，读不懂。"
        "请改成日期或数字；合计行请写进模板的 skip。",
        "Row {row} of {file} has “{found}” as {column}, which is not understood. Write a day "
        "or a number; name rows of totals in the template's skip.",
    ),
    "reconcile.say_days": Said(
        "模板 {template} 的文件不写日期。请用 --from 和 --to 说明它是哪几天的。",
        "Files of the template {template} do not say their days. Say with --from and --to "
        "which days this one is of.",
    ),
    "reconcile.say_platform": Said(
        "{file} 第 {row} 行没有平台。请加 --platform，或在模板里写 platform。",
        "Row {row} of {file} names no platform. Add --platform, or set platform in the "
        "template.",
    ),
    "reconcile.say_currency": Said(
        "{file} 第 {row} 行的金额没有币种。请加 --currency，或在模板里写 currency。",
        "Row {row} of {file} has money and no currency. Add --currency, or set currency in the "
        "template.",
    ),
    "reconcile.bad_day": Said(
        "“{found}”不是日期。请写成 2026-11-23。",
        "“{found}” is no day. Write it like 2026-11-23.",
    ),
    "reconcile.days_backwards": Said(
        "{begin} 在 {end} 之后。--from 要早于 --to。",
        "{begin} is after {end}. --from comes before --to.",
    ),
    "reconcile.bad_tolerance": Said(
        "容差“{found}”读不懂。请写成 0.5%、0.5%+10 或 10。",
        "The tolerance “{found}” is not understood. Write it like 0.5%, 0.5%+10, or 10.",
    ),
    "reconcile.overlap": Said(
        "{name} 与已导入的 {other} 日期重叠，同一天会算两次。请用 --from 和 --to 导入相同的日期"
        "（更正），或不重叠的日期；只想比较请加 --dry-run。",
        "{name} and {other}, which is here already, share days that would count twice. Bring "
        "in the same days with --from and --to (as a correction), or others; add --dry-run to "
        "compare alone.",
    ),
    "reconcile.no_line": Said(
        "没有第 {line} 行：共有 {count} 行。",
        "There is no line {line}: there are {count}.",
    ),
    "reconcile.line_agrees": Said(
        "第 {line} 行没有差异，不能提出争议。",
        "Line {line} has no difference to dispute.",
    ),
    "reconcile.line_homeless": Said(
        "第 {line} 行的“{title}”（{platform}，{day}）没有对应的合同，不能冻结。"
        "请先登记别名或合同。",
        "No contract covers “{title}” of line {line} ({platform}, {day}), so nothing can be "
        "held. Enter an alias or a contract first.",
    ),
    "reconcile.say_why": Said(
        "提出争议要说明理由：--why “……”。", "A dispute needs its reason: --why “…”."
    ),
    "reconcile.kept_back": Said(
        "争议只能在保存对账单之后提出：不要同时用 --dry-run 和 --dispute。",
        "Only a statement that is kept can be disputed: leave out --dry-run or --dispute.",
    ),
    "reconcile.alias_unknown": Said(
        "{file} 的别名“{title}”指向未知的剧 {series}。已知：{known}。",
        "The alias “{title}” in {file} is of the unknown series {series}. Known: {known}.",
    ),
    "reconcile.disputed_already": Said(
        "这一行已经有争议 {dispute}，见 {path}。",
        "This line is in dispute already: {dispute} in {path}.",
    ),
    # --- reasons
    "reconcile.why_equal": Said("一致", "equal"),
    "reconcile.why_rounding": Said("取整", "rounding"),
    "reconcile.why_small": Said("容差内", "tolerated"),
    "reconcile.why_late": Said("迟到数据", "late"),
    "reconcile.why_cut_off": Said("日切时间不同", "cut-off"),
    "reconcile.why_fee": Said("已扣费用", "fee"),
    "reconcile.why_price": Said("单价不同", "other price"),
    "reconcile.why_currency": Said("币种不同", "currency"),
    "reconcile.why_unknown_title": Said("剧名未知", "unknown title"),
    "reconcile.why_missing_day": Said("缺少日期", "missing day"),
    "reconcile.why_duplicate": Said("重复行", "duplicate row"),
    "reconcile.why_unexplained": Said("原因不明", "unexplained"),
    # --- kinds
    "reconcile.kind_effective_plays": Said("有效播放", "plays"),
    "reconcile.kind_effective_ms": Said("有效分钟", "minutes"),
    "reconcile.kind_users": Said("人次", "people"),
    "reconcile.kind_gross": Said("收入", "gross"),
    "reconcile.kind_refund": Said("退款", "refunds"),
    "reconcile.kind_fee": Said("手续费", "fees"),
    "reconcile.kind_cost": Said("成本", "costs"),
    "reconcile.kind_pool": Said("资金池", "sum of the pool"),
    "reconcile.kind_pool_others": Said("池内他人权重", "weight of others in the pool"),
    # --- the verb
    "cli.help_reconcile": Said(
        "把平台的结算表与自己的计数对账，逐行说明差异；可就一行提出争议",
        "hold a platform's own statement against our counts, with a reason for each difference",
    ),
    "cli.help_reconcile_file": Said("平台的表：CSV 或 XLSX", "their table: CSV or XLSX"),
    "cli.help_template": Said(
        "导入模板：plain、chinese 等（见 docs/reconcile.md），或 TOML 文件",
        "how it is read: plain, chinese and others (docs/reconcile.md), or a TOML file",
    ),
    "cli.help_first_day": Said("从这一天起，如 2026-11-16", "from this day, like 2026-11-16"),
    "cli.help_last_day": Said("到这一天止（含）", "up to and with this day"),
    "cli.help_write_csv": Said("把全部行写成 CSV 文件", "write all lines to a CSV file"),
    "cli.help_platform": Said(
        "表里没有写平台时，是哪个平台", "the platform of rows that do not name it"
    ),
    "cli.help_currency": Said(
        "表里没有写币种时，是哪种货币", "the currency of rows that do not name it"
    ),
    "cli.help_tolerance": Said(
        "容差：0.5%、10（最小单位）或 0.5%+10，取较大者；不写则按模板",
        "how far it may differ: 0.5%, 10 (smallest units) or 0.5%+10, the larger of both",
    ),
    "cli.help_all_lines": Said("一致的行也列出", "show lines that agree, too"),
    "cli.help_reconcile_dry_run": Said("只比较，什么也不保存", "only compare; keep nothing"),
    "cli.help_dispute": Said(
        "就这一行提出争议：结算时暂扣相应金额",
        "dispute this line: what it is about is held at the next close",
    ),
    "cli.help_why_disputed": Said("争议理由，会记下来", "why it is disputed; it is kept"),
    "cli.head_line": Said("行", "line"),
    "cli.head_series": Said("剧", "series"),
    "cli.head_platform": Said("平台", "platform"),
    "cli.head_days": Said("日期", "days"),
    "cli.head_theirs": Said("对方", "theirs"),
    "cli.head_ours": Said("我方", "ours"),
    "cli.head_apart": Said("差额", "apart"),
    "cli.reconcile_read": Said(
        "{path}：按模板 {template} 读出 {rows} 行（跳过 {skipped} 行，日期之外 {outside} 行，"
        "位数截短 {cut} 处）。",
        "{path}: {rows} rows by the template {template} ({skipped} skipped, {outside} of other "
        "days, {cut} amounts with more digits than are kept).",
    ),
    "cli.reconcile_more": Said(
        "另有 {count} 行未列出；--csv 写出全部。", "{count} more lines; --csv writes all."
    ),
    "cli.reconcile_sum": Said(
        "{kind}：对方 {theirs}（对上 {theirs_matched}，单方 {theirs_alone}）；"
        "我方 {ours}（对上 {ours_matched}，单方 {ours_alone}）",
        "{kind}: theirs {theirs} ({theirs_matched} matched, {theirs_alone} alone); "
        "ours {ours} ({ours_matched} matched, {ours_alone} alone)",
    ),
    "cli.reconcile_result": Said(
        "共 {count} 行，超出容差 {beyond} 行。", "{count} lines, {beyond} beyond the tolerance."
    ),
    "cli.reconcile_written": Said("已写出 {path}", "written: {path}"),
    "cli.reconcile_kept": Said(
        "已保存为 {digest}…，原表一并保存。", "Kept as {digest}…, with the file itself."
    ),
    "cli.reconcile_not_kept": Said("什么也没有保存。", "Nothing was kept."),
    "cli.reconcile_disputed": Said(
        "已提出争议 {dispute}：合同 {contract}，{series}，{begin} 至 {end}。解除时在 "
        "deals/holds.toml 该行写 released。",
        "In dispute: {dispute}, contract {contract}, {series}, {begin} to {end}. To end it, "
        "write released into its row of deals/holds.toml.",
    ),
}
