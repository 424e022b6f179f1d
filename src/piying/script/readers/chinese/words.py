"""The words that Chinese scripts write before a colon or between brackets."""

from __future__ import annotations

import re

from piying.script.numerals import NUMERAL


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLE_LABELS = {
    **dict.fromkeys(
        ("剧名", "片名", "剧本名", "剧本名称", "作品名", "作品名称", "标题"), "Title"
    ),
    **dict.fromkeys(("编剧", "作者", "原著", "原作"), "Author"),
    **dict.fromkeys(("版权", "著作权"), "Copyright"),
    **dict.fromkeys(("联系方式", "联系"), "Contact"),
    **dict.fromkeys(("日期", "稿次", "定稿日期"), "Draft date"),
}
"""Labels of the title page before the first scene, and the key each becomes."""

CREDIT_LABELS = _words(
    "导演 监制 制片人 出品 出品人 出品方 策划 类型 题材 集数 总集数 单集时长 时长 风格 "
    "平台 受众 版本 字数 画幅 标签 主题 频道 剧本类型 每集时长"
)
"""Labels of the title page that keep their own name as key."""

OUTLINE_LABELS = _words(
    "大纲 故事大纲 剧情大纲 剧本大纲 梗概 故事梗概 剧情梗概 简介 故事简介 剧情简介 "
    "内容简介 一句话梗概 一句话简介 一句话故事 故事核 故事背景 世界观 背景设定 分集大纲 "
    "分集梗概 分集简介 核心看点 看点 核心冲突 主线 亮点 本集梗概 本集看点 本集大纲 "
    "剧情提要 前情提要"
)
BIO_LABELS = _words(
    "人物小传 人物介绍 人物设定 人物简介 人物表 主要人物 主要角色 角色介绍 角色设定 "
    "角色小传 角色表 人物关系 出场人物表 演员表 主要人物小传 人物"
)
BODY_LABELS = _words("正文 剧本正文 剧本 正片 正剧")

CAST_LABELS = _words(
    "人 人物 出场人物 登场人物 出镜人物 场景人物 本场人物 出场 登场 角色 出场角色 演员 出镜"
)

NUMBER_LABELS = _words("场次 场号 场景号 场 场序 场景编号")
LOCATION_LABELS = _words("地点 场景 场地 环境 拍摄地点 场景地点 地")
TIME_LABELS = _words("时间 时段 日夜 时 光线 日/夜 场景时间")
PLACE_LABELS = _words("内外景 内外 内/外 内景外景 内/外景 景 内景/外景")
FIELD_LABELS = NUMBER_LABELS | LOCATION_LABELS | TIME_LABELS | PLACE_LABELS

SUPER_LABELS = _words(
    "字幕 花字 字卡 人物字幕 屏幕字幕 画面字幕 标题字幕 黑屏字幕 黑场字幕 叠加字幕 人名条 "
    "人名字幕 地点字幕 时间字幕 片头字幕 片尾字幕 SUPER 弹幕 打字幕 出字幕 字幕条 人物条 "
    "字幕浮现 字幕显示 字幕出现 字幕弹出 字幕打出 浮现字幕 出现字幕 显示字幕 画面文字 屏幕文字 "
    "黑屏文字 黑底白字"
)
NOTE_LABELS = _words(
    "注 备注 道具 服装 服化道 提示 说明 时长 预计时长 制作备注 编剧注 导演提示 钩子 卡点 "
    "付费点 爽点"
)
SHOWN_LABELS = _words(
    "画面 动作 镜头 特写 近景 中景 全景 远景 大全景 空镜 音效 音乐 BGM 背景音乐 配乐 特效 "
    "环境音 SFX 景别 机位 运镜 转场音效 闪现 插入 蒙太奇 画面描述 场景描述 声效 镜头语言 "
    "快剪 画外 道具特写 背景 灯光 舞台 布景 幕启 幕落 音响 描述 环境描写 场景描写 动作描写 "
    "情节 画面内容 分镜 镜号 视觉 表情 神态"
)
"""Labels of lines that are seen or heard but not spoken; kept whole as action."""

INNER_VOICES = _words("OS O.S. O.S 内心 内心OS 内心独白 心声 独白 心理 内心戏 心理活动 内OS")
"""Written without a name they mean the one who spoke last."""

