"""Words that say what is done and seen: gestures, things, movement, sounds, weather, crowds.

Each row is (what it means in the kit, words). A new word is one word in its row; an
underscore stands for a space.
"""

from __future__ import annotations

from piying.model.script import DayTime
from piying.model.shot import Weather
from piying.script.matching import lexicon, word_set

GESTURES = lexicon([
    ("point", "指着 指向 指了指 手指 一指 伸手指 伸手指向 怒指 point points_at pointing"),
    ("fist", "握拳 攥紧 捏紧 拳头 握紧 攥着拳 clench fist fists"),
    ("phone", """
        打电话 接电话 接通 拨通 拨打 通电话 电话那头 举着手机 接起 挂断 挂了电话 on_the_phone
        calls dials answers_the_phone hangs_up phone_call
    """),
    ("slap", "巴掌 耳光 扇 掌掴 甩了一 slap slaps slapped"),
    ("pray", """
        跪 跪下 跪地 跪倒 求饶 哀求 磕头 双手合十 祈求 祈祷 恳求 下跪 kneel pray beg begging
        pleads pleading plead
    """),
    ("cover_mouth", """
        捂嘴 捂住嘴 捂着嘴 掩嘴 掩面 掩口 cover_her_mouth covers_her_mouth covers_his_mouth
        hand_over_mouth
    """),
    ("wave", "挥手 招手 摆手 挥了挥 招了招 wave waves waving"),
    ("arms_crossed", """
        抱臂 双臂环胸 抱着胳膊 双手抱胸 叉腰 抱胸 环抱双臂 arms_crossed crosses_her_arms
        crosses_his_arms folds_her_arms folds_his_arms
    """),
    ("hand_on_chest", """
        捂胸 捂着胸口 捂住胸口 按住胸口 按着胸口 拍胸 抚胸 心口 hand_on_chest
        clutches_her_chest clutches_his_chest
    """),
    ("reach", """
        伸手 伸出手 拉住 抓住 拽住 扶住 扶起 递给 递过 伸向 抱住 推开 一把拉 reach reaches
        grabs pulls pushes embraces hands_him hands_her
    """),
    ("bow", "鞠躬 行礼 作揖 躬身 弯腰 低头行礼 拱手 叩首 欠身 bow bows curtsy"),
    ("hold", """
        拿着 拿起 拿出 握着 捧着 端着 举起 举着 抱着 掏出 拎着 攥着 提着 拔出 抽出 hold holds
        holding picks_up takes_out raises lifts draws carries
    """),
])  # fmt: skip
"""Gesture of the kit."""

