from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.canon import Digest
from piying.model.card import ModelCard, Price, RoleLimit, Size, Unit
from piying.model.dated import Confidence, Source, Term
from piying.model.errors import Invalid
from piying.model.money import Money
from piying.takes.generator import Used
from piying.takes.pricing import metered, price

DAY = date(2026, 11, 22)
SIZES = (Size("720p", 720, 1280), Size("1080p", 1080, 1920))
ROLES = (RoleLimit(Role.CHARACTER, 9), RoleLimit(Role.CLIP, 3))
CARDS = {
    medium: ModelCard(
        "acme",
        "m",
        medium,
        sizes=SIZES if medium in (Medium.IMAGE, Medium.VIDEO) else (),
        longest_ms=300_000,
        step_ms=1000,
        rate=24,
        references_max=12,
        roles=ROLES,
        sound=True,
        tokens_max=2000,
    )
    for medium in Medium
}
VIDEO = Brief(Medium.VIDEO, "a street", width=720, height=1280, length_ms=5000)


def line(unit, micro, **more):
    told = {"id": unit.value, "currency": "USD", **more}
    return Price(
        provider="acme",
        model="m",
        unit=unit,
        amount_micro=micro,
        source=Source("t", "", DAY, told.pop("trust", Confidence.OFFICIAL)),
        **{"term": Term(date(2026, 1, 1)), **told},
    )


def quote(brief, *lines, card=None):
    return price(brief, card or CARDS[brief.medium], lines, DAY)


def reference(role=Role.CHARACTER):
    return Reference(Digest("aa"), role, "image/png", width=600, height=600)


def test_a_clip_by_the_second():
    found = quote(VIDEO, line(Unit.SECOND, 84_000, size="720p"))

    assert found.money == Money(42, "USD")
    assert found.rows == ("second",)
    assert found.dated
    assert not found.bound


def test_a_clip_by_its_tokens():
    """tokens = width * height * 24 * seconds / 1024: 720x1280 at 46 a million is 0.9936/s."""
    found = quote(VIDEO, line(Unit.MILLION_TOKENS, 46_000_000, currency="CNY"))

    assert found.micro == 4_968_000
    assert found.money == Money(497)


def test_sound_has_a_price_of_its_own():
    silent = line(Unit.SECOND, 84_000, id="silent", sound=False)
    loud = line(Unit.SECOND, 126_000, id="loud", sound=True)

    assert quote(VIDEO, silent, loud).rows == ("silent",)
    assert quote(replace(VIDEO, with_sound=True), silent, loud).money.minor == 63


def test_a_size_has_a_price_of_its_own():
    small = line(Unit.SECOND, 10_000, id="small", size="720p")
    large = line(Unit.SECOND, 20_000, id="large", size="1080p")

    assert quote(replace(VIDEO, width=1080, height=1920), small, large).rows == ("large",)


def test_a_clip_among_the_references_has_a_price_of_its_own_and_unknown_blocks():
    plain = line(Unit.SECOND, 84_000, id="plain", clip=False)
    other = line(Unit.SECOND, None, id="with-clip", clip=True)
    asked = replace(VIDEO, references=(replace(reference(Role.CLIP), length_ms=1000),))

    assert quote(VIDEO, plain, other).rows == ("plain",)
    with pytest.raises(Invalid) as caught:
        quote(asked, plain, other)
    assert caught.value.code == "takes.price_unknown"
    assert caught.value.data["row"] == "with-clip"
    assert caught.value.data["field"] == "amount"


def test_a_price_for_five_seconds():
    assert quote(VIDEO, line(Unit.SECOND, 350_000, per=5)).money.minor == 35


def test_a_picture_and_the_pictures_it_looks_at():
    asked = Brief(Medium.IMAGE, "a face", width=720, height=1280, references=(reference(),) * 3)

    found = quote(asked, line(Unit.IMAGE, 134_000), line(Unit.IMAGE_IN, 1100))

    assert found.micro == 137_300
    assert found.money == Money(14, "USD")
    assert found.rows == ("image", "image_in")


