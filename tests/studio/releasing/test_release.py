"""Releases over a house: only what was cleared goes out, and withdrawing holds at once."""

from __future__ import annotations

import posixpath
import re
from datetime import date

import pytest

from piying.cut.captions import vtt
from piying.model.cut import Cut
from piying.model.decision import Act, Cause
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.master import Master
from piying.model.release import Ladder, Listing, UnlockPlan
from piying.model.review import Filing
from piying.render.label import read_label
from piying.render.pack.locking import unlocked
from piying.store.channel.releases import Releases
from piying.studio.channel.logins import anonymous
from piying.studio.channel.media import Media
from piying.studio.channel.memory import Channel as Memory
from piying.studio.channel.opening import Seat, open_episode
from piying.studio.cutting.drawn import shape_of
from piying.studio.releasing import packing
from piying.studio.releasing.packing import files_of
from piying.studio.releasing.release import Asked, look, release_episode, withdraw
from piying.studio.reviewing.decide import submit
from piying.studio.reviewing.docket import happenings, open_log
from piying.studio.reviewing.filing import file_number
from piying.studio.reviewing.takedown import Asked as Grounds
from piying.studio.reviewing.takedown import deliver, reinstate, take_down

LISTING = """
title = "小戏"
synopsis = "夜里有人敲门。"
tags = ["悬疑"]
age = "12"
episodes_planned = 10
[[cast]]
name = "林夏"
"""
PLANS = """
[[plan]]
id = "all"
series = "*"
since = 2020-01-01
free_episodes = 1
coins = 50
"""
NUMBER = Filing("platform_number", "A-1", "平台", date(2026, 11, 22))
ORDER = Grounds(Cause.REGULATOR, "7", "局")


class Channel:
    """A filed film, its listing and its plan."""

    def __init__(self, house, court):
        self.house, self.court = house, court
        self.series = house.store.names("script")[0]
        court.at = (house, self.series, 1)
        head = house.store.head(f"{self.series}/e01", "master:tiny")
        cut = house.store.head(f"{self.series}/e01", "cut").digest
        self.film = house.store.get(head.digest, Master).blob
        words = house.store.blobs.put(vtt(house.store.get(cut, Cut)).encode())
        made = court.dossiers.dossier(
            series=self.series, master=self.film, captions=words, cut=cut
        )
        house.store.move_head(f"{self.series}/e01", "dossier", house.store.put(made), (), 1)
        folder = house.settings.house
        (folder / "listings").mkdir()
        (folder / "listings" / f"{self.series}.toml").write_text(LISTING, "utf-8")
        (folder / "plans.toml").write_text(PLANS, "utf-8")
        self.who = court.who("王", "operator")

    def cleared(self):
        submit(*self.court.at, self.court.who("沈", "submitter"))
        self.court.decided()
        return self

    def filed(self):
        self.court.filed()
        return self

    def out(self, **asked):
        return release_episode(*self.court.at, self.who, Asked(**asked))

    def acts(self):
        return [one.act for _, one in happenings(open_log(self.house, sign=False))]

    def shown(self):
        return [one.out for one in look(self.house)]


@pytest.fixture
def channel(filmed, court_in, monkeypatch):
    monkeypatch.setattr(packing, "shape_of", lambda house, _: shape_of(house, "tiny"))
    return Channel(filmed, court_in(filmed))


@pytest.fixture
def filed(channel):
    return channel.cleared().filed()


def test_a_cleared_film_is_packed_listed_and_out(filed):
    out = filed.out()
    store = filed.house.store

    assert filed.acts()[-1] is Act.RELEASED
    assert filed.shown() == [True]
    assert store.get(out.release.ladder, Ladder) == out.ladder
    assert store.get(out.release.plan, UnlockPlan).coins == 50
    for file in files_of(out.ladder):
        assert len(store.blobs.get(file.blob)) == file.bytes
    listed = store.get(out.release.listing, Listing)
    assert listed.numbers == (("platform_number", "A-1"),)
    assert [cover.use for cover in listed.covers] == ["feed", "card", "wide", "square"]
    entries = {entry.hash: one.act for entry, one in happenings(open_log(filed.house))}
    assert entries[out.release.decision] is Act.DECIDED


def test_every_rung_carries_the_label_of_the_film(filed):
    out, blobs = filed.out(), filed.house.store.blobs

    for rung in out.ladder.rungs:
        head = next(file for file in rung.files if "head" in file.path or "init" in file.path)
        assert read_label(blobs.path(head.blob)).text == out.ladder.label


def test_every_file_that_a_playlist_names_is_in_the_package(filed):
    out, blobs = filed.out(), filed.house.store.blobs
    names = {file.path for file in files_of(out.ladder)}
    for file in files_of(out.ladder):
        if file.path.endswith(".m3u8"):
            folder = file.path.rpartition("/")[0]
            for line in blobs.get(file.blob).decode().splitlines():
                if line and not line.startswith("#"):
                    assert (f"{folder}/{line}" if folder else line) in names


