"""The statement of reasons of a restriction, made from findings or an order, in two languages.

Field names and values are those of the EU's transparency database of the Digital Services Act
(the fields of its API as its public code names them, looked up on 2026-11-22); what that
database has no field for stands beside them. A note that somebody wrote is never the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from piying.model.decision import ORDERS, Act, Cause, Ground, Happening, Verdict
from piying.model.errors import Invalid
from piying.model.messages import say
from piying.model.review import At, Dossier, Finding, Level
from piying.review.clocks import ANYWHERE, Clocks

VISIBILITY = {
    "fix": ("DECISION_VISIBILITY_CONTENT_DISABLED",),
    "reject": ("DECISION_VISIBILITY_CONTENT_DISABLED",),
    "suspend": ("DECISION_VISIBILITY_CONTENT_DISABLED",),
    "take_down": ("DECISION_VISIBILITY_CONTENT_REMOVED",),
}
MONETARY = {
    "suspend": "DECISION_MONETARY_SUSPENSION",
    "take_down": "DECISION_MONETARY_SUSPENSION",
}
SOURCES = {
    Cause.OWN: "SOURCE_VOLUNTARY",
    Cause.NOTICE: "SOURCE_ARTICLE_16",
    Cause.FLAGGER: "SOURCE_TRUSTED_FLAGGER",
    Cause.OTHER: "SOURCE_TYPE_OTHER_NOTIFICATION",
    Cause.REGULATOR: "SOURCE_TYPE_OTHER_NOTIFICATION",
    Cause.COURT: "SOURCE_TYPE_OTHER_NOTIFICATION",
}
CATEGORIES = {
    "minors": "STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
    "hate": "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
    "violence": "STATEMENT_CATEGORY_VIOLENCE",
    "fraud": "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
    "rights": "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
    "self_harm": "STATEMENT_CATEGORY_SELF_HARM",
}
"""By the category of a rule; what is not here breaks the rules of the house."""
OTHER_CATEGORY = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
ANIMATED_BY_AI = ("CONTENT_TYPE_VIDEO", "CONTENT_TYPE_SYNTHETIC_MEDIA")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a statement says beyond its findings, as the operator sets it."""

    clocks: Clocks
    jurisdiction: str = ANYWHERE
    scope: tuple[str, ...] = ()
    """Countries in which it holds, by their two letters."""
    appeal_to: str = "piying appeal"
    """Where an appeal is handed in."""
    policy_url: str = ""
    categories: Mapping[str, str] = field(default_factory=dict)
    """The category of each rule."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of reasons. Empty fields do not apply; dates are in UTC."""

    puid: str
    """Its own id: the fingerprint of what it is about."""
    decision_visibility: tuple[str, ...]
    decision_monetary: str
    decision_provision: str
    decision_account: str
    application_date: str
    end_date: str
    territorial_scope: tuple[str, ...]
    decision_ground: str
    illegal_content_legal_ground: str
    illegal_content_explanation: str
    incompatible_content_ground: str
    incompatible_content_explanation: str
    decision_ground_reference_url: str
    content_type: tuple[str, ...]
    category: str
    content_date: str
    decision_facts: str
    source_type: str
    source_identity: str
    automated_detection: str
    automated_decision: str
    order_number: str
    rules: tuple[str, ...]
    findings: tuple[str, ...]
    """Fingerprints."""
    appeal_until: str
    """Empty: it cannot be appealed here."""
    text_zh: str
    text_en: str
    kind: str = field(default="statement.1", kw_only=True)


def statement(
    dossier: Dossier, one: Happening, content_ms: int, puid: str, terms: Terms
) -> Statement:
    """The statement of the restriction `one`; `content_ms` is when the work was handed in.

    Raises:
        Invalid: it is no restriction, or cites neither a finding of `dossier` nor an order.
    """
    what = _what(one)
    ground = one.ground or _of_verdict(one)
    cited = tuple(f for f in dossier.findings if f.fingerprint in ground.reasons)
    ordered = ground.cause in ORDERS
    if ordered and not ground.order.strip():
        raise Invalid("review.order_without_number")
    if not ordered and not cited:
        raise Invalid("review.no_reason")
    rules = tuple(dict.fromkeys(finding.rule for finding in cited))
    facts = [_facts(dossier, cited, ground, language) for language in ("zh", "en")]
    clauses = "; ".join(dict.fromkeys(_clause(f) for f in cited if f.cite)) or ", ".join(rules)
    until = _appeal_until(one, what, terms) if not ordered else ""
    made = Statement(
        puid=puid,
        decision_visibility=VISIBILITY[what],
        decision_monetary=MONETARY.get(what, ""),
        decision_provision="",
        decision_account="",
        application_date=_day(ground.effective_ms or one.at_ms),
        end_date="",
        territorial_scope=terms.scope,
        decision_ground="DECISION_GROUND_ILLEGAL_CONTENT" if ordered
        else "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        illegal_content_legal_ground=f"{ground.authority} {ground.order}" if ordered else "",
        illegal_content_explanation=facts[1] if ordered else "",
        incompatible_content_ground="" if ordered else clauses,
        incompatible_content_explanation="" if ordered else facts[1],
        decision_ground_reference_url=terms.policy_url,
        content_type=ANIMATED_BY_AI,
        category=_category(cited, terms),
        content_date=_day(content_ms),
        decision_facts=facts[1],
        source_type=SOURCES[ground.cause],
        source_identity=ground.authority if ground.cause is not Cause.OWN else "",
        automated_detection="Yes" if cited else "No",
        automated_decision="AUTOMATED_DECISION_NOT_AUTOMATED",
        order_number=ground.order if ordered else "",
        rules=rules,
        findings=tuple(finding.fingerprint for finding in cited),
        appeal_until=until,
        text_zh="",
        text_en="",
    )  # fmt: skip
    texts = [
        _text(language, dossier, what, made, ground, facts[number], terms)
        for number, language in enumerate(("zh", "en"))
    ]
    return replace(made, text_zh=texts[0], text_en=texts[1])


