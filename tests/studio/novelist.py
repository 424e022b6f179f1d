"""A text model on loopback that adapts what it is given, and a house that may pay for it."""

from __future__ import annotations

import json
import re

from partners.emulators.compatible import CompatibleEmulator

CARDS = """
[[model]]
id = "writer"
medium = "text"
tokens_max = {tokens}
languages = ["zh", "en"]
structured = true
source = {{ title = "a test", url = "", read_on = 2026-11-22, confidence = "A" }}
"""
PRICES = """
provider = "compatible"
[[price]]
id = "writer.out"
model = "writer"
unit = "million_tokens"
currency = "CNY"
amount = 8
since = 2026-01-01
source = { title = "a test", url = "", read_on = 2026-11-22, confidence = "A" }
[[price]]
id = "writer.in"
model = "writer"
unit = "million_tokens_in"
currency = "CNY"
amount = 2
since = 2026-01-01
source = { title = "a test", url = "", read_on = 2026-11-22, confidence = "A" }
"""
ROUTES = '[[route]]\nid = "words"\nmedium = "text"\ncandidates = ["compatible/writer"]\n'
BUDGET = """
[budget]
currency = "CNY"
shot = {shot}
episode = {episode}
series = 9000
month = "none"
"""

CHAPTERS = """雨夜

第一章 天台

天台上的风很大，林夏裹紧了外套，雨点打在铁皮栏杆上。

“你真的来了。”林夏听见身后有人。

陈默从楼梯口走出来，手里攥着一封信。“我答应过你，不会迟到。”

林夏没有回头。十年了，她想过很多次这一刻。

“信我看完了。”陈默的声音有些发抖。“你为什么不早说？”

林夏转过身，眼泪终于落下来。“因为我怕你会留下。”

远处的钟楼敲了十二下。

第二章 清晨

第二天清晨，雨停了。陈默一个人坐在站台的长椅上。

“去哪儿？”卖票的老人问他。

“哪儿也不去了。”陈默说。
"""

_PASSAGE = re.compile(r"【(\d+)】([^\n]*)")
_SAID = re.compile(r"“([^”]*)”")


class Novelist(CompatibleEmulator):
    """A writer that makes an action of what is told and a line of what is said."""

    flawed = False
    """Whether its first answer to anything has a line that stands nowhere."""
    broken = False
    """Whether its first answer is in another form."""
    skipped = ()
    """The passages that it leaves out."""

    def __init__(self):
        super().__init__()
        self.prompts: list[str] = []

    def written(self, prompt, *, structured):
        assert structured
        self.prompts.append(prompt)
        again = "上一次" in prompt
        if self.broken and not again:
            return json.dumps({"剧本": "第一场"}, ensure_ascii=False)
        beats, names = [], {}
        for number, text in _PASSAGE.findall(prompt.partition("\n\n你上一次")[0]):
            if int(number) in self.skipped:
                continue
            beats += _beats(int(number), text, names)
        if self.flawed and not again:
            beats.append(_beat("line", "我们走吧，永远不回来。", 1, "永远不回来", "林夏"))
        inside = "站台" in prompt
        value = {
            "characters": [{"name": name, "note": "主角", "passage": at}
                           for name, at in names.items()],
            "events": [{"text": "两人重逢。", "first": beats[0]["passage"],
                        "last": beats[0]["passage"]}],
            "scenes": [{"location": "站台" if inside else "天台", "inside": inside,
                        "hour": "dawn" if inside else "night", "beats": beats}],
        }  # fmt: skip
        return json.dumps(value, ensure_ascii=False)


def _beats(number, text, names):
    who = next((name for name in ("林夏", "陈默") if name in text), "老人")
    names.setdefault(who, number)
    told = _SAID.sub("", text)
    first = re.split(r"[。！？]", told)[0]
    made = [_beat("action", f"{first}。", number, first)] if len(first) > 3 else []
    return made + [_beat("line", one, number, one, who) for one in _SAID.findall(text)]


def _beat(kind, text, passage, quote, who=""):
    return {"kind": kind, "who": who, "manner": "", "text": text, "passage": passage,
            "quote": quote}  # fmt: skip


def set_up(folder, url, *, shot=30, episode=800, tokens=8000, budget=True):
    """The files of an operator who lets the model at `url` be paid, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    vendors = f'models = "models.toml"\n[compatible]\nbase = "{url}/v1"\nlocal = true\n'
    (folder / "vendors.toml").write_text(vendors, "utf-8")
    models = f'provider = "compatible"\n{CARDS.format(tokens=tokens)}'
    (folder / "models.toml").write_text(models, "utf-8")
    (folder / "prices.toml").write_text(PRICES, "utf-8")
    (folder / "routes.toml").write_text(ROUTES, "utf-8")
    if budget:
        (folder / "budget.toml").write_text(BUDGET.format(shot=shot, episode=episode), "utf-8")
