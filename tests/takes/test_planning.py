from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from piying.model.brief import Medium, Reference, Role
from piying.model.canon import Digest, digest
from piying.model.card import ModelCard, Price, RoleLimit, Unit
from piying.model.card import Size as ModelSize
from piying.model.errors import Invalid
from piying.model.job import Place
from piying.model.looks import Link, Lookbook, Page, Sheet, View
from piying.model.money import Money
from piying.model.people import Look, Style, Voice
from piying.model.script import DayTime
from piying.model.script import Place as Inside
from piying.model.shot import Board, Framing, Shot, ShotSpec, Size, Speech, Subject, Weather
from piying.model.take import TakeKind
from piying.takes.briefing import Telling
from piying.takes.budget import Want
from piying.takes.market import market
from piying.takes.planning import Aim, Episode, generated_recipe, plan, wants
from piying.takes.routing import Purpose, routes

DAY = date(2026, 11, 22)
SIZES = (ModelSize("720p", 720, 1280), ModelSize("1080p", 1080, 1920))
ROLES = (
    RoleLimit(Role.CHARACTER, 3),
    RoleLimit(Role.FIRST_FRAME, 1),
    RoleLimit(Role.LAST_FRAME, 1),
)
CLIP = ModelCard(
    "acme",
    "clip",
    Medium.VIDEO,
    sizes=SIZES,
    shortest_ms=3000,
    longest_ms=8000,
    step_ms=1000,
    references_max=3,
    roles=ROLES,
)
LONG = replace(CLIP, model="long", longest_ms=20_000)
STILL = ModelCard("acme", "still", Medium.IMAGE, sizes=SIZES)
VOICE = ModelCard("acme", "voice", Medium.SPEECH)


def price(model, unit, micro):
    return Price(model, "acme", model, unit, "CNY", micro)


MARKET = market(
    (CLIP, LONG, STILL, VOICE),
    (
        price("clip", Unit.SECOND, 100_000),
        price("long", Unit.SECOND, 150_000),
        price("still", Unit.IMAGE, 200_000),
        price("voice", Unit.CHARACTER, 10_000),
    ),
    DAY,
)
RULES = routes(
    """
    [[route]]
    id = "drafts"
    medium = "video"
    purpose = "draft"
    frame = "720x1280"
    candidates = ["acme/clip"]
    [[route]]
    id = "clips"
    medium = "video"
    choose = "cheapest"
    candidates = ["acme/clip", "acme/long"]
    [[route]]
    id = "stills"
    medium = "image"
    candidates = ["acme/still"]
    [[route]]
    id = "voices"
    medium = "speech"
    candidates = ["acme/voice"]
    """,
    "routes.toml",
)
SPEC = ShotSpec(
    scene=1,
    size=Size.MEDIUM,
    framing=Framing.SINGLE,
    set_name="office",
    day_time=DayTime.DAY,
    place=Inside.INTERIOR,
    weather=Weather.CLEAR,
    style=Style.MANHUA,
    subjects=(Subject("陈默", Look()),),
    length_ms=2500,
)
BOOK = Lookbook(
    (Sheet(Role.CHARACTER, "陈默", (Page(Digest("man"), View.FRONT, width=9, height=9),)),)
)


def episode(*specs, stills=None, number=1, language="zh"):
    shots = tuple(Shot(f"e01s01-{place}", spec) for place, spec in enumerate(specs))
    board = Board(Digest("aa"), number, "", "moon", language, shots)
    return Episode(board, Telling(book=BOOK), stills or {})


def planned(*specs, media=(Medium.VIDEO,), purpose=Purpose.FINAL, held=(), stills=None):
    return plan([episode(*specs, stills=stills)], MARKET, RULES, Aim(purpose, media), held)


def acted(action, **more):
    return replace(SPEC, action=action, **more)


def test_a_short_shot_is_made_longer_and_trimmed():
    found = planned(SPEC).planned[0]

    assert (found.brief.length_ms, found.used_ms) == (3000, 2500)
    assert found.money == Money(30)
    assert (found.brief.width, found.brief.height) == (1080, 1920)
    assert [each.name for each in found.brief.references] == ["陈默"]


def test_a_draft_has_the_frame_of_its_rule():
    found = planned(SPEC, purpose=Purpose.DRAFT).planned[0]

    assert (found.brief.width, found.brief.height) == (720, 1280)
    assert found.route.rule.id == "drafts"


def test_a_long_shot_is_made_in_parts_and_the_cheapest_way_counts_them_all():
    found = planned(replace(SPEC, length_ms=9000)).planned

    assert [(each.number, each.count, each.used_ms) for each in found] == [
        (1, 2, 5000),
        (2, 2, 4000),
    ]
    assert sum(each.money.minor for each in found) == 90
    assert found[0].recipe != found[1].recipe


def test_what_is_held_costs_nothing():
    first = planned(SPEC, acted("他站起来"))
    held = {first.planned[0].recipe}

    again = planned(SPEC, acted("他站起来"), held=held)

    assert [each.held for each in again.planned] == [True, False]
    assert first.totals == (Money(60),)
    assert again.totals == (Money(30),)


