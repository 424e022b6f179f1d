"""Words that say what somebody feels, and what a line does to the one who hears it.

Each row is (feeling and its strength from 1 to 3, words). A new word is one word in its row;
an underscore stands for a space.
"""

from __future__ import annotations

from piying.model.shot import Emotion
from piying.script.matching import lexicon, word_set

FEELINGS = lexicon([
    ((Emotion.ANGRY, 3), """
        怒吼 暴怒 大怒 咆哮 嘶吼 震怒 怒不可遏 暴跳如雷 歇斯底里 怒骂 勃然 roar furious
        enraged yell scream_at bellow
    """),
    ((Emotion.ANGRY, 2), """
        愤怒 怒 生气 气愤 恼怒 吼 骂 怒斥 质问 咬牙 咬牙切齿 瞪 呵斥 厉声 冷喝 喝道 怒视 恨恨
        拍桌 摔门 发火 混蛋 畜生 滚 滚开 滚出去 闭嘴 放肆 大胆 住口 住手 无耻 卑鄙 贱人 该死
        找死 angry angrily shout snap glare rage shut_up get_out how_dare bastard damn
    """),
    ((Emotion.ANGRY, 1), """
        不满 不耐烦 皱眉 冷冷 冷声 沉声 严厉 不悦 凭什么 够了 岂有此理 欺人太甚 coldly
        sternly annoyed frown irritated enough liar
    """),
    ((Emotion.SAD, 3), """
        痛哭 大哭 嚎啕 泣不成声 崩溃 撕心裂肺 哭喊 绝望 心碎 泪崩 sob weeping heartbroken
        wail despair
    """),
    ((Emotion.SAD, 2), """
        哭 哭泣 流泪 落泪 泪水 眼泪 含泪 泪流 哽咽 抽泣 啜泣 红着眼 红了眼 眼眶 有泪 带泪
        噙泪 悲伤 伤心
        悲痛 难过 痛苦 cry cries cried weep tear tears tearful sad sadly grief broken mourn
    """),
    ((Emotion.SAD, 1), """
        失落 落寞 低头 叹气 叹息 苦笑 黯然 委屈 沮丧 无奈 凄凉 对不起 抱歉 舍不得 再见 永别
        遗憾 孤独 sigh sorry regret lonely goodbye wistful hollow quietly
    """),
    ((Emotion.AFRAID, 3), """
        惊恐 恐惧 魂飞魄散 吓坏 吓得 尖叫 惨叫 毛骨悚然 terrified horror scream shriek panic
    """),
    ((Emotion.AFRAID, 2), """
        害怕 恐慌 惊慌 慌张 慌 颤抖 发抖 瑟瑟 哆嗦 惊惧 饶命 饶了我 求求你 救命 别过来
        不要过来 有鬼 afraid scared fear frightened tremble trembling shake shaking help_me
        don't_hurt please_don't mercy
    """),
    ((Emotion.AFRAID, 1), """
        紧张 不安 忐忑 犹豫 躲 后退 结巴 吞吞吐吐 心虚 担心 怎么办 nervous nervously uneasy
        anxious worried stammer hesitate
    """),
    ((Emotion.SHOCKED, 3), """
        震惊 大惊失色 惊呆 目瞪口呆 难以置信 晴天霹雳 五雷轰顶 如遭雷击 瞳孔 shocked stunned
        thunderstruck disbelief
    """),
    ((Emotion.SHOCKED, 2), """
        惊讶 吃惊 惊愕 愣住 呆住 怔住 愕然 僵住 傻眼 错愕 瞪大 睁大 倒吸 什么？！ 什么？
        什么! 怎么可能 不可能 怎么会 这不可能 surprised astonished gasp freeze frozen
        wide-eyed impossible what?! it_can't_be no_way
    """),
    ((Emotion.SHOCKED, 1), """
        惊 愣 怔 意外 突然 居然 竟然 竟是 原来是你 你怎么在这 startled suddenly unexpected
    """),
    ((Emotion.SMUG, 3), "狂笑 仰天大笑 得意忘形 奸笑 狞笑 gloat cackle"),
    ((Emotion.SMUG, 2), """
        得意 冷笑 嘲讽 讥讽 嘲笑 讥笑 不屑 轻蔑 鄙夷 挑衅 傲慢 邪魅 勾唇 嗤笑 阴笑 坏笑 废物
        就凭你 你也配 也不看看 不自量力 乡巴佬 穷鬼 smirk sneer mock smug contempt scoff
        pathetic loser
    """),
    ((Emotion.SMUG, 1), """
        挑眉 漫不经心 轻笑 玩味 傲 高傲 嘴角 呵呵 呵 哼 raise_an_eyebrow chuckle proudly
        haughty
    """),
    ((Emotion.HAPPY, 3), """
        狂喜 欣喜若狂 欢呼 哈哈大笑 喜极而泣 overjoyed ecstatic cheer laughing
    """),
    ((Emotion.HAPPY, 2), """
        开心 高兴 大笑 兴奋 激动 惊喜 喜悦 欢喜 笑着 哈哈 太好了 太棒了 成功了 赢了 happy
        happily joy laugh delighted excited wonderful great we_did_it
    """),
    ((Emotion.HAPPY, 1), """
        笑 微笑 点头 轻松 愉快 调皮 嘻嘻 谢谢 欢迎 smile smiling grin cheerful thanks
        thank_you welcome
    """),
    ((Emotion.TENDER, 3), """
        深情 含情脉脉 紧紧抱住 吻 拥吻 我爱你 嫁给我 kiss embrace i_love_you marry_me
    """),
    ((Emotion.TENDER, 2), """
        温柔 柔声 轻声 心疼 宠溺 抱住 拥抱 依偎 牵手 握住 抚摸 轻抚 别怕 我在 有我在 喜欢你
        想你 爱你 保护你 陪你 tender tenderly gently softly hug caress i'm_here love_you
        miss_you hold_her_hand hold_his_hand
    """),
    ((Emotion.TENDER, 1), """
        温和 关切 安慰 柔和 害羞 脸红 羞涩 拍拍 乖 宝贝 亲爱的 傻瓜 kindly warm warmly shy
        blush dear darling comfort
    """),
])  # fmt: skip
"""What a word says of the one who speaks or is seen."""

