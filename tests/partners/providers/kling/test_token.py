"""The token that Kling is shown."""

from __future__ import annotations

import jwt
import pytest

from piying.model.errors import Missing
from piying.partners.keys import Keys, Secret
from piying.partners.providers.kling.token import shown, token

NOW = 1_795_000_000
LONG = "s" * 40


def keys(**named):
    return Keys(named, ring=lambda _: None)


def test_a_token_is_signed_for_half_an_hour_and_begins_a_little_earlier():
    made = token(Secret("access"), Secret(LONG), NOW).reveal()
    options = {"verify_exp": False, "verify_nbf": False}

    assert jwt.get_unverified_header(made) == {"alg": "HS256", "typ": "JWT"}
    assert jwt.decode(made, LONG, algorithms=["HS256"], options=options) == {
        "iss": "access", "exp": NOW + 1800, "nbf": NOW - 5,
    }  # fmt: skip


def test_a_pair_of_keys_is_signed_and_every_secret_is_named():
    bearer, secrets = shown(keys(KLINGAI_ACCESS_KEY="access", KLINGAI_SECRET_KEY=LONG), NOW)

    assert bearer.reveal().count(".") == 2
    assert {one.reveal() for one in secrets} == {bearer.reveal(), "access", LONG}


def test_a_single_key_is_shown_as_it_is():
    bearer, secrets = shown(keys(PIYING_KEY_KLING="one"), NOW)

    assert bearer.reveal() == "one"
    assert secrets == (bearer,)


@pytest.mark.parametrize("held", [{}, {"KLINGAI_ACCESS_KEY": "access"}])
def test_what_is_missing_is_named(held):
    with pytest.raises(Missing) as caught:
        shown(keys(**held), NOW)

    assert "PIYING_KEY_KLING" in str(caught.value)
    assert "KLINGAI_SECRET_KEY" in str(caught.value)