def test_characters_as_the_vendor_counts_them():
    asked = Brief(Medium.SPEECH, "你好 ok")

    per_thousand = line(Unit.CHARACTER, 200_000, per=1000, wide=2)

    assert quote(asked, per_thousand).micro == 1400


def test_music_by_the_second_and_by_the_run():
    asked = Brief(Medium.MUSIC, "calm", length_ms=30_000)

    assert quote(asked, line(Unit.SECOND, 1000)).micro == 30_000
    assert quote(asked, line(Unit.RUN, 500_000)).micro == 500_000


def test_a_text_costs_at_most_its_longest_answer_and_a_token_a_byte():
    asked = Brief(Medium.TEXT, "写" * 12, most_tokens=1000)

    found = quote(
        asked, line(Unit.MILLION_TOKENS, 8_000_000), line(Unit.MILLION_TOKENS_IN, 1_000_000)
    )

    assert found.bound
    assert found.micro == 8000 + 36 + 64


def test_the_length_of_an_answer_has_to_be_known():
    asked = Brief(Medium.TEXT, "write")
    lines = (line(Unit.MILLION_TOKENS, 8_000_000), line(Unit.MILLION_TOKENS_IN, 1))

    with pytest.raises(Invalid) as caught:
        quote(asked, *lines, card=replace(CARDS[Medium.TEXT], tokens_max=0))
    assert caught.value.data["field"] == "tokens_max"


@pytest.mark.parametrize("field", ["rate", "sizes"])
def test_tokens_of_a_clip_need_its_size_and_rate(field):
    lacking = replace(
        CARDS[Medium.VIDEO], **{field: type(getattr(CARDS[Medium.VIDEO], field))()}
    )

    with pytest.raises(Invalid) as caught:
        quote(VIDEO, line(Unit.MILLION_TOKENS, 1), card=lacking)
    assert caught.value.data["field"] == field


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (line(Unit.IMAGE, 1),),
        (line(Unit.SECOND, 1, size="1080p"),),
        (line(Unit.SECOND, 1, term=Term(date(2026, 11, 23))),),
        (line(Unit.SECOND, 1, term=Term(date(2026, 1, 1), date(2026, 11, 21))),),
    ],
)
def test_no_price_is_no_estimate_and_never_zero(lines):
    with pytest.raises(Invalid) as caught:
        quote(VIDEO, *lines)

    assert caught.value.code == "takes.price_missing"
    assert "720p" in str(caught.value)


def test_a_text_without_a_price_for_what_is_read_is_refused():
    asked = Brief(Medium.TEXT, "write", most_tokens=10)
    made = line(Unit.MILLION_TOKENS, 1)

    with pytest.raises(Invalid, match="million_tokens_in"):
        quote(asked, made)
    with pytest.raises(Invalid, match="image_in"):
        quote(replace(asked, references=(reference(),)), made, line(Unit.MILLION_TOKENS_IN, 1))


def test_two_ways_of_charging_are_refused():
    with pytest.raises(Invalid) as caught:
        quote(VIDEO, line(Unit.SECOND, 1), line(Unit.RUN, 1))

    assert caught.value.code == "takes.price_ambiguous"
    assert caught.value.data["rows"] == "run, second"


def test_two_amounts_for_the_same_are_refused():
    with pytest.raises(Invalid, match="a, b"):
        quote(VIDEO, line(Unit.SECOND, 1, id="a"), line(Unit.SECOND, 2, id="b"))


def test_the_newest_price_that_holds_is_charged():
    old = line(Unit.SECOND, 1000, id="old", term=Term(None))
    new = line(Unit.SECOND, 2000, id="new", term=Term(date(2026, 11, 22)))

    assert quote(VIDEO, old, new).rows == ("new",)


