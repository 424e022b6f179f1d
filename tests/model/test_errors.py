from __future__ import annotations

from piying.model.errors import Invalid

INNER = Invalid("takes.currency_mixed", one="CNY", other="USD")


def test_an_error_among_the_data_is_said_in_the_same_language():
    outer = Invalid("cli.usage", why=INNER)

    assert INNER.said("zh") in outer.said("zh")
    assert INNER.said("en") in outer.said("en")


def test_several_errors_among_the_data_are_said_one_after_the_other():
    outer = Invalid("cli.usage", why=(INNER, INNER))

    assert f"{INNER} {INNER}" in str(outer)


def test_a_tuple_of_words_stays_as_it_is():
    assert "('a', 'b')" in str(Invalid("cli.usage", why=("a", "b")))
