"""A house with small real films that are out, for the tests of the player and its bench."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from fractions import Fraction

import av
import numpy as np

from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.comment import Act, Comment, State, Step
from piying.model.ids import ulid
from piying.model.master import Profile
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
from piying.release.listing import USES
from piying.render.encode import encode_segment
from piying.render.join import join
from piying.render.label import first_label
from piying.render.pack.ladder import pack
from piying.store.channel.comments import Comments
from piying.store.channel.releases import Cause, Releases, Told
from piying.studio.channel.logins import anonymous
from piying.studio.releasing.packing import files_of

PLAN = UnlockPlan(3, 50, 300, 1, members=True)
WORDS = {
    "zh": "WEBVTT\n\n00:00:00.200 --> 00:00:02.500\n<v.speech 林晚>灯还亮着。\n\n"
    "00:00:03.000 --> 00:00:05.500\n<v.speech 林晚>那就还有时间。\n\n",
    "en": "WEBVTT\n\n00:00:00.200 --> 00:00:02.500\n<v.speech Wan>The lamp still burns.\n\n"
    "00:00:03.000 --> 00:00:05.500\n<v.speech Wan>Then there is time.\n\n",
}
SMALL = Profile(name="small", width=320, height=568, rate=Rate(25), crf=26)


def film(path, seconds=6):
    """A labelled film of a lamp that swings, with a tone."""
    frames = seconds * SMALL.rate.num // SMALL.rate.den
    rows, columns = np.mgrid[0 : SMALL.height, 0 : SMALL.width]

    def draw(target, frame):
        x = SMALL.width * (0.5 + 0.3 * np.sin(frame / 12))
        far = np.hypot(columns - x, (rows - SMALL.height * 0.4))
        target.y[:] = np.clip(190 - far, 24, 200).astype(np.uint8)
        target.u[:] = 108
        target.v[:] = 150

    segment, sound = path.with_suffix(".part.mp4"), path.with_suffix(".m4a")
    encode_segment(segment, SMALL, frames, draw)
    _tone(sound, seconds)
    join([segment], sound, path, SMALL.rate, first_label("001191110102MAD55U9H0F10002", "e1"))
    return path


def _tone(path, seconds):
    tone = np.sin(np.arange(seconds * SAMPLE_RATE) * 330 * 2 * np.pi / SAMPLE_RATE) / 8
    with av.open(path, "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        for start in range(0, len(tone), 1024):
            piece = np.tile(tone[start : start + 1024].astype(np.float32), (2, 1))
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(piece), "fltp", "stereo")
            frame.sample_rate, frame.pts = SAMPLE_RATE, start
            frame.time_base = Fraction(1, SAMPLE_RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


@dataclass
class Theatre:
    """What is out in a house, and short ways to put more out."""

    house: object
    count: int = 0

    @property
    def releases(self):
        return Releases(self.house.store.database)

    @staticmethod
    def pack(film, folder, kept):
        """The ladder of a film; its files lie in `folder`."""
        named = hashlib.sha256(film.read_bytes()).hexdigest()
        return pack(film, named, folder, WORDS, kept)

    def file(self, path):
        self.count += 1
        data = f"{path} {self.count} ".encode() * 40
        return File(path, self.house.store.blobs.put(data), len(data))

    def bytes_of(self, length_ms=90_000):
        """A ladder of a few bytes that no player could play."""
        rungs = tuple(
            Rung(
                name, size, size * 16 // 9, size * 4_000, size * 3_000, "avc1.64001f,mp4a.40.2",
                self.file(name).blob,
                tuple(self.file(f"{name}/{one}") for one in ("film.m3u8", "piece-0000.m4s")),
            )
            for name, size in (("360p", 360), ("1080p", 1080))
        )  # fmt: skip
        return Ladder(
            film=rungs[0].source, duration_ms=length_ms, rungs=rungs,
            main=self.file("main.m3u8"),
            subtitles=(("zh", self.file("zh.vtt")), ("en", self.file("en.vtt"))),
            poster=self.file("poster.jpg"),
            strip=Strip(self.file("strip.jpg"), 10, 90, 160, 2_000, 45),
            label='{"Label":"1"}', begin=0,
        )  # fmt: skip

    def taken(self, ladder, folder):
        """A ladder that was packed before: its files come into the house."""
        for file in files_of(ladder):
            self.house.store.blobs.put((folder / file.path).read_bytes())
        return ladder

    def listing(self, ladder, series, **told):
        covers = tuple(Cover(use, *size, ladder.poster.blob) for use, size in USES.items())
        made = Listing(
            series, series.title(), "夜里有人敲门。", (("林晚", "修灯的人"),), ("悬疑",),
            Age.TWELVE, "zh", (("platform_number", "PY-2026-0117"),), 10, "daily 18:00", covers,
        )  # fmt: skip
        return replace(made, **told)

    def out(self, ladder, series="lamp", episode=1, *, plan=PLAN, window=None, **told):
        """Put an episode out; its release."""
        store, now = self.house.store, self.house.clock.now_ms()
        self.count += 1
        kept = store.put(ladder)
        release = Release(
            id=ulid(now, self.count.to_bytes(10, "big")), series=series, episode=episode,
            version=1, film=ladder.film, dossier=ladder.film, decision="h", ladder=kept,
            listing=store.put(self.listing(ladder, series, **told)), plan=store.put(plan),
            window=window or Window(("CN",), now), contract="own", by="王", at_ms=now,
        )  # fmt: skip
        self.releases.add(release)
        self.seen()
        return release

    def seen(self):
        """So much time goes by that every process has looked; a real clock does it itself."""
        if hasattr(self.house.clock, "pass_ms"):
            self.house.clock.pass_ms(1_000)

    def season(self, ladder, series="lamp", count=5, **told):
        return [self.out(ladder, series, one, **told) for one in range(1, count + 1)]

    def said(self, release, position_ms, text):
        """Somebody said so, and it is shown."""
        now = self.house.clock.now_ms()
        self.count += 1
        made = Comment(
            ulid(now, self.count.to_bytes(10, "big")), release.series, release.episode,
            release.id, position_ms, text, now,
        )  # fmt: skip
        step = Step(Act.SHOWN, "policy", "", "", now)
        who = anonymous(self.house).by.name
        Comments(self.house.store.database).add(who, made, State.SHOWN, step, 1)

    def withdraw(self, release, reference="n-1"):
        now = self.house.clock.now_ms()
        self.releases.withdraw([release.id], Told(Cause.NOTICE, reference, "王", "order", now))