def test_an_undated_price_makes_an_estimate_and_says_so():
    found = quote(VIDEO, line(Unit.SECOND, 1000, term=Term(None), trust=Confidence.HINT))

    assert not found.dated
    assert found.confidence is Confidence.HINT


def test_the_line_that_is_trusted_least_decides_the_trust():
    asked = Brief(Medium.IMAGE, "a", width=720, height=1280, references=(reference(),))

    found = quote(
        asked,
        line(Unit.IMAGE, 1, trust=Confidence.PRESS),
        replace(line(Unit.IMAGE_IN, 1), source=None),
    )

    assert found.confidence is Confidence.UNKNOWN


def test_lines_in_two_currencies_are_refused():
    asked = Brief(Medium.IMAGE, "a", width=720, height=1280, references=(reference(),))

    with pytest.raises(Invalid) as caught:
        quote(asked, line(Unit.IMAGE, 1), line(Unit.IMAGE_IN, 1, currency="CNY"))
    assert caught.value.code == "takes.currency_mixed"


@given(
    micro=st.integers(0, 10**9),
    per=st.integers(1, 1000),
    pictures=st.integers(0, 9),
    each=st.integers(0, 10**6),
)
def test_an_amount_is_rounded_up_once_and_by_less_than_one_minor_unit(
    micro, per, pictures, each
):
    asked = Brief(
        Medium.IMAGE, "a", width=720, height=1280, references=(reference(),) * pictures
    )

    found = quote(asked, line(Unit.IMAGE, micro, per=per), line(Unit.IMAGE_IN, each))
    exact = Fraction(micro, per) + pictures * each

    assert 0 <= found.money.minor * 10_000 - exact < 10_000
    assert 0 <= found.micro - exact < 1


@given(st.integers(1, 300))
def test_a_longer_clip_never_costs_less(seconds):
    by_second = line(Unit.SECOND, 84_000)
    shorter = quote(replace(VIDEO, length_ms=seconds * 1000 - 1), by_second)

    assert (
        shorter.money.minor
        <= quote(replace(VIDEO, length_ms=seconds * 1000), by_second).money.minor
    )


READ = line(Unit.MILLION_TOKENS_IN, 800_000)
WRITTEN = line(Unit.MILLION_TOKENS, 2_000_000)


def meter(used, *lines, medium=Medium.TEXT):
    return metered(used, CARDS[medium], lines, DAY)


def test_what_a_vendor_counted_is_priced_by_the_token_and_rounded_up_once():
    """10,000 read at 0.80 a million and 3,000 written at 2.00 a million are 0.014."""
    assert meter(Used(10_000, 3_000), READ, WRITTEN) == Money(2, "USD")
    assert meter(Used(1_000_000, 1_000_000), READ, WRITTEN) == Money(280, "USD")


def test_a_clip_is_metered_by_what_was_made_alone():
    assert meter(Used(0, 500_000), WRITTEN, medium=Medium.VIDEO) == Money(100, "USD")


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (WRITTEN,),
        (READ, replace(WRITTEN, amount_micro=None)),
        (READ, replace(WRITTEN, term=Term(date(2027, 1, 1)))),
        (READ, replace(WRITTEN, currency="CNY")),
        (READ, WRITTEN, replace(WRITTEN, id="dearer", amount_micro=3_000_000)),
    ],
    ids=["none", "nothing-read", "unknown", "later", "two-currencies", "two-prices"],
)
def test_a_list_that_does_not_say_the_price_leaves_what_was_quoted(lines):
    assert meter(Used(10, 10), *lines) is None


@given(st.integers(0, 2000), st.integers(1, 60))
def test_what_is_metered_never_passes_what_was_quoted(written, said):
    """A token is at least one byte of what is read, and no more are written than allowed."""
    brief = Brief(Medium.TEXT, "字" * said)
    most = quote(brief, READ, WRITTEN).money

    assert meter(Used(3 * said, written), READ, WRITTEN).minor <= most.minor
