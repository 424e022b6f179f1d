"""Login names and names that are shown."""

from __future__ import annotations

import unicodedata

from piying.model.errors import Invalid

HANDLE_CHARACTERS = (2, 64)
HANDLE_SIGNS = frozenset("._@+-")
NAME_CHARACTERS_MAX = 40


def folded(typed: str) -> str:
    """A login name as it is compared: width, case and blanks around make no difference."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def handle_of(typed: str) -> str:
    """A new login name.

    Raises:
        Invalid: it is too short or long, or has characters that are not allowed.
    """
    name = folded(typed)
    least, most = HANDLE_CHARACTERS
    good = all(one.isalnum() or one in HANDLE_SIGNS for one in name)
    if not (least <= len(name) <= most and good):
        raise Invalid("accounts.handle_form", least=least, most=most)
    return name


def shown_name(typed: str) -> str:
    """A name that others see.

    Raises:
        Invalid: it is too long or cannot be shown in one line.
    """
    name = unicodedata.normalize("NFC", typed).strip()
    if len(name) > NAME_CHARACTERS_MAX or not name.isprintable():
        raise Invalid("accounts.name_form", most=NAME_CHARACTERS_MAX)
    return name
