from __future__ import annotations

from datetime import date

import pytest

from piying.model.card import Unit
from piying.model.dated import Confidence
from piying.model.errors import Invalid
from piying.takes.prices import laid_over, prices

SOURCE = 'source = { title = "t", url = "u", read_on = 2026-11-22, confidence = "C" }'
ROW = {
    "id": '"clip.720p"',
    "model": '"clip-1"',
    "unit": '"second"',
    "sizes": '["480p", "720p"]',
    "sound": "false",
    "currency": '"USD"',
    "amount": "0.084",
    "since": '"unknown"',
}


def listed(**changes):
    cells = {**ROW, **changes}
    lines = [f"{key} = {value}" for key, value in cells.items() if value]
    return "\n".join(['provider = "acme"', "[[price]]", *lines, SOURCE])


def refused(**changes):
    with pytest.raises(Invalid) as caught:
        prices(listed(**changes), "my.toml")
    return caught.value


def test_a_line_for_two_sizes_is_two_prices_of_one_id():
    found = prices(listed(), "my.toml")

    assert [(price.id, price.size) for price in found] == [
        ("clip.720p", "480p"),
        ("clip.720p", "720p"),
    ]
    assert {price.amount_micro for price in found} == {84_000}
    assert found[0].unit is Unit.SECOND
    assert found[0].source
    assert found[0].source.confidence is Confidence.HINT


def test_a_line_may_name_a_provider_of_its_own():
    named = listed(provider='"other"').removeprefix('provider = "acme"\n')

    assert {price.provider for price in prices(named, "my.toml")} == {"other"}
    assert prices(listed(provider='"other"'), "my.toml")[0].provider == "other"
    with pytest.raises(Invalid, match="provider"):
        prices(listed().removeprefix('provider = "acme"\n'), "my.toml")


def test_an_amount_that_nobody_published_stays_unknown():
    assert prices(listed(amount='"unknown"'), "my.toml")[0].amount_micro is None


def test_a_fine_amount_is_given_for_many_units():
    assert refused(amount="0.0000003").code == "takes.amount_too_fine"
    assert prices(listed(amount="0.3", per="1_000_000"), "my.toml")[0].amount_micro == 300_000


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"unit": '"hour"'}, "unit"),
        ({"amount": '"free"'}, "amount"),
        ({"amount": ""}, "amount"),
        ({"since": ""}, "since"),
        ({"per": "0"}, "per"),
        ({"per": "9999999999"}, "per"),
        ({"sound": '"any"'}, "sound"),
        ({"colour": "1"}, "colour"),
    ],
)
def test_a_line_that_is_written_wrongly_is_refused_by_its_id(change, key):
    error = refused(**change)

    assert error.data["key"] == key
    assert "clip.720p" in str(error)


def test_a_currency_that_is_not_known_is_refused():
    assert refused(currency='"RMB"').code == "takes.currency_unknown"


def test_an_own_line_takes_the_place_of_that_of_its_id_or_stands_beside_it():
    shipped = prices(listed(), "shipped.toml")
    same = prices(listed(amount="0.09", since="2026-12-01"), "my.toml")
    other = prices(listed(id='"mine"'), "my.toml")

    assert laid_over(shipped, same) == same
    assert laid_over(shipped, other) == (*shipped, *other)
    assert same[0].term.since == date(2026, 12, 1)
