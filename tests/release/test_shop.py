"""The shop, read strictly: what cannot be paid is not sold, and no till is open by mistake."""

from __future__ import annotations

from fractions import Fraction

import pytest

from piying.model.errors import Invalid, Missing
from piying.model.money import Money
from piying.model.payment import Item
from piying.release.shop import read_shop

TILLS = ("sandbox", "stripe", "wechat")
GOOD = """
site = "https://play.example.com"
[[till]]
id = "wechat"
territories = ["CN"]
fee = 0.006
settings = { app = "wx1" }
[[till]]
id = "stripe"
currencies = ["SGD", "USD"]
fee = 0.034
fee_fixed = 50
[[pack]]
id = "small"
coins = 60
bonus = 6
price = { CNY = 600, SGD = 128 }
[[pack]]
id = "asia"
coins = 300
price = { SGD = 598 }
territories = ["SG", "MY"]
[[membership]]
id = "month"
days = 30
price = { CNY = 2800 }
"""


def shop(text=GOOD):
    return read_shop(text, "shop.toml", TILLS)


def refusal(text):
    with pytest.raises(Invalid) as refused:
        shop(text)
    return refused.value


def test_what_is_sold_where_and_for_what():
    found = shop()

    assert [(one.good.id, one.till, one.price) for one in found.offers("CN")] == [
        ("small", "wechat", Money(600, "CNY")),
        ("small", "stripe", Money(128, "SGD")),
        ("month", "wechat", Money(2800, "CNY")),
    ]
    assert [(one.good.id, one.till) for one in found.offers("SG")] == [
        ("small", "stripe"), ("asia", "stripe"),
    ]  # fmt: skip
    assert [one.good.id for one in found.offers("US")] == ["small"]
    assert found.good("month").item is Item.MEMBER
    assert (found.minutes, found.platform, found.test) == (60, "own", False)


def test_an_offer_is_the_first_that_fits():
    found = shop()

    assert found.offer("small", "CN").till == "wechat"
    assert found.offer("small", "CN", "stripe").price == Money(128, "SGD")
    assert found.offer("small", "CN", currency="SGD").till == "stripe"
    for asked in (("asia", "CN"), ("small", "SG", "wechat"), ("small", "CN", "", "USD")):
        with pytest.raises(Invalid, match="not sold in"):
            found.offer(*asked)
    with pytest.raises(Missing, match="small, asia, month"):
        found.offer("huge", "CN")
    with pytest.raises(Missing, match="wechat, stripe"):
        found.counter("sandbox")


def test_a_fee_is_rounded_half_up_and_is_never_more_than_was_paid():
    found = shop()

    assert found.counter("wechat").rate == Fraction(6, 1000)
    assert found.counter("wechat").fee(600) == 4, "3.6"
    assert found.counter("stripe").fee(128) == 54, "4.352 + 50"
    assert found.counter("stripe").fee(40) == 40


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("CNY = 600", "CNY = 0", "tables.value_wrong"),
        ("CNY = 600", "CNY = 6.5", "tables.value_wrong"),
        ("CNY = 600", "XYZ = 600", "tables.value_wrong"),
        ("coins = 60", "coins = 0", "tables.value_wrong"),
        ("coins = 60", "coins = 60_000_000", "tables.value_wrong"),
        ("coins = 60", "days = 60", "tables.key_unknown"),
        ("days = 30", "coins = 30", "tables.key_unknown"),
        ("fee = 0.006", "fee = 1", "tables.value_wrong"),
        ("fee = 0.006", 'fee = "unknown"', "tables.value_wrong"),
        ('"wechat"', '"paypal"', "payments.till_unknown"),
        ('"small"', '"Small pack"', "tables.value_wrong"),
        ('"month"', '"small"', "tables.id_twice"),
        ('"https://play.example.com"', '"http://play.example.com"', "tables.value_wrong"),
        ('"https://play.example.com"', '"https://play.example.com/x"', "tables.value_wrong"),
        ('"wx1"', "1", "tables.value_wrong"),
        ('["CN"]', '["china"]', "tables.value_wrong"),
        ("CNY = 2800", "JPY = 500", "payments.good_unsold"),
        ('id = "stripe"', 'id = "sandbox"', "payments.test_till"),
        ("site =", "minutes = 5\nsite =", "tables.value_wrong"),
        ("site =", "minutes = 5000\nsite =", "tables.value_wrong"),
        ("site =", "color = 1\nsite =", "tables.key_unknown"),
    ],
)
def test_nonsense_is_refused_by_its_name(old, new, code):
    assert old in GOOD
    assert refusal(GOOD.replace(old, new)).code == code


def test_the_sandbox_is_open_alone_and_only_in_a_test():
    pack = '[[pack]]\nid = "a"\ncoins = 1\nprice = { CNY = 1 }\n'
    alone = f'[[till]]\nid = "sandbox"\n{pack}'

    assert shop(f"test = true\n{alone}").test
    assert refusal(alone).code == "payments.test_till"
    beside = f'test = true\nsite = "https://a.b"\n[[till]]\nid = "stripe"\n{alone}'
    assert refusal(beside).code == "payments.till_mixed"


def test_a_shop_without_a_till_sells_nothing():
    assert refusal('[[pack]]\nid = "a"\ncoins = 1\nprice = { CNY = 1 }\n').code == (
        "tables.key_missing"
    )
