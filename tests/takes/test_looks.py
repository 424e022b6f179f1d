from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.brief import Medium, Reference, Role
from piying.model.canon import Digest
from piying.model.card import ModelCard, RoleLimit
from piying.model.errors import Invalid
from piying.model.looks import Link, Lookbook, Page, Sheet, View
from piying.model.people import Look, Style, Voice
from piying.model.script import DayTime, Place
from piying.model.shot import (
    Emotion,
    Framing,
    Shot,
    ShotSpec,
    Size,
    Speech,
    Subject,
    Transition,
    Weather,
)
from piying.takes.looks import Frames, Lost, checked, chosen, links


def page(mark, view, side=600, **more):
    return Page(Digest(mark), view, width=side, height=side, **more)


MAN = Sheet(
    Role.CHARACTER,
    "陈默",
    (
        page("man-front", View.FRONT),
        page("man-side", View.SIDE),
        page("man-back", View.BACK),
        page("man-angry", View.FACE, emotion=Emotion.ANGRY),
    ),
)
WOMAN = Sheet(
    Role.CHARACTER, "林夏", (page("woman-front", View.FRONT), page("woman-side", View.SIDE))
)
ROOM = Sheet(
    Role.LOCATION,
    "张家",
    (
        page("room-day", View.PLATE, day_time=DayTime.DAY),
        page("room-night", View.PLATE, day_time=DayTime.NIGHT),
    ),
)
RING = Sheet(Role.PROP, "ring", (page("ring", View.PLATE),))
STYLE = Sheet(Role.STYLE, "manhua", (page("style", View.PLATE),))
BOOK = Lookbook((MAN, WOMAN, ROOM, RING, STYLE))
SPEC = ShotSpec(
    scene=1,
    size=Size.MEDIUM,
    framing=Framing.TWO,
    set_name="living_room",
    day_time=DayTime.NIGHT,
    place=Place.INTERIOR,
    weather=Weather.CLEAR,
    style=Style.MANHUA,
    subjects=(Subject("林夏", Look()), Subject("陈默", Look(), yaw_degrees=60)),
    speech=Speech("陈默", "走。", "走。", Voice()),
    insert="ring",
)
ROLES = (
    Role.CHARACTER,
    Role.LOCATION,
    Role.PROP,
    Role.STYLE,
    Role.FIRST_FRAME,
    Role.LAST_FRAME,
)
CARD = ModelCard(
    "acme",
    "clip-1",
    Medium.VIDEO,
    references_max=9,
    roles=tuple(RoleLimit(role, 9) for role in ROLES),
)
FIRST = Reference(Digest("first"), Role.FIRST_FRAME, "image/png", width=720, height=1280)
LAST = replace(FIRST, blob=Digest("last"), role=Role.LAST_FRAME)


def blobs(found):
    return [reference.blob for reference in found.references]


def pick(spec=SPEC, card=CARD, frames=None, book=BOOK):
    return chosen(spec, "张家", book, card, frames)


def test_who_speaks_comes_first_then_the_others_the_place_the_thing_and_the_style():
    assert blobs(pick())[:5] == ["man-side", "woman-front", "room-night", "ring", "style"]


def test_second_pages_come_last():
    assert blobs(pick())[5:] == ["man-front", "woman-side"]


@pytest.mark.parametrize(
    ("yaw", "view"),
    [(0, "man-front"), (44, "man-front"), (-45, "man-side"), (135, "man-back")],
)
def test_the_page_shows_the_side_that_is_seen(yaw, view):
    spec = replace(SPEC, subjects=(Subject("陈默", Look(), yaw_degrees=yaw),))

    assert blobs(pick(spec))[0] == view


@pytest.mark.parametrize(
    ("size", "first"), [(Size.CLOSEUP, "man-angry"), (Size.WIDE, "man-front")]
)
def test_a_near_shot_shows_the_expression(size, first):
    spec = replace(SPEC, size=size, subjects=(Subject("陈默", Look(), emotion=Emotion.ANGRY),))

    assert blobs(pick(spec))[0] == first


def test_a_calm_face_is_better_than_a_back_where_there_is_no_front():
    pages = (page("man-back", View.BACK), page("man-face", View.FACE))
    book = Lookbook((replace(MAN, pages=pages),))
    facing = replace(SPEC, subjects=(Subject("陈默", Look()),))

    assert blobs(pick(facing, book=book)) == ["man-face", "man-back"]


