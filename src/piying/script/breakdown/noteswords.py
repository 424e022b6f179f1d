"""The words a person may use in a direction, in both languages, and what each asks for.

Each row is ((part of the wish, value), words). A new word is one word in its row; an
underscore stands for a space.
"""

from __future__ import annotations

from piying.model.shot import Angle, Emotion, Framing, Move, Size, Transition
from piying.script.kit import EFFECTS, GESTURES, MOODS, SOUNDS, THINGS

KEYS = {
    "shot": "镜头 分镜 镜 画面 shot shots camera",
    "mood": "音乐 配乐 bgm music score",
    "effects": "特效 画面特效 画面效果 滤镜 effect effects fx vfx",
    "sounds": "音效 声音 声效 sound sounds sfx",
    "captions": "字幕 字卡 caption captions text",
}
"""The word before the colon that makes a note a direction."""

WISHES: tuple[tuple[tuple[str, str], str], ...] = (
    (("size", Size.EXTREME_WIDE), "大远景 远景 extreme_wide extreme_long els ews"),
    (("size", Size.WIDE), "全景 wide long_shot full_shot ws ls"),
    (("size", Size.MEDIUM), "中景 中近景 medium mid ms"),
    (("size", Size.CLOSE), "近景 close medium_closeup medium_close-up mcu"),
    (("size", Size.CLOSEUP), "特写 closeup close-up close_up cu"),
    (("size", Size.EXTREME_CLOSEUP),
     "大特写 extreme_closeup extreme_close-up extreme_close_up ecu detail"),
    (("framing", Framing.EMPTY), "空镜 empty establishing scenery"),
    (("framing", Framing.SINGLE), "单人 single"),
    (("framing", Framing.TWO), "双人 two two-shot two_shot twoshot 2-shot"),
    (("framing", Framing.OVER), "过肩 over over-shoulder over_shoulder over_the_shoulder ots"),
    (("framing", Framing.GROUP), "群像 群戏 多人 group"),
    (("framing", Framing.INSERT), "插入 insert"),
    (("move", Move.STATIC), "定 固定 静止 static locked still"),
    (("move", Move.DRIFT), "缓移 漂移 drift"),
    (("move", Move.PUSH), "推近 推 推进 push push_in dolly_in zoom_in"),
    (("move", Move.PULL), "拉远 拉 拉开 pull pull_out pull_back dolly_out zoom_out"),
    (("move", Move.PAN_LEFT), "左摇 pan_left"),
    (("move", Move.PAN_RIGHT), "右摇 摇 pan_right pan"),
    (("move", Move.TILT_UP), "上摇 升 tilt_up tilt crane_up"),
    (("move", Move.TILT_DOWN), "下摇 降 tilt_down crane_down"),
    (("move", Move.WHIP), "甩 甩镜 whip whip_pan"),
    (("move", Move.SHAKE), "震 晃动 抖动 shake handheld"),
    (("move", Move.FOLLOW), "跟 跟拍 follow tracking track"),
    (("angle", Angle.LOW), "仰 仰拍 仰视 low low_angle"),
    (("angle", Angle.HIGH), "俯 俯拍 俯视 high high_angle overhead"),
    (("angle", Angle.EYE), "平 平视 平拍 eye eye_level"),
    (("transition", Transition.CUT), "切 硬切 切至 cut cut_to"),
    (("transition", Transition.DISSOLVE), "叠化 溶 dissolve crossfade"),
    (("transition", Transition.FADE), "淡入 渐显 fade fade_in"),
    (("transition", Transition.FLASH), "闪白 flash smash_to_white"),
    (("transition", Transition.INK), "墨染 水墨 ink ink_wash"),
    (("transition", Transition.WIPE), "划变 划像 左划 wipe wipe_left"),
    (("transition", Transition.WIPE_RIGHT), "右划 wipe_right"),
    (("transition", Transition.WIPE_UP), "上划 wipe_up"),
    (("transition", Transition.WIPE_DOWN), "下划 wipe_down"),
    (("transition", Transition.PUSH), "推出 左推 slide push_left push_out"),
    (("transition", Transition.PUSH_RIGHT), "右推 push_right"),
    (("transition", Transition.PUSH_UP), "上推 push_up"),
    (("transition", Transition.PUSH_DOWN), "下推 push_down"),
    (("emotion", Emotion.NEUTRAL), "平静 面无表情 neutral"),
    (("emotion", Emotion.HAPPY), "高兴 开心 笑 happy"),
    (("emotion", Emotion.ANGRY), "愤怒 生气 怒 angry"),
    (("emotion", Emotion.SAD), "悲伤 伤心 哭 sad"),
    (("emotion", Emotion.AFRAID), "害怕 恐惧 惊恐 afraid scared"),
    (("emotion", Emotion.SHOCKED), "震惊 惊讶 惊 shocked surprised"),
    (("emotion", Emotion.SMUG), "得意 冷笑 smug"),
    (("emotion", Emotion.TENDER), "温柔 深情 tender"),
    (("gesture", "point"), "指 指着"),
    (("gesture", "fist"), "握拳"),
    (("gesture", "phone"), "打电话"),
    (("gesture", "slap"), "打耳光 巴掌"),
    (("gesture", "pray"), "跪 祈求 跪下"),
    (("gesture", "cover_mouth"), "捂嘴"),
    (("gesture", "wave"), "挥手 招手"),
    (("gesture", "arms_crossed"), "抱臂 叉手"),
    (("gesture", "hand_on_chest"), "捂胸口 捂胸"),
    (("gesture", "reach"), "伸手"),
    (("gesture", "bow"), "鞠躬 行礼"),
    (("gesture", "hold"), "拿着 拿"),
    *((("gesture", gesture), gesture) for gesture in GESTURES),
)  # fmt: skip

