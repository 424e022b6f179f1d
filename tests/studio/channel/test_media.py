"""Media: only who may gets a file, for as long as they may, and every refusal looks alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid, Outside
from piying.model.release import Right, Window
from piying.release.capability import grant_of, sign
from piying.studio.channel.media import Media, read
from piying.studio.channel.memory import FRESH_MS
from piying.studio.releasing.packing import files_of


@pytest.fixture
def film(cinema):
    """A series that is out, and somebody who opened its first episode."""
    releases = cinema.season()
    seat = cinema.seat()
    return Watched(cinema, releases, seat, cinema.open(seat), Media(cinema.channel))


class Watched:
    def __init__(self, cinema, releases, seat, opened, media):
        self.cinema, self.releases, self.seat = cinema, releases, seat
        self.opened, self.media = opened, media

    def piece(self, path="main.m3u8", *, token=None, release=None, territory="CN"):
        """The piece, asked for twice: what is remembered never says anything else."""
        asked = (
            territory, release or self.opened.told.release,
            self.opened.token if token is None else token, path,
            self.cinema.clock.now_ms(),
        )  # fmt: skip
        before = self.media.known(*asked)
        try:
            piece = self.media.piece(*asked)
        except Invalid:
            assert before is None
            assert self.media.known(*asked) is None
            raise
        assert before in (None, piece)
        assert self.media.known(*asked) in (None, piece)
        return piece

    def open(self, episode):
        self.opened = self.cinema.open(self.seat, episode=episode)
        return self.opened

    @property
    def account(self):
        return self.seat.by.account.id


def refused(call):
    with pytest.raises(Invalid) as error:
        call()
    assert (error.value.code, error.value.data) == ("watching.refused", {})


def test_every_file_of_the_package_is_served_as_it_was_packed(film):
    film.cinema.on_disk()
    for file in files_of(film.cinema.ladders[film.opened.told.release]):
        piece = film.piece(file.path)
        assert piece.path.read_bytes() == film.cinema.house.store.blobs.get(file.blob)
        assert (piece.size, piece.etag) == (file.bytes, file.blob)
        assert piece.cache_seconds <= 91


def test_the_second_piece_needs_neither_disk_nor_database(film, monkeypatch):
    first = film.piece("360p/piece-0000.m4s")
    where, token = film.opened.told.release, film.opened.token
    monkeypatch.setattr(type(film.cinema.house.store.database), "reading", None)
    now_ms = film.cinema.clock.now_ms()
    names = ("360p/piece-0000.m4s", "360p/piece-0001.m4s", "no.m4s")
    known = [film.media.known("CN", where, token, name, now_ms) for name in names]

    assert known[0] == first
    assert known[1] is not None
    assert known[2] is None


def test_nothing_is_known_for_longer_than_a_second_without_a_look(film):
    film.piece()
    where, token, now_ms = (
        film.opened.told.release,
        film.opened.token,
        film.cinema.clock.now_ms(),
    )
    ages = (0, FRESH_MS - 1, FRESH_MS, 10 * FRESH_MS)

    assert [
        film.media.known("CN", where, token, "main.m3u8", now_ms + age) is not None
        for age in ages
    ] == [True, True, False, False]


def test_a_part_of_a_file_is_read_whole_or_not_at_all(film):
    film.cinema.on_disk()
    piece = film.piece()

    assert read(piece.path, 2, 9) == piece.path.read_bytes()[2:9]
    with pytest.raises(Outside):
        read(piece.path, 0, piece.size + 1)


def test_what_the_card_names_is_there(film):
    card = film.opened
    paths = [card.main, card.poster, card.thumbs.path, *(path for _, path in card.subtitles)]
    for path in paths:
        assert path.startswith(card.base)
        assert film.piece(path.removeprefix(card.base)).size


def test_a_file_says_what_it_is(film):
    told = {
        "main.m3u8": "application/vnd.apple.mpegurl", "360p/init.mp4": "video/mp4",
        "360p/piece-0001.m4s": "video/iso.segment", "poster.jpg": "image/jpeg",
        "zh.vtt": "text/vtt; charset=utf-8",
    }  # fmt: skip
    assert {path: film.piece(path).media_type for path in told} == told


CLIMBING = [
    "", "/", ".", "..", "../main.m3u8", "360p/../main.m3u8", "360p/..", "/etc/passwd",
    "..%2fmain.m3u8", "main.m3u8/", "./main.m3u8", "360p//init.mp4", "main.m3u8\x00",
    "MAIN.M3U8",
    "main.m3u8?x", "main.m3u8#", "360p\\init.mp4", "....//main.m3u8", "a" * 300, "key/",
    "ｍain.m3u8", "main.m3u8\n", "%2e%2e/main.m3u8", "360p", "house.db", "../../house.db",
]  # fmt: skip


def test_what_climbs_or_is_not_in_the_package_is_refused(film):
    for path in CLIMBING:
        refused(lambda path=path: film.piece(path))


@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(alphabet="./\\%2efkmain3u8_-p160\x00", max_size=40) | st.text(max_size=30))
def test_no_path_gives_anything_but_a_file_of_the_package(film, path):
    packed = {file.path for file in files_of(film.cinema.ladders[film.opened.told.release])}
    if path in packed:
        assert film.piece(path).etag
    else:
        refused(lambda: film.piece(path))


def test_a_forged_a_foreign_and_an_old_capability_are_refused_alike(film):
    now, key = film.cinema.clock.now_ms(), film.cinema.channel.secrets.passes
    release = film.opened.told.release
    grant = grant_of(key, film.account, release)
    other = film.releases[1].id
    for token in (
        "", "..", film.opened.token[:-1], film.opened.token + "x",
        film.opened.token.replace(".", "_"),
        sign(b"x" * 32, release, grant, now + 1_000),
        sign(key, other, grant_of(key, film.account, other), now + 1_000),
        sign(key, release, grant, now),
    ):  # fmt: skip
        refused(lambda token=token: film.piece(token=token))
    refused(lambda: film.piece(release=other))
    refused(lambda: film.piece(release="no-such-release"))


def test_a_capability_ends_while_it_is_remembered(film):
    assert film.piece()
    film.cinema.pass_by(seconds=90 + 1_799)
    assert film.piece()
    film.cinema.pass_by(seconds=1)
    refused(film.piece)


def test_a_takedown_in_the_middle_of_a_play_is_felt_by_the_next_piece(film):
    assert film.piece("360p/piece-0000.m4s")
    film.cinema.withdraw(film.releases[0])
    film.cinema.clock.at += FRESH_MS

    refused(lambda: film.piece("360p/piece-0001.m4s"))


def test_a_reinstatement_opens_the_same_address_again(film):
    film.cinema.withdraw(film.releases[0])
    film.cinema.clock.at += FRESH_MS
    refused(film.piece)
    film.cinema.restore(film.releases[0])
    film.cinema.clock.at += FRESH_MS

    assert film.piece()


def test_a_right_that_ends_in_the_middle_of_a_play_is_felt_by_the_next_piece(film):
    by = film.seat.by
    grant = film.cinema.give(by, "lamp", 4, Right.COINS)
    film.open(4)
    assert film.piece()
    film.cinema.rights.end(grant.id, by="王", why="refund", at_ms=film.cinema.clock.now_ms())
    film.cinema.clock.at += FRESH_MS

    refused(film.piece)


def test_a_right_that_runs_out_by_its_own_terms_is_felt_at_that_moment(film):
    now = film.cinema.clock.now_ms()
    film.cinema.give(film.seat.by, "", 0, Right.MEMBER, until_ms=now + 5_000)
    film.open(5)
    film.cinema.clock.at += 4_999
    assert film.piece()
    film.cinema.clock.at += 1

    refused(film.piece)


def test_the_end_of_anothers_right_takes_nothing_from_this_one(film):
    other = film.cinema.viewer()
    film.cinema.give(film.seat.by, "lamp", 4, Right.COINS)
    theirs = film.cinema.give(other, "lamp", 4, Right.COINS)
    film.open(4)
    film.cinema.rights.end(theirs.id, by="王", why="refund", at_ms=0)
    film.cinema.clock.at += FRESH_MS

    assert film.piece()


def test_another_process_serves_the_same_address_without_having_opened_it(film):
    film.media = Media(film.cinema.again())

    assert film.piece()


def test_what_is_locked_gives_nothing_even_with_a_capability_of_our_key(film):
    key, release = film.cinema.channel.secrets.passes, film.releases[4].id
    now = film.cinema.clock.now_ms()
    token = sign(key, release, grant_of(key, film.account, release), now + 1_000)

    refused(lambda: film.piece(token=token, release=release))


def test_another_territory_gets_nothing(film):
    refused(lambda: film.piece(territory="US"))


def test_the_end_of_the_window_is_felt_at_that_moment(cinema):
    now = cinema.clock.now_ms()
    cinema.out(window=Window(("CN",), now, now + 10_000))
    seat = cinema.seat()
    film = Watched(cinema, [], seat, cinema.open(seat), Media(cinema.channel))
    cinema.clock.at += 9_999
    assert film.piece()
    cinema.clock.at += 1

    refused(film.piece)


def test_the_key_of_locked_pieces_goes_with_the_right_to_them(film):
    refused(lambda: film.piece("key"))
    release = film.releases[0]
    film.cinema.releases.keep_key(release.ladder, b"k" * 16, 1)
    piece = film.piece("key")

    assert (piece.data, piece.path, piece.etag, piece.cache_seconds) == (b"k" * 16, None, "", 0)
    film.cinema.withdraw(release)
    refused(lambda: film.piece("key", token=film.opened.token + "x"))
    film.cinema.clock.at += FRESH_MS
    refused(lambda: film.piece("key"))


def test_the_key_is_withheld_the_moment_the_release_is_dark(film):
    """'The key is kept in the house … and is withheld the moment the release is dark.'"""
    release = film.releases[0]
    film.cinema.releases.keep_key(release.ladder, b"k" * 16, 1)
    assert film.piece("key")
    film.cinema.withdraw(release)  # and nobody has looked since

    refused(lambda: film.piece("key"))


def test_covers_of_what_is_out_are_public_and_others_are_not(film):
    film.cinema.on_disk()
    media, now = film.media, film.cinema.clock.now_ms()
    for picture in film.opened.told.pictures:
        piece = media.picture(picture.path.removeprefix("/p/"), now)
        assert piece.path.read_bytes().startswith(b"lamp ")
    poster = film.cinema.ladders[film.opened.told.release].poster.blob
    for digest in (poster, "", "..", "0" * 64, "../" + poster):
        refused(lambda digest=digest: media.picture(digest, now))


def test_a_cover_goes_dark_with_the_last_release_that_names_it(film):
    film.cinema.on_disk()
    digest = film.opened.told.pictures[0].path.removeprefix("/p/")
    *rest, last = film.releases
    for release in rest:
        film.cinema.withdraw(release)
    film.cinema.clock.at += FRESH_MS
    assert film.media.picture(digest, film.cinema.clock.now_ms())
    film.cinema.withdraw(last)
    film.cinema.clock.at += FRESH_MS

    refused(lambda: film.media.picture(digest, film.cinema.clock.now_ms()))


def test_a_cover_of_what_comes_tomorrow_is_not_shown_today(cinema):
    now = cinema.clock.now_ms()
    release = cinema.out(window=Window(("CN",), now + 60_000))
    cinema.on_disk()
    media, listing = Media(cinema.channel), cinema.channel.listing(release.listing)
    digest = listing.covers[0].blob

    refused(lambda: media.picture(digest, now))
    cinema.clock.at += 60_000
    assert media.picture(digest, cinema.clock.now_ms())


def test_a_renewal_gives_a_new_address_and_the_old_one_stays_for_its_time(film):
    before = film.opened
    film.cinema.clock.at += before.renew_ms - film.cinema.clock.now_ms()
    after = film.open(1)

    assert after.token != before.token
    assert after.expires_ms > before.expires_ms
    assert film.piece(token=before.token)
    assert film.piece(token=after.token)


def test_two_people_have_two_addresses_that_tell_neither_of_them(film):
    other = film.cinema.open(film.cinema.seat())

    assert other.token != film.opened.token
    assert film.account not in film.opened.base
    assert replace(other, token="").told.release == film.opened.told.release