NEVER_NAMES = _words(
    "注意 结果 例如 比如 原来 总之 其中 另外 最后 首先 其次 然后 接着 于是 因此 所以 但是 "
    "可是 此时 同时 原因 结论 条件 规则 任务 目标 内容 重点 问题 答案 要求 参考 链接 网址 "
    "来源 上面 下面 如下 以下 以上 上写 短信 微信 消息 微信消息 屏幕 手机屏幕 聊天框 信 "
    "纸条 日记 标语 横幅 招牌 信上 纸上 牌匾 落款 第一 第二 第三 其一 其二 剧情 情节 集尾 "
    "结尾 开头 开场 片头 片尾 高潮 悬念 反转 尾声 序幕 下集预告 上集回顾 预告 彩蛋 幕后 "
    "PS P.S. 时间线 年代 季节 天气 氛围 情绪 基调 节奏 色调 字体 姓名 名字 年龄 性别 身份 性格 "
    "外貌 外形 形象 身高 体重 职业 服饰 对白 台词 对话 动作 情感 Action Dialogue Emotion Scene "
    "ACTION DIALOGUE EMOTION SCENE Sound SOUND Music MUSIC TITLE"
)

LABELS = (
    NEVER_NAMES
    | SHOWN_LABELS
    | NOTE_LABELS
    | SUPER_LABELS
    | OUTLINE_LABELS
    | BIO_LABELS
    | BODY_LABELS
    | CAST_LABELS
    | FIELD_LABELS
    | CREDIT_LABELS
    | frozenset(TITLE_LABELS)
)
"""Every word that labels a line and speaks none."""

_TRANSITION_WORDS = (
    "切至|切到|切入|切回|切换至?|切黑|切|转场至?|叠化至?|叠入|叠|淡入淡出|淡入|淡出|渐显|渐隐|渐黑|黑场|"
    "黑屏|闪白|闪黑|白场|化入|化出|划像|硬切|跳切|画面切换|镜头切换|转黑|全黑|溶至|溶入|溶出|"
    "划变至?|划入|划出|[左右上下]划|推出|推移|[左右上下]推|墨染"
)
TRANSITION = re.compile(
    rf"(?:画面|镜头)?(?:{_TRANSITION_WORDS})(?:[:\s]\s*[^:。,!?]{{0,20}})?[。.…:]*"
    rf"|(?:画面|镜头)?(?:切至|切回|切到|叠至|叠入|溶至|溶入)[^:。,!?]{{1,10}}[。.…:]*"
    r"|[A-Z ]*(?:CUT|FADE|DISSOLVE|WIPE|PUSH|SMASH)[A-Z ]*(?:TO|IN|OUT|BLACK)[:.]?"
)
ENDING = re.compile(
    r"[(\[【<]?\s*(?:全剧终|全剧完|剧终|全文完|未完待续|本集完|本集终|本集结束|完|终|END|"
    r"The End|THE END|"
    rf"第{NUMERAL}集\s*[,·\-]?\s*(?:完|终|结束|未完待续)|待续|正文完|完结|大结局完)\s*[)\]】>]?[。.]?"
)
_FLASH = (
    "(?:画面|镜头)?(?:快速)?(?:闪回|回忆)(?:开始|画面|片段|镜头)?|闪前|插叙(?:开始)?|"
    "(?:画面|镜头)?(?:进入|切入|切到|切|转入)(?:回忆|闪回)(?:画面)?"
)
FLASHBACK = re.compile(rf"(?:{_FLASH})(?:\s*[:·,]\s*(?P<text>.*)|\s+(?P<when>\S.*))?")
FLASHBACK_END = re.compile(
    r"(?:闪回|回忆|插叙)(?:画面|片段|镜头)?(?:结束|完毕|完|止|终)"
    r"(?:,?\s*(?:画面|镜头)?(?:回到|切回)(?:现实|现在)(?:场景)?)?|闪出|闪回出|回忆出|"
    r"(?:画面|镜头)?(?:回到|切回|拉回|回归)(?:现实|现在)|结束(?:闪回|回忆)|现实"
)
RULE = re.compile(r"[-=_*~—─━―·.…#<>\s]{3,}")
SAYING = re.compile(
    r"(?:说|道|问|答|喊|叫|吼|骂|想|念|叹|嚷|曰|言|写|示|着|地|了|是|到|见|为|如下|起来|下来|出来|过去|过来|"
    r"亮起|弹出|浮现|滚动|来电|"
    r"低语|开口|回应|解释|提醒|打断|补充|冷笑|苦笑|大笑|笑|哭|怒|只听|只见|响起|传来)$"
)
"""What a sentence before a colon ends with, and a name hardly."""
IN_A_SENTENCE = re.compile(
    r"[着了地把被对向在到是给让将从往]|瞳孔|眼神|目光|嘴角|眉头|脸色|声音|语气|低声|轻声|大声|小声|冷冷|微微|缓缓|忽然|突然|转身|只见"
)
PRONOUN = re.compile(r"[他她它你这那]们?(?=.)|我们(?=.)|我(?=.)|自己|大家(?=.)")
