"""Keys of vendors: from the environment or the system's keyring, and never shown.

A key is looked for under `PIYING_KEY_<PROVIDER>`, then under the vendor's customary names,
then in the keyring as the password of the user PROVIDER of the service "piying".
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from piying.model.errors import Missing

SERVICE = "piying"
"""What the keyring calls us."""


class Secret:
    """A key that no message, log or traceback shows; `reveal` gives it to the wire."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The key itself."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce__(self) -> str:
        raise TypeError("a key is never written down")


def from_keyring(provider: str) -> str | None:
    """The key of `provider` in the system's keyring; None where there is no keyring or key."""
    import keyring  # noqa: PLC0415 - it starts a service of the desktop, which many runs need not
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    try:
        return keyring.get_password(SERVICE, provider)
    except KeyringError:
        return None


def variable(provider: str) -> str:
    """The variable of the environment that holds the key of `provider`."""
    return f"PIYING_KEY_{provider.upper().replace('-', '_')}"


@dataclass(frozen=True, slots=True)
class Keys:
    """Where keys are looked for."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    ring: Callable[[str], str | None] = from_keyring

    def find(self, provider: str, *customary: str) -> Secret | None:
        """The key of `provider`, or None; `customary` are the vendor's own variables."""
        for name in (variable(provider), *customary):
            if value := self.environ.get(name, "").strip():
                return Secret(value)
        value = (self.ring(provider) or "").strip()
        return Secret(value) if value else None

    def of(self, provider: str, *customary: str) -> Secret:
        """The key of `provider`.

        Raises:
            Missing: it names every place that was looked at.
        """
        if found := self.find(provider, *customary):
            return found
        raise Missing(
            "partners.key_missing",
            provider=provider,
            variables=", ".join((variable(provider), *customary)),
            service=SERVICE,
        )
