"""Numbers in Chinese words, as they are said rather than as they are written on a cheque."""

from __future__ import annotations

import re

DIGITS_MAX = 16
"""A longer row of digits is a code, not a number, and is read digit by digit."""

_DIGIT = dict(zip("0123456789", "零一二三四五六七八九", strict=True))

_MEASURE = re.compile(
    "公里|条件|礼拜|公斤|刻钟|星期|小时|万亿|秒钟|分钟|点钟|顿|样|双|朵|天|箭|杯|元|项|片|"
    "年|点|扇|套|位|栋|盒|秒|章|份|部|克|步|吨|只|下|间|首|万|册|箱|米|篇|刀|支|瓶|趟|碗|"
    "匹|顶|副|分|笔|脚|棵|类|股|层|亿|堂|口|件|粒|张|条|里|拳|头|桌|倍|人|根|页|块|封|节|"
    "千|周|名|岁|世|道|对|枚|遍|台|辆|座|把|种|剂|幅|回|家|句|门|串|颗|声|滴|百|个|袋|斤|"
    "包|所|次|场"
)
"""What 2 counts as 两 before, the longest first."""
_ORDINAL_AFTER_TWO = ("年级", "月", "号", "楼", "班", "级", "等", "路", "线", "分之", "点五")

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
        import cn2an  # noqa: PLC0415 - a quarter of a second that most lines need not wait for

        spoken = str(cn2an.an2cn(whole, "low"))
    decimals = f"点{digits(part)}" if point else ""
    return _TWO_LEADS.sub(r"\1两", sign + spoken) + decimals


def counted(written: str, following: str) -> str:
    """The number `written` before the words `following`: 2个 is 两个, 2月 is 二月."""
    if written == "2" and not following.startswith(_ORDINAL_AFTER_TWO):
        return "两" if _MEASURE.match(following) else "二"
    return cardinal(written)
