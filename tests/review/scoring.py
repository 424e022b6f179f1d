"""Scores the shipped policies on labelled lines, beside plain keywords and through evasions."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import opencc
from pypinyin import lazy_pinyin

from piying.model.policy import Policy, RuleKind
from piying.model.review import Element, Finding, Level, Stage, Unit
from piying.review.policy.load import load
from piying.review.text.emoji import PUNS
from piying.review.text.read import read

HERE = Path(__file__).parent
RULES = HERE.parent.parent / "src" / "piying" / "review" / "rules"
MAIN = {"zh": "cn_animated.toml", "en": "en_market.toml"}
DEV_BELOW = 77
"""A line is of the part that was looked at if the first byte of its hash is below this."""
EVASIONS = ("homophone", "traditional", "insert", "width", "split", "emoji")
_APART = """
赌贝者 码石马 牌片卑 钱钅戋 骗马扁 杀乂木 符竹付 神礻申 鬼田儿厶 淫氵壬
奶女乃 好女子 剁朵刂 割害刂 吸口及 种禾中 结纟吉 晶日日日 债亻责 押扌甲
抽扌由 赢亡口月贝凡 脱月兑 胸月匈 裸衤果 摸扌莫 砍石欠 邪牙阝 教孝攵 信亻言
献南犬 供亻共 算竹目廾 命人叩 招扌召 魂云鬼 财贝才 烟火因 酒氵酉 贱贝戋
婊女表 骚马蚤 狗犭句 娘女良 他亻也 你亻尔 话讠舌 证讠正 转车专 账贝长 冰冫水
粉米分 麻广林 药艹约 丸九丶 肚月土 肠月昜 脑月囟 挖扌穵 剥录刂 孩子亥 抱扌包
"""
PARTS = {one[0]: one[1:] for one in _APART.split()}
"""Characters and the parts that they are written in when taken apart."""


@dataclass(frozen=True, slots=True)
class File:
    """The lines of one category."""

    category: str
    language: str
    element: Element
    rules: tuple[str, ...]
    lines: dict[str, tuple[tuple[str, str], ...]]
    """Part → (wanted, line)."""


@dataclass(frozen=True, slots=True)
class Score:
    """What was counted for one category and part."""

    category: str
    true: int
    false: int
    hits: int
    misses: int
    plain_true: int
    plain_false: int
    kept: dict[str, tuple[int, int]]
    """Evasion → (found still, tried)."""

    def __add__(self, other: Score) -> Score:
        kept = {
            way: (
                self.kept[way][0] + other.kept[way][0],
                self.kept[way][1] + other.kept[way][1],
            )
            for way in EVASIONS
        }
        numbers = (
            getattr(self, name) + getattr(other, name)
            for name in ("true", "false", "hits", "misses", "plain_true", "plain_false")
        )
        return Score("all", *numbers, kept)

    @property
    def recall(self) -> float:
        """The share of hits that were sent to a person."""
        return self.true / self.hits if self.hits else 1.0

    @property
    def precision(self) -> float:
        """The share of what was sent to a person that had to be."""
        return self.true / (self.true + self.false) if self.true + self.false else 1.0

    def line(self) -> str:
        """The score as one line of a table."""
        plain = self.plain_true + self.plain_false
        ways = " ".join(
            f"{found / tried:.2f}({tried})" if tried else "-"
            for found, tried in self.kept.values()
        )
        return (
            f"{self.category:16} {self.hits:4} {self.misses:4} | {self.precision:.2f} "
            f"{self.recall:.2f} | {self.plain_true / plain if plain else 1:.2f} "
            f"{self.plain_true / self.hits if self.hits else 1:.2f} | {ways}"
        )


@dataclass(frozen=True, slots=True)
class Judge:
    """A policy as something that lines are put to."""

    policy: Policy

    def findings(self, text: str, element: Element = Element.DIALOGUE) -> tuple[Finding, ...]:
        """What it finds in one line."""
        outside = element is Element.TITLE
        unit = Unit(element, text, scene=0 if outside else 1, line=1)
        return read(self.policy, [unit], Stage.SCRIPT)

    def graver(self, text: str, rules: tuple[str, ...], element: Element) -> list[Finding]:
        """What of it a person has to answer, of rules whose ids begin so."""
        return [
            one
            for one in self.findings(text, element)
            if one.level is not Level.NOTE and one.rule.startswith(rules)
        ]

    def flags(self, text: str) -> tuple[str, ...]:
        """The rules that send a line of dialogue to a person."""
        return tuple(one.rule for one in self.findings(text) if one.level is not Level.NOTE)


@cache
def policy_of(language: str) -> Judge:
    """The shipped policy in that language."""
    texts = {path.name: path.read_text("utf-8") for path in RULES.iterdir() if path.is_file()}
    return Judge(load(texts[MAIN[language]], MAIN[language], texts))


@cache
def files() -> tuple[File, ...]:
    """Every file of lines."""
    return tuple(_file(path) for path in sorted((HERE / "eval").glob("*.toml")))


def _file(path: Path) -> File:
    told = tomllib.loads(path.read_text("utf-8"))
    lines: dict[str, list[tuple[str, str]]] = {
        "dev": [], "held": [], "fresh": [], "blind": [],
    }  # fmt: skip
    for wanted in ("hit", "miss"):
        for line in told[wanted]:
            dev = hashlib.sha256(line.encode()).digest()[0] < DEV_BELOW
            lines["dev" if dev else "held"].append((wanted, line))
        for part in ("fresh", "blind"):
            lines[part] += [(wanted, line) for line in told.get(f"{part}_{wanted}", ())]
    return File(
        told["category"],
        told["language"],
        Element(told.get("element", "dialogue")),
        tuple(told["rules"]),
        {part: tuple(found) for part, found in lines.items()},
    )


@cache
def keywords(language: str, rules: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the first terms of those rules, for a search without anything else."""
    policy = policy_of(language).policy
    sets = {
        name
        for rule in policy.rules
        if rule.sort is RuleKind.TEXT and rule.id.startswith(rules)
        for frame in rule.frames
        for name in frame[0].sets
    }
    words = {word for name in sets for word in policy.words(name)}
    return tuple(word.removesuffix("*").lower() for word in words if len(word) > 1)


