from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.canon import Digest
from piying.model.errors import Invalid
from piying.partners import pricelist
from piying.takes.pricing import price

DAY = date(2026, 11, 22)
VERTICAL = Brief(Medium.VIDEO, "a street", width=720, height=1280, length_ms=4000)
PAGE = Brief(Medium.IMAGE, "a face", width=1080, height=1920)


def card(model):
    return next(each for each in pricelist.cards() if each.model == model)


def cost(brief, model):
    return price(brief, card(model), pricelist.prices(), DAY)


IN_SERVICE = [
    each for each in pricelist.cards() if not each.retires_on or each.retires_on > DAY
]


ASKED = {
    Medium.VIDEO: VERTICAL,
    Medium.IMAGE: PAGE,
    Medium.SPEECH: Brief(Medium.SPEECH, "你好"),
    Medium.TEXT: Brief(Medium.TEXT, "写一行", most_tokens=100_000),
    Medium.MUSIC: Brief(Medium.MUSIC, "calm", length_ms=30_000),
}


@pytest.mark.parametrize("found", IN_SERVICE, ids=lambda each: each.model)
def test_every_model_in_service_has_a_price_for_every_size_or_says_that_it_has_none(found):
    asked = ASKED[found.medium]
    if found.tokens_max:
        asked = replace(asked, most_tokens=found.tokens_max)
    lacking = set()
    for size in found.sizes or (None,):
        sized = replace(asked, width=size.width, height=size.height) if size else asked
        try:
            minor = price(sized, found, pricelist.prices(), DAY).money.minor
        except Invalid as error:
            lacking.add(error.code)
        else:
            assert minor > 0

    seen = found.medium in (Medium.IMAGE, Medium.VIDEO)
    assert lacking <= (set() if seen else {"takes.price_missing", "takes.price_unknown"})


@pytest.mark.parametrize(
    ("model", "minor", "currency"),
    [
        # 4 s of 720x1280 at 0.9936 CNY a second (46 CNY a million tokens)
        ("doubao-seedance-2-0-260128", 398, "CNY"),
        # 1.512 CNY a second
        ("doubao-seedance-2-5-260628", 605, "CNY"),
        ("kling-v3", 34, "USD"),
        ("veo-3.1-fast-generate-001", 40, "USD"),
        ("kling-v2-6", 35, "USD"),
    ],
)
def test_a_clip_costs_what_the_list_says(model, minor, currency):
    money = cost(VERTICAL, model).money

    assert (money.minor, money.currency) == (minor, currency)


def test_a_minute_of_seedance_costs_59_point_6_yuan():
    fifteen = replace(VERTICAL, length_ms=15_000)

    assert cost(fifteen, "doubao-seedance-2-0-260128").micro * 4 == 59_616_000


def test_references_of_pictures_are_charged():
    seen = Reference(Digest("aa"), Role.CHARACTER, "image/png", width=600, height=600)

    found = cost(replace(PAGE, references=(seen,) * 2), "gemini-3-pro-image")

    assert found.micro == 134_000 + 2 * 1100
    assert found.rows == ("gemini-3-pro-image.1k", "gemini-3-pro-image.input")


def test_a_clip_as_reference_blocks_since_nobody_published_its_price():
    clip = Reference(Digest("aa"), Role.CLIP, "video/mp4", length_ms=3000)

    with pytest.raises(Invalid) as caught:
        cost(replace(VERTICAL, references=(clip,)), "doubao-seedance-2-0-260128")
    assert caught.value.data["row"] == "doubao-seedance-2-0-260128.720p.clip"


def test_shipped_prices_are_estimates_and_say_so():
    assert not cost(VERTICAL, "kling-v3").dated


@pytest.mark.parametrize(
    ("model", "successor"),
    [
        ("veo-3.1-generate-preview", "veo-3.1-generate-001"),
        ("gemini-3-pro-image-preview", "gemini-3-pro-image"),
        ("kling-v2-1", "kling-v3"),
    ],
)
def test_a_retired_model_is_refused_with_its_successor(model, successor):
    with pytest.raises(Invalid, match=successor):
        cost(replace(VERTICAL, medium=card(model).medium), model)


def test_every_successor_has_a_card():
    models = {each.model for each in pricelist.cards()}

    assert {each.successor for each in pricelist.cards()} - {""} <= models


@pytest.mark.parametrize("vendor", pricelist.VENDORS)
@pytest.mark.parametrize("folder", ["models", "prices"])
def test_every_row_says_where_it_was_read(folder, vendor):
    text = files("piying.partners").joinpath(folder, f"{vendor}.toml").read_text("utf-8")
    rows = tomllib.loads(text)[folder.removesuffix("s")]

    assert all(row["source"]["title"] and row["source"]["read_on"] for row in rows)


OWN_PRICE = """
provider = "kling"
[[price]]
id = "mine"
model = "kling-v3"
unit = "second"
sizes = ["720p"]
sound = false
currency = "CNY"
amount = 0.6
since = 2026-11-01
source = { title = "our contract", url = "", read_on = 2026-11-22, confidence = "A" }
"""


def test_an_own_line_with_a_later_date_is_charged():
    found = price(VERTICAL, card("kling-v3"), pricelist.prices(OWN_PRICE), DAY)

    assert found.rows == ("mine",)
    assert found.dated
    assert found.money.minor == 240


def test_an_own_card_is_laid_over():
    own = """
    provider = "acme"
    [[model]]
    id = "m"
    medium = "speech"
    source = { title = "t", url = "", read_on = 2026-11-22, confidence = "A" }
    """

    assert pricelist.cards(own)[-1].provider == "acme"
    with pytest.raises(Invalid, match=r"mine\.toml"):
        pricelist.cards(own + "\ncolour = 1", "mine.toml")