THINGS = lexicon([
    ("", """
        门口 部门 专门 出门 热门 门外 门卫 相信 信任 自信 信号 信心 迷信 信步 威信 车站 火车
        花园 花了 眼花 花费 天花 花白 分钟 玉石 酒店 酒楼 酒吧 酒馆 药铺 剑眉 刀疤 碗柜
        车间 钟情
        cared caring cares
    """),
    ("phone", "手机 电话 屏幕 来电 短信 微信 phone cellphone smartphone screen text_message"),
    ("letter", """
        信封 书信 封信 信上 信里 回信 拆信 写信 看信 信件 密信 纸条 家书 圣旨 奏折 遗书
        请柬 letter envelope note scroll
        decree invitation
    """),
    ("contract", """
        合同 协议 协议书 离婚协议 契约 文件 报告 诊断书 化验单 鉴定 检查单 休书 病历 contract
        agreement document papers report file test_result
    """),
    ("door", "门 房门 大门 木门 铁门 门把 door doorknob gate"),
    ("ring", "戒指 钻戒 婚戒 ring wedding_ring"),
    ("knife", "刀 匕首 小刀 水果刀 刀刃 knife dagger blade"),
    ("cup", "杯 酒杯 茶杯 水杯 咖啡 杯子 茶盏 酒 红酒 碗 cup glass mug wine coffee tea"),
    ("key", "钥匙 key keys"),
    ("umbrella", "伞 雨伞 油纸伞 umbrella"),
    ("photo", "照片 相片 合影 相框 画像 全家福 photo photograph picture portrait"),
    ("clock", "钟 时钟 挂钟 手表 怀表 闹钟 沙漏 clock watch alarm hourglass"),
    ("jade_pendant", """
        玉佩 玉坠 玉 吊坠 项链 信物 护身符 jade pendant necklace locket amulet
    """),
    ("sword", "剑 长剑 宝剑 佩剑 剑刃 sword"),
    ("lantern", "灯笼 花灯 宫灯 孔明灯 lantern"),
    ("candle", "蜡烛 烛火 烛台 烛光 candle"),
    ("medicine", """
        药 药瓶 药片 药碗 汤药 毒药 针管 药丸 medicine pill pills potion poison syringe
    """),
    ("money", """
        钱 钞票 现金 支票 银票 银两 银子 银行卡 金子 黑卡 红包 money cash cheque check coins
        credit_card
    """),
    ("car", "车 轿车 豪车 跑车 汽车 车灯 迈巴赫 劳斯莱斯 car limousine sedan headlights"),
    ("flower", "花 玫瑰 鲜花 花束 花瓣 梅花 桃花 flower flowers rose bouquet blossom"),
    ("blood_drop", """
        鲜血 血滴 血珠 滴血 血迹 血痕 一滴血 blood drop_of_blood bloodstain bloodstains
    """),
])  # fmt: skip
"""What an insert can show; the first row holds words that only look like one."""

SHOWN = word_set(
    "推到 翻开 扔 甩出 取出 接过 亮着 "
    "拿 掏 递 放 亮起 显示 掉落 掉在 滑落 落在 落下 摔碎 碎 响起 震动 响了 打开 握着 捧 "
    "举起 盯着 "
    "看着 看向 桌上 地上 手中 手里 上写着 写着 特写 露出 撕 推门 门开 开门 敲门 关门 拔出 "
    "烧 滴 "
    "holds shows rings buzzes drops falls lies shatters turns opens lights_up "
    "displays hand hands "
    "tears reads table floor picks_up takes_out stares_at"
)
"""Words that put a thing into the middle of the picture."""

MOVEMENT = lexicon([(False, "走廊 走神 飞机 飞快 冲动 退休 走运 跑车 退婚"), (True,
    ("走 跑 冲 奔 追 逃 进来 进门 推门而入 走进 走出 离开 跟上 上前 闯 赶来 骑 驶 开车 飞身 爬 "
    "跳 穿过 来到 走向 转身离 退 踏入 起身 冲出 walk run rush enter exit leave chase flee "
    "storm "
    "stride cross climb drive arrive approach follow hurry step steps")
)])  # fmt: skip
"""Somebody moves through the place: show it whole."""

NO_BLOW = (
    "打电话 打开 打扮 打车 打量 打算 打听 打断 打招呼 打工 打转 打滚 打发 打印 打破沉默 拨打 "
    "撞见 摔倒在床 hit_on"
)
"""Words with 打 or 撞 that hit nobody."""

CROWD = word_set(
    "众人 人群 所有人 全场 围观 大家 宾客 同学们 众 满堂 议论纷纷 群臣 百官 百姓 记者们 "
    "everyone "
    "crowd guests all onlookers people students reporters"
)
"""More people than the cast."""

PAIR = word_set(
    "两人 二人 俩人 四目相对 对视 相拥 并肩 彼此 both the_two they each_other together"
)
"""Both of the two are seen."""

PRONOUNS = word_set(
    "他 她 眼神 眼睛 脸色 脸上 嘴角 眉头 双手 表情 笑容 眼泪 目光 声音颤 "
    "he she him her his hers face eyes smile lips brow tears voice_breaks"
)
"""The one last spoken of, or what belongs to them."""

