"""Rules: `[[rule]]` with its conditions and examples."""

from __future__ import annotations

import re
from collections.abc import Mapping

from piying.model.policy import (
    Applies,
    Asked,
    Escalation,
    Evasion,
    Example,
    Limit,
    Near,
    Operator,
    Rule,
    RuleKind,
    Wanted,
    Weighed,
)
from piying.model.review import Citation, Element, Level, Stage
from piying.review.measures import UNITS
from piying.review.policy.parts import AGES
from piying.review.policy.tables import Table

CATEGORIES = (
    "superstition", "cult", "gambling", "drugs", "smoking", "sexual", "violence", "revenge",
    "marriage", "minors", "wealth", "hate", "history", "authority", "religion", "person",
    "rights", "fraud", "medical", "self_harm", "public_order", "technical", "safety", "label",
    "filing",
)  # fmt: skip
ANSWERS = (
    "ai_used", "special_subject", "promoted", "volunteered", "for_children", "minors_in_cast",
    "first_work",
)  # fmt: skip
STATES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(ANSWERS, ("yes", "no", "unknown")),
    **dict.fromkeys(
        ("cost", "filed_on", "released_on", "remake_of", "synopsis", "partner", "subjects"),
        ("given", "missing"),
    ),
    "form": ("animated", "live"),
}
"""Fields of the declaration and the states in which each can be."""

MEASURED = frozenset({RuleKind.MEASURE, RuleKind.LABEL})
WITHIN_MAX = 500
ABOVE_MAX = 1_000_000
EXAMPLES = ("hit", "review", "note", "miss")
_HEAD = (
    "id", "kind", "category", "title", "cite", "applies", "when", "severity", "human", "fix",
    "examples",
)  # fmt: skip
_TEXT = ("evasion", "unless", "context", "escalate", "actor")
_MEASURE = ("undetermined_is", "waiver")
_ID = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*-\d{3}")


def rule_of(table: Table) -> Rule | None:
    """The rule of one `[[rule]]`; None if it has faults that leave nothing to build."""
    sort = table.word("kind", RuleKind)
    rule_id = table.text("id", needed=True)
    if rule_id and not _ID.fullmatch(rule_id):
        table.page.fault("policy_name", table.at("id"), name=rule_id, wanted="SUP-001")
    title = table.both("title", needed=True)
    severity = table.word("severity", Level)
    category = table.one_of("category", CATEGORIES)
    cite = _cited(table)
    applies = _applies(table, sort)
    when = table.table("when", needed=True)
    examples = _examples(table, sort)
    if sort is None or title is None or severity is None or applies is None or when is None:
        return None
    measured = sort in MEASURED
    table.only(
        *_HEAD, *(_TEXT if sort is RuleKind.TEXT else ()), *(_MEASURE if measured else ())
    )
    human = table.table("human")
    waiver = table.table("waiver")
    if human:
        human.only("min_reviewers", "question")
    if waiver:
        waiver.only("roles", "needs", "two_person")
    all_of, conditions = _conditions(when) if sort is not RuleKind.TEXT else (True, ())
    return Rule(
        id=rule_id,
        sort=sort,
        category=category,
        title=title,
        cite=cite,
        applies=applies,
        severity=severity,
        examples=examples,
        frames=_frames(when) if sort is RuleKind.TEXT and not _asks_scale(when) else (),
        weighed=_weighed(when) if sort is RuleKind.TEXT and _asks_scale(when) else None,
        limits=_limits(conditions) if measured else (),
        asked=_asked(conditions) if sort is RuleKind.DECLARED else (),
        all_of=all_of,
        evasion=table.words("evasion", Evasion),
        unless=table.names("unless"),
        contexts=table.names("context"),
        escalate=_escalation(table),
        actor=_actor(table),
        undetermined_is=table.word("undetermined_is", Level, Level.REVIEW) or Level.REVIEW,
        waiver_roles=waiver.names("roles", needed=True) if waiver else (),
        waiver_needs=waiver.both("needs") if waiver else None,
        waiver_two_person=waiver.truth("two_person", default=True) if waiver else True,
        question=human.both("question", needed=True) if human else None,
        min_reviewers=(human.whole("min_reviewers", 1, 2) if human else None) or 1,
        fix=table.both("fix"),
    )


def _cited(table: Table) -> tuple[Citation, ...]:
    found = []
    for one in table.tables("cite"):
        one.only("source", "clause", "quote")
        source, clause = one.text("source", needed=True), one.text("clause", needed=True)
        found.append(Citation(source, clause, one.text("quote")))
    if not table.values.get("cite"):
        table.page.fault(
            "policy_no_citation", table.path, rule=str(table.values.get("id", "?"))
        )
    return tuple(found)


def _applies(table: Table, sort: RuleKind | None) -> Applies | None:
    one = table.table("applies", needed=True)
    if one is None:
        return None
    one.only("stage", "element", "declared")
    elements = one.words("element", Element, needed=sort is RuleKind.TEXT)
    stages = one.words("stage", Stage, needed=True)
    if stages and sort in MEASURED and Stage.MASTER not in stages:
        one.page.unknown("stage", stages[0], (Stage.MASTER,), one.at("stage"))
    if elements and sort is not RuleKind.TEXT:
        one.page.fault("policy_only", one.at("element"), key="element", kind="text")
    declared = one.table("declared")
    return Applies(
        stages=stages,
        elements=elements,
        declared=tuple(
            Asked(name, _states(declared, name, name))
            for name in (declared.values if declared else ())
        ),
    )


