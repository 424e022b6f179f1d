"""What is said of figures and estimates."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "figures.reading": Said(
        "正在读取实时数据。请过几秒再试。",
        "The figures are being read. Try again in a few seconds.",
    ),
    "figures.unreadable": Said(
        "无法读取实时数据：{why}正在重试。",
        "The figures cannot be read: {why} They are being tried again.",
    ),
    "figures.too_many": Said(
        "同时查看的不同视图太多（最多 {limit} 个）。请过一分钟再试。",
        "Too many different views are watched at once ({limit} at most). Try again in a "
        "minute.",
    ),
    "figures.too_many_streams": Said(
        "你已打开 {most} 个实时页面。请先关闭一个。",
        "You have {most} live pages open. Close one first.",
    ),
    "figures.no_series": Said(
        "没有你可以查看的剧集“{series}”。请核对名称，或请运营人员检查合同。",
        "There is no series “{series}” whose figures you may see. Check its name, or ask an "
        "operator to check the contract.",
    ),
    "figures.estimate_unknown": Said(
        "本周结算额暂时无法估算：有合同条款或数据尚不明确。财务会收到提问，请稍后再看。",
        "What this week comes to cannot be estimated: a term or a figure is not known yet. "
        "Finance is asked for it; look again later.",
    ),
    "figures.not_begun": Said(
        "{period} 从 {begin} 才开始。请选择本周或更早的一周。",
        "{period} begins on {begin}. Choose this week or an earlier one.",
    ),
    "figures.no_close": Said(
        "{period} 没有单独结算，它包含在别的结算期里。请查看结算单列表。",
        "{period} was not closed by itself but within another period. Look at the list of "
        "statements.",
    ),
    "figures.uncounted": Said(
        "从 {first} 起有 {days} 天还没有计数，估算会太慢。请先运行 piying count --day。",
        "{days} days from {first} on are not counted, so an estimate would take too long. Run "
        "piying count --day first.",
    ),
    "figures.bad_days": Said(
        "{first} 到 {last} 不行：最后一天不能早于第一天，最多 {limit} 天。",
        "{first} to {last} will not do: the last day must not come before the first, and there "
        "may be {limit} days.",
    ),
}
