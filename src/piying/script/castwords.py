"""Words in names, titles and scenes that say how somebody looks: sex, age, period, rank.

A word is one entry of a row. Chinese words are found anywhere in a name, English ones as
whole words; the longest that fits decides.
"""

from __future__ import annotations


def words(row: str) -> tuple[str, ...]:
    """The words of a row, apart by blanks."""
    return tuple(row.split())


FEMALE_WORDS = words("""
    母 妈 婆 奶 姐 妹 女 娘 妃 夫人 小姐 太太 嫂 姨 姑 姥 婶 媳 妻 太后 公主 丫鬟 丫头 少奶奶
    皇后 女王 千金 闺蜜 仙子 圣女 嬷嬷 贵人 护士 空姐 老板娘 姑娘 新娘 校花 mrs miss ms
    mother mom mum girl woman lady queen princess aunt grandma grandmother sister wife
    daughter nurse waitress actress hostess
""")
"""Words of a name that say a woman."""

MALE_WORDS = words("""
    父 爸 爷 叔 哥 弟 总 公子 少爷 皇上 将军 王爷 先生 伯 舅 公公 太监 侍卫 皇帝 太子 丈夫
    老公 保安 道长 和尚 方丈 驸马 世子 侯爷 老板 男 董事长 司机 掌柜 校草 少年 王子 丞相 大侠
    书生 新郎 师兄 师父 判官 阎王 国王 大王 猴王 魔王 鬼王 龙王 天王 樵夫 渔夫 车夫 农夫
    屠夫 姐夫 妹夫 女婿 mr sir father dad boy man lord king prince uncle
    grandpa grandfather brother husband son general captain guard waiter
""")
"""Words of a name that say a man."""

ELDER_WORDS = words("""
    老太 老爷 老人 老者 老头 老翁 老妇 奶奶 爷爷 外婆 外公 姥姥 姥爷 婆婆 祖母 祖父 太后 嬷嬷
    方丈 老夫人 老母 老父 太爷 太奶 老中医 老伯 老婆婆 阿婆 old elder grandma grandpa
    grandmother grandfather granny
""")
"""Words of a name that say somebody old."""

PARENT_WORDS = words("""
    父 母 爸 妈 伯 叔 婶 姨 舅 姑 董事长 夫人 老师 院长 管家 mother father mom dad uncle aunt
""")
"""Words that say a generation above the leads; they dress more soberly."""

PARENT_ENDINGS = ("父", "母", "父亲", "母亲")
"""Ends of the names of the leads' parents (林父), who are drawn as elders."""

CHILD_WORDS = words("""
    小孩 孩子 孩童 童 宝宝 大宝 二宝 小宝 娃 婴 萌宝 幼 男孩 女孩 child kid baby toddler boy
    girl
""")
"""Words of a name that say a child."""

NOT_ELDER_WORDS = words("""
    老师 老板 老公 老婆 老板娘 少奶奶 老大 老弟 老妹 老同学
""")
"""Words with 老 or 奶 that say nothing about age."""

FEMALE_GIVEN = words("""
    婷 芳 丽 娜 雪 梅 莉 婉 晴 薇 瑶 琳 娟 燕 玲 萍 静 敏 倩 颖 霞 慧 怡 萱 菲 妍 嫣 蓉 莲 兰
    琴 珍 珠 璐 瑾 黛 媛 姝 娇 妙 柔 诗 语 念 暖 棠 桃 蝶 雅 馨 樱 莺 秀 淑 惠 茜 彤 晚 月 霜
    云 莹 夏 苏
""")
"""Characters that end mostly women's given names."""

MALE_GIVEN = words("""
    明 强 伟 军 刚 磊 勇 涛 杰 超 鹏 辉 建 峰 龙 虎 浩 宇 轩 辰 泽 天 雄 豪 斌 凯 博 志 国 栋
    毅 渊 霆 深 寒 衍 琛 骁 凌 川 海 山 石 武 文 昊 然 铭 航 阳 亮 飞 林 霖 晟
""")
"""Characters that end mostly men's given names."""

FEMALE_ENDINGS = ("a", "ette", "elle", "ine", "lyn")
"""Ends of English first names that are mostly women's."""

FEMALE_FIRST = words("""
    mary anna anne emma olivia sophia sophie isabella mia amelia charlotte emily grace lily
    alice lucy kate katie jane sarah sara laura julia rachel rebecca hannah claire clara
    elizabeth susan linda maria eva eve ella chloe zoe nora ruby helen jessica jennifer amy
    nina diana victoria rose ivy luna maya lena elena mara clarissa irene
""")
"""Common English first names of women."""

MALE_FIRST = words("""
    joshua ezra ira luca
    john james robert michael william david richard joseph thomas charles daniel matthew mark
    paul andrew peter jack harry george henry oliver noah liam lucas ethan mason logan ben
    benjamin sam samuel tom tim adam alex leo max eric ryan kevin brian steve steven frank
    edward arthur oscar nick jake luke simon victor walter
""")
"""Common English first names of men."""

PERIOD_WORDS = words("""
    皇上 陛下 王爷 王妃 将军 公主 太子 娘娘 丞相 侯府 王府 皇宫 宫殿 大殿 朝堂 冷宫 圣旨 客栈
    镖局 江湖 武林 掌门 师父 师兄 师妹 仙 魔尊 剑 锦衣 奴婢 奴才 微臣 本宫 朕 侍卫 丫鬟 太监
    轿 马车 驿站 衙门 知府 书院 亥时 子时 午时 三更 地府 阎王 判官 emperor empress palace
    dynasty sword inn throne
""")
"""Words of a script that is set in the past."""

MODERN_WORDS = words("""
    手机 电话 公司 医院 总裁 汽车 车内 电梯 办公室 教室 高二 电脑 微信 地铁 酒吧 咖啡 酒店
    客厅 别墅 机场 高铁 外卖 直播 合同 警察 大学 幼儿园 沙发 冰箱 电视 phone office car
    hospital computer school apartment police elevator email
""")
"""Words of a script that is set today."""

OUTFIT_WORDS = (
    ("palace_robe", """
        皇 陛下 太子 妃 娘娘 太后 王爷 公主 贵人 emperor empress king queen prince princess
    """),
    ("armour", "将军 侍卫 元帅 统领 都尉 士兵 general guard knight soldier"),
    ("suit", "总 董事 律师 经理 秘书 司机 保镖 老板 boss ceo lawyer manager mr sir"),
    ("coat", "医生 院长 主任 大夫 护士 教授 警 侦探 doctor nurse professor detective"),
    ("uniform", "同学 学生 班长 校花 校草 学长 学姐 学弟 学妹 保安 student"),
    ("gown", "新娘 千金 名媛 bride lady"),
)  # fmt: skip
"""Outfit of the kit → words of a name that say it; first row that fits."""

NOBODY_WORDS = words("""
    旁白 解说 解说员 画外音 字幕 narrator narration voice-over
""")
"""Names that are a voice without a figure."""