def _states(table: Table | None, name: str, key: str) -> tuple[str, ...]:
    """The states of the field `name` that a list under `key` names."""
    if table is None:
        return ()
    if name not in STATES:
        table.page.unknown("field", name, STATES, table.at(key))
        return ()
    states = table.names(key, needed=True)
    for state in states:
        if state not in STATES[name]:
            table.page.unknown(name, state, STATES[name], table.at(key))
    return states


def _asks_scale(when: Table) -> bool:
    return "scale" in when.values


def _weighed(when: Table) -> Weighed:
    """The scale of a text rule: `when = { scale = …, head = …, above = … }`."""
    when.only("scale", "head", "above")
    when.needs("above")
    scale, head = when.text("scale", needed=True), when.text("head", needed=True)
    return Weighed(scale, head, when.whole("above", -ABOVE_MAX, ABOVE_MAX) or 0)


def _frames(when: Table) -> tuple[tuple[Wanted, ...], ...]:
    """The frames of a text rule: the one of `all`, or each list of `any`."""
    when.only("all", "any")
    _either(when)
    if "any" not in when.values:
        return (_terms(_some(when, "all")),)
    lists = when.lists("any")
    found = tuple(_terms(_some(lists, at)) for at in lists.values)
    if not found:
        when.page.fault("policy_kind", when.at("any"), key="any", wanted="[[{ … }]]")
    return found


def _some(when: Table, key: str) -> tuple[Table, ...]:
    """The tables under `key`; a fault if there are none."""
    found = tuple(when.tables(key))
    if not found and key in when.values:
        when.page.fault("policy_kind", when.at(key), key=key, wanted="[{ … }]")
    return found


def _either(when: Table) -> None:
    if ("all" in when.values) == ("any" in when.values):
        when.page.fault("policy_either", when.path, first="all", second="any")


def _conditions(when: Table) -> tuple[bool, tuple[Table, ...]]:
    when.only("all", "any")
    _either(when)
    key = "any" if "any" in when.values else "all"
    return key == "all", _some(when, key)


def _terms(conditions: tuple[Table, ...]) -> tuple[Wanted, ...]:
    found = []
    for at, one in enumerate(conditions):
        one.only("set", "within", "unit", "order")
        named = one.values.get("set")
        sets = one.names("set", needed=True) if not isinstance(named, str) else (named,)
        if at == 0:
            for key in ("within", "unit", "order"):
                if key in one.values:
                    one.page.fault("policy_anchor", one.at(key), key=key)
            found.append(Wanted(sets))
            continue
        unit = one.word("unit", Near) or Near.CHAR
        if unit is Near.SCENE and "within" in one.values:
            one.page.fault("policy_anchor", one.at("within"), key="within")
        if unit is not Near.SCENE:
            one.needs("within")
        within = one.whole("within", 0, WITHIN_MAX) or 0
        order = one.one_of("order", ("after", "before"), needed=False)
        found.append(Wanted(sets, unit, within, order))
    return tuple(found)


def _limits(conditions: tuple[Table, ...]) -> tuple[Limit, ...]:
    found = []
    for one in conditions:
        one.only("measure", "op", "value")
        measure = one.text("measure", needed=True)
        if measure and measure not in UNITS:
            one.page.unknown("measure", measure, UNITS, one.at("measure"))
        operator = one.word("op", Operator)
        one.needs("value")
        value = one.milli("value")
        if operator is not None and value is not None:
            found.append(Limit(measure, operator, value))
    return tuple(found)


def _asked(conditions: tuple[Table, ...]) -> tuple[Asked, ...]:
    found = []
    for one in conditions:
        one.only("field", "is")
        name = one.text("field", needed=True)
        found.append(Asked(name, _states(one, name, "is") if name else ()))
    return tuple(found)


def _escalation(table: Table) -> Escalation | None:
    one = table.table("escalate")
    if one is None:
        return None
    one.only("element", "to")
    return Escalation(
        one.words("element", Element, needed=True), one.word("to", Level) or Level.NOTE
    )


def _actor(table: Table) -> tuple[str, ...]:
    one = table.table("actor")
    if one is None:
        return ()
    one.only("age")
    ages = one.names("age", needed=True)
    for age in ages:
        if age not in AGES:
            one.page.unknown("age", age, AGES, one.at("age"))
    return ages


def _examples(table: Table, sort: RuleKind | None) -> tuple[Example, ...]:
    one = table.table("examples", needed=True)
    if one is None or sort is None:
        return ()
    one.only(*EXAMPLES, "cast")
    ages = one.table("cast")
    cast = tuple((name, ages.one_of(name, AGES)) for name in ages.values) if ages else ()
    found: list[Example] = []
    for wants in EXAMPLES:
        if sort is RuleKind.TEXT:
            found += (Example(wants, text=text, cast=cast) for text in one.names(wants))
        elif sort is RuleKind.DECLARED:
            found += (_declared_example(wants, inner) for inner in one.tables(wants))
        else:
            found += (_measured_example(wants, inner) for inner in one.tables(wants))
    for wants in ("hit", "miss"):
        count = sum(example.wants == wants for example in found)
        if count < 2:
            one.page.fault(
                "policy_few_examples", one.at(wants), wants=wants, count=count,
                rule=str(table.values.get("id", "?")),
            )  # fmt: skip
    return tuple(found)


def _measured_example(wants: str, table: Table) -> Example:
    for name in table.values:
        if name not in UNITS:
            table.page.unknown("measure", name, UNITS, table.path)
    values = ((name, table.milli(name)) for name in table.values)
    return Example(wants, values=tuple((name, v) for name, v in values if v is not None))


def _declared_example(wants: str, table: Table) -> Example:
    states = []
    for name in table.values:
        if name not in STATES:
            table.page.unknown("field", name, STATES, table.path)
        else:
            states.append((name, table.one_of(name, STATES[name])))
    return Example(wants, states=tuple(states))
