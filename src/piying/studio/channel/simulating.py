"""simulate-viewers: a made-up crowd watches a channel by its public API alone, like browsers.

Each has a login without a name, opens episodes, reports what they watch, and at a lock leaves,
pays a shop of tests, or watches an ad. At the end the server is asked what it knows of each,
and that is held against what was done.
"""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote, urlsplit

import httpx2

from piying.audience.crowd import AtLock, Visitor, chosen, crowd
from piying.model.errors import Invalid, Missing, Outside

API = "/api/v1"
SECONDS_MAX = 30
TRIES_MAX = 8
REPORT_MS = 10_000
SPEED_MAX = 3
"""Nobody can have watched more than three times the time that went by."""
EPISODES_MAX = 12
AT_ONCE_MAX = 2_000
"""Connections."""

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """What is simulated."""

    url: str
    viewers: int
    minutes: int
    seed: int
    speed: int = 1
    """How many times faster than films they watch, 1 to 3."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What was done, and where the server knows it otherwise."""

    counts: tuple[tuple[str, int], ...]
    wrong: tuple[str, ...]


@dataclass(slots=True)
class _Purse:
    """What one viewer did that the server should know."""

    coins: int = 0
    unlocks: int = 0
    named: bool = False
    lines: Counter[str] = field(default_factory=Counter)
    likes: set[tuple[str, int]] = field(default_factory=set)