def test_shots_that_ask_for_the_same_are_paid_once():
    assert planned(SPEC, SPEC, SPEC).totals == (Money(30),)


def test_a_whole_series_is_planned():
    episodes = [episode(acted(f"第{number}集"), number=number) for number in range(1, 4)]

    found = plan(episodes, MARKET, RULES, Aim(Purpose.FINAL))

    assert [each.episode for each in found.planned] == [1, 2, 3]
    assert found.totals == (Money(90),)


def test_pictures_and_voices_are_planned_besides():
    spoken = replace(SPEC, speech=Speech("陈默", "走吧", "走吧", Voice()))

    found = planned(spoken, SPEC, media=(Medium.IMAGE, Medium.SPEECH))

    assert [(each.shot, each.brief.medium) for each in found.planned] == [
        ("e01s01-0", Medium.IMAGE),
        ("e01s01-0", Medium.SPEECH),
        ("e01s01-1", Medium.IMAGE),
    ]
    assert found.planned[1].money == Money(2)


def test_a_shot_that_cannot_be_planned_is_said_and_the_others_are_planned():
    found = planned(replace(SPEC, length_ms=400_000), SPEC)

    assert [each.shot for each in found.planned] == ["e01s01-1"]
    assert found.unplanned[0].shot == "e01s01-0"
    assert found.unplanned[0].why.code == "takes.route_none_can"
    assert "400000" in found.unplanned[0].why.said("zh")


def test_a_medium_without_a_rule_is_said_for_every_shot():
    found = plan([episode(SPEC)], MARKET, (), Aim(Purpose.FINAL))

    assert [each.why.code for each in found.unplanned] == ["takes.route_missing"]
    assert found.totals == ()


def test_a_medium_that_no_shot_has_is_refused():
    with pytest.raises(Invalid, match="no music"):
        planned(SPEC, media=(Medium.MUSIC,))


def still(name):
    return Reference(Digest(name), Role.CHARACTER, "image/png", width=9, height=16)


def frames(found):
    return [
        (reference.role, reference.blob)
        for reference in found.brief.references
        if reference.role is not Role.CHARACTER
    ]


LINKED = (SPEC, acted("他站起来"), acted("他坐下"))


def test_a_shot_ends_with_the_picture_that_the_next_of_one_movement_begins_with():
    stills = {"e01s01-0": still("zero"), "e01s01-1": still("one")}

    found = planned(*LINKED, stills=stills)

    assert frames(found.planned[0]) == [
        (Role.FIRST_FRAME, "zero"),
        (Role.LAST_FRAME, "one"),
    ]
    assert frames(found.planned[1]) == [(Role.FIRST_FRAME, "one")]
    assert found.unframed == (Link("e01s01-1", "e01s01-2"),)


def test_a_picture_does_not_begin_with_a_frame():
    stills = {"e01s01-0": still("zero"), "e01s01-1": still("one")}

    found = planned(*LINKED, stills=stills, media=(Medium.IMAGE,)).planned[0]

    assert frames(found) == []
    assert not any(each.reference.role is Role.FIRST_FRAME for each in found.dropped)


def test_a_last_frame_without_a_first_is_left_out_and_said():
    found = planned(*LINKED, stills={"e01s01-1": still("one")}).planned[0]

    assert frames(found) == []
    assert "last_frame" in found.dropped[0].said("en")


def test_a_shot_that_is_no_movement_with_the_next_begins_with_its_picture_only():
    stills = {"e01s01-0": still("zero"), "e01s01-1": still("one")}

    found = planned(SPEC, replace(SPEC, size=Size.WIDE), stills=stills).planned[0]

    assert frames(found) == [(Role.FIRST_FRAME, "zero")]


def test_the_first_frame_of_a_shot_in_parts_is_that_of_its_first_part():
    long = replace(SPEC, length_ms=9000)

    parts = planned(long, stills={"e01s01-0": still("zero")}, purpose=Purpose.DRAFT).planned

    assert frames(parts[0]) == [(Role.FIRST_FRAME, "zero")]
    assert frames(parts[1]) != [(Role.FIRST_FRAME, "zero")]


def test_a_part_begins_with_the_picture_with_which_the_part_before_ended():
    board = episode(replace(SPEC, length_ms=9000))
    made = {("e01s01-0", 1): still("end")}

    before, after = (
        plan([one], MARKET, RULES, Aim(Purpose.DRAFT)).planned
        for one in (board, replace(board, ends=made))
    )

    assert frames(after[1]) == [(Role.FIRST_FRAME, "end")]
    assert before[0].recipe == after[0].recipe
    assert before[1].recipe != after[1].recipe
    assert [one.money for one in before] == [one.money for one in after]
    stand_in = before[1].brief.references[0]
    assert (stand_in.width, stand_in.height) == (720, 1280)


