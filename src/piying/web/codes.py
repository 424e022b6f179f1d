"""QR codes as pictures."""

from __future__ import annotations

import io

import segno
from starlette.responses import Response


def code(text: str) -> Response:
    """`text` as a QR code that a phone reads from a screen; nobody may keep it."""
    made = io.BytesIO()
    segno.make(text, error="m", micro=False).save(made, kind="svg", scale=8, border=4)
    return Response(
        made.getvalue(), media_type="image/svg+xml", headers={"Cache-Control": "no-store"}
    )
