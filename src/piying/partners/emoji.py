"""Where the font of emoji comes from: Noto Color Emoji, as a package of fonts carries it."""

from __future__ import annotations

from piying.model.asset import Asset, Registry, Source

_PACKAGE = "@expo-google-fonts/noto-color-emoji@0.4.6"
_TARBALL = "8199c361ebffca17e503b7afa3994833efc1db06d63839e0b01e41e2fbd62eeb"

FONT = Asset(
    name="fonts/NotoColorEmoji-Regular.ttf",
    version="2.051",
    sources=(
        Source(
            Registry.NPM,
            _PACKAGE,
            "package/400Regular/NotoColorEmoji_400Regular.ttf",
            _TARBALL,
        ),
    ),
)
"""Emoji in colour (COLRv1)."""

LICENCE = Source(Registry.NPM, _PACKAGE, "package/LICENSE_FONT", _TARBALL)
"""The SIL Open Font License of the font."""
