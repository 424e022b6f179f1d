"""Names that say how they speak: 沈乐惊喜：…, 老王起身大喊：….

Many scripts write the manner behind the name without brackets. Where the name is known the
rest is a direction if it reads like something done or felt; a rest that names another person
(张明妈妈, 王总助理) makes another name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

manner_letters_max = 18

_DONE = re.compile(r"[骂打推拉看瞪指抱护喊叫吼问冲追扑扶递接对向把被朝着]")
"""Whoever stands behind these letters is not the one who speaks."""
_FELT = re.compile(
    r"[不也先又再边忽突转站坐跪跑摇点抬低皱撇犹豫弃愤焦激颤抖严肃讪倒嫌乐怪敢震疑惑痛苦悲伤狠厉咬"
    r"眯挑握伸跟哽叹说答笑哭怒惊喜气急慌怕愣冷走来去起上下出进回过拿要声望躺醒喘哼嘲讽惧恐羞尬恨"
    r"吼喊叫骂傲慢轻温柔坚定平静兴奋疲惫虚弱阴沉]"
    r"|反抗|质问|解释|催促|附和|求饶|安慰|恍然|嘀咕|嘟囔|小声|大声|咆哮|呢喃|补充|打断|回应|吐槽|埋怨|命令|"
    r"威胁|撒娇|求助|鼓掌|举手|齐声|异口同声|画外"
)
_SOMEBODY = re.compile(
    r"(?:妈妈?|爸爸?|爹|娘|父亲?|母亲?|哥哥?|姐姐?|弟弟?|妹妹?|爷爷?|奶奶?|叔叔?|伯伯?|阿?姨|舅舅?|婆婆?|公公?|"
    r"妻子?|夫|夫人|太太|儿子|女儿|孩子?|男友|女友|朋友|闺蜜|同学|同事|室友|邻居|老师|助理|秘书|司机|保镖|"
    r"手下|下属|随从|亲信|家丁|丫鬟|侍卫|护卫|管家|粉丝|律师|医生|护士|经理|老板|分身|幻影|元神|化身|魂魄|"
    r"虚影|替身|本人|本尊|们|等人|众人|[甲乙丙丁戊己庚辛壬癸将兵官员者师客生童]|[A-Z0-9一二三四五六七八九十]+)$"
)
_ELSEWHERE = re.compile(
    r"的(?!.*[地得着])|(?:手机|电话|屏幕|身后|身边|面前|眼前|耳边|脑海|头顶|手中|手里|旁边|背后|[和与跟同及、/&+])"
)
"""What begins so belongs to the name or to a thing, and is no manner."""
_WRITTEN = re.compile(r"(?:写着?|写道|显示|亮起|响起|传来|弹出|一行字|为|是|有|上|见|到)$")
INNER = re.compile(
    r"(?:在?(?:心[里中]|内心|心底)|心|暗|暗自)(?:默默)?(?:想|道|念|说|暗想|os|OS)?着?"
)
"""Behind a name: thought and not said."""
_NO_MANNER = re.compile(r"[。.!?！？…【】\[\]“”\"《》(（]")
_NAMED_ALONE = re.compile(r"[笑哭怒惊吼喊叹问答]")
_CROWDS = ("众人", "大家", "所有人", "全场", "画外音", "旁白")


def manner_of(name: str, known: AbstractSet[str]) -> int:
    """Where the manner begins in `name`, or 0 where it is a name and nothing more."""
    if name in known or len(name) < 3:
        return 0
    for end in range(min(len(name) - 1, 12), 1, -1):
        if name[:end] in known or name[:end] in _CROWDS:
            return end if _is_manner(name[end:]) else 0
    return 0


def _is_manner(rest: str) -> bool:
    """Whether the letters behind a name say how or after what it speaks."""
    if (
        len(rest) > manner_letters_max
        or _NO_MANNER.search(rest)
        or _ELSEWHERE.match(rest)
        or _WRITTEN.search(rest)
    ):
        return False
    if INNER.fullmatch(rest) and len(rest) > 1:
        return True
    if len(rest) == 1:
        return bool(_NAMED_ALONE.match(rest))
    if _DONE.search(rest[:-1] or rest):
        return True
    return bool(_FELT.search(rest)) and not _SOMEBODY.search(rest)
