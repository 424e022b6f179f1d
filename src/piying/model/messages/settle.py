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
}
