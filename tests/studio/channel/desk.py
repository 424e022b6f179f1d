"""A house of members, for the tests of the channel; a software authenticator."""

from __future__ import annotations

import hashlib
import json
from base64 import b32decode, urlsafe_b64encode
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from piying.release.totp import code_at, step_at
from piying.studio.channel.accounts import Wanted, register
from piying.studio.channel.enrolling import Staff, enrol, first_operator, invite
from piying.studio.channel.logins import Given, anonymous, log_in
from piying.studio.channel.secondfactor import begin_authenticator, keep_authenticator

PASSWORD = "kettle orbit lamp nine"  # noqa: S105 - a password of the tests
HOME = "192.0.2.7"


@dataclass
class Clock:
    at: int = 1_800_000_000_000

    def now_ms(self):
        return self.at

    def pass_by(self, *, seconds=0, minutes=0, hours=0, days=0):
        self.at += 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days)))


@dataclass
class Desk:
    """A house, and short ways to people in it."""

    house: object
    clock: Clock
    folder: object
    secrets: dict = field(default_factory=dict)

    def operator(self, name="rong"):
        invited = first_operator(self.house, name)
        return self.factored(enrol(self.house, invited.code, PASSWORD, HOME).by)

    def staff(self, by, name, *duties, party=""):
        invited = invite(self.house, by, Staff(name, duties, party=party))
        enrolled = enrol(self.house, invited.code, f"{PASSWORD} {name[::-1]}", HOME).by
        return self.factored(enrolled)

    def factored(self, by):
        """Whoever acts, with an authenticator that they gave a code of."""
        letters = begin_authenticator(self.house, by, "piying").letters
        self.secrets[by.name] = b32decode(letters)
        return keep_authenticator(self.house, by, self.code(by), HOME).opened.by

    def code(self, by, *, steps=0):
        """What the authenticator of `by` shows, now or `steps` later."""
        return code_at(self.secrets[by.name], step_at(self.clock.at) + steps)

    def viewer(self, name="mei"):
        by = anonymous(self.house).by
        return register(self.house, by, Wanted(name, name.title(), PASSWORD), HOME)

    def logged_in(self, name="mei", password=PASSWORD, address=HOME, before=None):
        return log_in(self.house, Given(name, password, address, "phone"), before)

    def bytes_of_disk(self):
        """Everything the house has written, with the write-ahead log."""
        return b"".join(
            path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()
        )


def base64url(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Authenticator:
    """A security key in software: ES256, one credential, with its person verified."""

    def __init__(self, origin, site, *, verifies=True):
        self.origin, self.site = origin, site
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(
            str(self.key.private_numbers().private_value).encode()
        ).digest()
        self.count = 0
        self.flags = 0x05 if verifies else 0x01

    def _data(self, flags, rest=b""):
        self.count += 1
        name = hashlib.sha256(self.site.encode()).digest()
        return name + bytes([flags]) + self.count.to_bytes(4, "big") + rest

    def _client(self, what, options):
        told = {"type": what, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(told).encode()

    def create(self, options):
        options = json.loads(options)
        numbers = self.key.public_key().public_numbers()
        public = {
            1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"),
            -3: numbers.y.to_bytes(32, "big"),
        }  # fmt: skip
        rest = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(public)
        made = {"fmt": "none", "attStmt": {}, "authData": self._data(self.flags | 0x40, rest)}
        response = {
            "clientDataJSON": base64url(self._client("webauthn.create", options)),
            "attestationObject": base64url(cbor2.dumps(made)),
        }
        return self._answer(response)

    def get(self, options):
        client = self._client("webauthn.get", json.loads(options))
        data = self._data(self.flags)
        signed = self.key.sign(
            data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256())
        )
        response = {
            "clientDataJSON": base64url(client),
            "authenticatorData": base64url(data),
            "signature": base64url(signed),
        }
        return self._answer(response)

    def _answer(self, response):
        name = base64url(self.id)
        told = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps(told)
