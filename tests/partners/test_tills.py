"""The door to the tills: each by its name, with its own settings and no other's."""

from __future__ import annotations

from fractions import Fraction

import pytest

from partners.emulators.wechat import ENVIRONMENT, SETTINGS
from piying.model.errors import Invalid, Missing
from piying.partners.keys import Keys
from piying.partners.tills import TILLS, till_of
from piying.release.shop import Counter

ALL = {**ENVIRONMENT, "STRIPE_SECRET_KEY": "sk_live_0123456789"}


def opened(name, settings=(), environment=ALL):
    counter = Counter(name, ("CNY",), ("*",), Fraction(0), 0, tuple(settings))
    keys = Keys(environment, lambda _: None)
    return till_of(counter, "https://play.example.com", keys, b"k" * 32, lambda: 0)


@pytest.mark.parametrize("name", TILLS)
def test_each_till_is_made_by_its_name(name):
    settings = SETTINGS.items() if name == "wechat" else ()
    till = opened(name, settings)

    assert till.name == name
    assert till.real is (name != "sandbox")


@pytest.mark.parametrize("name", ["sandbox", "stripe"])
def test_settings_that_a_till_does_not_know_are_refused(name):
    with pytest.raises(Invalid, match="settings"):
        opened(name, [("app", "x")])


@pytest.mark.parametrize("name", ["stripe", "wechat"])
def test_a_till_of_money_is_not_open_without_its_keys(name):
    settings = SETTINGS.items() if name == "wechat" else ()
    with pytest.raises(Missing):
        opened(name, settings, {})
