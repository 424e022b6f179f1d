"""The preview answers this machine alone: the page, the cut, any frame, the sound."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from piying.model.canon import digest_bytes
from piying.model.clock import Rate
from piying.model.cut import Caption, Cut, PictureClip
from piying.model.errors import Invalid, Outside
from piying.studio.showing.play import Preview
from piying.web.preview import app

BLOB = digest_bytes(b"")


class FakeReel:
    """Gives the number and the width as the picture."""

    length_frames = 30

    def jpeg(self, frame, width=0):
        if not 0 <= frame < self.length_frames:
            raise Invalid("render.no_frame", path="-", frame=frame)
        return f"{frame}@{width}".encode()


@dataclass
class Mixer:
    """Writes a sound, or fails; and counts."""

    fails: bool = False
    count: int = 0

    def __call__(self, path):
        self.count += 1
        if self.fails:
            raise Outside("web.port_taken", port=1, why="broken")
        Path(path).write_bytes(bytes(range(200)))


def preview_of(mixer=None, language="en", title="<别签字>"):
    clips = [PictureClip(f"e01s01-{n}", BLOB, BLOB, "x/y", 10) for n in range(3)]
    cut = Cut(
        board=BLOB, series="小戏", episode=1, title=title, language="zh", rate=Rate(25),
        pictures=tuple(clips), sounds=(), captions=(Caption(3, 5, "谁？", "林夏"),),
    )  # fmt: skip
    return Preview(cut, FakeReel(), language, 12, mixer or Mixer())


@pytest.fixture
def made(tmp_path):
    """Makes the application of a preview."""
    return lambda *args, **named: app(preview_of(*args, **named), tmp_path)


def ask(asked, path, host="127.0.0.1:8000", headers=()):
    """Status, headers and body of one request."""
    path, _, query = path.partition("?")
    sent = []

    requests = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        if not requests:
            await asyncio.Event().wait()  # nobody hangs up
        return requests.pop()

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "",
        "query_string": query.encode(), "server": ("127.0.0.1", 8000),
        "headers": [(b"host", host.encode()), *headers],
    }  # fmt: skip
    asyncio.run(asked(scope, receive, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, b"".join(one.get("body", b"") for one in sent[1:])


def test_the_page_is_whole_in_both_languages_and_nothing_in_it_is_markup(made):
    for language, word in (("zh", "播放"), ("en", "play")):
        status, headers, body = ask(made(language=language), "/")
        text = body.decode()

        assert status == 200
        assert word in text
        assert "{{" not in text
        assert "&lt;别签字&gt;" in text
        assert "<别签字>" not in text
        assert "script-src" not in headers["content-security-policy"]
        assert "default-src 'self'" in headers["content-security-policy"]


def test_the_page_asks_nobody_else(made):
    for path in ("/", "/preview.js", "/preview.css"):
        _, _, body = ask(made(), path)

        assert b"http://" not in body
        assert b"https://" not in body


def test_the_cut_is_told_in_whole_frames(made):
    status, _, body = ask(made(), "/cut.json")
    told = json.loads(body)

    assert status == 200
    assert (told["rate"], told["length"], told["first"]) == ([25, 1], 30, 12)
    assert [shot["start"] for shot in told["shots"]] == [0, 10, 20]
    assert told["captions"] == [{"start": 3, "length": 5, "text": "谁？", "who": "林夏"}]


def test_a_frame_is_given_by_its_number_and_as_a_thumbnail(made):
    asked = made()

    assert ask(asked, "/frame/7.jpg")[2] == b"7@0"
    assert ask(asked, "/frame/7.jpg?w=108")[2] == b"7@108"
    assert ask(asked, "/frame/7.jpg?w=99999")[0] == 404
    assert ask(asked, "/frame/x.jpg")[0] == 404
    status, _, body = ask(asked, "/frame/30.jpg")
    assert status == 422
    assert "30" in json.loads(body)["message"]


def test_the_sound_is_mixed_once_and_parts_of_it_can_be_asked_for(made):
    mixer = Mixer()
    asked = made(mixer)
    whole = ask(asked, "/sound.m4a")
    part = ask(asked, "/sound.m4a", headers=[(b"range", b"bytes=10-19")])

    assert (whole[0], whole[2]) == (200, bytes(range(200)))
    assert (part[0], part[2]) == (206, bytes(range(10, 20)))
    assert mixer.count == 1


def test_a_sound_that_fails_says_why(made):
    status, _, body = ask(made(Mixer(fails=True)), "/sound.m4a")

    assert status == 422
    assert "broken" in json.loads(body)["message"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_a_request_under_another_name_is_refused(made, host):
    """A page of another site that points its own name here reads nothing."""
    assert ask(made(), "/cut.json", host=host)[0] == 400
