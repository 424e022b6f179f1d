"""What the pages of payments say."""

from __future__ import annotations

from piying.model.messages.said import Said

DISPUTES: dict[str, Said] = {
    "desk.disputes": Said("争议", "Disputes"),
    "desk.disputes_text": Said(
        "付款人向银行要回的钱。请在收款方的后台答复；结果会自己到这里。",
        "What people ask their bank for. Answer at the till; the outcome comes here by itself.",
    ),
    "desk.no_disputes": Said("没有争议。", "There are no disputes."),
    "desk.dispute_stage_inquiry": Said("银行询问", "inquiry"),
    "desk.dispute_stage_open": Said("争议中", "open"),
    "desk.dispute_stage_won": Said("胜诉", "won"),
    "desk.dispute_stage_lost": Said("败诉", "lost"),
    "desk.dispute_held": Said("冻结", "Held"),
    "desk.dispute_held_coins": Said("{count} 金币", "{count} coins"),
    "desk.dispute_until": Said("答复截止", "Answer by"),
    "desk.dispute_never": Said("不能答复", "cannot be answered"),
    "desk.dispute_soon": Said("快到了", "soon"),
    "desk.dispute_past": Said("已过期", "past"),
    "desk.dispute_why": Said("原因", "Reason"),
    "desk.dispute_notice_open": Said(
        "付款人正在争议这一单，钱在收款方手里。没花的金币已冻结，结果出来前不能退款。",
        "This order is disputed and its till holds the money. Coins that are not spent are "
        "held; nothing can be paid back until it is decided.",
    ),
    "desk.dispute_notice_inquiry": Said(
        "银行在询问这一单，钱还在我们这里。现在退款可以避免争议。",
        "A bank asks about this order; nothing was taken yet. Paying it back now may avoid a "
        "dispute.",
    ),
    "desk.disputed_fraudulent": Said("称被盗刷", "says it was fraud"),
    "desk.disputed_unrecognized": Said("不认得这笔付款", "does not know the payment"),
    "desk.disputed_duplicate": Said("称付了两次", "says it was paid twice"),
    "desk.disputed_product_not_received": Said("称没有收到", "says nothing came"),
    "desk.disputed_product_unacceptable": Said("称与描述不符", "says it is not as described"),
    "desk.disputed_credit_not_processed": Said("称没收到退款", "says no refund came"),
    "desk.disputed_subscription_canceled": Said("称已取消", "says it was cancelled"),
    "desk.disputed_general": Said("没有说明", "no reason given"),
}

