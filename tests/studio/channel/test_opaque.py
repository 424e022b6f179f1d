from __future__ import annotations

import base64
import math

from piying.studio.channel.opaque import (
    CODE_GROUPS,
    CODE_LETTERS,
    digest_of,
    new_code,
    new_secret,
    plain_code,
)


def test_every_secret_has_its_bits_and_none_comes_twice():
    """ASVS 7.2.3, 11.5.1: 256 bits, and 125 of a code that a person types"""
    secrets = {new_secret() for _ in range(500)}
    codes = {new_code() for _ in range(500)}

    assert len(secrets) == len(codes) == 500
    assert {len(base64.urlsafe_b64decode(one + "=")) for one in secrets} == {32}
    assert CODE_GROUPS * 5 * math.log2(len(CODE_LETTERS)) == 125
    assert {len(one) for one in codes} == {29}


def test_every_letter_of_a_code_comes_up():
    told = "".join(new_code() for _ in range(200)).replace("-", "")

    assert set(told) == set(CODE_LETTERS)


def test_a_code_is_the_same_however_it_is_typed():
    code = new_code()

    assert plain_code(f"  {code.lower().replace('-', ' ')} ") == code
    assert digest_of(code) != code