CAPTION_WORDS: tuple[tuple[str, str], ...] = (
    ("ruby", "注音 拼音 ruby pinyin"),
    ("vertical", "竖排 直排 vertical"),
)
"""Ways of showing words: readings over characters, and columns."""

MOOD_WORDS: tuple[tuple[str, str], ...] = (
    ("calm", "平静 日常 轻松 舒缓"),
    ("tender", "温柔 温情 浪漫 甜 甜蜜"),
    ("sorrow", "悲伤 悲 伤感 哀伤 虐 sad"),
    ("suspense", "悬疑 悬念 诡异 神秘 mystery"),
    ("tension", "紧张 激烈 冲突 战斗 tense action"),
    ("triumph", "胜利 燃 爽 逆袭 热血 epic"),
    ("comic", "搞笑 滑稽 欢快 喜剧 funny"),
    ("silence", "静音 无 安静 停 none off"),
    *((mood, mood) for mood in MOODS),
)

SOUND_WORDS: tuple[tuple[str, str], ...] = (
    ("rain", "雨 雨声 下雨"),
    ("impact", "撞击 重击 砰 撞 打 hit"),
    ("whoosh", "嗖 呼 风声 挥"),
    ("heartbeat", "心跳 heart"),
    ("door", "门 敲门 开门 关门 knock"),
    ("footsteps", "脚步 脚步声 steps"),
    ("crowd", "人群 议论 喧哗 欢呼 掌声 applause"),
    ("ding", "叮 铃 提示音 手机 bell ring phone"),
    ("thunder", "雷 雷声 打雷"),
    *((sound, sound) for sound in SOUNDS),
)

EFFECT_WORDS: tuple[tuple[str, str], ...] = (
    ("rain", "雨 下雨 雨丝"),
    ("snow", "雪 下雪 飘雪"),
    ("petals", "花瓣 落花 落英 樱花"),
    ("embers", "火星 余烬 火花 sparks"),
    ("dust", "浮尘 尘埃 尘 dust_motes"),
    ("fog", "雾 雾气 起雾 mist"),
    ("flash", "闪光 闪白 白闪"),
    ("impact", "冲击 冲击帧 黑白帧 impact_frames impact_frame"),
    ("shake", "震动 震 晃动 抖动 摇晃"),
    ("speed_lines", "速度线 集中线 lines"),
    ("focus", "对焦 变焦 聚焦 由虚到实 rack_focus"),
    ("depth", "景深 虚化 背景虚化 depth_of_field dof bokeh"),
    ("glow", "柔光 泛光 光晕 辉光 bloom"),
    ("light_leak", "漏光 光斑"),
    ("vignette", "暗角"),
    ("gloom", "黑线 阴影线 绝望"),
    ("flowers", "开花 花朵 繁花 花"),
    ("memory", "回忆 旧时光 past"),
    ("ink", "墨边 墨晕 水墨 墨"),
    *((effect, effect) for effect in EFFECTS),
)

THING_WORDS: tuple[tuple[str, str], ...] = tuple((thing, thing) for thing in THINGS)
