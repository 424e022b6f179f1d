"""A small policy with a scale, for tests: two heads and a handful of fragments."""

from __future__ import annotations

from pathlib import Path

from piying.model.canon import digest
from piying.review.policy.load import load

SMALL = Path(__file__).parent.joinpath("small.toml").read_text("utf-8")
SCALE = """piying scale 1
% a remark
heads\tdeceit\tfire
step\t100
share\t500
gate\t1000
offsets\t1000\t-1000\t-1000
假账\tcmO
~jia~zang\tcmO
点火\tcOm
#smoke\tYOc
今天\tEOO
!\tYOO
!SUP-001\tYOO
"""
"""Signs: O is 0, c 20, m 30, Y 10, E −10."""
RULES = """
[scale.lines]
file = "lines.scale"
sha256 = "{sha256}"
{below}
[[rule]]
id = "FRA-090"
kind = "text"
category = "fraud"
title = {{ zh = "整句像是欺诈", en = "the line reads like deceit" }}
cite = [{{ source = "NSV2021", clause = "not stated" }}]
applies = {{ stage = ["script"], element = ["dialogue", "action"] }}
when = {{ scale = "lines", head = "deceit", above = 2500 }}
context = ["debunk"]
severity = "review"
examples.hit = ["他做了假账", "这本假账归你"]
examples.note = ["假账是骗局"]
examples.miss = ["他做了账", "今天天气好"]
[[rule]]
id = "DAN-090"
kind = "text"
category = "superstition"
title = {{ zh = "整句像是拜火", en = "the line reads like a worship of fire" }}
cite = [{{ source = "NSV2021", clause = "not stated" }}]
applies = {{ stage = ["script"], element = ["dialogue"] }}
when = {{ scale = "lines", head = "fire", above = 2500 }}
severity = "review"
examples.hit = ["去仓库点火", "谁敢点火"]
examples.miss = ["火车来了", "今天天气好"]
"""


def files(scale=SCALE):
    """The files beside the main one."""
    return {"lines.scale": scale}


def text(sha256="", rules=RULES, below=""):
    """The main file."""
    return SMALL + rules.format(sha256=sha256 or digest(SCALE), below=below)


def policy(below=""):
    """The policy; `below` is a row of its scale."""
    return load(text(below=below), "small.toml", files())
