"""Logging in by a passkey: a challenge is used once, within five minutes."""

from __future__ import annotations

from piying.model.errors import Invalid, Missing
from piying.model.viewer import Deed
from piying.store.channel.accounts import Accounts, Credential, Proof
from piying.store.channel.logins import Codes
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.auditing import Change, changing
from piying.studio.channel.logins import Opened, Proven, entered
from piying.studio.channel.names import shown_name
from piying.studio.channel.opaque import digest_of, new_secret
from piying.studio.channel.throttling import admit
from piying.studio.channel.webauthn import (
    TIMEOUT_MS,
    Passkey,
    Relying,
    asked_to_log_in,
    asked_to_register,
    challenge_in,
    registered,
    used,
)
from piying.studio.house import House

REGISTER, LOG_IN = "passkey_register", "passkey_log_in"
ANSWER_CHARACTERS_MAX = 20_000


def begin_passkey(house: House, by: By, site: Relying) -> str:
    """What the browser of `by` is asked in order to make a passkey, as JSON.

    Raises:
        Invalid: they have to prove first who they are.
    """
    require(house, by, Deed.PROVE)
    account, accounts = person(by), Accounts(house.store.database)
    known = [one.id for one in accounts.credentials(account.id) if one.sort is Proof.PASSKEY]
    challenge = _challenge(house, REGISTER, account.id)
    return asked_to_register(site, account.id, accounts.handle(account.id), challenge, known)


def add_passkey(house: House, by: By, site: Relying, answer: str, name: str = "") -> str:
    """Keep the passkey that the browser of `by` has made; its id.

    Raises:
        Invalid: the answer is not good, or not to a challenge of theirs.
        Conflict: the passkey is known.
    """
    require(house, by, Deed.PROVE)
    account, now = person(by), house.clock.now_ms()
    challenge = _used_challenge(house, REGISTER, account.id, answer)
    made = registered(site, challenge, answer)
    with changing(house) as note:
        Accounts(house.store.database).put_credential(
            Credential(
                made.id, account.id, Proof.PASSKEY, made.public, made.uses, shown_name(name),
                now, now,
            )
        )  # fmt: skip
        note(Change(by.name, "way_added", account.id, after=(("way", "passkey"),)))
    return made.id


def begin_log_in(house: House, site: Relying, address: str) -> str:
    """What a browser is asked in order to log in by whatever passkey it has, as JSON.

    Raises:
        Invalid: there were too many tries from `address`.
    """
    admit(house, f"passkey {address}", address).succeeded()
    return asked_to_log_in(site, _challenge(house, LOG_IN, ""))


def log_in_by_passkey(
    house: House, site: Relying, answer: str, device: str = "", before: By | None = None
) -> Opened:
    """A new login by a passkey; the one `before`, of the same browser, ends.

    It proves two factors at once: what they have, and who their device knows them to be.
    It is no matter of throttles of the account: nobody can guess a signature.

    Raises:
        Invalid: the answer is not good.
    """
    challenge = _used_challenge(house, LOG_IN, "", answer)
    accounts = Accounts(house.store.database)
    held = accounts.credential(challenge_in(answer)[1])
    if held is None or held.sort is not Proof.PASSKEY:
        raise Invalid("accounts.passkey_refused")
    uses = used(site, challenge, Passkey(held.id, held.data, held.uses), answer)
    if not accounts.used(held.id, uses, house.clock.now_ms(), held.uses):
        raise Invalid("accounts.passkey_refused")
    try:
        account = accounts.account(held.member)
    except Missing as error:
        raise Invalid("accounts.passkey_refused") from error
    now = house.clock.now_ms()
    return entered(house, account, device, before, Proven(Proof.PASSKEY.value, now, now))


def _challenge(house: House, purpose: str, member: str) -> str:
    challenge = new_secret()
    until = house.clock.now_ms() + TIMEOUT_MS
    Codes(house.store.database).put(digest_of(challenge), purpose, member, until)
    return challenge


def _used_challenge(house: House, purpose: str, member: str, answer: str) -> str:
    if len(answer) > ANSWER_CHARACTERS_MAX:
        raise Invalid("accounts.passkey_refused")
    challenge, _ = challenge_in(answer)
    whose = Codes(house.store.database).use(digest_of(challenge), purpose, house.clock.now_ms())
    if whose != member:
        raise Invalid("accounts.passkey_refused")
    return challenge
