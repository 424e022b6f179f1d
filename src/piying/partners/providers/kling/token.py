"""What Kling is shown: a token that is signed anew for every question.

A JWT, HS256: `iss` is the access key, `exp` half an hour ahead, `nbf` five seconds ago. Newer
accounts have one key that is shown as it is.

Source: github.com/vercel/ai, packages/klingai/src/klingai-auth.ts (commit 0eea3f24, 2026),
which names app.klingai.com/global/dev/document-api/apiReference/commonInfo; read 2026-11-22.
"""

from __future__ import annotations

import jwt

from piying.partners.keys import Keys, Secret

LIVES_SECONDS = 1800
EARLIER_SECONDS = 5
"""So much may the vendor's clock be behind ours."""


def token(access: Secret, secret: Secret, now: int) -> Secret:
    """The token for a question asked at `now`, in seconds since 1970."""
    claims = {"iss": access.reveal(), "exp": now + LIVES_SECONDS, "nbf": now - EARLIER_SECONDS}
    return Secret(jwt.encode(claims, secret.reveal(), algorithm="HS256"))


def shown(keys: Keys, now: int) -> tuple[Secret, tuple[Secret, ...]]:
    """What stands behind "Bearer" in a question asked at `now`, and every secret in it.

    Raises:
        Missing: neither the pair of keys nor a single key is set.
    """
    access = keys.find("kling-access", "KLINGAI_ACCESS_KEY", "KLING_ACCESS_KEY")
    if access is None:
        single = keys.of("kling", "KLINGAI_API_KEY", "KLINGAI_ACCESS_KEY + KLINGAI_SECRET_KEY")
        return single, (single,)
    secret = keys.of("kling-secret", "KLINGAI_SECRET_KEY", "KLING_SECRET_KEY")
    signed = token(access, secret, now)
    return signed, (signed, secret, access)
