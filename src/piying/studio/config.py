"""Settings from the environment and the command line."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from piying.model.clock import Rate
from piying.model.deferred import deferred
from piying.model.errors import Invalid
from piying.render.encoders import encoder
from piying.render.profiles import DEFAULT_RATE, RATES, profile
from piying.render.workers import WORKERS_MAX, core_count
from piying.store.bucket.address import Stored, stored_from
from piying.studio.house import Generating, Settings

if TYPE_CHECKING:
    from piying.render.cluster import cluster_address
    from piying.store.engine import server_url
else:
    server_url = deferred("piying.store.engine:server_url")
    cluster_address = deferred("piying.render.cluster:cluster_address")

SETTINGS: dict[str, str] = {
    "PIYING_HOUSE": "the folder of the store (default: .piying in the current folder)",
    "PIYING_DATABASE_URL": "postgresql://USER@HOST:PORT/NAME of a database in place of the "
    "house's own SQLite (default: none)",
    "PIYING_STORE": "s3://BUCKET/PREFIX of a bucket that keeps blobs durably (default: none)",
    "PIYING_STORE_ENDPOINT": "https://HOST:PORT of the store that has it (default: the "
    "client's own)",
    "PIYING_STORE_REGION": "the region of the bucket (default: the client's own)",
    "PIYING_STORE_PATH_STYLE": "yes or no: the bucket stands in the path of an address "
    "(default: yes with an endpoint)",
    "PIYING_STORE_CACHE": "500MB, 20GB, …: the most that blobs take on the disk as well "
    "(default: all of them)",
    "PIYING_STORE_REDIRECT": "yes or no: the store sends pieces of films itself (default: no)",
    "PIYING_DATA": "the folder of models, voices and sound banks "
    "(default: ~/.local/share/piying)",
    "PIYING_OUT": "the folder of finished films (default: out in the current folder)",
    "PIYING_LANGUAGE": "zh or en: the language of messages (default: from the locale)",
    "PIYING_WORKERS": "how many shots are drawn at once (default: one for each core), or "
    "dask://host:port of a cluster that draws them",
    "PIYING_RATE": "24, 25, 30, 50 or 60: frames a second of cuts and films (default: 25)",
    "PIYING_ENCODER": "the encoder of the picture (default: the profile's own)",
    "PIYING_SETUP": "auto: bring missing models before shooting, as the launcher does",
    "PIYING_ROUTES": "which model makes what (default: routes.toml in the house; without one "
    "nothing is generated)",
    "PIYING_BUDGET": "what may be spent (default: budget.toml in the house)",
    "PIYING_PRICES": "prices laid over those that ship (default: prices.toml in the house)",
    "PIYING_LOOKS": "how people, places and styles look (default: looks.toml in the house)",
    "PIYING_PURPOSE": "draft or final: which routes hold (default: final)",
    "PIYING_PRODUCER": "the producer's code in the AI metadata (default: piying)",
    "PIYING_SIGNING_KEY": "the file of the key that signs the log "
    "(default: ~/.config/piying/signing.pem)",
    "PIYING_SIGNING_PASSPHRASE": "the passphrase of that file, if it has one",
    "PIYING_SIGNING_SEED": "the key itself as 64 hexadecimal letters, in place of the file",
    "PIYING_SEAL_CERTIFICATE": "the file of the certificate that seals films, a chain in PEM "
    "(default: ~/.config/piying/seal.pem)",
    "PIYING_SEAL_KEY": "the file of its private key, in PEM "
    "(default: ~/.config/piying/seal.key)",
    "PIYING_SEAL_PASSPHRASE": "the passphrase of that key, if it has one",
    "PIYING_SEAL_KEY_PEM": "the key itself in PEM, in place of the file",
}
"""Every setting of the environment, with what it means."""

GENERATING = ("routes", "budget", "prices", "looks")
"""The files of the operator that generating goes by."""
PURPOSES = ("draft", "final")

PRODUCER = re.compile(r"[!#-\[\]-~]{1,64}")
"""Visible ASCII without space, quotation mark and backslash, as the AI metadata asks."""


class SystemClock:
    """The machine's own clock."""

    def now_ms(self) -> int:
        """Milliseconds since 1970 in UTC."""
        return time.time_ns() // 1_000_000


def language_from(environment: Mapping[str, str]) -> str:
    """The language of messages: as set, else as the locale says."""
    locale = environment.get("LC_ALL") or environment.get("LANG") or ""
    spoken = environment.get("PIYING_LANGUAGE") or locale
    return "zh" if spoken.startswith("zh") else "en"


def sets_itself_up(environment: Mapping[str, str]) -> bool:
    """Whether a verb that lacks models may bring them by itself."""
    return environment.get("PIYING_SETUP") == "auto"


