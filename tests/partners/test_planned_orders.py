"""What a plan asks of a shipped model, the model's adapter can order."""

from __future__ import annotations

from datetime import date

import pytest

from piying.model.brief import Medium, Reference, Role
from piying.model.canon import Digest
from piying.model.looks import Lookbook, Page, Sheet, View
from piying.model.people import Look, Style
from piying.model.script import DayTime, Place
from piying.model.shot import Board, Framing, Shot, ShotSpec, Size, Subject, Weather
from piying.partners import pricelist
from piying.partners.providers.ark import body as ark
from piying.partners.providers.kling import body as kling
from piying.takes.briefing import Telling
from piying.takes.market import called, market
from piying.takes.planning import Aim, Episode, plan
from piying.takes.routing import Purpose, routes

DAY = date(2026, 11, 22)
PAGES = (
    Page(Digest("a" * 64), View.FRONT, width=1024, height=1536),
    Page(Digest("b" * 64), View.SIDE, width=1024, height=1536),
)
BOOK = Lookbook((Sheet(Role.CHARACTER, "陈默", PAGES), Sheet(Role.CHARACTER, "林夏", PAGES)))
STILL = Reference(Digest("c" * 64), Role.CHARACTER, "image/png", width=1080, height=1920)
CARDS = [
    card
    for card in pricelist.cards()
    if card.medium in (Medium.VIDEO, Medium.IMAGE)
    and not (card.retires_on and card.retires_on <= DAY)
]
ORDERS = {
    "ark": lambda brief, card: ark.body_for(brief, card, 1),
    "kling": kling.body_for,
}


def shot(name, length_ms):
    people = (Subject("陈默", Look()), Subject("林夏", Look(), yaw_degrees=60))
    spec = ShotSpec(
        scene=1,
        size=Size.MEDIUM,
        framing=Framing.TWO,
        set_name="office",
        day_time=DayTime.DAY,
        place=Place.INTERIOR,
        weather=Weather.CLEAR,
        style=Style.MANHUA,
        subjects=people,
        action=name,
        length_ms=length_ms,
    )
    return Shot(name, spec)


SHOTS = tuple(shot(name, ms) for name, ms in (("a", 900), ("b", 5400), ("c", 19_000)))


@pytest.mark.parametrize("stills", [{}, {each.id: STILL for each in SHOTS}], ids=["", "stills"])
@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.model)
def test_what_a_plan_asks_can_be_ordered(card, stills):
    board = Board(Digest("d" * 64), 1, "", "moon", "zh", SHOTS)
    rules = routes(
        f'[[route]]\nid = "all"\nmedium = "{card.medium}"\nframe = "720x1280"\n'
        f'candidates = ["{called(card)}"]',
        "routes.toml",
    )

    found = plan(
        [Episode(board, Telling(book=BOOK), stills)],
        market(pricelist.cards(), pricelist.prices(), DAY),
        rules,
        Aim(Purpose.FINAL, (card.medium,)),
    )

    assert found.unplanned == ()
    assert {each.shot for each in found.planned} == {"a", "b", "c"}
    order = ORDERS.get(card.provider)
    for each in found.planned if order else ():
        assert order(each.brief, card)