PAYMENTS: dict[str, Said] = {
    "desk.payments": Said("收款与退款", "Payments"),
    "desk.payments_text": Said(
        "与订单不符的付款、争议、退款。动钱要再验证一次身份。",
        "Payments that do not fit, disputes, refunds. Whatever moves money asks for your "
        "password once more.",
    ),
    "desk.find_payment": Said(
        "订单号、账号或收款方的编号", "Order, account or the till's number"
    ),
    "desk.found_payments": Said("找到的订单", "Orders that were found"),
    "desk.found_nothing": Said("没有找到“{text}”", "Nothing is called “{text}”"),
    "desk.found_nothing_text": Said(
        "请核对编号：要写全，一个字也不能差。",
        "Check the number: it has to be whole and exact.",
    ),
    "desk.aside": Said("等人决定的订单", "Orders that wait for a decision"),
    "desk.aside_text": Said(
        "收款方说的与订单不符，什么都没有发放。",
        "What the till said does not fit the order; nothing was given.",
    ),
    "desk.no_aside": Said("没有等待决定的订单。", "No orders wait for a decision."),
    "desk.aside_amount": Said("金额不符", "another amount"),
    "desk.aside_currency": Said("货币不符", "another currency"),
    "desk.aside_real": Said("测试付款", "a test payment"),
    "desk.aside_vendor": Said("编号不符", "another number"),
    "desk.aside_twice": Said("付了两次", "paid twice"),
    "desk.aside_other_order": Said("属于另一单", "paid another order"),
    "desk.aside_hint_amount": Said(
        "给付：按实际收到的钱计。", "If you give it, it counts for what was really paid."
    ),
    "desk.aside_hint_vendor": Said(
        "给付：按实际收到的钱计。", "If you give it, it counts for what was really paid."
    ),
    "desk.aside_hint_currency": Said(
        "给付的金币不算收入。", "Coins that you give count as nobody's income."
    ),
    "desk.aside_hint_real": Said(
        "没有真钱。给付的金币不算收入。",
        "No money moved. Coins that you give count as nobody's income.",
    ),
    "desk.aside_hint_twice": Said(
        "已经给过一次。第二笔请在收款方后台退。",
        "It was given once. Pay the second payment back at the till itself.",
    ),
    "desk.aside_hint_other_order": Said(
        "这笔钱已用于另一单，先核对。",
        "This payment paid another order. Look at that one first.",
    ),
    "desk.ordered": Said("下单", "Ordered"),
    "desk.till_said": Said("收款方说", "The till says"),
    "desk.till": Said("收款方", "Till"),
    "desk.till_number": Said("编号", "Number"),
    "desk.other_units": Said("{count}（另一种货币）", "{count} of another currency"),
    "desk.payment_number": Said("付款编号", "Payment"),
    "desk.give_it": Said("给付", "Give it"),
    "desk.refuse_it": Said("不给", "Give nothing"),
    "desk.order": Said("订单", "Order"),
    "desk.one_order": Said("订单 {id}", "Order {id}"),
    "desk.orders": Said("订单", "Orders"),
    "desk.account": Said("账号", "Account"),
    "desk.account_of": Said("账号 {id}", "Account {id}"),
    "desk.good_coins": Said("{coins} 金币", "{coins} coins"),
    "desk.good_member": Said("{days} 天会员", "{days} days of membership"),
    "desk.test_money": Said("没有真钱", "no money moved"),
    "desk.refunds": Said("退款", "Refunds"),
    "desk.refunds_text": Said("工作人员退的，最新的在前。", "Made by the staff, newest first."),
    "desk.no_refunds": Said("还没有退过款。", "Nothing was paid back yet."),
    "desk.refund_done": Said("已退", "paid back"),
    "desk.refund_pending": Said("处理中", "under way"),
    "desk.refund_failed": Said("被拒，已还回", "refused, given again"),
    "desk.coins_taken": Said("收回金币", "Coins taken back"),
    "desk.paid_in": Said("实付", "Paid"),
    "desk.paid_back": Said("已退", "Paid back"),
    "desk.under_way": Said("处理中", "Under way"),
    "desk.may_go_back": Said("还可退", "May go back"),
    "desk.behind_coins": Said("没花的 {count} 金币值 {money}", "{count} coins left, {money}"),
    "desk.pay_back": Said("退款", "Pay back"),
    "desk.pay_back_text": Said(
        "先收回金币或会员，再由收款方退钱。退完不能撤销。",
        "Coins or the membership are taken back first, then the till pays. It is for good.",
    ),
    "desk.pay_back_amount": Said("金额（{currency}）", "Amount ({currency})"),
    "desk.pay_back_most": Said(
        "最多 {money}；不收回已看的，最多 {free}。",
        "At most {money}; {free} without ending what was opened.",
    ),
    "desk.pay_back_force": Said(
        "连同已解锁的一起收回（从最新的起，够用为止），制作方的收入也相应冲回",
        "Also end what was unlocked, newest first and no more than is needed; what series got "
        "of it is taken back",
    ),
    "desk.amount_form": Said("请写数字，如 6.00", "Write a number, like 6.00"),
    "desk.paid_back_now": Said("已退 {money}", "{money} was paid back"),
    "desk.paying_back_now": Said("{money} 已交给收款方处理", "The till is paying {money} back"),
    "desk.pay_back_refused": Said(
        "收款方拒绝退款，已收回的都还给了付款人。",
        "The till refused. Whatever was taken was given again.",
    ),
    "desk.happened": Said("经过", "What happened"),
    "desk.act_begun": Said("去付款", "went to pay"),
    "desk.act_paid": Said("已付", "paid"),
    "desk.act_failed": Said("没付成", "failed"),
    "desk.act_expired": Said("过期", "expired"),
    "desk.act_aside": Said("与订单不符", "set aside"),
    "desk.act_decided": Said("有人决定", "decided"),
    "desk.act_refund_asked": Said("要求退款", "refund asked for"),
    "desk.act_refunded": Said("钱已退", "paid back"),
    "desk.act_refund_failed": Said("退款被拒", "refund refused"),
    "desk.act_inquiry": Said("银行询问", "a bank asked"),
    "desk.act_inquiry_over": Said("询问结束", "the inquiry ended"),
    "desk.act_dispute": Said("争议：钱被扣下", "disputed: the money was taken"),
    "desk.act_dispute_won": Said("争议胜诉", "the dispute was won"),
    "desk.act_dispute_lost": Said("争议败诉", "the dispute was lost"),
    "desk.note": Said("备注", "Note"),
    "desk.opened_with": Said("用它的金币解锁的", "Opened with its coins"),
    "desk.opened_by_them": Said("解锁记录", "What was opened"),
    "desk.nothing_opened": Said("还没有解锁过。", "Nothing was opened."),
    "desk.whole_series": Said("整部", "whole series"),
    "desk.right_ended": Said("已结束", "ended"),
    "desk.right_holds": Said("有效", "holds"),
    "desk.way_open_coins": Said("金币", "coins"),
    "desk.way_open_series": Said("整部", "whole series"),
    "desk.way_open_member": Said("会员", "membership"),
    "desk.way_open_ads": Said("广告", "an ad"),
    "desk.way_open_free": Said("免费", "free"),
    "desk.way_open_staff": Said("工作人员", "staff"),
    "desk.coins_spent_on_it": Said("花费金币", "Coins"),
    "desk.undo": Said("退回金币", "Give coins back"),
    "desk.undo_title": Said("退回金币？", "Give the coins back?"),
    "desk.undo_text": Said(
        "{what} 会重新锁上，{coins} 金币退回钱包，制作方的收入相应冲回。",
        "{what} is locked again, {coins} coins go back into the wallet, and what it brought is "
        "countered.",
    ),
    "desk.in_wallet": Said("钱包里 {count} 金币", "{count} coins in the wallet"),
    "desk.no_orders": Said("这个账号没有订单", "This account has no orders"),
    "desk.no_orders_text": Said("请核对账号。", "Check the account."),
}

SAID: dict[str, Said] = {**DISPUTES, **PAYMENTS}
