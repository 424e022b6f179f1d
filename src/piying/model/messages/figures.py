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
    "figures.no_series": Said(
        "没有你可以查看的剧集“{series}”。请核对名称，或请运营人员检查合同。",
        "There is no series “{series}” whose figures you may see. Check its name, or ask an "
        "operator to check the contract.",
    ),
}
