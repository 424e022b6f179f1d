"""Orders: the frozen request, and the files that are put into it."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.contract import Files
from partners.emulator import picture
from piying.model.brief import Brief, BriefShot, Medium, Reference, Role
from piying.model.canon import canonical, digest_bytes
from piying.model.card import ModelCard, RoleLimit, Size
from piying.model.errors import Invalid
from piying.partners.answers import Asked, Step
from piying.partners.orders import (
    asked_for,
    blob,
    body_of,
    filled,
    fit_for,
    frozen,
    text_made,
    used_of,
)
from piying.takes.generator import Ended, NotTaken, Used

PICTURE = picture()
DIGEST = digest_bytes(PICTURE)
CARD = ModelCard(
    "v", "m", Medium.VIDEO, sizes=(Size("720p", 720, 1280),), lengths_ms=(4000, 8000),
    longest_ms=8000, references_max=1, roles=(RoleLimit(Role.CHARACTER, 1),),
)  # fmt: skip
LOOK = Reference(DIGEST, Role.CHARACTER, "image/png", "林晚")
BRIEF = Brief(Medium.VIDEO, "雨夜", width=720, height=1280, length_ms=5000)
ASKED = Asked("v", Step.SUBMIT, "m")

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text().filter(lambda name: name != "$blob"), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text().filter(lambda name: name != "$blob"), VALUES))
def test_a_body_without_files_comes_back_as_it_was_frozen(body):
    order = frozen(CARD, "https://a.b/c", body, "video/mp4")

    assert order.blobs == ()
    assert filled(body_of(order, 1), Files()) == json.loads(canonical(body))
    assert order == frozen(CARD, "https://a.b/c", dict(reversed(body.items())), "video/mp4")


def test_files_are_named_once_each_and_put_in_as_asked():
    body = {"a": [blob(DIGEST), {"b": blob(DIGEST, "data_url")}]}
    order = frozen(CARD, "https://a.b/c", body, "video/mp4", length_ms=4000, version=3)
    text = base64.b64encode(PICTURE).decode()

    assert order.blobs == (DIGEST,)
    assert text not in order.body
    assert filled(body_of(order, 3), Files(PICTURE)) == {
        "a": [text, {"b": f"data:image/png;base64,{text}"}]
    }


def test_an_order_of_another_format_is_not_read():
    with pytest.raises(NotTaken) as caught:
        body_of(frozen(CARD, "e", {}, "video/mp4", version=2), 1)

    assert caught.value.code == "partners.order_old"


def test_one_text_holds_every_part_of_what_is_asked():
    brief = Brief(
        Medium.IMAGE, "雨夜", avoid="文字", words=("医院",), references=(LOOK,),
        shots=(BriefShot("x", 1),),
    )  # fmt: skip
    plain = asked_for(brief, avoid=False)
    whole = asked_for(brief, name_references=True)

    assert plain == "雨夜\nThe picture shows this writing, letter for letter: “医院”"
    assert whole.splitlines()[0] == "Picture 1 (character): 林晚"
    assert whole.endswith("Not to be seen: 文字")


def test_what_a_model_makes_is_what_its_card_says():
    fit = fit_for(BRIEF, CARD)

    assert fit.size.name == "720p"
    assert fit.length_ms == 8000


def test_what_a_model_cannot_do_is_refused():
    with pytest.raises(Invalid):
        fit_for(Brief(Medium.IMAGE, "x", width=1, height=1), CARD)


def test_a_text_is_plain_or_a_json_value():
    assert text_made("雨夜", ASKED, structured=False).facts.media_type == "text/plain"
    assert text_made("[1]", ASKED, structured=True).facts.media_type == "application/json"
    with pytest.raises(Ended) as caught:
        text_made("```json\n{}```", ASKED, structured=True)

    assert caught.value.owed


@pytest.mark.parametrize(
    ("told", "used"),
    [
        ({"in": 3, "out": 4, "thought": 5}, Used(3, 9)),
        ({"in": 3, "out": 4}, Used(3, 4)),
        ({"in": 3}, None),
        ({"out": 4}, None),
        ({"in": "3", "out": 4}, None),
        ({"in": True, "out": 4}, None),
        ({"in": -1, "out": 4}, None),
        (None, None),
        ([3, 4], None),
    ],
)
def test_tokens_are_what_the_vendor_says_in_whole_numbers_or_unknown(told, used):
    assert used_of(told, "in", "out", "thought") == used
