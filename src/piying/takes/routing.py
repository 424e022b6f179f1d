"""Routing: which model makes what, by rules that a person writes as data.

    [[route]]
    id = "close drafts"
    medium = "video"
    purpose = "draft"                     # left out: drafts and finals
    sizes = ["close", "closeup"]        # left out: every size; framings likewise
    speaking = true                     # left out: both
    words = true                        # shots with words on the screen; see below
    shots = ["e01s02-1f2e3d4c"]         # left out: every shot
    frame = "720x1280"                  # left out: the frame of the film
    candidates = ["provider/model", "provider/other"]
    choose = "cheapest"                 # or "first", which is the default
    fallback = ["provider/third"]
    allow = ["refused", "busy", "failed"]

The first rule that fits decides. What has no rule is not made: a model that nobody named is
never paid. A rule for pictures with `words = true` fits shots that have words on the screen,
and asks for them in the picture, which is flagged unless they are read there exactly; without
it signs stay blank, and piying sets the words over the picture. Another model takes over only
where `fallback` names it and `allow` names the cause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from piying.model.brief import Brief, Medium
from piying.model.card import ModelCard
from piying.model.errors import Invalid
from piying.model.messages import say
from piying.model.money import said
from piying.model.shot import Framing, Shot, Size
from piying.model.tables import Table, document, rows
from piying.takes.exchange import converted
from piying.takes.market import Market, Offer, called

CANDIDATES_MAX = 20
_CALLED = re.compile(r"[^/\s]+/\S+\Z")
_FRAME = re.compile(r"([1-9][0-9]{1,4})x([1-9][0-9]{1,4})\Z")
_KEYS = (
    "id", "medium", "purpose", "sizes", "framings", "speaking", "words", "shots", "frame",
    "candidates", "choose", "fallback", "allow",
)  # fmt: skip


class Purpose(StrEnum):
    """What a take is made for."""

    DRAFT = "draft"
    """To judge the board by."""
    FINAL = "final"
    """For the film."""


class Choice(StrEnum):
    """Which of the candidates that can is taken."""

    FIRST = "first"
    CHEAPEST = "cheapest"


class Cause(StrEnum):
    """Why a model did not make what it was asked for."""

    REFUSED = "refused"
    """The vendor's moderation refused it."""
    BUSY = "busy"
    """The vendor certainly did not take the order: it is busy or away."""
    FAILED = "failed"
    """The vendor took the order, and nothing came of it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One `[[route]]`; what is empty or None does not narrow it."""

    id: str
    medium: Medium
    candidates: tuple[str, ...]
    purpose: Purpose | None = None
    sizes: tuple[Size, ...] = ()
    framings: tuple[Framing, ...] = ()
    speaking: bool | None = None
    words: bool | None = None
    """Whether the shot has words on the screen; True: the model sets them in the picture."""
    shots: tuple[str, ...] = ()
    frame: tuple[int, int] | None = None
    choose: Choice = Choice.FIRST
    fallback: tuple[str, ...] = ()
    allow: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """What a rule looks at, besides the medium."""

    purpose: Purpose
    shot: str = ""
    size: Size | None = None
    framing: Framing | None = None
    speaking: bool = False
    words: bool = False
    """There are words on the screen."""


@dataclass(frozen=True, slots=True)
class Why:
    """A reason, as a code of the catalogue with what fills it."""

    code: str
    data: tuple[tuple[str, str], ...] = ()

    def said(self, language: str) -> str:
        """The reason in `language`."""
        return say(self.code, language, **dict(self.data))


@dataclass(frozen=True, slots=True)
class Route:
    """Which model makes a brief, for how much and why, and which may take over."""

    offer: Offer
    why: Why
    rule: Rule
    fallbacks: tuple[Offer, ...] = ()
    """In order; only those that can make it."""
    skipped: tuple[Invalid, ...] = ()
    """Why the other candidates cannot."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """A fallback that was used."""

    route: Route
    reason: str
    """What the take keeps: from which model to which, the cause, and the vendor's words."""


def routes(text: str, file: str) -> tuple[Rule, ...]:
    """The rules in the TOML `text`, in order; `file` is what refusals call it.

    Raises:
        Invalid: a key is unknown, missing or of the wrong sort; it says what to write.
    """
    return tuple(_rule(row) for row in rows(document(text, file, ("route",)), "route"))


def _rule(row: Table) -> Rule:
    row.only(_KEYS)
    candidates, fallback = _models(row, "candidates"), _models(row, "fallback")
    if not candidates:
        raise row.wrong("candidates", 'candidates = ["provider/model"]')
    allow = row.some_of("allow", Cause)
    if bool(fallback) != bool(allow):
        raise row.wrong(
            "allow" if fallback else "fallback",
            'fallback = ["provider/model"], allow = ["refused", "busy", "failed"]',
        )
    purpose = row.one_of("purpose", Purpose) if "purpose" in row.cells else None
    return Rule(
        id=row.text("id"),
        medium=row.one_of("medium", Medium),
        candidates=candidates,
        purpose=purpose,
        sizes=row.some_of("sizes", Size),
        framings=row.some_of("framings", Framing),
        speaking=row.either("speaking"),
        words=_words(row),
        shots=row.texts("shots"),
        frame=_frame(row),
        choose=row.one_of("choose", Choice, Choice.FIRST),
        fallback=fallback,
        allow=allow,
    )


