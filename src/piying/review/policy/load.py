"""Loading: the files of a policy → `Policy`, or every fault of them at once."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from piying.model.canon import Digest, digest
from piying.model.policy import Bilingual, Context, Policy, Read, Rule, RuleKind, Scale
from piying.model.review import Level
from piying.review.policy import parts
from piying.review.policy.faults import Page, Unsound, nearest
from piying.review.policy.lines import lines_of
from piying.review.policy.ruling import rule_of
from piying.review.policy.scales import scales
from piying.review.policy.tables import Table
from piying.review.policy.tiers import duty_row, filing_row, overlapping, tier_row
from piying.review.policy.trial import trial

EXAMPLE_SHOWN_MAX = 60
TOP = (
    "policy", "source", "sets", "context", "people", "scale", "rule", "tier", "duty", "filing",
)  # fmt: skip

_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_RANK = {Level.NOTE: 0, Level.REVIEW: 1, Level.BLOCK: 2}
T = TypeVar("T")

_kept: dict[Digest, Policy] = {}
KEPT_MAX = 16


def load(text: str, name: str, others: Mapping[str, str] | None = None) -> Policy:
    """The policy whose main file is `text`, called `name`.

    Args:
        text: TOML, as docs/policy.md says.
        name: The name of the file, as faults show it.
        others: The other files of the folder by name; those that are included are read.

    Raises:
        Unsound: With every fault of every file: line, what is wrong, what to write instead.
    """
    files = others or {}
    sha256 = digest([[name, text], *sorted(files.items())])
    if sha256 not in _kept:
        while len(_kept) >= KEPT_MAX:
            del _kept[next(iter(_kept))]
        _kept[sha256] = _loaded(text, name, files)
    return _kept[sha256]


def _loaded(text: str, name: str, files: Mapping[str, str]) -> Policy:
    main = _opened(text, name)
    roots = [main]
    head = main.table("policy", needed=True)
    for file in head.names("include") if head else ():
        if file in files and file != name:
            roots.append(_opened(files[file], file))
        elif head:
            head.page.fault(
                "policy_file", head.at("include"), file, file=file, known=nearest(file, files)
            )
    for root in roots:
        root.only(*TOP)
        if root is not main and "policy" in root.values:
            root.page.fault("policy_only", root.at("policy"), key="policy", kind=name)
    policy = _built(head, roots, files, _sha256(text, roots, files))
    faults = [fault for root in roots for fault in root.page.faults]
    if not faults:
        _try(policy, roots)
        faults = [fault for root in roots for fault in root.page.faults]
    if faults:
        raise Unsound(name, faults)
    return policy


def _sha256(text: str, roots: Iterable[Table], files: Mapping[str, str]) -> Digest:
    """The digest of the files that were read, in their order."""
    included = [[root.page.file, files.get(root.page.file, "")] for root in list(roots)[1:]]
    return digest([text, *included])


def _exact(written: str) -> Fraction:
    """A number with a point, exactly."""
    return Fraction(written)


def _opened(text: str, name: str) -> Table:
    page = Page(name, lines_of(text))
    try:
        values = tomllib.loads(text, parse_float=_exact)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else len(page.lines.text)
        page.lines.starts[("?",)] = line
        page.fault("policy_syntax", ("?",), why=_AT_LINE.sub("", str(error)).strip())
        raise Unsound(name, page.faults) from error
    return Table(page, (), values)


def _built(
    head: Table | None, roots: list[Table], files: Mapping[str, str], sha256: Digest
) -> Policy:
    sources, origins = _joined(roots, "source", parts.sources, lambda one: one.id)
    sets, places = _joined(roots, "sets", parts.sets, lambda one: one.name)
    contexts, _ = _joined(roots, "context", parts.contexts, lambda one: one[0].name)
    people = [one for root in roots for one in parts.people(root.table("people"))]
    weighing, shelves = _joined(
        roots, "scale", lambda table: scales(table, files), lambda one: one.name
    )
    built = [
        (rule, table)
        for root in roots
        for table in root.tables("rule")
        if (rule := rule_of(table)) is not None
    ]
    tiers = _rows(roots, "tier", tier_row)
    duties, filings = _rows(roots, "duty", duty_row), _rows(roots, "filing", filing_row)
    overlapping(tiers)
    _unique([(rule.id, table, "id") for rule, table in built])
    _unique([(row.id, table, "id") for row, table in tiers])
    _unique([(duty.id, table, "id") for duty, table in duties])
    _unique([(filing.sort, table, "sort") for filing, table in filings])
    names = {one.name for one in sets}
    filled = [_filled(one, {s.name: s.words for s in sets}) for one in contexts]
    for age, table in people:
        if age.set not in names:
            _missing_set(table, age.age, age.set, names)
    for rule, table in built:
        _rule_stands(rule, table, {one.id: one.read for one in sources}, names, filled)
        _scale_stands(rule, table, {one.name: one.heads for one in weighing})
    for one in weighing:
        _kept_stand(one, shelves[one.name], {rule.id for rule, _ in built if rule.frames})
    known = {filing.sort for filing, _ in filings}
    for duty, table in duties:
        for sort in duty.must_file:
            if sort not in known:
                table.page.unknown("must_file", sort, known, table.at("must_file"))
    rules = [rule for rule, _ in built]
    used = {name for rule in rules for name in rule.sets}
    used |= {name for rule in rules for name in rule.unless}
    used |= {one.set for one, _ in people} | {taken for _, taken, _ in contexts}
    cited = {one.source for rule in rules for one in rule.cite}
    named = {name for rule in rules for name in rule.contexts}
    _unused(places, "sets", names - used)
    _unused(origins, "source", {one.id for one in sources} - cited)
    weighed = {rule.weighed.scale for rule in rules if rule.weighed is not None}
    _unused(shelves, "scale", {one.name for one in weighing} - weighed)
    _unused({c[0].name: c[2] for c in contexts}, "context", {c.name for c in filled} - named)
    return replace(
        _head(head, sha256),
        sources=tuple(sources),
        sets=tuple(sets),
        contexts=tuple(filled),
        people=tuple(one for one, _ in people),
        rules=tuple(rules),
        tiers=tuple(row for row, _ in tiers),
        duties=tuple(row for row, _ in duties),
        filings=tuple(row for row, _ in filings),
        scales=tuple(weighing),
    )


def _head(head: Table | None, sha256: Digest) -> Policy:
    """The policy with nothing in it yet."""
    values = head or Table(Page("", lines_of("")), (), {})
    values.only("id", "version", "jurisdiction", "language", "title", "include")
    version = values.text("version", needed=True)
    if version and not _VERSION.fullmatch(version):
        values.page.fault("policy_name", values.at("version"), name=version, wanted="2026.11.0")
    return Policy(
        id=values.text("id", needed=True),
        version=version,
        jurisdiction=values.text("jurisdiction", needed=True),
        language=values.one_of("language", ("zh", "en")),
        title=values.both("title", needed=True) or Bilingual("", ""),
        sources=(),
        sets=(),
        contexts=(),
        people=(),
        rules=(),
        tiers=(),
        duties=(),
        filings=(),
        sha256=sha256,
    )


def _joined(
    roots: Iterable[Table],
    key: str,
    parse: Callable[[Table | None], Iterable[T]],
    named: Callable[[T], str],
) -> tuple[list[T], dict[str, Table]]:
    """The values under `key` of all files; a name that two files give is a fault."""
    found: list[T] = []
    places: dict[str, Table] = {}
    for root in roots:
        table = root.table(key)
        if table is None:
            continue
        for one in parse(table):
            name = named(one)
            if name in places:
                table.page.fault("policy_twice", table.at(name), what=key, id=name)
            places.setdefault(name, table)
            found.append(one)
    return found, places


def _rows(
    roots: Iterable[Table], key: str, parse: Callable[[Table], T | None]
) -> list[tuple[T, Table]]:
    tables = (table for root in roots for table in root.tables(key))
    return [(row, table) for table in tables if (row := parse(table)) is not None]


def _unique(rows: list[tuple[str, Table, str]]) -> None:
    many = {name for name, count in Counter(name for name, _, _ in rows).items() if count > 1}
    seen: set[str] = set()
    for name, table, key in rows:
        if name in many and name in seen:
            table.page.fault("policy_twice", table.at(key), what=key, id=name)
        seen.add(name)


def _filled(one: tuple[Context, str, Table], words: Mapping[str, tuple[str, ...]]) -> Context:
    context, taken, table = one
    if not taken:
        return context
    if taken not in words:
        _missing_set(table, "set", taken, words)
    return replace(context, words=words.get(taken, ()))


def _missing_set(table: Table, key: str, name: str, known: Iterable[str]) -> None:
    table.page.fault(
        "policy_no_set", table.at(key), name, name=name, known=nearest(name, known)
    )


def _unused(places: Mapping[str, Table], key: str, names: Iterable[str]) -> None:
    for name in sorted(names):
        table = places[name]
        path = table.path if table.path and table.path[-1] == name else table.at(name)
        table.page.fault("policy_unused", path, what=key, name=name)


def _rule_stands(
    rule: Rule,
    table: Table,
    read: Mapping[str, Read],
    sets: set[str],
    contexts: Iterable[Context],
) -> None:
    """Everything that a rule names has to be there."""
    for name in (*rule.sets, *rule.unless):
        if name not in sets:
            key = "unless" if name in rule.unless else "when"
            _missing_set(table, key, name, sets)
    known = [one.name for one in contexts]
    for name in rule.contexts:
        if name not in known:
            table.page.unknown("context", name, known, table.at("context"))
    for one in rule.cite:
        if one.source not in read:
            table.page.unknown("source", one.source, read, table.at("cite"))
    _weighs(rule, table, read)


def _scale_stands(rule: Rule, table: Table, heads: Mapping[str, tuple[str, ...]]) -> None:
    """The scale that a rule asks has to be there, with its head."""
    wanted = rule.weighed
    if wanted is None:
        return
    if wanted.scale not in heads:
        table.page.unknown("scale", wanted.scale, heads, (*table.at("when"), "scale"))
    elif wanted.head not in heads[wanted.scale]:
        known = heads[wanted.scale]
        table.page.unknown("head", wanted.head, known, (*table.at("when"), "head"))


def _kept_stand(scale: Scale, table: Table, framed: set[str]) -> None:
    """The rules that a scale never lowers have to be there, and to look for words."""
    for name in scale.kept:
        if name not in framed:
            table.page.unknown("kept", name, framed, (*table.at(scale.name), "kept"))


def _weighs(rule: Rule, table: Table, read: Mapping[str, Read]) -> None:
    """What a rule weighs may not be above what its sources allow."""
    cap = _cap(rule, read)
    weighs = [("severity", rule.severity)]
    if rule.escalate:
        weighs.append(("escalate", rule.escalate.to))
    if rule.sort in {RuleKind.MEASURE, RuleKind.LABEL}:
        weighs.append(("undetermined_is", rule.undetermined_is))
    for key, level in weighs:
        if _RANK[level] > _RANK[cap]:
            told = ", ".join(f"{c.source}: {read.get(c.source, '?')}" for c in rule.cite)
            table.page.fault(
                "policy_severity", table.at(key), level=level, cap=cap, sources=told or "–"
            )


def _cap(rule: Rule, read: Mapping[str, Read]) -> Level:
    full = any(read.get(one.source) is Read.FULL for one in rule.cite)
    return Level.BLOCK if full else Level.REVIEW


def _try(policy: Policy, roots: list[Table]) -> None:
    """Faults every example that does not give what it states."""
    places = {str(table.values["id"]): table for root in roots for table in root.tables("rule")}
    for failed in trial(policy):
        table = places[failed.rule.id]
        example = failed.example
        shown = example.text or ", ".join(
            f"{name} = {value}" for name, value in (*example.values, *example.states)
        )
        first = example.text.splitlines()[0] if example.text else ""
        table.page.fault(
            "policy_example",
            (*table.path, "examples", example.wants),
            first,
            rule=failed.rule.id,
            wants=example.wants,
            got=failed.got,
            text=shown[:EXAMPLE_SHOWN_MAX],
        )