def test_a_sheet_without_pages_gives_nothing():
    empty = Lookbook((replace(ROOM, pages=()), replace(MAN, pages=())))

    assert pick(book=empty).references == ()


def test_a_place_without_a_sheet_is_looked_up_by_its_set():
    book = Lookbook((replace(ROOM, name="living_room"),))

    assert blobs(pick(book=book)) == ["room-night"]


def test_a_plate_of_another_hour_serves_where_there_is_no_better():
    dawn = replace(SPEC, day_time=DayTime.DAWN)

    assert "room-day" in blobs(pick(dawn))


def test_the_frames_of_a_link_come_before_everything():
    assert blobs(pick(frames=Frames(FIRST, LAST)))[:2] == ["first", "last"]


@pytest.mark.parametrize("most", range(8))
def test_what_is_last_is_dropped_first_and_said(most):
    whole = pick()

    found = pick(card=replace(CARD, references_max=most))

    assert found.references == whole.references[:most]
    assert [each.reference for each in found.dropped] == list(whole.references[most:])
    assert {each.lost for each in found.dropped} <= {Lost.FULL}


@pytest.mark.parametrize(
    ("change", "lost", "blob"),
    [
        ({"roles": CARD.roles[1:]}, Lost.ROLE, "man-side"),
        ({"reference_side_min": 601}, Lost.SIZE, "man-side"),
        ({"pictures_max": 6}, Lost.FULL, "woman-side"),
    ],
)
def test_the_limits_of_the_card_are_kept(change, lost, blob):
    found = pick(card=replace(CARD, **change))

    assert (blob, lost) in [(each.reference.blob, each.lost) for each in found.dropped]
    for each in found.dropped:
        assert "clip-1" in each.said("zh")
        assert "clip-1" in each.said("en")


def test_frames_may_exclude_everything_else():
    found = pick(card=replace(CARD, frames_alone=True), frames=Frames(FIRST, LAST))

    assert blobs(found) == ["first", "last"]
    assert {each.lost for each in found.dropped} == {Lost.ALONE}


def test_a_last_frame_needs_a_first():
    found = pick(frames=Frames(last=LAST))

    assert (LAST, Lost.UNBEGUN) in [(each.reference, each.lost) for each in found.dropped]


def test_a_page_goes_along_only_once():
    twice = replace(WOMAN, name="陈默")

    found = pick(book=Lookbook((twice, WOMAN)))

    assert blobs(found) == ["woman-side", "woman-front"]


def test_a_view_that_a_role_does_not_know_is_refused():
    with pytest.raises(Invalid, match="plate"):
        checked(Lookbook((replace(ROOM, pages=(page("x", View.BACK),)),)))
    assert checked(BOOK) is BOOK


@given(
    most=st.integers(0, 9),
    roles=st.lists(st.sampled_from(ROLES), unique=True),
    each=st.integers(0, 3),
    alone=st.booleans(),
    frames=st.sampled_from([Frames(), Frames(FIRST), Frames(FIRST, LAST), Frames(None, LAST)]),
)
def test_nothing_is_lost_unsaid_and_no_limit_is_passed(most, roles, each, alone, frames):
    card = replace(
        CARD,
        references_max=most,
        roles=tuple(RoleLimit(role, each) for role in roles),
        frames_alone=alone,
    )

    found = pick(card=card, frames=frames)
    whole = pick(frames=Frames(frames.first, frames.last if frames.first else None))

    kept = {*found.references, *(dropped.reference for dropped in found.dropped)}
    assert {*whole.references} <= kept
    assert len(found.references) <= most
    for role in Role:
        count = sum(reference.role is role for reference in found.references)
        assert count <= (each if role in roles else 0)


def shot(name, **more):
    return Shot(name, replace(SPEC, **more))


def test_shots_that_are_one_movement_are_linked():
    shots = [shot("a"), shot("b", action="他站起来"), shot("c", speech=None)]

    assert links(shots) == (Link("a", "b"), Link("b", "c"))


@pytest.mark.parametrize(
    "change",
    [
        {"scene": 2},
        {"size": Size.CLOSE},
        {"transition": Transition.DISSOLVE},
        {"set_name": "office"},
        {"day_time": DayTime.DAY},
        {"flashback": True},
        {"subjects": (Subject("林夏", Look()),)},
    ],
)
def test_a_jump_on_purpose_shares_no_frame(change):
    assert links([shot("a"), shot("b", **change)]) == ()