def _models(row: Table, key: str) -> tuple[str, ...]:
    names = row.texts(key)
    right = all(_CALLED.match(name) for name in names) and len(set(names)) == len(names)
    if not right or len(names) > CANDIDATES_MAX:
        raise row.wrong(key, f'{key} = ["provider/model", "provider/other"]')
    return names


def _words(row: Table) -> bool | None:
    found = row.either("words")
    if found is not None and row.one_of("medium", Medium) is not Medium.IMAGE:
        raise row.wrong("words", 'words = true, medium = "image"')
    return found


def _frame(row: Table) -> tuple[int, int] | None:
    if "frame" not in row.cells:
        return None
    sides = _FRAME.match(row.text("frame"))
    if sides is None:
        raise row.wrong("frame", 'frame = "720x1280"')
    return int(sides[1]), int(sides[2])


def ask_of(shot: Shot, purpose: Purpose) -> Ask:
    """What rules look at in `shot`."""
    spec = shot.spec
    speaking, words = spec.speech is not None, bool(written(shot))
    return Ask(purpose, shot.id, spec.size, spec.framing, speaking, words)


def written(shot: Shot) -> tuple[str, ...]:
    """The words that stand on the screen in `shot`, line by line."""
    return tuple(line.strip() for line in shot.spec.onscreen.splitlines() if line.strip())


def rule_for(rules: Sequence[Rule], medium: Medium, ask: Ask) -> Rule:
    """The first rule for `medium` that fits.

    Raises:
        Invalid: there is none; it says what to write.
    """
    for rule in rules:
        if (
            rule.medium is medium
            and rule.purpose in (None, ask.purpose)
            and (not rule.sizes or ask.size in rule.sizes)
            and (not rule.framings or ask.framing in rule.framings)
            and rule.speaking in (None, ask.speaking)
            and rule.words in (None, ask.words)
            and (not rule.shots or ask.shot in rule.shots)
        ):
            return rule
    raise Invalid("takes.route_missing", medium=medium.value, purpose=ask.purpose.value)


def route(brief: Brief, ask: Ask, market: Market, rules: Sequence[Rule]) -> Route:
    """Which model makes `brief`.

    Raises:
        Invalid: no rule fits, a rule names a model without a card, or no candidate can; it
            says what to write, or why each candidate cannot.
    """
    return routed(lambda _: (brief,), rule_for(rules, brief.medium, ask), market)


def routed(make: Callable[[ModelCard], Sequence[Brief]], rule: Rule, market: Market) -> Route:
    """The same by one rule, where `make` gives each model the briefs of its clips."""
    able, skipped = _offers(rule.candidates, make, rule, market)
    if not able:
        raise Invalid("takes.route_none_can", rule=rule.id, reasons=skipped)
    chosen = able[0]
    code = "takes.route_first" if len(rule.candidates) > 1 else "takes.route_only"
    if rule.choose is Choice.CHEAPEST and len(able) > 1:
        code = "takes.route_cheapest"
        currency = chosen.money.currency
        chosen = min(
            able,
            key=lambda offer: converted(offer.money, currency, market.rates, market.day).minor,
        )
    fallbacks, _ = _offers(
        tuple(name for name in rule.fallback if name != called(chosen.card)), make, rule, market
    )
    why = Why(
        code,
        (
            ("rule", rule.id),
            ("candidate", called(chosen.card)),
            ("money", said(chosen.money)),
            ("count", str(len(able))),
        ),
    )
    return Route(chosen, why, rule, fallbacks, skipped)


def _offers(
    names: tuple[str, ...],
    make: Callable[[ModelCard], Sequence[Brief]],
    rule: Rule,
    market: Market,
) -> tuple[tuple[Offer, ...], tuple[Invalid, ...]]:
    """What each of `names` offers, and why the others cannot."""
    able, unable = [], []
    for name in names:
        card = market.card(name, rule.medium)
        if card is None:
            known = ", ".join(sorted({known for known, _ in market.cards}))
            raise Invalid(
                "takes.route_model_unknown", rule=rule.id, candidate=name, known=known
            )
        try:
            first, *others = make(card)
            able.append(market.offer(first, card, *others))
        except Invalid as error:
            # Where it was raised is of no use any more and would keep every frame alive.
            unable.append(error.with_traceback(None))
    return tuple(able), tuple(unable)


def after(route: Route, cause: Cause, why: str) -> Fallen:
    """The route by the next fallback, after the model of `route` did not make it.

    Raises:
        Invalid: the rule does not allow another model for this cause, or none is left.
    """
    failed = called(route.offer.card)
    told = {"rule": route.rule.id, "candidate": failed, "cause": cause.value, "why": why}
    if cause not in route.rule.allow:
        raise Invalid("takes.fallback_not_allowed", **told)
    if not route.fallbacks:
        raise Invalid("takes.fallback_none_left", **told)
    offer, *left = route.fallbacks
    taking = called(offer.card)
    reason = f"{failed} -> {taking} ({route.rule.id}: {cause.value}: {why})"
    because = Why(
        "takes.route_fallback",
        (("rule", route.rule.id), ("candidate", taking), ("failed", failed), ("why", why)),
    )
    return Fallen(replace(route, offer=offer, why=because, fallbacks=tuple(left)), reason)
