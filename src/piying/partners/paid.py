"""The door to the vendors that are paid: nothing else imports them by name."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from piying.partners import pricelist
from piying.partners.providers import (
    aliyun,
    ark,
    azure,
    comfy,
    compatible,
    google,
    kling,
    placeholder,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from piying.partners.keys import Keys
    from piying.partners.vendors import Vendors
    from piying.takes.generator import Generator


def _now_ms() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def generators(
    vendors: Vendors, keys: Keys, clock_ms: Callable[[], int] = _now_ms
) -> tuple[Generator, ...]:
    """The vendors that may be asked for pay; none of them is asked, and no key is read, here.

    A dry run has only the stand-ins. `clock_ms` gives the milliseconds since 1970.

    Raises:
        Invalid: a workflow or a card of the operator is wrong.
    """
    if vendors.dry_run:
        return (placeholder.Placeholder(clock_ms),)
    cards = pricelist.cards(vendors.models)
    found: list[Generator] = [
        google.Google(cards, keys),
        kling.Kling(
            cards, keys, lambda: clock_ms() // 1000, vendors.origin("kling", kling.ORIGIN)
        ),
        ark.Ark(cards, keys, vendors.origin("ark", ark.ORIGIN)),
        azure.Azure(cards, keys, vendors.origin("azure", azure.ORIGIN)),
        aliyun.Aliyun(cards, keys, vendors.origin("aliyun", aliyun.ORIGIN)),
    ]
    if vendors.compatible_base:
        found.append(
            compatible.Compatible(
                cards, keys, vendors.compatible_base, local=vendors.compatible_local
            )
        )
    if vendors.comfy_origin:
        flows = tuple(
            comfy.workflow(one.told, one.graph, one.file) for one in vendors.comfy_workflows
        )
        found.append(comfy.Comfy(flows, vendors.comfy_origin))
    return tuple(found)