def _what(one: Happening) -> str:
    if one.act is Act.SUSPENDED:
        return "suspend"
    if one.act is Act.TAKEN_DOWN:
        return "take_down"
    verdict = one.decision.verdict if one.decision else None
    if verdict is Verdict.FIX:
        return "fix"
    if verdict is Verdict.REJECT:
        return "reject"
    raise Invalid("review.no_restriction", act=one.act.value)


def _of_verdict(one: Happening) -> Ground:
    reasons = one.decision.reasons if one.decision else ()
    return Ground(Cause.OWN, reasons=reasons, effective_ms=one.at_ms)


def _category(cited: tuple[Finding, ...], terms: Terms) -> str:
    """That of the gravest finding that has one."""
    order = tuple(Level)
    ranked = sorted(cited, key=lambda finding: -order.index(finding.level))
    for finding in ranked:
        category = CATEGORIES.get(terms.categories.get(finding.rule, ""))
        if category:
            return category
    return OTHER_CATEGORY


def _facts(dossier: Dossier, cited: tuple[Finding, ...], ground: Ground, language: str) -> str:
    if ground.cause in ORDERS:
        return say("review.facts_order", language, authority=ground.authority,
                   order=ground.order)  # fmt: skip
    return "\n".join(_fact(dossier, finding, language) for finding in cited)


def _fact(dossier: Dossier, finding: Finding, language: str) -> str:
    measured = finding.evidence.measured
    if measured is not None:
        seen = say("review.fact_measured", language, expected=measured.expected,
                   value=measured.value)  # fmt: skip
    else:
        seen = say("review.fact_quoted", language, quote=finding.evidence.quote or "-")
    return say(
        "review.fact", language,
        rule=finding.rule,
        title=finding.title_zh if language == "zh" else finding.title_en,
        place=_place(dossier, finding.at, language),
        seen=seen,
        clause=_clause(finding) or "-",
    )  # fmt: skip


def _place(dossier: Dossier, at: At, language: str) -> str:
    name = f"{dossier.series}/e{dossier.episode:02d}"
    if at.start_frame >= 0:
        return say("review.place_frames", language, name=name, shot=at.shot or "-",
                   first=at.start_frame, last=at.end_frame)  # fmt: skip
    if at.line > 0:
        return say("review.place_line", language, name=name, scene=at.scene, line=at.line)
    return name


def _clause(finding: Finding) -> str:
    return "; ".join(f"{cite.source} {cite.clause}".strip() for cite in finding.cite)


def _appeal_until(one: Happening, what: str, terms: Terms) -> str:
    """The last day of an appeal; a request for a fix is answered by a new version instead."""
    if what == "fix":
        return ""
    return _day(terms.clocks.due("appeal_window", one.at_ms, terms.jurisdiction))


def _text(  # noqa: PLR0913, PLR0917 - the parts of one letter
    language: str,
    dossier: Dossier,
    what: str,
    made: Statement,
    ground: Ground,
    facts: str,
    terms: Terms,
) -> str:
    days = terms.clocks.clock("appeal_answer", terms.jurisdiction).length_ms // 86_400_000
    if ground.cause in ORDERS:
        appeal = say("review.appeal_there", language, authority=ground.authority)
    elif what == "fix":
        appeal = say("review.appeal_by_fix", language)
    else:
        appeal = say("review.appeal_here", language, until=made.appeal_until,
                     to=terms.appeal_to, days=days)  # fmt: skip
    return "\n".join(
        (
            say("review.statement_title", language, title=dossier.declared.title,
                episode=dossier.episode, version=dossier.version),
            say(f"review.statement_{what}", language, date=made.application_date),
            say("review.statement_ground", language, policy=dossier.policy_name),
            facts,
            say(f"review.money_{'none' if what in ('fix', 'reject') else what}", language,
                date=made.application_date),
            say("review.statement_how", language,
                detected=say("review.by_machine" if made.findings else "review.by_people",
                             language)),
            appeal,
        )
    )  # fmt: skip


def _day(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms // 1000, UTC).date().isoformat()