@pytest.mark.parametrize(
    "what", ["nothing", "no number", "other film", "no listing", "no plan"]
)
def test_what_may_not_go_out_leaves_nothing_behind(channel, tmp_path, what):
    asked = {}
    if what != "nothing":
        channel.cleared()
    else:
        submit(*channel.court.at, channel.court.who("沈", "submitter"))
    if what != "no number":
        file_number(*channel.court.at, channel.who, NUMBER)
    if what == "other film":
        asked["film"] = tmp_path / "other.mp4"
        asked["film"].write_bytes(b"other")
    if what == "no listing":
        (channel.house.settings.house / "listings" / f"{channel.series}.toml").unlink()
    if what == "no plan":
        (channel.house.settings.house / "plans.toml").unlink()

    before = channel.acts()
    with pytest.raises(Invalid) as refused:
        channel.out(**asked)
    assert refused.value.code == "release.not_allowed"
    assert (channel.shown(), channel.acts()) == ([], before)


def test_a_run_that_died_after_the_log_was_written_is_finished_by_the_next(filed, monkeypatch):
    with monkeypatch.context() as dying:
        dying.setattr(Releases, "add", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            filed.out()
    assert filed.shown() == []
    filed.out()

    assert filed.shown() == [True]
    assert filed.acts().count(Act.RELEASED) == 1


def test_releasing_again_takes_the_place_and_packs_nothing_anew(filed):
    first = filed.out()
    again = filed.out()

    assert again.replaced == (first.release,)
    assert filed.shown() == [False, True]
    assert again.release.ladder == first.release.ladder
    assert again.release.listing == first.release.listing


def test_withdrawing_needs_a_reason_and_somebody_who_may(filed):
    name = filed.out().release.id
    with pytest.raises(Invalid, match="why"):
        withdraw(filed.house, (name,), filed.who, " ")
    with pytest.raises(Invalid, match="operator"):
        withdraw(filed.house, (name,), filed.court.who("沈", "submitter"), "x")
    with pytest.raises(Missing):
        withdraw(filed.house, ("0000",), filed.who, "x")
    (held,) = withdraw(filed.house, (name[:12],), filed.who, "合同到期")

    assert not held.out
    with pytest.raises(Invalid, match="already"):
        withdraw(filed.house, (name,), filed.who, "x")


def test_a_takedown_makes_it_dark_and_a_reinstatement_undoes_exactly_that(filed):
    first, second = filed.out(), filed.out()
    take_down(*filed.court.at, filed.who, ORDER)
    told = deliver(filed.house)

    assert [(item.notice.target, item.stage.value) for item in told] == [
        ("channel", "acknowledged")
    ]
    assert filed.shown() == [False, False]
    with pytest.raises(Invalid):
        filed.out()
    reinstate(*filed.court.at, filed.who, "命令撤销")
    deliver(filed.house)
    deliver(filed.house)

    assert filed.shown() == [False, True], "what was replaced stays replaced"
    assert {one.release.id for one in look(filed.house)} == {
        first.release.id, second.release.id,
    }  # fmt: skip


def test_locked_pieces_open_with_the_key_and_the_key_goes_with_the_release(filed):
    plain, sealed = filed.out(), filed.out(locked=True)
    releases, blobs = Releases(filed.house.store.database), filed.house.store.blobs
    now = filed.house.clock.now_ms() + 1
    key = releases.key(sealed.release.id, "CN", now)
    clear, hidden = (
        [file for file in out.ladder.rungs[0].files if file.path.endswith(".m4s")]
        for out in (plain, sealed)
    )
    for number, (one, other) in enumerate(zip(clear, hidden, strict=True)):
        if one.path.endswith("head.mp4"):
            continue
        data = blobs.get(other.blob)
        assert data != blobs.get(one.blob)
        assert unlocked(data, key, number) == blobs.get(one.blob)
    take_down(*filed.court.at, filed.who, ORDER)
    deliver(filed.house)
    with pytest.raises(Missing, match="not out"):
        releases.key(sealed.release.id, "CN", now)


def test_a_territory_that_would_go_dark_is_told(filed):
    filed.out(territories=("CN", "SG"))
    with pytest.raises(Conflict, match="only a part"):
        filed.out(territories=("CN",))

    assert filed.shown() == [True]


def test_every_address_in_every_playlist_is_served_to_whoever_opened_it(filed):
    """'The addresses in playlists inherit' the capability, and so does that of the key."""
    out, house = filed.out(locked=True), filed.house
    channel, by = Memory(house), anonymous(house).by
    card = open_episode(house, channel, Seat(by, "CN"), filed.series, 1)
    media, seen, wanted = Media(channel), set(), [card.main]
    while wanted:
        address = wanted.pop()
        if address in seen:
            continue
        seen.add(address)
        release, token, path = address.removeprefix("/m/").split("/", 2)
        piece = media.piece("CN", release, token, path, house.clock.now_ms())
        data = piece.data or piece.path.read_bytes()
        assert len(data) == piece.size
        if path.endswith(".m3u8"):
            text = data.decode()
            named = re.findall(r'URI="([^"]+)"', text) + re.findall(r"(?m)^(?!#)\S+", text)
            wanted += [posixpath.normpath(posixpath.join(posixpath.dirname(address), one))
                       for one in named]  # fmt: skip

    packed = {card.base + file.path for file in files_of(out.ladder)}
    told = {card.poster, card.thumbs.path, *(path for _, path in card.subtitles)}
    assert card.encrypted
    assert seen >= packed - told
    assert card.base + "key" in seen
    assert told <= packed
