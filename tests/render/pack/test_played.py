"""A ladder, plain and locked, as the player of the channel plays it in Chromium.

The light build of hls.js has no alternate audio, subtitles or DRM; our films need none of them.
"""

from __future__ import annotations

import hashlib

import pytest
from browsing import chromium, is_set_up, opened, whole_bundle  # noqa: F401 - a fixture

from piying.render.pack.ladder import pack
from piying.render.pack.locking import KEY, lock

SECRET = bytes(range(16))
ORIGIN = "http://film.test"
KINDS = {
    "m3u8": "application/vnd.apple.mpegurl",
    "mp4": "video/mp4",
    "m4s": "video/iso.segment",
}
PAGE = "<!doctype html><title>film</title><video muted></video><script src=/hls.js></script>"
PLAY = """async () => {
  const video = document.querySelector("video"), hls = new Hls({ startLevel: 0 });
  const fatal = new Promise((_, no) => hls.on(Hls.Events.ERROR, (_, told) =>
    told.fatal && no(new Error(told.details))));
  hls.loadSource("/film/main.m3u8");
  hls.attachMedia(video);
  const ended = new Promise((done) => video.addEventListener("ended", done));
  await Promise.race([video.play(), fatal]);
  video.playbackRate = 4;
  await Promise.race([ended, fatal]);
  return { at: video.currentTime, frames: video.getVideoPlaybackQuality().totalVideoFrames,
    heard: video.webkitAudioDecodedByteCount > 0, wide: video.videoWidth };
}"""

pytestmark = [pytest.mark.browser, pytest.mark.model]


def answered(folder):
    """What answers a page that plays the ladder in `folder`."""

    def answer(route):
        path = route.request.url.removeprefix(ORIGIN)
        if path == "/":
            route.fulfill(body=PAGE, content_type="text/html")
        elif path == "/hls.js":
            script = whole_bundle().files["hls.light.min.js"].data
            route.fulfill(body=script, content_type="text/javascript")
        elif (file := folder / path.removeprefix("/film/")).is_file():
            kind = KINDS.get(path.rpartition(".")[2], "application/octet-stream")
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            route.fulfill(status=204)

    return answer


@pytest.mark.parametrize(
    "locked", [pytest.param(False, marks=pytest.mark.slow), True], ids=["plain", "locked"]
)
def test_the_player_plays_the_film_to_its_end(chromium, film, tmp_path, locked):  # noqa: F811
    if not is_set_up():
        pytest.skip("the files of the pages are not set up; run ./piying setup")
    folder = tmp_path / "film"
    folder.mkdir()
    named = hashlib.sha256(film.read_bytes()).hexdigest()
    ladder = pack(film, named, folder, {}, tmp_path)
    if locked:
        lock(folder, ladder, SECRET)
        (folder / KEY).write_bytes(SECRET)
    with opened(chromium) as page:
        page.route(f"{ORIGIN}/**", answered(folder))
        page.goto(ORIGIN)
        played = page.evaluate(PLAY)

    assert played["at"] > 3
    assert played["frames"] > 0
    assert played["heard"]
    assert played["wide"] in {rung.width for rung in ladder.rungs}