def settings_from(environment: Mapping[str, str], here: Path) -> Settings:
    """The settings that `environment` gives for work in the folder `here`.

    Raises:
        Invalid: a setting has a value that it cannot have.
    """
    home = Path(environment.get("HOME") or "~").expanduser()
    share = environment.get("XDG_DATA_HOME", "")
    data = Path(share) if share else home / ".local" / "share"
    kept = environment.get("XDG_CONFIG_HOME", "")
    config = Path(kept) if kept else home / ".config"
    language = environment.get("PIYING_LANGUAGE", "")
    if language and not language.startswith(("zh", "en")):
        raise Invalid("cli.bad_language", value=language)
    producer = environment.get("PIYING_PRODUCER") or "piying"
    if not PRODUCER.fullmatch(producer):
        raise Invalid("cli.bad_producer", value=producer)
    found = Settings(
        house=here / (environment.get("PIYING_HOUSE") or ".piying"),
        data=here / (environment.get("PIYING_DATA") or data / "piying"),
        out=here / (environment.get("PIYING_OUT") or "out"),
        database=database_setting(environment.get("PIYING_DATABASE_URL", "")),
        stored=stored_from(environment),
        language=language_from(environment),
        producer=producer,
        rate=_rate(environment.get("PIYING_RATE", "")),
        encoder=_encoder(environment.get("PIYING_ENCODER", "")),
        signing_key=here
        / (environment.get("PIYING_SIGNING_KEY") or config / "piying" / "signing.pem"),
        seal_certificate=here
        / (environment.get("PIYING_SEAL_CERTIFICATE") or config / "piying" / "seal.pem"),
        seal_key=here / (environment.get("PIYING_SEAL_KEY") or config / "piying" / "seal.key"),
    )
    told = {name: environment.get(f"PIYING_{name.upper()}", "") for name in GENERATING}
    given = {name: here / value for name, value in told.items() if value}
    purpose = environment.get("PIYING_PURPOSE", "")
    generating = generating_settings(Generating(), {**given, "purpose": purpose})
    found = replace(found, generating=generating)
    return crew_settings(found, environment.get("PIYING_WORKERS", ""))


def generating_settings(found: Generating, given: Mapping[str, object]) -> Generating:
    """`found` with what `given` says of its files and its purpose; what is empty says nothing.

    Raises:
        Invalid: there is no such purpose.
    """

    def file(name: str, held: Path | None) -> Path | None:
        value = given.get(name)
        return value if isinstance(value, Path) else held

    purpose = given.get("purpose") or found.purpose
    if purpose not in PURPOSES:
        raise Invalid("generating.bad_purpose", value=purpose, known=", ".join(PURPOSES))
    return Generating(
        file("routes", found.routes),
        file("budget", found.budget),
        file("prices", found.prices),
        file("looks", found.looks),
        str(purpose),
    )


def crew_settings(found: Settings, value: str) -> Settings:
    """`found` with the workers that `value` asks for: a number, or the address of a cluster.

    Raises:
        Invalid: it is neither.
    """
    if "://" in value:
        cluster_address(value)
        return replace(found, workers=core_count(), cluster=value)
    return replace(found, workers=_workers(value), cluster="")


def database_setting(address: str) -> str:
    """`address` of a database, if it is one; empty: SQLite in the house.

    Raises:
        Invalid: it is not the address of a PostgreSQL database.
    """
    if address:
        server_url(address)
    return address


def store_setting(environment: Mapping[str, str], typed: str) -> Stored | None:
    """The bucket that was typed, with what `environment` says of its store; empty: none.

    Raises:
        Invalid: it is no bucket, or a setting of its store is malformed.
    """
    return stored_from(environment, typed)


def picture_settings(found: Settings, rate: str | None, name: str | None) -> Settings:
    """`found` with the rate and the encoder that were typed, where any were."""
    return replace(
        found,
        rate=_rate(rate) if rate else found.rate,
        encoder=_encoder(name) if name else found.encoder,
    )


def _rate(value: str) -> Rate:
    if not value:
        return DEFAULT_RATE
    if value not in {str(rate) for rate in RATES}:
        raise Invalid("cli.bad_rate", value=value, known=", ".join(map(str, RATES)))
    return Rate(int(value))


def _encoder(name: str) -> str:
    return encoder(name).name if name else ""


def _workers(value: str) -> int:
    if not value:
        return core_count()
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= WORKERS_MAX:
        raise Invalid("cli.bad_workers", value=value, most=WORKERS_MAX)
    return int(value)


def check_profile(name: str) -> None:
    """Refuse a profile that there is not, before anything is made for it."""
    profile(name)
