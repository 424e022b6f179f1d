"""A house with films that are out, for the tests of watching: a few bytes for every file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from piying.model.canon import digest_bytes
from piying.model.ids import ulid
from piying.model.release import (
    Age,
    Cover,
    File,
    Ladder,
    Listing,
    Release,
    Rung,
    Strip,
    UnlockPlan,
    Window,
)
from piying.model.right import Grant
from piying.release.listing import USES
from piying.store.channel.releases import Cause, Releases, Told
from piying.store.channel.rights import Rights
from piying.studio.channel.logins import anonymous
from piying.studio.channel.memory import Channel
from piying.studio.channel.opening import Seat, open_episode

PLAN = UnlockPlan(2, 30, 200, 2, members=True)
LENGTH_MS = 90_000


@dataclass
class Cinema:
    """A house, what is out in it, and short ways to watch."""

    house: object
    clock: object
    memory: object = None
    count: int = 0
    ladders: dict = field(default_factory=dict)
    texts: dict = field(default_factory=dict)
    lazy: bool = False
    """Whether files are made up, and written only when they are asked for."""

    @property
    def channel(self):
        """What a process knows; made when it is first asked for."""
        if self.memory is None:
            self.memory = Channel(self.house)
        return self.memory

    def again(self):
        """Another process."""
        self.memory = None
        return self.channel

    @property
    def releases(self):
        return Releases(self.house.store.database)

    @property
    def rights(self):
        return Rights(self.house.store.database)

    def blob(self, text):
        """A few bytes; of a lazy house they lie on the disk once `on_disk` was called."""
        digest = digest_bytes(text.encode())
        self.texts[digest] = text
        if not self.lazy:
            self.on_disk()
        return digest

    def on_disk(self):
        """Write everything that was made; most tests need none of it."""
        for digest, text in self.texts.items():
            path = self.house.store.blobs.path(digest)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        self.texts.clear()

    def file(self, path, text=""):
        named = self.house.store.blobs.put(text.encode()) if text else None
        text = text or f"{path} {self.count}"
        return File(path, named or self.blob(text), len(text))

    def ladder(self, length_ms=LENGTH_MS):
        self.count += 1
        rungs = tuple(
            Rung(
                name, size, size * 16 // 9, size * 4_000, size * 3_000, "avc1.64001f,mp4a.40.2",
                self.blob(f"{name} {self.count}"),
                tuple(
                    self.file(f"{name}/{one}")
                    for one in ("init.mp4", "film.m3u8", "piece-0000.m4s", "piece-0001.m4s")
                ),
            )
            for name, size in (("360p", 360), ("1080p", 1080))
        )  # fmt: skip
        return Ladder(
            film=rungs[0].source, duration_ms=length_ms, rungs=rungs,
            main=self.file("main.m3u8"), subtitles=(("zh", self.file("zh.vtt", "WEBVTT\n\n")),),
            poster=self.file("poster.jpg"),
            strip=Strip(self.file("strip.jpg"), 10, 90, 160, 2_000, 45),
            label='{"Label":"1"}', begin=0, lists=(self.file("zh.m3u8"),),
        )  # fmt: skip

    def listing(self, series, **told):
        covers = tuple(
            Cover(use, *size, self.blob(f"{series} {use}")) for use, size in USES.items()
        )
        made = Listing(
            series, series.title(), "夜里有人敲门。", (("林晚", "修灯的人"),), ("悬疑",),
            Age.TWELVE, "zh", (("platform_number", "A-1"),), 10, "daily 18:00", covers,
        )  # fmt: skip
        return replace(made, **told)

    def out(
        self, series="lamp", episode=1, *, plan=PLAN, window=None, length_ms=LENGTH_MS, **told
    ):
        """Put an episode out."""
        store, now = self.house.store, self.clock.now_ms()
        ladder = self.ladder(length_ms)
        kept = store.put(ladder)
        name = ulid(now, self.count.to_bytes(10, "big"))
        release = Release(
            id=name, series=series, episode=episode, version=1, film=ladder.film,
            dossier=ladder.film, decision="h", ladder=kept,
            listing=store.put(self.listing(series, **told)), plan=store.put(plan),
            window=window or Window(("CN",), now), contract="own", by="王", at_ms=now,
        )  # fmt: skip
        self.releases.add(release)
        self.ladders[name] = ladder
        return release

    def season(self, series="lamp", count=5, **told):
        with self.house.store.together(durable=True):
            return [self.out(series, episode, **told) for episode in range(1, count + 1)]

    def withdraw(self, release, cause=Cause.NOTICE, reference="n-1"):
        told = Told(cause, reference, "王", "order", self.clock.now_ms())
        self.releases.withdraw([release.id], told)

    def restore(self, release, reference="n-2"):
        told = Told(Cause.NOTICE, reference, "王", "order", self.clock.now_ms())
        self.releases.restore([release.id], told)

    def viewer(self):
        return anonymous(self.house).by

    def seat(self, by=None, territory="CN", **more):
        return Seat(by or self.viewer(), territory, **more)

    def open(self, seat, series="lamp", episode=1):
        return open_episode(self.house, self.channel, seat, series, episode)

    def give(self, by, series, episode, why, until_ms=None):
        """A right, whatever it was given for."""
        self.count += 1
        grant = Grant(
            f"g-{self.count}", by.account.id, series, episode, why, f"t-{self.count}", None, 0,
            self.clock.now_ms(), until_ms,
        )  # fmt: skip
        return self.rights.give(grant)

    def pass_by(self, **time):
        self.clock.pass_by(**time)
