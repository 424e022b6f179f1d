"""A comic as a script: every panel an action that names it, and what is said in it.

The action "第2页第3格" (or "Page 2, panel 3") ties the shots that follow to the picture of
their panel; everything else of the script may be edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from piying.model.script import ElementKind, Script

MARK = re.compile(
    r"第\s*(\d+)\s*页\s*第\s*(\d+)\s*格|page\s+(\d+),\s*panel\s+(\d+)", re.IGNORECASE
)
NARRATOR = {"zh": "旁白", "en": "NARRATOR"}
"""Who speaks, until a person says who does."""


@dataclass(frozen=True, slots=True)
class PanelText:
    """One panel and what is written in it."""

    page: int
    """From 1."""
    panel: int
    """From 1, in the order of reading."""
    said: tuple[str, ...]
    move: str
    """How the camera looks at it: "pan_right", "pan_left", "tilt_down", "push" or "pull"."""


_MOVES: Mapping[str, Mapping[str, str]] = {
    "zh": {"pan_right": "右摇", "pan_left": "左摇", "tilt_down": "下摇", "push": "推近",
           "pull": "拉远"},
    "en": {"pan_right": "pan right", "pan_left": "pan left", "tilt_down": "tilt down",
           "push": "push", "pull": "pull"},
}  # fmt: skip


def script_of(title: str, panels: Iterable[PanelText], language: str) -> str:
    """The script of a comic, in Chinese ("zh") or in Fountain ("en"), a scene a page."""
    lines = [f"《{title}》", "", "第1集"] if language == "zh" else [f"Title: {title}", ""]
    for page, of_page in groupby(panels, key=lambda one: one.page):
        if language == "zh":
            lines += ["", f"1-{page} 日 内 第{page}页"]
        else:
            lines += ["", f"INT. PAGE {page} - DAY"]
        for one in of_page:
            lines += _zh(one) if language == "zh" else _en(one)
    return "\n".join(lines) + "\n"


def _zh(one: PanelText) -> list[str]:
    asked = f"[[镜头: 全景 {_MOVES['zh'][one.move]}]]"
    said = [f"{NARRATOR['zh']}：{_plain(text)}" for text in one.said]
    return [f"△第{one.page}页第{one.panel}格。{asked}", *said]


def _en(one: PanelText) -> list[str]:
    asked = f"[[shot: wide {_MOVES['en'][one.move]}]]"
    lines = ["", f"Page {one.page}, panel {one.panel}. {asked}"]
    for text in one.said:
        lines += ["", f"@{NARRATOR['en']}", _plain(text)]
    return lines


def _plain(text: str) -> str:
    """A text that no marks of scripts are read into."""
    shown = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return re.sub(r"\s+", " ", re.sub(r"[\[\]*_<>~=#@!]", "", shown)).strip() or "……"


def panel_of_elements(script: Script) -> tuple[tuple[int, int] | None, ...]:
    """For every element of a script the page and panel that it belongs to.

    An element belongs to the last panel named before it; what stands before the first one of
    its scene, to that one.
    """
    named: list[tuple[int, int] | None] = []
    for element in script.elements:
        found = MARK.search(element.text) if element.kind is ElementKind.ACTION else None
        if found is None:
            new_scene = element.kind is ElementKind.HEADING
            named.append(None if new_scene or not named else named[-1])
            continue
        first, second = (int(one) for one in found.groups() if one is not None)
        named.append((first, second))
    for at in range(len(named) - 2, -1, -1):
        if named[at] is None:
            named[at] = named[at + 1]
    return tuple(named)
