"""How characters with several readings are read in context, as data.

`pypinyin` knows the reading of words; these are the places where the words around decide, or
where its dictionary keeps the book reading of what is said with a neutral tone. The first rule
that fits a character wins; a reading given by the writer stands above all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """One reading of a character, and what has to stand around it."""

    character: str
    reading: str
    before: re.Pattern[str]
    """Matched up to the character."""
    after: re.Pattern[str]
    """Matched from behind the character."""

    def fits(self, text: str, at: int) -> bool:
        """Whether the character of `text` at `at` is read like this."""
        return (
            text[at] == self.character
            and self.before.search(text[:at]) is not None
            and self.after.match(text[at + 1 :]) is not None
        )


def _rule(character: str, reading: str, before: str = "", after: str = "") -> Context:
    return Context(character, reading, re.compile(f"(?:{before})$"), re.compile(after))


_CLAUSE = r"[^，。！？；、…,.!?;]"
_END = r"(?:$|[，。！？；、…,.!?;])"
_PEOPLE = "我|你|您|他|她|它|咱|们|谁"

CONTEXTS: tuple[Context, ...] = (
    # 得: must, to gain, and the mark of how something is done
    _rule("得", "de5", "[舍恨巴怪由顾见记容免少使要来等]不"),
    _rule("得", "de2", "[获难取赢博所求应两换不落]|(?<![伤开恶痛关小放担耐细安])心", "(?!及)"),
    _rule("得", "de2", rf"^|[，。！？；、…也就才只会能]|{_PEOPLE}",
          "[到意罪知手分奖出逞救以胜体逊失]"),
    _rule("得", "de2", rf"{_PEOPLE}|是|确诊", "了"),
    _rule("得", "dei3", rf"{_PEOPLE}|[总非都也就还可只须又必才人家]",
          "(?![很太真多到了意罪知要不])"),
    _rule("得", "de5", r"[\u4e00-\u9fff]", "(?![到意罪知])"),
    # 地: after a word that says how
    _rule("地", "de5", r"([\u4e00-\u9fff])\1", "(?![上下里面方是的])"),
    _rule("地", "de5", "[然力快声意静速悄断住烈狠真心气情]|由自主|轻易",
          r"[\u4e00-\u9fff](?<![上下里面方是的位步点])"),
    # 长: long, or to grow and head
    _rule("长", "zhang3", "", "[得大成出相高胖老进]"),
    _rule("长", "chang2", "[很太更最多么那好够不短细别夜路话腿样米尺寸年辈]"),
    _rule("长", "chang2", "时间|头发|有点|越来越|辈子"),
    _rule("长", "chang2", "", "[久远途夜期叹达点些发裙]"),
    # 还: to give back
    _rule("还", "huan2", "", "人情|钱|债|账|款|清|命|击|嘴|不[起上清]|得[起上清]|给|完|愿|俗"),
    _rule("还", "huan2", "",
          "[我你他她](?:一?个?公道|清白|命|自由|钱|女儿|儿子|孩子|爸|妈|人情|血)"),
    _rule("还", "huan2", rf"[把将]{_CLAUSE}{{1,10}}", "[我你他她给回上掉完了]"),
    _rule("还", "huan2", "[要该没不来先]", rf"(?:了|吗|吧|呢)?{_END}"),
    # 了: to finish, to be able
    _rule("了", "liao3", "", "[断却结此无然如若解账债]|不[起得]"),
    _rule("了", "liao3", rf"[^{_PEOPLE}也都就可再，。！？；、…]不"),
    _rule("了", "liao3", "[救跑逃走活瞒骗打管治当做受忍帮护保停办干离少免]得"),
    _rule("了", "liao3", "没完没|不得", "(?!解)"),
    # 着: to reach, to catch
    _rule("着", "zhao2", "", "[急火凉魔迷慌]|了[火凉魔迷]"),
    _rule("着", "zhao2", "睡|猜|逮|[用找睡犯够见摸管数]不|[用找见摸管]得"),
    # 行: a row, a trade
    _rule("行", "hang2", "[一二两三四五六七八九十几数]", "[字泪诗代脚足]"),
    _rule("行", "hang2", "[这那哪]一?|干[这那]|入|转|改|懂", f"[的有里业当家]|{_END}"),
    # again
    _rule("重", "chong2", "",
          "[来新生启逢复建回返申现播拍写做演置组温拾振叠归获提见游操审走]|活[一了]|头再来"),
    _rule("重", "chong2", "[一双两三多九几万层]", "(?![要大量点担活病])"),
    # 为: for
    _rule("为", "wei4", "", rf"了|什么|何|啥|此|{_PEOPLE}|大家|国|民除|父报|母报|之"),
    # to take for
    _rule("当", "dang4", "", "成|作|真|铺|回事|耳旁|儿戏"),
    _rule("当", "dang4", rf"[把拿]{_CLAUSE}{{1,8}}", "(?![场时年然])"),
    # 教: to teach somebody
    _rule("教", "jiao1", "(?<![请指赐领受])", f"{_PEOPLE}|会|书|过"),
    # 中: to hit, to be struck
    _rule("中", "zhong4", "[击打射看猜说命选考抽押言]", "(?![学文国医间午央外心年秋])"),
    _rule("中", "zhong4", "(?<![家心手其之空水途校高初暗山城梦眼口怀群])",
          "了?[枪弹毒奖计招邪蛊暑标彩]|圈套"),
    # 数: to count
    _rule("数", "shu3", "(?<![人次岁指分无少多半倍参系总算函])", "[钱到一数三清过着了]|不清"),
    _rule("落", "luo4", "", "[下在到入地]"),
    _rule("量", "liang2", "(?<![力分数重质商产])", "一|体温|身高|血压|尺寸"),
    _rule("朝", "chao2", "", f"{_PEOPLE}|[前着这那天门南北东西]"),
    _rule("背", "bei1", "", "[锅包起上负]|黑锅"),
    _rule("系", "ji4", "", "[上好紧着]"),
    _rule("空", "kong1", "", "[房屋着手城气虚荡]"),
    _rule("尽", "jin3", "", "[快早量管可]"),
    _rule("差", "cha4", "", "评|[一点些]|不多"),
    _rule("倒", "dao4", "", "[是也要不想]"),
    _rule("和", "he4", "附|唱"),
    _rule("嚼", "jiao2"),
    _rule("便", "pian2", "", "宜"),
    _rule("与", "yu4", "参", ""),
    # surnames
    _rule("曾", "zeng1", "姓|[小老]", ""),
    _rule("曾", "zeng1", "", "总|先生|小姐|家|太太|某|夫人|董|哥|叔|国藩"),
    _rule("单", "shan4", "姓", ""),
    _rule("任", "ren2", "姓", ""),
    _rule("任", "ren2", "", "总|先生|小姐|太太|夫人|董"),
    _rule("解", "xie4", "姓", ""),
    _rule("区", "ou1", "姓", ""),
    _rule("查", "zha1", "姓", ""),
    _rule("朴", "piao2", "姓", ""),
    _rule("朴", "piao2", "", "总|先生|小姐|太太"),
    # calls
    _rule("嗯", "en2", "", "[？?]"),
    _rule("嗯", "en4"),
    _rule("哦", "o4"),
    _rule("诶", "ei4"),
    _rule("欸", "ei4"),
    _rule("咯", "lo5", r"[\u4e00-\u9fff]"),
    _rule("喂", "wei2", "^|[，。！？…]", "[？?]"),
)  # fmt: skip
"""In the order in which they are tried."""

_WORN = """
    朋友 先生 东西 喜欢 知道 地方 意思 事情 时候 明白 姑娘 眼睛 衣服 消息 告诉
    认识 关系 休息 客气 丈夫 媳妇 爸爸 妈妈 哥哥 姐姐 弟弟 妹妹 爷爷 奶奶 舅舅
    叔叔 姑姑 伯伯 婆婆 公公 姥姥 谢谢 太太 宝宝 娃娃 漂亮 清楚 聪明 糊涂 厉害
    舒服 麻烦 打扮 招呼 打听 商量 名字 脑袋 耳朵 嘴巴 屁股 胳膊 头发 月亮 窗户
    钥匙 故事 行李 老婆 老爷 少爷 奴才 大夫 师傅 徒弟 亲戚 闺女 兄弟 本事 力气
    脾气 福气 运气 思量 伺候 晚上 早上 身上 脸上 手上 路上 床上 桌上 车上 世上
    街上 心上 地上 家里 心里 手里 嘴里 眼里 夜里 屋里 这里 那里 哪里 里面 外面
    上面 下面 前面 后面 里边 外边 那边 这边 回来 出来 过来 起来 进来 下来 上来
    回去 出去 过去 进去 下去 上去 看看 说说 试试 想想 听听 等等 走走 坐坐 找找
    问问 尝尝 查查 见识 答应 照顾 心思 规矩 体面 便宜 功夫 工夫 包袱 买卖 结实
    凉快 暖和 老实 热闹 新鲜 干净 委屈 冤枉 埋怨 抱怨 耽误 折腾 欺负 收拾 吩咐
    称呼 琢磨 力量 豆腐 葡萄 玫瑰 苍蝇 蘑菇 扫帚 笑话 影子 相公 娘娘 老太太 小姐
    大爷 口气 造化 丫头
"""
NEUTRAL = frozenset(_WORN.split())
"""Words whose last syllable has lost its tone."""

ERHUA_AFTER = frozenset("这那哪会点事玩味劲块边活份样声画趟根门气伴空片嗓眼盖词花头法个圈绕弯")
"""Characters after which 儿 is not a syllable of its own."""
ERHUA_NEVER = frozenset(
    ("女儿", "婴儿", "幼儿", "孤儿", "少儿", "胎儿", "男儿", "宠儿", "健儿")
)
"""Words in which it is."""
