"""What is said of payments: the shop, orders, tills, coins, unlocking, refunds."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "payments.no_shop": Said(
        "这里还不能付款：没有 {path}。请先写好商店。",
        "Nothing is sold here yet: there is no {path}. Write the shop first.",
    ),
    "payments.no_good": Said(
        "商店里没有 {good}。现有：{known}。", "The shop has no {good}. It has {known}."
    ),
    "payments.no_till": Said(
        "商店没有开通 {till} 收款。现有：{known}。",
        "The shop has no till {till}. It has {known}.",
    ),
    "payments.not_sold_here": Said(
        "{good} 不在 {territory} 出售（收款方式 {till}，货币 {currency}）。请选别的。",
        "{good} is not sold in {territory} (till {till}, currency {currency}). Choose another.",
    ),
    "payments.goods_many": Said(
        "{file} 里的商品太多，最多 {most} 种。", "{file} sells too much: at most {most} things."
    ),
    "payments.good_unsold": Said(
        "{file} 里的 {good} 没有哪个收款方式能收：货币或地区对不上。",
        "No till of {file} takes money for {good}: currencies or territories do not meet.",
    ),
    "payments.till_unknown": Said(
        "{file} 写的收款方式 {till} 不存在。可用：{known}。",
        "{file} names a till {till} that there is not. There are {known}.",
    ),
    "payments.test_till": Said(
        "{file}：{till} 不收真钱，只能在写了 test = true 的商店里用。",
        "{file}: {till} takes no money, so it is open only in a shop that says test = true.",
    ),
    "payments.real_till": Said(
        "{file} 写了 test = true，而 {till} 收真钱。请去掉 test，或换成测试密钥。",
        "{file} says test = true, and {till} takes money. Take test out, or use a test key.",
    ),
    "payments.till_mixed": Said(
        "{file}：沙盒不能与别的收款方式一起用。",
        "{file}: the sandbox is never open beside another till.",
    ),
    "payments.till_settings": Said(
        "收款方式 {till} 的 settings 不对。要写：{known}。",
        "The settings of the till {till} are not right. It takes {known}.",
    ),
    "payments.till_key": Said(
        "收款方式 {till} 的密钥不对：{what}。", "The till {till} has a wrong key: {what}."
    ),
    "payments.message_refused": Said(
        "这条消息不是 {till} 签的，没有读取。",
        "The message is not signed by {till}; it was not read.",
    ),
    "payments.message_late": Said(
        "{till} 的这条消息时间相差超过五分钟，没有读取。",
        "The message of {till} is more than five minutes away from now; it was not read.",
    ),
    "payments.message_unreadable": Said(
        "看不懂 {till} 的这条消息。", "The message of {till} cannot be understood."
    ),
    "payments.answer_unsigned": Said(
        "{provider} 的回答没有它的签名，没有采用。",
        "The answer of {provider} has not its signature and was not used.",
    ),
    "payments.no_order": Said("没有订单 {order}。", "There is no order {order}."),
    "payments.key_form": Said(
        "下单需要一个 1 到 {most} 个字符的幂等键。",
        "An order needs a key of 1 to {most} characters that can be shown.",
    ),
    "payments.key_taken": Said(
        "键 {key} 已经用于另一份订单。请换一个新的。",
        "The key {key} was for another order. Use a new one.",
    ),
    "payments.many_open": Said(
        "有 {most} 份订单还没有付款。请先付完，或等它们过期。",
        "{most} orders wait to be paid. Pay them first, or let them run out.",
    ),
    "payments.minors": Said(
        "未成年人模式下不能付款或使用金币。",
        "In minors mode nothing is paid and no coins are spent.",
    ),
    "payments.not_open": Said(
        "订单 {order} 不能再付款（{state}）。请重新下单。",
        "The order {order} can no longer be paid ({state}). Order again.",
    ),
    "payments.set_aside": Said(
        "订单 {order} 与收款方说的不符（{why}），没有发放，等人处理。",
        "What the till said does not fit the order {order} ({why}). Nothing was given; a "
        "person decides.",
    ),
    "payments.other_till": Said(
        "订单 {order} 不是在 {till} 付的。", "The order {order} is not paid at {till}."
    ),
    "payments.payment_used": Said(
        "订单 {order} 的这笔付款已经用于另一份订单。",
        "The payment of the order {order} paid another order.",
    ),
    "payments.no_buttons": Said(
        "订单 {order} 要在 {till} 付款，不能用按钮代替。",
        "The order {order} is paid at {till}; no button stands for that.",
    ),
    "payments.what_coins": Said("皮影 {coins} 金币", "Piying, {coins} coins"),
    "payments.what_member": Said("皮影会员 {days} 天", "Piying membership, {days} days"),
    "payments.not_aside": Said(
        "订单 {order} 没有等待处理的事。", "Nothing of the order {order} waits for a decision."
    ),
    "payments.why_lacking": Said(
        "请写明原因，最多 {most} 个字符。", "Say why, in at most {most} characters."
    ),
    "payments.coins_lacking": Said(
        "金币不够：要 {coins}，只有 {held}。请先充值。",
        "There are not enough coins: it costs {coins}, and there are {held}. Buy more first.",
    ),
    "payments.coins_spent": Said(
        "订单 {order} 的金币已经花掉一部分：最多退 {left}，要退的是 {minor}（最小货币单位）。"
        "要全退，请同时收回用它解锁的内容。",
        "Some coins of the order {order} are spent: {left} can be paid back, not {minor} (in "
        "minor units). To pay back all of it, end what was unlocked with them as well.",
    ),
    "payments.membership_shared": Said(
        "订单 {order} 的会员费已经分给看过的剧：不收回时最多退 {left}，要退的是 {minor}"
        "（最小货币单位）。要全退，请同时收回分出去的。",
        "The money of the order {order} has gone to what its member watched: {left} can be "
        "paid back, not {minor} (in minor units). To pay back all of it, take that back too.",
    ),
    "payments.not_paid": Said(
        "订单 {order} 没有可退的款（{state}）。",
        "The order {order} has nothing to pay back ({state}).",
    ),
    "payments.refund_too_much": Said(
        "订单 {order} 最多还能退 {left}（最小货币单位）。",
        "At most {left} of the order {order} can be paid back, in minor units.",
    ),
    "payments.disputed": Said(
        "订单 {order} 正在 {till} 被付款人争议（{name}），钱由对方保管，现在不能退。"
        "请在 {till} 答复。",
        "The order {order} is disputed at {till} ({name}), which holds the money: nothing can "
        "be paid back now. Answer it at {till}.",
    ),
    "payments.refund_differs": Said(
        "键 {key} 已经用于另一笔退款。", "The key {key} was for another refund."
    ),
    "payments.unlock_not_paid": Said(
        "观看权 {name} 没有花金币，没有可退的。",
        "No coins were spent on the right {name}; there is nothing to give back.",
    ),
    "payments.unlock_ended": Said(
        "观看权 {name} 已经结束。", "The right {name} is ended already."
    ),
    "payments.no_ads": Said(
        "现在没有可看的广告。请用别的方式解锁。",
        "There is no ad to watch now. Unlock in another way.",
    ),
    "payments.ad_overlaps": Said(
        "同时只能看一个广告。请重新看。", "Only one ad is watched at a time. Watch it again."
    ),
}