@dataclass(slots=True)
class _Hall:
    """What all viewers share."""

    run: Run
    transport: httpx2.AsyncHTTPTransport
    ends: float
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def check_own(url: str, *, mine: bool) -> str:
    """The origin of `url`, if it is this machine's or its caller says that it is theirs.

    Raises:
        Invalid: it is no address, or another machine's.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Invalid("cli.simulate_url", url=url)
    if not mine and not _here(parts.hostname):
        raise Invalid("cli.simulate_elsewhere", url=url)
    return f"{parts.scheme}://{parts.netloc}"


def simulate(run: Run, told: Callable[[int], None]) -> Simulated:
    """Let the crowd watch; `told` hears of every viewer who has come.

    Raises:
        Missing: nothing is out there.
        Outside: nobody answers.
    """
    return asyncio.run(_simulate(run, told))


async def _simulate(run: Run, told: Callable[[int], None]) -> Simulated:
    loop = asyncio.get_running_loop()
    limits = httpx2.Limits(max_connections=AT_ONCE_MAX, max_keepalive_connections=AT_ONCE_MAX)
    length_ms = run.minutes * 60_000
    begin = loop.time()
    async with httpx2.AsyncHTTPTransport(limits=limits) as transport:
        hall = _Hall(run, transport, begin + length_ms / 1000)
        names = [one["series"] for one in (await _Guest(hall).ask("GET", "/series"))["items"]]
        if not names:
            raise Missing("cli.simulate_nothing", url=run.url)

        async def come(one: Visitor) -> None:
            await asyncio.sleep(max(0.0, begin + one.comes_ms / 1000 - loop.time()))
            told(one.number)
            await _Guest(hall).visit(one, names[chosen(one.taste, len(names))])

        # the last tenth of the run is for whoever came late to see something
        crowded = crowd(run.seed, run.viewers, length_ms * 9 // 10)
        await asyncio.gather(*(come(one) for one in crowded))
    return Simulated(tuple(sorted(hall.counts.items())), tuple(hall.wrong))


class _Refused(Exception):
    """The server said no, as it says to browsers."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Guest:
    """One browser."""

    def __init__(self, hall: _Hall) -> None:
        self._hall = hall
        self._purse = _Purse()
        self._client = httpx2.AsyncClient(
            transport=hall.transport, base_url=hall.run.url, timeout=SECONDS_MAX,
            headers={"Sec-Fetch-Site": "same-origin", "Origin": hall.run.url},
        )  # fmt: skip

    async def ask(self, method: str, path: str, body: Told | None = None, key: str = "") -> Any:  # noqa: ANN401 - JSON
        """What is answered; too much at once is asked again when the server says."""
        headers = {"Idempotency-Key": key} if key else {}
        answer = await self._answer(method, path, body, headers)
        for _ in range(TRIES_MAX):
            if answer.status_code not in {429, 503}:
                break
            self._hall.counts["waited"] += 1
            await asyncio.sleep(int(answer.headers.get("Retry-After", "1")))
            answer = await self._answer(method, path, body, headers)
        if answer.is_success:
            return answer.json() if answer.content else None
        if answer.status_code >= 500:
            self._hall.wrong.append(f"{method} {path}: {answer.status_code}")
        raise _Refused(str(answer.json().get("code", answer.status_code)))

    async def _answer(
        self, method: str, path: str, body: Told | None, headers: dict[str, str]
    ) -> httpx2.Response:
        self._hall.counts["requests"] += 1
        try:
            return await self._client.request(method, API + path, json=body, headers=headers)
        except httpx2.TransportError as error:
            raise Outside("cli.simulate_silent", url=self._hall.run.url,
                          why=type(error).__name__) from error  # fmt: skip

    async def visit(self, one: Visitor, series: str) -> None:
        """Come, watch, go; then see whether the server knows it."""
        try:
            await self.ask("POST", "/session/anonymous")
            self._hall.counts["viewers"] += 1
            await self._watch_on(one, series)
        except _Refused as error:
            self._hall.counts[f"refused {error.code}"] += 1
        await self._agree()

    @property
    def _left(self) -> float:
        return self._hall.ends - asyncio.get_running_loop().time()

    async def _watch_on(self, one: Visitor, series: str) -> None:
        at = f"/series/{quote(series)}/episodes"
        doors = await self.ask("GET", at)
        if one.follows:
            await self.ask("PUT", f"/favourites/{quote(series)}")
            self._hall.counts["follows"] += 1
        for door in doors["items"][:EPISODES_MAX]:
            number = door["episode"]
            card = await self.ask("GET", f"{at}/{number}")
            if card["film"] is None:
                self._hall.counts["locks"] += 1
                if not await self._open(one.at_lock, series, number):
                    return
                card = await self.ask("GET", f"{at}/{number}")
            seen = one.sitting(number)
            if not await self._sit(card, seen.permille, seen.line, seen.line_permille):
                return
            if seen.like:
                await self.ask("PUT", f"/likes/{quote(series)}/{number}")
                self._purse.likes.add((series, number))
                self._hall.counts["likes"] += 1
            if seen.permille < 1_000:
                return

    # --- watching ---------------------------------------------------------------------------

    async def _sit(self, card: Told, permille: int, line: str, line_permille: int) -> bool:
        """Watch one film so far; False: the run is over."""
        about, film, run = card["about"], card["film"], self._hall.run
        await self._client.get(film["main"])
        whole, viewing = about["duration_ms"], str(uuid.uuid4())
        until, seen = whole * permille // 1_000, 0
        self._hall.counts["plays"] += 1
        while seen < until and self._left > 0:
            step = min(REPORT_MS, until - seen)
            await asyncio.sleep(step / 1_000 / run.speed)
            seen += step
            await self._report(about, film, viewing, seen, ended=seen >= whole)
            said = whole * line_permille // 1_000
            if line and seen >= said:
                await self._say(about["release"], said, line)
                line = ""
        return self._left > 0

    async def _report(
        self, about: Told, film: Told, viewing: str, seen: int, *, ended: bool
    ) -> None:
        row = {
            "viewing": viewing, "n": 0, "release": about["release"], "token": film["token"],
            "at_ms": film["now_ms"], "watched_ms": seen, "position_ms": seen,
            "rung": film["rungs"][0]["name"], "stalls": 0, "stalled_ms": 0, "ended": ended,
        }  # fmt: skip
        answer = await self.ask(
            "POST", "/viewings", {"batch": str(uuid.uuid4()), "reports": [row]}
        )
        counts = self._hall.counts
        counts["reports"] += 1
        counts["reports_accepted"] += answer["accepted"]
        for no in answer["rejected"]:
            counts[f"reports_rejected {no['reason']}"] += no["count"]
        if answer["received"] != 1 or answer["again"]:
            self._hall.wrong.append(f"viewings: {answer}")

    async def _name(self) -> None:
        """Take a name: only who has one may speak."""
        if self._purse.named:
            return
        handle = f"sim{uuid.uuid4().hex[:16]}"
        given = {"handle": handle, "name": handle[:8], "password": uuid.uuid4().hex}
        await self.ask("POST", "/account", given)
        self._purse.named = True
        self._hall.counts["named"] += 1

    async def _say(self, release: str, at_ms: int, line: str) -> None:
        await self._name()
        given = {"position_ms": at_ms, "text": line}
        await self.ask("POST", f"/releases/{release}/comments", given)
        self._purse.lines[release] += 1
        self._hall.counts["comments"] += 1

    # --- unlocking --------------------------------------------------------------------------

    async def _open(self, how: AtLock, series: str, episode: int) -> bool:
        """Open a locked episode; False: they leave."""
        told = await self.ask("GET", f"/prices/{quote(series)}/{episode}")
        way = next((one for one in told["ways"] if one["way"] == how.value), None)
        if how is AtLock.LEAVE or way is None:
            self._hall.counts["left_at_lock"] += 1
            return False
        place = {"series": series, "episode": episode}
        if how is AtLock.AD:
            return await self._advert(place)
        if not way["ready"] and not await self._pay(how, way["lacking"]):
            return False
        if how is AtLock.MEMBER:
            return True
        key = uuid.uuid4().hex
        right = await self.ask("POST", "/unlocks", {**place, "way": how.value}, key)
        self._purse.coins -= right["coins"]
        self._purse.unlocks += 1
        self._hall.counts["unlocks"] += 1
        self._hall.counts["coins_spent"] += right["coins"]
        return True

    async def _pay(self, how: AtLock, lacking: int) -> bool:
        """Buy what opens it, in a shop of tests alone."""
        shop = await self.ask("GET", "/shop")
        item = "member" if how is AtLock.MEMBER else "coins"
        fit = [one for one in shop["offers"] if one["item"] == item
               and (item == "member" or one["coins"] + one["bonus"] >= lacking)]  # fmt: skip
        if not shop["test"] or not fit:
            self._hall.counts["left_at_lock"] += 1
            return False
        good = min(fit, key=lambda one: int(one["minor"]))
        key = uuid.uuid4().hex
        wanted = {"good": good["id"], "key": key, "till": good["till"]}
        made = await self.ask("POST", "/orders", wanted, key)
        at = f"/orders/{made['id']}"
        await self.ask("POST", f"{at}/payment", None, uuid.uuid4().hex)
        await self.ask("POST", f"{at}/button", {"outcome": "paid"}, uuid.uuid4().hex)
        self._purse.coins += made["coins"] + made["bonus"]
        self._hall.counts["orders"] += 1
        return True

    async def _advert(self, place: Told) -> bool:
        ad = await self.ask("POST", "/ads", place, uuid.uuid4().hex)
        if ad["length_ms"] / 1_000 > self._left:
            return False
        await asyncio.sleep(ad["length_ms"] / 1_000 + 0.2)
        told = await self.ask("POST", "/ads/watched", {"ticket": ad["ticket"]},
                              uuid.uuid4().hex)  # fmt: skip
        self._hall.counts["ads"] += 1
        if told["opened"] is None:
            return await self._advert(place)
        self._purse.unlocks += 1
        return True

    # --- what the server knows --------------------------------------------------------------

    async def _agree(self) -> None:
        """Hold what the server knows of this viewer against what they did."""
        purse, wrong = self._purse, self._hall.wrong
        try:
            coins = (await self.ask("GET", "/wallet"))["coins"]
            if coins != purse.coins:
                wrong.append(f"wallet: {coins}, done {purse.coins}")
            rights = (await self.ask("GET", "/unlocks?most=100"))["items"]
            if sum(one["why"] != "member" for one in rights) != purse.unlocks:
                wrong.append(f"unlocks: {len(rights)}, done {purse.unlocks}")
            for release, count in purse.lines.items():
                said = len(await self.ask("GET", f"/releases/{release}/comments"))
                if said != count:
                    wrong.append(f"comments: {said}, done {count}")
            for series, episode in purse.likes:
                if not (await self.ask("GET", f"/likes/{quote(series)}/{episode}"))["own"]:
                    wrong.append(f"likes: {series} {episode}")
        except _Refused as error:
            wrong.append(f"asked after: {error.code}")


def _here(host: str) -> bool:
    """Whether `host` is this machine by its very name."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