def test_a_model_without_first_frames_makes_no_shot_in_parts():
    blind = replace(CLIP, model="blind", roles=(RoleLimit(Role.CHARACTER, 3),))
    shop = market((blind,), (price("blind", Unit.SECOND, 100_000),), DAY)
    rules = routes(
        '[[route]]\nid = "x"\nmedium = "video"\ncandidates = ["acme/blind"]', "r.toml"
    )

    found = plan(
        [episode(replace(SPEC, length_ms=9000), SPEC)], shop, rules, Aim(Purpose.FINAL)
    )

    assert [one.shot for one in found.planned] == ["e01s01-1"]
    assert "no first frame" in found.unplanned[0].why.said("en")


def test_a_plan_reserves_money_for_every_order_that_is_not_held():
    found = planned(SPEC, SPEC, replace(SPEC, length_ms=9000))

    assert wants(found, "2026-11") == (
        Want(Place("moon", 1, "e01s01-0", "2026-11"), Money(30)),
        Want(Place("moon", 1, "e01s01-2", "2026-11"), Money(50)),
        Want(Place("moon", 1, "e01s01-2", "2026-11"), Money(40)),
    )


FEWER = replace(
    CLIP,
    model="fewer",
    shortest_ms=0,
    longest_ms=8000,
    step_ms=0,
    lengths_ms=(4000, 8000),
    referenced_ms=(4000,),
    frames_alone=True,
)


@pytest.mark.parametrize(
    ("stills", "made"),
    [({}, [4000, 4000, 4000]), ({"e01s01-0": still("zero")}, [8000, 4000])],
)
def test_the_parts_of_a_shot_have_the_lengths_that_its_references_leave(stills, made):
    shop = market((FEWER,), (price("fewer", Unit.SECOND, 100_000),), DAY)
    rules = routes(
        '[[route]]\nid = "x"\nmedium = "video"\ncandidates = ["acme/fewer"]', "r.toml"
    )
    shot = replace(SPEC, length_ms=9000)

    found = plan([episode(shot, stills=stills)], shop, rules, Aim(Purpose.FINAL))

    assert [each.brief.length_ms for each in found.planned] == made


def test_a_shot_with_nothing_but_frames_keeps_all_lengths():
    shop = market((FEWER,), (price("fewer", Unit.SECOND, 100_000),), DAY)
    rules = routes(
        '[[route]]\nid = "x"\nmedium = "video"\ncandidates = ["acme/fewer"]', "r.toml"
    )
    shot = replace(SPEC, length_ms=7000)

    found = plan(
        [episode(shot, stills={"e01s01-0": still("zero")})], shop, rules, Aim(Purpose.FINAL)
    )

    assert [each.brief.length_ms for each in found.planned] == [8000]


def test_the_recipe_names_the_brief_and_then_the_files():
    brief = planned(SPEC).planned[0].brief

    found = generated_recipe(brief, CLIP, seed=7)

    assert found.want is TakeKind.PICTURE
    assert found.inputs == (digest(brief), "man")
    assert (found.provider, found.model, found.seed) == ("acme", "clip", 7)


SIGNS = RULES[:2] + routes(
    """
    [[route]]
    id = "signs"
    medium = "image"
    words = true
    candidates = ["acme/still"]
    """,
    "routes.toml",
)
LETTERED = replace(SPEC, onscreen="福来客栈\n 打烊 ")


def signs(spec, card, media=(Medium.IMAGE,), stills=None):
    cards = market((CLIP, LONG, card), tuple(
        price(name, Unit.IMAGE if name == "still" else Unit.SECOND, 1)
        for name in ("clip", "long", "still")
    ), DAY)  # fmt: skip
    return plan([episode(spec, stills=stills)], cards, SIGNS, Aim(Purpose.FINAL, media))


def test_words_on_the_screen_are_asked_for_in_the_picture_where_a_rule_says_so():
    found = signs(LETTERED, replace(STILL, words=True))

    (one,) = found.planned
    assert one.brief.words == ("福来客栈", "打烊")
    assert "「福来客栈」「打烊」" in one.brief.prompt
    (blank,) = planned(LETTERED, media=(Medium.IMAGE,)).planned
    assert blank.brief.words == ()
    assert "一律留白" in blank.brief.prompt


def test_a_model_that_cannot_set_words_is_refused_and_not_asked_for_less():
    (lost,) = signs(LETTERED, STILL).unplanned

    assert "takes.words_not_set" in {error.code for error in lost.why.data["reasons"]}
    (bare,) = signs(SPEC, STILL).unplanned
    assert bare.why.code == "takes.route_missing"


def test_a_clip_keeps_the_words_of_the_picture_that_it_begins_with():
    frame = Reference(Digest("f"), Role.FIRST_FRAME, "image/png", "", 720, 1280, 9)
    card = replace(STILL, words=True)

    (one,) = signs(LETTERED, card, (Medium.VIDEO,), {"e01s01-0": frame}).planned
    (bare,) = signs(SPEC, card, (Medium.VIDEO,), {"e01s01-0": frame}).planned

    assert "与首帧完全相同" in one.brief.prompt
    assert "留白" not in one.brief.prompt
    assert one.brief.words == ()
    assert "一律留白" in bare.brief.prompt
