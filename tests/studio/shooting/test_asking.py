"""What a board asks of models and what of the kits, need by need."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.brief import Medium, Role
from piying.model.canon import digest
from piying.model.card import RoleLimit
from piying.model.errors import Invalid
from piying.partners.providers.placeholder import Placeholder
from piying.partners.standins import CARDS
from piying.render.joiner import PROVIDER
from piying.studio.shooting.asking import asking_of
from piying.studio.shooting.board import board
from piying.studio.shooting.generate import judged
from piying.studio.shooting.quoting import priced, wanted
from piying.studio.writing.write import write


def rule(medium, more=""):
    name = f"placeholder/placeholder-{medium}"
    return f'[[route]]\nid = "{medium}"\nmedium = "{medium}"\ncandidates = ["{name}"]\n{more}'


IMAGE, VIDEO, SPEECH = rule("image"), rule("video"), rule("speech")
PRICED = (
    'provider = "placeholder"\n[[price]]\nid = "clip"\nmodel = "placeholder-video"\n'
    'unit = "second"\ncurrency = "CNY"\namount = 0.5\nsince = "unknown"\n'
    'source = { title = "t", url = "", read_on = 2026-11-20, confidence = "B" }'
)
BUDGET = """
[budget]
currency = "CNY"
shot = 2
episode = "none"
series = "none"
month = "none"
"""


class Shop(Placeholder):
    """Stand-ins whose clips are as long as a test says."""

    def __init__(self, longest_ms=15_000, roles=None):
        super().__init__(lambda: 1)
        self.cards = tuple(
            replace(card, longest_ms=longest_ms, roles=roles or card.roles)
            if card.medium is Medium.VIDEO
            else card
            for card in CARDS
        )


@pytest.fixture(name="ask")
def _ask(house, script):
    """The asking of the first episode, by rules and other files."""

    def asked(routes, vendor=None, **files):
        for name, text in {"routes": routes, **files}.items():
            (house.settings.house / f"{name}.toml").write_text(text, "utf-8")
        given = replace(house, vendors=lambda: (vendor or Shop(),))
        held = board(given, write(given, script).name, 1).board
        return asking_of(given, held)

    return asked


def test_without_routes_everything_stays_with_the_kits(house, script):
    held = board(house, write(house, script).name, 1).board

    asking = asking_of(house, held)

    assert {recipe.provider for recipe in asking.voices().values()} == {"echo"}
    assert asking.stills({}) == {}
    assert {recipe.provider for recipe in asking.needed({}).pictures.values()} == {"puppet"}
    assert asking.asks == {}
    assert priced(house, held) is None


def test_only_what_has_a_rule_is_asked_of_a_model(ask):
    asking = ask(SPEECH)

    assert {recipe.provider for recipe in asking.voices().values()} == {"placeholder"}
    assert {recipe.provider for recipe in asking.needed({}).pictures.values()} == {"puppet"}
    assert {one.brief.medium for one in asking.asks.values()} == {Medium.SPEECH}


def test_a_clip_begins_with_a_picture_only_where_both_have_rules(ask):
    assert ask(VIDEO).stills({}) == {}
    assert ask(IMAGE).stills({}) == {}

    asking = ask(IMAGE + VIDEO)

    stills = asking.stills({})
    assert set(stills) == {shot.id for shot in asking.board.shots}
    assert all(asking.asks[digest(recipe)].still for recipe in stills.values())


def test_a_rule_for_one_shot_leaves_the_others_to_the_kits(ask):
    first = ask(VIDEO).board.shots[0].id

    pictures = ask(VIDEO + f'shots = ["{first}"]\n').needed({}).pictures

    assert [shot for shot, r in pictures.items() if r.provider == "placeholder"] == [first]


def test_a_shot_in_parts_asks_for_its_first_part_and_prices_the_others(ask):
    asking = ask(VIDEO, Shop(longest_ms=1000))

    pictures = asking.needed({}).pictures

    assert {recipe.provider for recipe in pictures.values()} == {PROVIDER}
    assert {number for _, number in asking.parts} == {1}
    assert {number for _, number in asking.parts_after} >= {2}
    for (shot, number), recipe in asking.parts_after.items():
        told = asking.asks[digest(recipe)]
        assert (told.shot, told.number) == (shot, number)
        assert asking.count_of(recipe) == told.count > 1
        assert told.brief.references[0].role is Role.FIRST_FRAME


def test_what_no_model_can_make_is_told_with_its_shots_once_for_each_reason(ask):
    asking = ask(VIDEO, Shop(1000, (RoleLimit(Role.CHARACTER, 1),)))
    asking.needed({})

    with pytest.raises(Invalid) as caught:
        asking.insist()

    said = caught.value.said("en")
    assert said.count("takes no first frame") == 1
    assert all(shot.id in said for shot in asking.board.shots)


def test_a_price_is_told_thing_by_thing_in_the_order_of_the_board(ask):
    asking = ask(IMAGE + VIDEO, prices=PRICED, budget=BUDGET)

    price = priced(asking.house, asking.board)

    shots = [shot.id for shot in asking.board.shots]
    assert list(dict.fromkeys(line.ask.shot for line in price.lines)) == shots
    assert [line.ask.still for line in price.lines][:2] == [True, False]
    assert price.estimated
    clips = [line for line in price.lines if not line.ask.still]
    assert {line.ask.quote.dated for line in clips} == {False}
    assert {line.ask.quote.rows for line in clips} == {("clip",)}
    assert price.totals[0].minor == sum(line.ask.quote.money.minor for line in clips)
    assert {shot: minor for shot, _, minor in price.shots} == {
        line.ask.shot: line.ask.quote.money.minor for line in clips
    }


def test_a_cap_that_would_be_passed_is_named_beside_what_would_pass_it(ask):
    tight = BUDGET.replace("shot = 2", "shot = 0.6")
    asking = ask(VIDEO, prices=PRICED, budget=tight)

    price = priced(asking.house, asking.board)

    passed = [line.verdict for line in price.lines if not line.verdict.fits]
    assert passed
    assert {verdict.scope for verdict in passed} == {"shot"}
    assert not price.fits
    with pytest.raises(Invalid, match="cap for the shot"):
        judged(asking.house, asking.board, asking.book, wanted(asking)).insist()


def test_without_a_budget_the_whole_sum_is_refused(ask):
    asking = ask(VIDEO, prices=PRICED)
    total = priced(asking.house, asking.board).totals[0].minor

    with pytest.raises(Invalid, match=rf"{total // 100}\.{total % 100:02d} CNY"):
        judged(asking.house, asking.board, asking.book, wanted(asking))


def test_a_model_past_its_day_is_refused_with_its_successor(ask):
    shop = Shop()
    shop.cards = tuple(
        replace(card, retires_on=card.source.read_on.replace(year=2020), successor="newer")
        for card in shop.cards
    )
    asking = ask(VIDEO, shop)
    asking.needed({})

    with pytest.raises(Invalid, match="newer"):
        asking.insist()
