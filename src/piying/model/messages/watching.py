"""What is said of watching: what is not here, and what a player told wrongly."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "watching.no_series": Said("这里没有“{series}”。", "There is no series “{series}” here."),
    "watching.no_episode": Said(
        "“{series}”的第 {episode} 集现在不能在这里看。",
        "Episode {episode} of “{series}” cannot be watched here now.",
    ),
    "watching.not_for_minors": Said(
        "青少年模式下不能看“{series}”。", "“{series}” is not shown in minors mode."
    ),
    "watching.refused": Said(
        "这个地址不能用，或者已经失效。请重新打开这一集。",
        "This address opens nothing, or no longer. Open the episode again.",
    ),
    "watching.batch_too_large": Said(
        "一批播放报告最多 {bytes} 字节、{rows} 条。请分批上报。",
        "A batch of reports has at most {bytes} bytes and {rows} reports. Send it in parts.",
    ),
    "watching.batch_unreadable": Said(
        "读不懂这批播放报告：{why}。", "This batch of reports cannot be read: {why}."
    ),
    "watching.too_many_reports": Said(
        "上报太频繁。请在 {seconds} 秒后再发，内容不要丢。",
        "There are too many reports. Keep them and send them again in {seconds} s.",
    ),
    "watching.rail_hot": Said("热播", "Hot now"),
    "watching.rail_new": Said("新上线", "New"),
    "watching.rail_because": Said("猜你喜欢", "Because of what you watched"),
}
