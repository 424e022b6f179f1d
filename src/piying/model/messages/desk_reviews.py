"""What the pages of reviewers say."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "desk.reviews": Said("审核", "Reviews"),
    "desk.reviews_text": Said(
        "{count} 集在等决定，最急的在前。",
        "{count} wait for a decision, the most urgent first.",
    ),
    "desk.reviews_wait": Said("待审剧集", "Episodes in review"),
    "desk.reviews_back": Said("回到待审", "Back to what waits"),
    "desk.no_reviews": Said("没有待审的剧集", "Nothing waits for a reviewer"),
    "desk.no_reviews_text": Said(
        "有人用 piying decide --submit 送审后会出现在这里。",
        "What is handed in with piying decide --submit appears here.",
    ),
    "desk.no_seat": Said("名册里还没有你", "The house does not know you as a reviewer yet"),
    "desk.due": Said("截止", "Due"),
    "desk.late": Said("已逾期", "late"),
    "desk.blocks": Said("阻断", "Blocking"),
    "desk.to_answer": Said("需人工", "For a person"),
    "desk.unanswered": Said("未答复", "Unanswered"),
    "desk.handed_in": Said("送审时间", "Handed in"),
    "desk.the_film": Said("成片", "The film"),
    "desk.watched_so_far": Said("已看", "Watched"),
    "desk.veil": Said("遮挡并静音", "Blur and mute"),
    "desk.no_film": Said("没有成片可看", "There is no film to watch"),
    "desk.no_film_text": Said(
        "这一版审的是剧本和剪辑；成片才能看出的规则会标为无法判断。",
        "This version was made from script and cut; what only a film can show is undetermined.",
    ),
    "desk.tier": Said("层级", "Tier"),
    "desk.must_file": Said("须有编号：", "Numbers that are needed:"),
    "desk.found": Said("发现 {count} 项", "{count} findings"),
    "desk.left": Said("还有 {count} 项要答复。", "{count} still to be answered."),
    "desk.none_left": Said("都已答复。", "All are answered."),
    "desk.open_left": Said(
        "还有 {count} 条无法判断的规则要逐条接受。",
        "{count} rules of which nothing can be said are still to be accepted.",
    ),
    "desk.watch_on": Said(
        "看了 {percent}%，通过前须看满 {needed}%。",
        "{percent}% watched; {needed}% is needed before it is cleared.",
    ),
    "desk.nothing_in_the_way": Said("可以作出决定。", "Nothing is in the way of a verdict."),
    "desk.lanes": Said("时间线", "Timeline"),
    "desk.expected": Said("要求", "Expected"),
    "desk.question": Said("请判断：", "For you to judge:"),
    "desk.answer_it": Said("答复这一项", "Answer this finding"),
    "desk.why_none": Said("为什么不属实", "Why it is none"),
    "desk.choose": Said("请选择", "Choose"),
    "desk.dismissal_misread": Said("机器读错或测错", "read or measured wrongly"),
    "desk.dismissal_idiom": Said("此处另有含义", "the words mean something else here"),
    "desk.dismissal_debunked": Said("作品是在揭穿它", "the work exposes it"),
    "desk.dismissal_not_this": Said("规则不是指这个", "the rule is not about this"),
    "desk.dismissal_duplicate": Said("与另一项重复", "another finding says the same"),
    "desk.waive": Said("有条件豁免", "Waive on its condition"),
    "desk.is_waived": Said("已豁免", "waived"),
    "desk.undetermined": Said("无法判断的规则", "Rules of which nothing can be said"),
    "desk.undetermined_text": Said(
        "没有判断不等于合格。看过相应内容后逐条接受。",
        "Not determined is not passed. Accept each by its name when you have looked yourself.",
    ),
    "desk.accept": Said("接受", "Accept"),
    "desk.is_accepted": Said("已接受", "accepted"),
    "desk.verdict": Said("决定", "Verdict"),
    "desk.conditions": Said("条件", "Conditions"),
    "desk.conditions_hint": Said(
        "有条件通过时必填，每行一条。", "Needed to clear with conditions; one on each line."
    ),
    "desk.note_inside": Said("内部备注", "Note"),
    "desk.note_inside_hint": Said(
        "写进签名日志，不写进给送审方的理由书。",
        "Written into the signed log, not into the statement of reasons.",
    ),
    "desk.verdict_clear": Said("通过", "Clear"),
    "desk.verdict_conditions": Said("有条件通过", "Clear with conditions"),
    "desk.verdict_fix": Said("退回修改", "Send back for a fix"),
    "desk.verdict_reject": Said("不予通过", "Reject"),
    "desk.found_none": Said("没有发现问题", "Nothing was found"),
    "desk.found_none_text": Said("仍要看完成片再决定。", "Watch the film before you decide."),
    "desk.measured": Said("测得的数值", "What was measured"),
    "desk.story": Said("经过", "What happened"),
    "desk.blind": Said(
        "第二人审核：送审人和第一人的决定不显示。",
        "Second review: who handed it in and the first verdict are hidden.",
    ),
    "desk.keys": Said("快捷键", "Keys"),
    "desk.key_step": Said("下一项、上一项发现", "Next and previous finding"),
    "desk.key_play": Said("播放或暂停", "Play or pause"),
    "desk.key_second": Said("前后一秒", "One second back and forth"),
    "desk.key_frame": Said("前后一帧", "One frame back and forth"),
    "desk.key_answer": Said(
        "属实、不属实、将改掉、有意为之", "It is so, it is not, to be fixed, it is meant"
    ),
    "desk.key_veil": Said("遮挡并静音", "Blur and mute"),
    "review.barred_submitted": Said("这部作品是你送审的", "you handed this work in"),
    "review.barred_first": Said(
        "你已审过这一版，第二人须是别人", "you have decided on it; the second is somebody else"
    ),
    "review.barred_overturned": Said(
        "你的决定已被推翻，须由别人重审",
        "your verdict was overturned; somebody else decides now",
    ),
    "review.no_seat": Said(
        "名册 {path} 里没有登录名为“{account}”、身份为 {roles} 的人：请在那里写上 account。",
        "{path} names nobody who logs in as “{account}” and acts as {roles}: write the account "
        "there.",
    ),
    "review.nothing_waits": Said(
        "{series} 第 {episode} 集没有等待审核的版本。",
        "No version of {series}, episode {episode}, waits for a reviewer.",
    ),
    "review.no_film": Said(
        "这里没有 {series} 第 {episode} 集送审版本的成片。",
        "The film of {series}, episode {episode}, that was handed in is not here.",
    ),
    "review.version_moved": Said(
        "你看的是第 {version} 版，现在送审的是第 {latest} 版：请重新打开。",
        "You looked at version {version}; version {latest} was handed in since: open it again.",
    ),
    "review.not_watched": Said(
        "通过之前须看满 {needed}%，你看了 {percent}%。",
        "{needed}% of the film has to be watched before it is cleared; you have watched "
        "{percent}%.",
    ),
}
