"""What the player says."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    # --- pages
    "viewer.stopping": Said(
        "服务正在停止，播放报告没有收下。请留着，稍后再发。",
        "The server is being stopped and took no reports. Keep them and send them again later.",
    ),
    "viewer.title": Said("{title} 第{episode}集", "{title}, episode {episode}"),
    "viewer.feed": Said("刷剧", "For you"),
    "viewer.episode": Said("第{episode}集", "Episode {episode}"),
    "viewer.no_script": Said(
        "播放需要 JavaScript。请在浏览器里打开它。",
        "Films need JavaScript to play. Turn it on in your browser.",
    ),
    "viewer.player": Said("播放器", "Player"),
    # --- what is pressed
    "viewer.play": Said("播放", "Play"),
    "viewer.pause": Said("暂停", "Pause"),
    "viewer.replay": Said("重播", "Play again"),
    "viewer.mute": Said("静音", "Mute"),
    "viewer.sound": Said("打开声音", "Turn the sound on"),
    "viewer.tap_sound": Said("点这里打开声音", "Tap for sound"),
    "viewer.like": Said("点赞", "Like"),
    "viewer.follow": Said("追剧", "Follow"),
    "viewer.following": Said("已追", "Following"),
    "viewer.comments": Said("弹幕", "Comments"),
    "viewer.episodes": Said("选集", "Episodes"),
    "viewer.share": Said("分享", "Share"),
    "viewer.full": Said("全屏", "Full screen"),
    "viewer.previous": Said("上一集", "Previous"),
    "viewer.following_one": Said("下一集", "Next"),
    "viewer.seek": Said("播放进度", "Position"),
    "viewer.seek_value": Said("{at}，共 {whole}", "{at} of {whole}"),
    "viewer.fast": Said("2 倍速播放中", "Playing at 2×"),
    "viewer.retry": Said("重试", "Try again"),
    # --- what happens
    "viewer.now": Said("{title}，第{episode}集", "{title}, episode {episode}"),
    "viewer.loading": Said("正在加载", "Loading"),
    "viewer.continued": Said("从 {at} 继续", "Going on at {at}"),
    "viewer.from_start": Said("从头看", "From the start"),
    "viewer.next_in": Said(
        "{seconds} 秒后播放第{episode}集", "Episode {episode} in {seconds} s"
    ),
    "viewer.stay": Said("留在这集", "Stay here"),
    "viewer.go_now": Said("现在播放", "Play now"),
    "viewer.last": Said("已经是最新一集", "This is the newest episode"),
    "viewer.linked": Said("链接已复制", "The link was copied"),
    "viewer.share_text": Said("《{title}》第{episode}集", "{title}, episode {episode}"),
    "viewer.share_at": Said("从 {at} 开始", "Start at {at}"),
    "viewer.copy_by_hand": Said("复制下面的链接", "Copy this link"),
    "viewer.followed": Said(
        "已加入追剧，更新会提醒你", "Followed: you will be told of new episodes"
    ),
    "viewer.unfollowed": Said("已取消追剧", "No longer followed"),
    # --- what goes wrong
    "viewer.offline": Said(
        "网络断了。已停在 {at}，连上后接着看。",
        "You are offline. It stays at {at} and goes on when the network is back.",
    ),
    "viewer.failed": Said("放不下去了，已停在 {at}。", "It cannot go on. It stays at {at}."),
    "viewer.unplayable": Said(
        "这个浏览器放不了这部片。请更新浏览器或换一个。",
        "This browser cannot play it. Update it or use another one.",
    ),
    "viewer.gone": Said(
        "这一集已下架，现在不能看了。",
        "This episode was taken down and can no longer be watched.",
    ),
    "viewer.right_ended": Said(
        "你看这一集的权益已结束。", "Your right to watch this episode has ended."
    ),
    "viewer.moving_on": Said("正在换到下一个", "Moving on to the next one"),
    "viewer.back_to": Said("回到剧集页", "To the series"),
    "viewer.nothing": Said("还没有片子上线。", "Nothing is out yet."),
    "viewer.more_dramas": Said("看看别的剧", "More dramas"),
    "viewer.offline_page": Said("现在没有网络", "You are offline"),
    # --- the sheet of episodes
    "viewer.all_episodes": Said(
        "共 {planned} 集 · 已更新 {out} 集", "{planned} episodes, {out} out"
    ),
    "viewer.is_current": Said("正在看", "playing"),
    "viewer.is_watched": Said("看过", "watched"),
    "viewer.is_locked": Said("未解锁", "locked"),
    "viewer.free_until": Said("免费到第{episode}集", "Free up to episode {episode}"),
    "viewer.ads_from": Said("{day} 起可看广告解锁", "Opens by ads from {day}"),
    # --- the sheet of unlocking
    "viewer.locked": Said("第{episode}集还没解锁", "Episode {episode} is locked"),
    "viewer.unlock": Said("解锁这一集", "Unlock this episode"),
    "viewer.price_episode": Said("这一集", "This episode"),
    "viewer.price_left": Said("剩下 {left} 集逐集买", "The {left} left, one by one"),
    "viewer.price_series": Said("买下全剧", "The whole series"),
    "viewer.free_left": Said("免费集", "Free episodes"),
    "viewer.free_count": Said("前 {count} 集", "The first {count}"),
    "viewer.balance": Said("我的金币", "My coins"),
    "viewer.coins": Said("{count} 金币", "{count} coins"),
    "viewer.pay_episode": Said("用 {coins} 金币解锁这一集", "Unlock it for {coins} coins"),
    "viewer.pay_series": Said("用 {coins} 金币解锁全剧", "Unlock the series for {coins} coins"),
    "viewer.watch_ad": Said("看 {count} 个广告解锁", "Watch {count} ads to unlock it"),
    "viewer.watch_one_ad": Said("看 1 个广告解锁", "Watch 1 ad to unlock it"),
    "viewer.member": Said("开会员，免费看", "Watch it as a member"),
    "viewer.lacking": Said("还差 {coins} 金币", "{coins} coins short"),
    "viewer.top_up": Said("去充值", "Get coins"),
    "viewer.auto_unlock": Said("自动解锁下一集", "Unlock the next episodes by themselves"),
    "viewer.auto_hint": Said(
        "每集按上面的价格从余额里扣，随时可关。",
        "Each takes its price from your coins. You can turn it off at any time.",
    ),
    "viewer.price_fixed": Said(
        "开始看之后，这部剧的价格对你不再变。",
        "Once you have begun a series, its prices never change for you.",
    ),
    "viewer.unlocked": Said("已解锁第{episode}集", "Episode {episode} is unlocked"),
    "viewer.ad": Said("广告 · 还有 {seconds} 秒", "Ad · {seconds} s left"),
    "viewer.ad_gone": Said(
        "这个广告现在放不了，请换一种方式。", "This ad cannot be shown now. Choose another way."
    ),
    "viewer.ad_done": Said("广告看完了", "The ad is over"),
    "viewer.ad_stop": Said("不看了", "Stop the ad"),
    # --- the sheet of comments
    "viewer.say": Said("说点什么，飘过画面", "Say something that flies over the picture"),
    "viewer.say_send": Said("发送", "Send"),
    "viewer.said": Said("发出去了", "Sent"),
    "viewer.said_held": Said(
        "已收到，审核后大家才看得到", "Received: others see it once it was looked at"
    ),
    "viewer.said_refused": Said("没有发出：{why}", "Not sent: {why}"),
    "viewer.waiting": Said("审核中", "waiting"),
    "viewer.no_comments": Said("还没有人说话", "Nobody has said anything yet"),
    "viewer.no_comments_text": Said("说第一句。", "Be the first."),
    "viewer.name_first": Said("登录后才能发弹幕", "Log in to comment"),
    "viewer.log_in": Said("登录", "Log in"),
    "viewer.withdraw": Said("撤回", "Take it back"),
    "viewer.withdrawn": Said("已撤回", "Taken back"),
    "viewer.times": Said("{count} 人这么说", "{count} said so"),
    # --- the sheet of settings
    "viewer.settings": Said("播放设置", "Playback"),
    "viewer.speed": Said("倍速", "Speed"),
    "viewer.captions": Said("字幕", "Subtitles"),
    "viewer.captions_off": Said("关", "Off"),
    "viewer.captions_zh": Said("中文", "中文"),
    "viewer.captions_en": Said("英文", "English"),
    "viewer.captions_size": Said("字幕大小", "Size of subtitles"),
    "viewer.size_small": Said("小", "Small"),
    "viewer.size_middle": Said("中", "Medium"),
    "viewer.size_large": Said("大", "Large"),
    "viewer.quality": Said("清晰度", "Quality"),
    "viewer.auto": Said("自动", "Auto"),
    "viewer.auto_now": Said("自动（{name}）", "Auto ({name})"),
    "viewer.saver": Said("省流量", "Data saver"),
    "viewer.saver_hint": Said(
        "最低清晰度，不预加载下一集", "The smallest picture, nothing is loaded ahead"
    ),
    "viewer.flying": Said("弹幕", "Comments over the picture"),
    "viewer.density": Said("弹幕密度", "How many"),
    "viewer.few": Said("少", "Few"),
    "viewer.some": Said("适中", "Some"),
    "viewer.many": Said("多", "Many"),
    "viewer.opacity": Said("弹幕不透明度", "Opacity"),
    "viewer.blocked": Said("屏蔽词", "Blocked words"),
    "viewer.blocked_hint": Said("用空格隔开", "Parted by blanks"),
    "viewer.auto_next": Said("自动播放下一集", "Play the next by itself"),
    "viewer.keys": Said("键盘", "Keyboard"),
    "viewer.report": Said("举报", "Report"),
    # --- reporting
    "viewer.report_title": Said("这一集有什么问题？", "What is wrong with it?"),
    "viewer.report_comment": Said("这条弹幕有什么问题？", "What is wrong with this comment?"),
    "viewer.wrong_illegal": Said("违法内容", "Against the law"),
    "viewer.wrong_minors": Said("伤害未成年人", "Harms minors"),
    "viewer.wrong_violence": Said("血腥暴力", "Violence"),
    "viewer.wrong_sexual": Said("色情低俗", "Sexual"),
    "viewer.wrong_fraud": Said("诈骗或诱导", "Fraud"),
    "viewer.wrong_infringement": Said("侵犯权利", "Infringes rights"),
    "viewer.wrong_label": Said("AI 标识、年龄或备案号有误", "Wrong label, age or number"),
    "viewer.wrong_other": Said("其他", "Something else"),
    "viewer.report_text": Said("补充说明", "More about it"),
    "viewer.report_send": Said("提交", "Send"),
    "viewer.reported": Said("收到了，我们会有人看", "Received: a person will look at it"),
    # --- the keyboard
    "viewer.key_space": Said("空格", "Space"),
    "viewer.key_play": Said("播放或暂停", "Play or pause"),
    "viewer.key_sides": Said("后退或前进 5 秒", "5 seconds back or ahead"),
    "viewer.key_up": Said("上一集、下一集", "Previous, next"),
    "viewer.key_m": Said("静音", "Sound on or off"),
    "viewer.key_c": Said("字幕", "Subtitles"),
    "viewer.key_d": Said("弹幕开关", "Comments over the picture"),
    "viewer.key_f": Said("全屏", "Full screen"),
    "viewer.key_l": Said("点赞", "Like"),
    "viewer.key_help": Said("这张表", "This table"),
    # --- minors
    "viewer.minors": Said("青少年模式", "Minors mode"),
    # --- installing
    "viewer.install_name": Said("皮影", "piying"),
    "viewer.install_about": Said("竖屏动画短剧", "Animated short dramas for a phone"),
}
