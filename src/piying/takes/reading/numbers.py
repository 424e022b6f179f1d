"""Numbers in Chinese words, as they are said rather than as they are written on a cheque."""

from __future__ import annotations

import re

import cn2an

DIGITS_MAX = 16
"""A longer row of digits is a code, not a number, and is read digit by digit."""

_DIGIT = dict(zip("0123456789", "零一二三四五六七八九", strict=True))

MEASURES = (
    "个 只 条 张 位 名 口 件 把 块 元 次 遍 天 年 小时 分钟 秒 秒钟 点 点钟 岁 人 斤 公斤 米 克 吨 "
    "间 套 辆 台 部 首 杯 碗 瓶 双 对 份 封 颗 粒 片 支 根 棵 朵 匹 章 倍 种 类 样 家 所 座 栋 周 星期 "
    "礼拜 世 句 声 道 下 拳 脚 刀 箭 步 公里 里 层 串 袋 箱 包 盒 头 场 回 趟 笔 百 千 万 亿 分 册 页 "
    "刻钟 股 桌 顿 滴 剂 枚 副 扇 幅 篇 顶 节 门 堂 项 条件 万亿"
).split()  # fmt: skip
"""What 2 counts as 两 before."""
_ORDINAL_AFTER_TWO = ("年级", "月", "号", "楼", "班", "级", "等", "路", "线", "分之", "点五")

_MEASURE = re.compile("|".join(sorted(MEASURES, key=len, reverse=True)))
_TWO_LEADS = re.compile(r"^(负?)二(?=[百千万亿])")


def digits(written: str, *, telephone: bool = False) -> str:
    """`written` digit by digit; on the telephone 1 is 幺, so that it is not heard as 7."""
    spoken = "".join(_DIGIT[digit] for digit in written if digit in _DIGIT)
    return spoken.replace("一", "幺") if telephone else spoken


def cardinal(written: str) -> str:
    """A number with thousands commas, decimals or a minus sign, in words.

    A row of more than DIGITS_MAX digits, or one that begins with a needless zero, is read
    digit by digit.
    """
    plain = written.replace(",", "")
    sign, plain = ("负", plain[1:]) if plain[:1] in "-−" and plain else ("", plain)
    whole, point, part = plain.partition(".")
    if len(whole) > DIGITS_MAX or (len(whole) > 1 and whole.startswith("0")):
        spoken = digits(whole)
    else:
        spoken = str(cn2an.an2cn(whole, "low"))
    decimals = f"点{digits(part)}" if point else ""
    return _TWO_LEADS.sub(r"\1两", sign + spoken) + decimals


def counted(written: str, following: str) -> str:
    """The number `written` before the words `following`: 2个 is 两个, 2月 is 二月."""
    if written == "2" and not following.startswith(_ORDINAL_AFTER_TWO):
        return "两" if _MEASURE.match(following) else "二"
    return cardinal(written)
