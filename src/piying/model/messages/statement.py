"""What a statement says on its page."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "statement.title_week": Said("周结算单", "Weekly statement"),
    "statement.title_month": Said("月结算单", "Monthly statement"),
    "statement.days": Said("{begin} 至 {end}", "{begin} to {end}"),
    "statement.state_due": Said("{day} 付款", "Payable {day}"),
    "statement.state_carried": Said("结转下期", "Carried over"),
    "statement.page_of": Said("第 | 页，共 | 页", "Page | of |"),
    "statement.party": Said("收款方", "Payee"),
    "statement.issuer": Said("出具方", "Issued by"),
    "statement.currency": Said("币种", "Currency"),
    "statement.due": Said("付款日", "Payment day"),
    "statement.due_unknown": Said("合同未约定", "not agreed"),
    "statement.unrecouped_before": Said("期初未抵扣保底", "Unrecouped before"),
    "statement.recouped": Said("本期抵扣", "Recouped now"),
    "statement.guaranteed": Said("新增保底", "Newly guaranteed"),
    "statement.group": Said("整组 {group}", "Group {group}"),
    "statement.unrecouped_after": Said("期末未抵扣保底", "Unrecouped after"),
    "statement.opening": Said("期初应付", "Opening balance"),
    "statement.earned": Said("本期应得", "Earned"),
    "statement.tax": Said("代扣税款", "Tax withheld"),
    "statement.held": Said("暂扣", "Held"),
    "statement.paid": Said("已付", "Paid"),
    "statement.closing": Said("期末应付", "Closing balance"),
    "statement.by_series": Said("各剧应得", "Earned by series"),
    "statement.number": Said("行号", "Line"),
    "statement.what": Said("项目", "Item"),
    "statement.units": Said("计数", "Counted"),
    "statement.rate": Said("费率", "Rate"),
    "statement.residue": Said("尾差", "Residue"),
    "statement.amount": Said("金额", "Amount"),
    "statement.so_far": Said("累计算法", "How the whole came about so far"),
    "statement.total": Said("小计", "Subtotal"),
    "statement.no_series": Said("不属于单部剧", "Of no single series"),
    "statement.clause": Said("合同第 {clause} 条", "clause {clause}"),
    "statement.proof_title": Said("如何核验", "How to check it"),
    "statement.proof": Said(
        "本单每一行都能追到合同条款、日汇总和每一次播放：piying explain {id} 行号。"
        "尾差是不足一分的零头，记入尾差暂挂，逐期累计，不会丢失。"
        "下列摘要（SHA-256）可与导出的账本逐一核对。",
        "Every line can be walked back to its clause, to daily roll-ups and to plays: "
        "piying explain {id} LINE. A residue is the fraction of the smallest unit; it waits in "
        "the rounding suspense from period to period and is never lost. These SHA-256 digests "
        "can be held against an exported ledger.",
    ),
    "statement.ledger_head": Said("账本末项", "Ledger head"),
    "statement.deal_version": Said("协议 {deal}", "Deal {deal}"),
    "statement.daily": Said("播放与销售 {day}", "Plays and sales {day}"),
    "statement.unit_plays": Said("次有效播放", "effective plays"),
    "statement.unit_minutes": Said("有效分钟", "effective minutes"),
    "statement.unit_hours": Said("有效小时", "effective hours"),
    "statement.unit_sales": Said("笔", "sales"),
    "statement.not_set": Said(
        "结算单 {id} 无法排版：{why}",
        "The statement {id} could not be set: {why}",
    ),
    # --- lines
    "statement.line_earned": Said("本期应得", "Earned in this period"),
    "statement.line_corrected": Said("以前各期更正", "Earlier periods, corrected"),
    "statement.line_reserved": Said("本期预留", "Kept back in this period"),
    "statement.line_released": Said("预留释放", "Released from what was kept back"),
    "statement.line_granted": Said(
        "非现金激励：{amount} {unit}", "Not in cash: {amount} {unit}"
    ),
    "statement.unit_users": Said("人次", "people"),
    # --- what a step counts, and whose counts they are
    "statement.of_effective_plays": Said("有效播放", "effective plays"),
    "statement.of_effective_minutes": Said("有效分钟", "effective minutes"),
    "statement.of_effective_hours": Said("有效小时", "effective hours"),
    "statement.of_users": Said("观看人次", "people"),
    "statement.of_gross": Said("流水", "gross sales"),
    "statement.of_net": Said("净收入", "net revenue"),
    "statement.of_net_of_costs": Said("扣除成本后的净收入", "revenue net of costs"),
    "statement.of_refund": Said("退款", "refunds"),
    "statement.of_fee": Said("手续费", "fees"),
    "statement.of_cost": Said("成本", "costs"),
    "statement.counts_own": Said("自有计数", "own counts"),
    "statement.counts_statement": Said("平台对账单", "the platform's statement"),
}