BLOWS = lexicon([(False, NO_BLOW), (True,
    ("巴掌 耳光 扇 打 踹 踢 摔 砸 撞 拍桌 推倒 倒地 跌 爆炸 轰 砰 一拳 掌掴 炸 碎 slap hit "
    "kick smash slam crash punch throw explode collapse bang shatter")
)])  # fmt: skip
"""A blow that shakes the picture."""

SOUNDS = lexicon([
    ("", NO_BLOW),
    ("thunder", "雷 雷声 闪电 打雷 电闪雷鸣 惊雷 thunder lightning"),
    ("rain", """
        下雨 大雨 暴雨 雨声 细雨 雨中 雨夜 雨水 倾盆 淋雨 雨点 rain raining rainy downpour
        storm
    """),
    ("door", """
        敲门 推门 关门 开门 摔门 门开 门被 破门 叩门 门响 knock knocks door_opens door_slams
        opens_the_door closes_the_door slams_the_door
    """),
    ("footsteps", """
        脚步 走来 走进 跑来 走向 快步 追上 踱步 高跟鞋 走过 奔跑 footsteps walks_in runs_in
        strides heels walks_toward
    """),
    ("heartbeat", "心跳 心脏 怦怦 砰砰直跳 窒息 heartbeat heart_pounds heart_races pulse"),
    ("crowd", """
        人群 议论 哗然 众人 欢呼 掌声 起哄 窃窃私语 喧闹 围观 鼓掌 crowd murmur applause
        cheering whispers
    """),
    ("ding", """
        叮 手机响 短信 微信 消息 手机震动 铃 门铃 来电 叮咚 系统 ding rings buzzes beep
        notification doorbell chime
    """),
    ("impact", """
        摔 打 撞 砸 巴掌 耳光 砰 轰 倒地 踢 踹 拍桌 一拳 爆炸 slap hit smash slam crash punch
        kick bang shatter explode
    """),
    ("whoosh", """
        转身 挥 甩 拔剑 闪过 飞身 飞来 飞出 猛地 回头 掠过 whirls spins swings turns_around
        draws_his_sword flashes_past
    """),
])  # fmt: skip
"""Effect of sound."""

WEATHER = lexicon([
    (Weather.RAIN, """
        下雨 大雨 暴雨 雨声 细雨 雨中 雨夜 夜雨 雨水 倾盆 淋雨 雨点 雨天 雷雨 雨幕 rain
        raining rainy downpour thunderstorm
    """),
    (Weather.SNOW, """
        下雪 大雪 雪花 飞雪 雪夜 飘雪 雪中 风雪 雪地 snow snowing snowfall blizzard
    """),
    (Weather.PETALS, "花瓣 落花 桃花纷飞 樱花 落英 花雨 petals cherry_blossoms"),
    (Weather.EMBERS, "火星 余烬 大火 火光 火海 烈焰 灰烬 embers flames ablaze fire burning"),
    (Weather.FOG, "雾 迷雾 大雾 浓雾 雾气 烟雾 仙气 fog mist misty haze smoke"),
])  # fmt: skip
"""What drifts through the set."""

LIGHTS = lexicon([
    (DayTime.NIGHT, """
        深夜 夜色 夜晚 夜幕 月光 月色 星空 半夜 路灯 霓虹 雨夜 night midnight moonlight
        moonlit neon
    """),
    (DayTime.DAWN, "清晨 黎明 晨光 日出 拂晓 dawn sunrise daybreak"),
    (DayTime.DUSK, "黄昏 夕阳 傍晚 日落 余晖 dusk sunset twilight evening"),
    (DayTime.DAY, """
        白天 阳光 正午 中午 午后 上午 早上 daylight noon afternoon morning sunny sunlight
    """),
])  # fmt: skip
"""Time of day in the words of an action, where the heading does not say it."""