def wrong(file: File, part: str) -> list[tuple[str, str]]:
    """The lines of a part that were judged wrongly."""
    judge = policy_of(file.language)
    found = []
    for wanted, line in file.lines[part]:
        got = judge.graver(line, file.rules, file.element)
        if wanted == "hit" and not got:
            notes = [
                f"{one.rule}:{','.join(one.evidence.contexts)}"
                for one in judge.findings(line, file.element)
            ]
            found.append((f"missed {notes}", line))
        if wanted == "miss" and got:
            words = [(one.rule, [m.written for m in one.evidence.matches]) for one in got]
            found.append((f"false {words}", line))
    return found


def score(file: File, part: str, ways: tuple[str, ...] = EVASIONS) -> Score | None:
    """The score of one file's part, through those evasions; None if it has no lines."""
    lines = file.lines[part]
    if not lines:
        return None
    judge = policy_of(file.language)
    words = keywords(file.language, file.rules)
    true = false = plain_true = plain_false = 0
    kept = dict.fromkeys(EVASIONS, (0, 0))
    for wanted, line in lines:
        got = judge.graver(line, file.rules, file.element)
        plain = any(word in line.lower() for word in words)
        if wanted == "miss":
            false += bool(got)
            plain_false += plain
            continue
        true += bool(got)
        plain_true += plain
        for way in ways if got and file.language == "zh" else ():
            other = evaded(line, got, way)
            if other != line:
                still = bool(judge.graver(other, file.rules, file.element))
                kept[way] = (kept[way][0] + still, kept[way][1] + 1)
    hits = sum(wanted == "hit" for wanted, _ in lines)
    return Score(
        file.category, true, false, hits, len(lines) - hits, plain_true, plain_false, kept
    )


def evaded(line: str, found: list[Finding], way: str) -> str:
    """`line` as somebody would write it who hides the words that were found."""
    if way == "traditional":
        return opencc.OpenCC("s2t").convert(line)
    if way == "width":
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in line)
    letters = list(line)
    for finding in found:
        for match in finding.evidence.matches:
            if match.end - match.start > 1:
                _hide(letters, line, match.start, match.end, way)
    return "".join(letters)


def _hide(letters: list[str], line: str, start: int, end: int, way: str) -> None:
    """Hides one word in place."""
    if way == "insert":
        for at in range(start, end - 1):
            letters[at] = line[at] + "*"
        return
    for at in range(start, end):
        if way == "homophone":
            letters[at] = same_sound(line[at])
        elif way == "split" and line[at] in PARTS:
            letters[at] = PARTS[line[at]]
            return
        elif way == "emoji" and (picture := _picture(line[at])):
            letters[at] = picture
            return


def _sound(character: str) -> str:
    return lazy_pinyin(character)[0]


@cache
def _alike() -> dict[str, list[str]]:
    """Common characters by sound: the first level of GB 2312."""
    found: dict[str, list[str]] = {}
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            try:
                character = bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            found.setdefault(_sound(character), []).append(character)
    return found


@cache
def same_sound(character: str) -> str:
    """Another common character that sounds the same; itself if there is none."""
    others = [one for one in _alike().get(_sound(character), ()) if one != character]
    return others[ord(character) % len(others)] if others else character


@cache
def _pictures() -> dict[str, str]:
    return {_sound(pun[0]): one for one, puns in PUNS.items() for pun in puns if len(pun) == 1}


def _picture(character: str) -> str:
    return _pictures().get(_sound(character), "")


def ordinary() -> list[str]:
    """Lines of everyday drama: those of eval/ordinary and of the examples."""
    told = (HERE / "eval" / "ordinary.txt").read_text("utf-8")
    lines = [line for line in told.splitlines() if line and not line.startswith("#")]
    for script in sorted((HERE.parent.parent / "examples").glob("*/script.*")):
        text = script.read_text("utf-8")
        lines += [line.strip() for line in text.splitlines() if re.search("[一-鿿]{4}", line)]
    return lines
