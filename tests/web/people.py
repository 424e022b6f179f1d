"""Short ways to people with a login, over HTTP as a browser does it."""

from __future__ import annotations

import base64
import hashlib
import hmac

from piying.studio.channel.acting import terminal
from piying.studio.channel.enrolling import Staff, invite

API = "/api/v1"
PASSWORD = "kettle orbit lamp nine"  # noqa: S105 - of tests


def code_of(letters, now_ms):
    """The six digits of an authenticator (RFC 6238)."""
    secret = base64.b32decode(letters + "=" * (-len(letters) % 8))
    told = hmac.new(secret, (now_ms // 30_000).to_bytes(8, "big"), hashlib.sha1).digest()
    at = told[-1] & 15
    return f"{(int.from_bytes(told[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def viewer(browser, name="mei"):
    """A viewer with a name is logged in."""
    browser.post(f"{API}/session/anonymous")
    wanted = {"handle": name, "name": name.title(), "password": PASSWORD}
    answer = browser.post(f"{API}/account", json=wanted)
    assert answer.status_code == 201, answer.text
    return answer.json()


def staff(browser, house, name, *duties, party="", factor=True):
    """Somebody of the staff is logged in, with their second factor."""
    code = invite(house, terminal("test"), Staff(name, duties, party=party)).code
    wanted = {"code": code, "password": f"{PASSWORD} {name[::-1]}"}
    answer = browser.post(f"{API}/session/enrol", json=wanted)
    assert answer.status_code == 201, answer.text
    if factor:
        letters = browser.post(f"{API}/account/factors/authenticator/secret").json()["letters"]
        given = {"code": code_of(letters, house.clock.now_ms())}
        kept = browser.post(f"{API}/account/factors/authenticator", json=given)
        assert kept.status_code == 201, kept.text
        return letters
    return None
