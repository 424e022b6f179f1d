"""The preview of an episode in a browser on the same machine.

A page asks for frames by their numbers and plays the sound; there is nothing to write and
nothing to find out, and only this machine is answered: the server listens on the loopback
address, and a request under another name than that is refused.
"""

from __future__ import annotations

import json
import threading
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from piying.model.errors import PiyingError
from piying.model.messages import say
from piying.studio.showing.play import Preview

THUMBNAIL_WIDTH = 108
WIDTHS = (THUMBNAIL_WIDTH, 0)
"""What a picture may be wide: a thumbnail, or as it is drawn."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

WORDS = ("play", "pause", "loop", "shots", "keys", "sound_waits", "sound_fails", "frame_fails")
"""The words of the page, each `web.<word>` in the catalogue."""


def app(preview: Preview, folder: Path) -> Starlette:
    """The preview as an ASGI application; its sound lies in `folder`."""
    routes = _Routes(preview, folder)
    return Starlette(
        routes=[
            Route("/", routes.page),
            Route("/preview.js", routes.script),
            Route("/preview.css", routes.style),
            Route("/cut.json", routes.cut),
            Route("/frame/{number:int}.jpg", routes.frame),
            Route("/sound.m4a", routes.sound),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])
        ],
    )


class _Routes:
    """What is answered. Starlette runs these in threads, for they draw and mix."""

    def __init__(self, preview: Preview, folder: Path) -> None:
        self._preview = preview
        self._folder = folder
        self._mixing = threading.Lock()

    def page(self, _request: Request) -> Response:
        """The page itself."""
        language = self._preview.language
        cut = self._preview.cut
        text = _asset("preview.html")
        title = f"{cut.series} {cut.episode:02d} {cut.title}".strip()
        for mark, word in (("lang", language), ("title", title)):
            text = text.replace("{{" + mark + "}}", _escaped(word))
        for word in WORDS:
            text = text.replace("{{" + word + "}}", _escaped(say(f"web.{word}", language)))
        return HTMLResponse(text, headers=HEADERS)

    def script(self, _request: Request) -> Response:
        """The page's script."""
        return Response(_asset("preview.js"), media_type="text/javascript", headers=HEADERS)

    def style(self, _request: Request) -> Response:
        """The page's style sheet."""
        return Response(_asset("preview.css"), media_type="text/css", headers=HEADERS)

    def cut(self, _request: Request) -> Response:
        """Rate, shots and captions of the cut, for the page."""
        cut = self._preview.cut
        shots, at = [], 0
        for clip in cut.pictures:
            shots.append({"id": clip.shot, "start": at, "length": clip.length_frames})
            at += clip.length_frames
        captions = [
            {"start": one.start, "length": one.length, "text": one.text, "who": one.speaker}
            for one in cut.captions
        ]
        return JSONResponse(
            {
                "rate": [cut.rate.num, cut.rate.den],
                "length": cut.length_frames,
                "first": self._preview.first_frame,
                "thumbnail": THUMBNAIL_WIDTH,
                "shots": shots,
                "captions": captions,
            },
            headers=HEADERS,
        )

    def frame(self, request: Request) -> Response:
        """Frame `number` as a JPEG; `w` asks for a thumbnail."""
        width = request.query_params.get("w", "0")
        if width not in map(str, WIDTHS):
            return Response(status_code=404, headers=HEADERS)
        try:
            picture = self._preview.reel.jpeg(int(request.path_params["number"]), int(width))
        except PiyingError as error:
            return self._refused(error)
        return Response(picture, media_type="image/jpeg", headers=HEADERS)

    def sound(self, _request: Request) -> Response:
        """The sound track, mixed when it is first asked for."""
        path = self._folder / "sound.m4a"
        try:
            with self._mixing:
                if not path.exists():
                    self._preview.sound(path)
        except PiyingError as error:
            return self._refused(error)
        return FileResponse(path, media_type="audio/mp4", headers=HEADERS)

    def _refused(self, error: PiyingError) -> Response:
        said = json.dumps({"message": error.said(self._preview.language)}, ensure_ascii=False)
        return Response(said, 422, media_type="application/json", headers=HEADERS)


def _asset(name: str) -> str:
    return files("piying.web").joinpath("pages", name).read_text(encoding="utf-8")


def _escaped(text: str) -> str:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text
