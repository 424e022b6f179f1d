"""How long it takes to plan and price a whole series: CPU seconds, and no model is asked.

Run it as `PYTHONPATH=src .venv/bin/python bench/planning.py [episodes] [shots]`; without
numbers it plans 80 episodes of 60 shots. The shots are those of the shipped example, over and
over, each with an action of its own so that no two ask for the same. Every shot is briefed for,
held against and priced with several models, the cheapest of which is chosen, and its spoken
line is planned besides. The plan is made a second time with everything held, which is what a
change of one shot costs. Nothing is asserted; compare ratios within one run.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import date
from fractions import Fraction

from piying.model.brief import Medium, Role
from piying.model.canon import Digest
from piying.model.dated import Source, Term
from piying.model.looks import Lookbook, Page, Sheet, View
from piying.model.people import Cast
from piying.model.shot import Board
from piying.partners import pricelist
from piying.partners.registry import voice_presets
from piying.script.breakdown import direct
from piying.script.castfile import auto_cast
from piying.script.read import read
from piying.script.scenes import episodes
from piying.studio.examples import example_script
from piying.takes.briefing import Telling
from piying.takes.exchange import Rate
from piying.takes.market import market
from piying.takes.planning import Aim, Episode, plan
from piying.takes.routing import Purpose, routes

DAY = date(2026, 11, 22)
RATE = Rate("bench", "USD", "CNY", Fraction(7), Term(DAY), Source("bench", "", DAY))
ROUTES = """
[[route]]
id = "clips"
medium = "video"
choose = "cheapest"
frame = "720x1280"
candidates = [
  "kling/kling-v3-omni", "ark/doubao-seedance-2-0-260128", "google/veo-3.1-fast-generate-001",
]
[[route]]
id = "voices"
medium = "speech"
candidates = ["azure/azure-tts"]
"""


def example_shots():
    """The shots of the shipped example."""
    script = example_script()
    reading = read(script.read_bytes(), name=script.name)
    told = episodes(reading.script)
    cast = auto_cast(told, Cast(language="zh"), voice_presets())
    boards = [
        direct(each, cast, script=reading.source or "", language="zh")[0] for each in told
    ]
    return [shot for board in boards for shot in board.shots]


def lookbook(shots):
    """A page of the front and one of the side for everybody."""
    names = {subject.character for shot in shots for subject in shot.spec.subjects}
    pages = [(View.FRONT, "f"), (View.SIDE, "5")]
    return Lookbook(
        tuple(
            Sheet(
                Role.CHARACTER,
                name,
                tuple(
                    Page(Digest(f"{place:063x}{mark}"), view, width=1024, height=1024)
                    for view, mark in pages
                ),
            )
            for place, name in enumerate(sorted(names))
        )
    )


def series(shots, episode_count, shot_count):
    """Boards of `shot_count` shots, no two of them alike."""
    telling = Telling(book=lookbook(shots), locations={1: "沪上 张家客厅", 2: "医院走廊"})
    for number in range(1, episode_count + 1):
        board = []
        for place in range(shot_count):
            shot = shots[(number * 7 + place) % len(shots)]
            action = f"{shot.spec.action}（第{number}集第{place}个镜头）"
            name = f"e{number:02}s{shot.spec.scene:02}-{place:04x}"
            board.append(replace(shot, id=name, spec=replace(shot.spec, action=action)))
        board = Board(Digest("0" * 64), number, "", "moon", "zh", tuple(board))
        yield Episode(board, telling)


def timed(episodes_told, held=()):
    """The plan, and the CPU seconds that it took."""
    shop = market(pricelist.cards(), pricelist.prices(), DAY, (RATE,))
    rules = routes(ROUTES, "bench")
    begun = time.process_time()
    found = plan(
        episodes_told, shop, rules, Aim(Purpose.FINAL, (Medium.VIDEO, Medium.SPEECH)), held
    )
    return found, time.process_time() - begun


def main(arguments):
    episode_count, shot_count = (int(each) for each in (*arguments, 80, 60)[:2])
    told = list(series(example_shots(), episode_count, shot_count))
    first, first_seconds = timed(told)
    again, again_seconds = timed(told, {each.recipe for each in first.planned})
    count = episode_count * shot_count
    print(f"{episode_count} episodes of {shot_count} shots: {len(first.planned)} takes planned")
    print(f"  not planned: {len(first.unplanned)}   links: {len(first.unframed)}")
    for each in first.unplanned[:3]:
        print(f"    {each.shot} ({each.medium}): {each.why}")
    print("  costs: " + ", ".join(f"{m.minor / 100:,.2f} {m.currency}" for m in first.totals))
    each_us = first_seconds / count * 1e6
    print(f"  everything new:  {first_seconds:6.2f} CPU s, {each_us:5.0f} us a shot")
    print(f"  everything held: {again_seconds:6.2f} CPU s; costs {len(again.totals)} amounts")


if __name__ == "__main__":
    main(sys.argv[1:])
