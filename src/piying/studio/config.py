"""Settings from the environment and the command line, and the providers they allow."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

from piying.partners.registry import embedded
from piying.render.puppet.provider import PuppetKit
from piying.studio.house import Settings
from piying.takes.provider import Provider

SETTINGS: dict[str, str] = {
    "PIYING_HOUSE": "the folder of the store (default: .piying in the current folder)",
    "PIYING_DATA": "the folder of models, voices and sound banks "
    "(default: ~/.local/share/piying)",
    "PIYING_OUT": "the folder of finished films (default: out in the current folder)",
    "PIYING_LANGUAGE": "zh or en: the language of messages (default: from the locale)",
    "PIYING_WORKERS": "how many shots are drawn at once (default: one for each core)",
    "PIYING_PRODUCER": "the producer's code in the AI metadata (default: piying)",
}
"""Every setting of the environment, with what it means."""


class SystemClock:
    """The machine's own clock."""

    def now_ms(self) -> int:
        """Milliseconds since 1970 in UTC."""
        return time.time_ns() // 1_000_000


def settings_from(environment: Mapping[str, str], here: Path) -> Settings:
    """The settings that `environment` gives for work in the folder `here`."""
    home = Path(environment.get("HOME", "~")).expanduser()
    share = environment.get("XDG_DATA_HOME", "")
    data = Path(share) if share else home / ".local" / "share"
    locale = environment.get("LC_ALL") or environment.get("LANG") or ""
    spoken = environment.get("PIYING_LANGUAGE") or ("zh" if locale.startswith("zh") else "en")
    return Settings(
        house=here / environment.get("PIYING_HOUSE", ".piying"),
        data=Path(environment.get("PIYING_DATA", data / "piying")),
        out=here / environment.get("PIYING_OUT", "out"),
        language="zh" if spoken.startswith("zh") else "en",
        workers=int(environment.get("PIYING_WORKERS") or os.cpu_count() or 1),
        producer=environment.get("PIYING_PRODUCER", "piying"),
    )


def all_providers(data: Path) -> tuple[Provider, ...]:
    """Every provider: the kit first, then those of the registry."""
    return (PuppetKit(), *embedded(data))