HURTS = lexicon([
    (Emotion.SHOCKED, """
        离婚 分手 怀孕 亲生 不是你的 真相 其实 是我杀 死了 去世 已经死 癌 骗你 骗了你 身份
        凶手 我就是 就是我 破产 退婚 休书 开除 divorce pregnant dead died cancer the_truth
        lied_to_you your_father your_mother it_was_me bankrupt fired i_am_your i'm_your
        killed
    """),
    (Emotion.SAD, """
        恨你 不爱你 没爱过 从来没有 不配 废物 多余 滚 替身 利用你 不认识你 断绝 不要你 嫌弃
        丢人 拖累 忘了我 再也不见 一刀两断 hate_you never_loved worthless leave_me get_out
        used_you don't_know_you ashamed burden forget_me
    """),
    (Emotion.AFRAID, """
        杀了你 去死 要你的命 别想活 付出代价 后悔 跪下 拖下去 拿下 斩 威胁 报警 坐牢 赔
        kill_you die pay_for_this regret kneel arrest prison or_else
    """),
])  # fmt: skip
"""What a line makes the listener feel: these lines get a reaction."""

DECISIONS = word_set(
    "决定 从今以后 从今天起 我一定 一定要 发誓 我要 绝不 不会放过 等着 秘密 告诉你 真相 "
    "其实 记住 嫁给我 我答应 我愿意 报仇 复仇 夺回 decide decision swear promise i_will "
    "never_again secret truth listen remember revenge from_now_on i_do marry_me"
)
"""A decision or a secret: the camera goes nearer."""

LONELINESS = word_set(
    "独自 一个人 孤独 孤零零 离开 远去 背影 空荡荡 空无一人 永别 再见 走远 落寞 无人 消失 "
    "只剩 结束 alone lonely leaves walks_away goodbye gone farewell disappears deserted"
)
"""Loneliness or an end: the camera goes away."""

POWER = word_set(
    "驾到 登基 王座 龙椅 总裁 董事长 缓缓站起 站起身 居高临下 气场 威严 俯视 高耸 参见 万岁 "
    "平身 摩天 大厦 throne towers rises stands_up looming majesty your_majesty ceo skyscraper"
)
"""Power: the camera tilts up."""

SURPRISE = word_set(
    "突然 忽然 猛地 猛然 骤然 冷不防 瞬间 霎时 回头 转身 扭头 suddenly abruptly whirls spins "
    "turns_around all_at_once in_a_flash"
)
"""Surprise: the camera whips."""

LATER = word_set(
    "天后 年后 月后 日后 后来 小时后 分钟后 周后 星期后 片刻后 翌日 次日 第二天 几天后 "
    "数日后 一年后 三年后 多年后 当晚 与此同时 一个月后 later next_day "
    "the_next_morning years_after meanwhile the_following"
)
"""Words of a super or a heading that say that time has passed."""

TIME_SUPER = word_set(
    "年前 年后 天前 天后 月前 月后 日前 日后 小时前 小时后 多年 当年 次日 翌日 第二天 次年 "
    "years_ago years_later days_ago days_later months_ago months_later hours_later earlier "
    "later the_next_day next_morning"
)
"""On-screen words that say when the next scene plays."""

TRIUMPH = word_set(
    "赢了 打脸 逆袭 反转 跪下 认错 道歉 参见 万岁 胜利 冠军 第一名 回来了 归来 拿回 扬眉吐气 "
    "victory won champion triumph returned applause kneel"
)
COMIC = word_set(
    "尴尬 滑稽 搞笑 摔了一跤 憨 吐舌头 翻白眼 噗 awkward clumsy silly trip rolls_eyes oops"
)
SILENCE = word_set("寂静 死寂 沉默 鸦雀无声 一片安静 无声 silence silent hush stillness")
