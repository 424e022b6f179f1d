"""Workflows: what their files may say, and how a brief fills them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.emulators.comfy import CASES, GRAPH, MOTION, MOTION_GRAPH, PORTRAIT, WORKFLOWS
from piying.model.brief import Medium, Role
from piying.model.errors import Invalid
from piying.partners.orders import fit_for
from piying.partners.providers.comfy.workflow import workflow

PORTRAIT_BRIEF, MOTION_BRIEF = (case.brief for case in CASES)


def filled(flow, brief, seed=7):
    return flow.filled(brief, fit_for(brief, flow.card), seed)


def test_a_card_says_what_the_workflow_makes():
    portrait, motion = (flow.card for flow in WORKFLOWS)

    assert (portrait.provider, portrait.model, portrait.medium) == (
        "comfy", "portrait", Medium.IMAGE,
    )  # fmt: skip
    assert [(one.role, one.most) for one in portrait.roles] == [(Role.CHARACTER, 1)]
    assert portrait.offline
    assert portrait.seeds
    assert motion.lengths_ms == (3000, 5000)
    assert motion.rate == 16


def test_what_is_asked_for_stands_in_its_places_and_nowhere_else():
    graph = filled(WORKFLOWS[0], PORTRAIT_BRIEF)

    assert graph["6"]["inputs"]["text"] == "林晚"
    assert graph["7"]["inputs"]["text"] == "文字"
    assert graph["3"]["inputs"] == {"seed": 7, "positive": ["6", 0]}
    assert graph["5"]["inputs"] == {"width": 768, "height": 1344}
    assert graph["10"]["inputs"]["image"]["as"] == "upload"
    assert graph["9"] == GRAPH["9"]


def test_a_clip_has_the_frames_of_its_length_and_the_first():
    assert filled(WORKFLOWS[1], MOTION_BRIEF)["1"]["inputs"]["length"] == 5 * 16 + 1


@given(st.integers(0, 2**31))
def test_equal_briefs_and_seeds_give_equal_graphs(seed):
    assert filled(WORKFLOWS[0], PORTRAIT_BRIEF, seed) == filled(
        WORKFLOWS[0], PORTRAIT_BRIEF, seed
    )


def test_a_picture_that_is_not_given_is_never_the_graphs_example():
    with pytest.raises(Invalid) as caught:
        filled(WORKFLOWS[0], replace(PORTRAIT_BRIEF, references=()))

    assert caught.value.code == "partners.references_missing"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (PORTRAIT.replace("6.text", "6.words"), "6.words"),
        (PORTRAIT.replace("6.text", "66.text"), "66.text"),
        (PORTRAIT.replace('output = "9"', 'output = "99"'), "output"),
        (PORTRAIT.replace('medium = "image"', 'medium = "smell"'), "smell"),
        (PORTRAIT.replace("prompt =", "wish ="), "prompt"),
        (PORTRAIT.replace("avoid =", "mood ="), "mood"),
        (PORTRAIT.replace("768x1344", "wide"), "wide"),
        ("speed = 3\n" + PORTRAIT, "speed"),
        ("[[[", "line 1"),
    ],
)
def test_a_wrong_workflow_is_refused_and_the_place_named(told, why):
    with pytest.raises(Invalid) as caught:
        workflow(told, json.dumps(GRAPH), "portrait.toml")

    assert caught.value.code == "partners.workflow_wrong"
    assert "portrait.toml" in str(caught.value)
    assert why in str(caught.value)


def test_a_graph_that_is_no_json_is_refused():
    with pytest.raises(Invalid):
        workflow(MOTION, "{", "motion.toml")


def test_a_workflow_does_not_change_when_it_is_filled():
    before = WORKFLOWS[1].graph
    filled(WORKFLOWS[1], MOTION_BRIEF)

    assert WORKFLOWS[1].graph == before
    assert json.loads(before) == MOTION_GRAPH
