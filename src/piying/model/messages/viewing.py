"""What is said of viewing: places, favourites, comments, reports, minors mode."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "viewing.cursor_bad": Said(
        "翻页位置不对。请从第一页重新看起。",
        "There is no such place in the list. Begin again at its first page.",
    ),
    "viewing.page_size": Said("一页要有 1 到 {most} 条。", "A page has 1 to {most} rows."),
    "viewing.position_bad": Said(
        "播放位置不对：要在 0 到 {most} 毫秒之间。",
        "There is no such moment: a position lies between 0 and {most} ms.",
    ),
    "viewing.favourites_full": Said(
        "最多追 {most} 部剧。请先取消一部。",
        "You follow {most} series, which is the most. Let one go first.",
    ),
    "viewing.comment_length": Said(
        "弹幕要有 1 到 {most} 个字。", "A comment has 1 to {most} characters."
    ),
    "viewing.comment_characters": Said(
        "弹幕只能有一行，不能有控制字符或叠在一起的符号。",
        "A comment is one line without control characters or marks piled on one another.",
    ),
    "viewing.locked": Said(
        "第 {episode} 集还没有解锁，解锁后才能发弹幕。",
        "Episode {episode} is locked. Unlock it to comment on it.",
    ),
    "viewing.moment_bad": Said("片子里没有这个时刻。", "The film has no such moment."),
    "viewing.too_fast": Said(
        "发得太快了。请过 {seconds} 秒再发。",
        "You say a lot at once. Go on in {seconds} s.",
    ),
    "viewing.too_many_here": Said(
        "这一集现在弹幕太多。请过 {seconds} 秒再发。",
        "Too many comment on this episode just now. Try again in {seconds} s.",
    ),
    "viewing.contact": Said("疑似广告或引流", "It may be an advertisement"),
    "viewing.contact_why": Said(
        "里面有网址、账号或一长串数字。",
        "There is an address, an account or a long number in it.",
    ),
    "viewing.no_comment": Said("没有弹幕 {name}。", "There is no comment {name}."),
    "viewing.comment_moved": Said(
        "这条弹幕的状态已经变了（现在是 {state}）。请刷新后再看。",
        "The comment stands otherwise by now ({state}). Look again.",
    ),
    "viewing.act_not_yours": Said(
        "对弹幕不能这样处理：{act}。可以放行、暂扣、移除或恢复。",
        "Nobody decides {act} on a comment. Show, hold, remove or restore it.",
    ),
    "viewing.why_lacking": Said(
        "请写明理由，1 到 {most} 个字。", "Say why, in 1 to {most} characters."
    ),
    "viewing.window_bad": Said(
        "弹幕的时间段不对：结束要晚于开始，最长 {most} 秒。",
        "There is no such stretch: it ends after it begins and lasts {most} s at most.",
    ),
    "viewing.blocked_words": Said(
        "屏蔽词最多 {most} 个，每个最多 {characters} 个字。",
        "At most {most} words are blocked, each of {characters} characters at most.",
    ),
    "viewing.report_open": Said(
        "您已经举报过，正在处理。", "You have reported it already; it is being looked at."
    ),
    "viewing.report_text": Said(
        "说明最多 {most} 个字；选“其他”时必须写。",
        "What you write has at most {most} characters; with “other” it has to be there.",
    ),
    "viewing.no_report": Said("没有举报 {name}。", "There is no report {name}."),
    "viewing.report_decided": Said(
        "举报 {name} 已经处理过了。", "The report {name} was decided already."
    ),
    "viewing.answer_not_for": Said(
        "剧集不能在这里移除。请用 takedown 下架，这里选转交。",
        "An episode is not removed here. Take it down with takedown, and pass the report on.",
    ),
    "viewing.nothing_to_pass_on": Said(
        "弹幕没有可转交的：请直接移除或驳回。",
        "A comment is not passed on. Remove it, or dismiss the report.",
    ),
    "viewing.minors_closed": Said(
        "未成年人模式在 {since} 到 {until} 不能观看。早点休息吧。",
        "Minors mode is closed from {since} to {until}. Sleep well.",
    ),
    "viewing.minors_time_up": Said(
        "今天已经看满 {minutes} 分钟。明天再来吧。",
        "You have watched {minutes} minutes today, which is all. Come again tomorrow.",
    ),
    "viewing.minors_not_for": Said(
        "这部作品（{age}）不在未成年人模式里。",
        "This work ({age}) is not shown in minors mode.",
    ),
    "viewing.watched_bad": Said(
        "观看时长不对：一次报 0 到 {most} 毫秒。",
        "There is no such length: 0 to {most} ms are told at once.",
    ),
}
