"""Passkeys as values: what a browser is asked, and whether its answer is good.

Formats: W3C Web Authentication Level 2, read and checked by the package webauthn 3.0.1
(2026-11). No attestation is asked for: which make a key is, is nobody's business here. The
person is always verified by their device (a finger, a face, a PIN).
"""

from __future__ import annotations

import binascii
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from piying.model.errors import Invalid

TIMEOUT_MS = 300_000


@dataclass(frozen=True, slots=True)
class Relying:
    """The site that passkeys are for."""

    id: str
    """Its domain, like drama.example."""
    origin: str
    """Its origin, like https://drama.example."""
    name: str


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as it was registered."""

    id: str
    """In base64url."""
    public: bytes
    """COSE."""
    uses: int


class _Answer(msgspec.Struct):
    clientDataJSON: str  # noqa: N815 - the word of the format
    userHandle: str | None = None  # noqa: N815


class _Given(msgspec.Struct):
    id: str
    response: _Answer


class _Client(msgspec.Struct):
    challenge: str


def asked_to_register(
    site: Relying, account: str, handle: str, challenge: str, known: Iterable[str]
) -> str:
    """The JSON for `navigator.credentials.create()`; `challenge` is base64url."""
    from webauthn import generate_registration_options, options_to_json  # noqa: PLC0415 - dear
    from webauthn.helpers import base64url_to_bytes  # noqa: PLC0415
    from webauthn.helpers.structs import (  # noqa: PLC0415
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options = generate_registration_options(
        rp_id=site.id,
        rp_name=site.name,
        user_name=handle,
        user_id=account.encode(),
        challenge=base64url_to_bytes(challenge),
        timeout=TIMEOUT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known
        ],
    )
    return options_to_json(options)


def registered(site: Relying, challenge: str, answer: str) -> Passkey:
    """The passkey that a browser made for `challenge`.

    Raises:
        Invalid: the answer is not good.
    """
    from webauthn import verify_registration_response  # noqa: PLC0415 - dear
    from webauthn.helpers import base64url_to_bytes, bytes_to_base64url  # noqa: PLC0415
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    try:
        found = verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise Invalid("accounts.passkey_refused") from error
    return Passkey(
        bytes_to_base64url(found.credential_id), found.credential_public_key, found.sign_count
    )


def asked_to_log_in(site: Relying, challenge: str, known: Iterable[str] = ()) -> str:
    """The JSON for `navigator.credentials.get()`; without `known` the person picks a key."""
    from webauthn import generate_authentication_options, options_to_json  # noqa: PLC0415 - dear
    from webauthn.helpers import base64url_to_bytes  # noqa: PLC0415
    from webauthn.helpers.structs import (  # noqa: PLC0415
        PublicKeyCredentialDescriptor,
        UserVerificationRequirement,
    )

    options = generate_authentication_options(
        rp_id=site.id,
        challenge=base64url_to_bytes(challenge),
        timeout=TIMEOUT_MS,
        allow_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known
        ],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def used(site: Relying, challenge: str, passkey: Passkey, answer: str) -> int:
    """The counter of `passkey` after it has signed `challenge`.

    Raises:
        Invalid: the answer is not good, or its counter did not move: the key was copied.
    """
    from webauthn import verify_authentication_response  # noqa: PLC0415 - dear
    from webauthn.helpers import base64url_to_bytes  # noqa: PLC0415
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    try:
        found = verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=passkey.public,
            credential_current_sign_count=passkey.uses,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise Invalid("accounts.passkey_refused") from error
    return found.new_sign_count


def challenge_in(answer: str) -> tuple[str, str]:
    """The challenge that an answer is about, and the key that it names; neither is checked.

    Raises:
        Invalid: it cannot be read.
    """
    try:
        given = msgspec.json.decode(answer, type=_Given)
        text = given.response.clientDataJSON
        data = binascii.a2b_base64(
            text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4)
        )
        return msgspec.json.decode(data, type=_Client).challenge, given.id
    except (msgspec.DecodeError, UnicodeError, ValueError) as error:
        raise Invalid("accounts.passkey_refused") from error
