"""The timeline of a film as a drawing (SVG): what was measured and found, lane over lane.

Everything is drawn by frame number, so that a mark stands exactly where its finding says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from piying.model.review import Finding, Inspection, Lane, Span

WIDTH, NAME_WIDTH, RIGHT = 1180, 124, 16
ROW, GAP, TOP = 26, 8, 26
GRAPH = 54
"""The height of a lane that is a curve."""
TICK_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200)
TICKS_MAX = 16


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a lane."""

    start: int
    end: int
    tone: str
    """The class of its style: "shot", "black", "freeze", "still", "pan", "animated", "flash",
    "silence", "caption", "label", "note", "review" or "block"."""
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A lane of stretches."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A lane that is a value over time."""

    name: str
    lane: Lane
    low: float
    high: float
    """What the lowest and highest line of it stand for."""
    marks: tuple[tuple[float, str], ...] = ()
    """Lines across with what they say."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn."""

    frame_count: int
    rate: float
    rows: tuple[Row | Curve, ...]
    name: str = ""
    """What it is called for who hears it read."""


def drawing(told: Timeline) -> str:
    """The timeline as an SVG element.

    Its `data-left` and `data-right` say where the film begins and ends in it.
    """
    heights = [GRAPH if isinstance(row, Curve) else ROW for row in told.rows]
    height = TOP + sum(heights) + GAP * len(heights) + 4
    ends = f'data-left="{NAME_WIDTH}" data-right="{WIDTH - RIGHT}"'
    box = f'viewBox="0 0 {WIDTH} {height}" {ends} aria-label="{escape(told.name)}"'
    parts = [
        f'<svg class="timeline" {box} role="img" xmlns="http://www.w3.org/2000/svg">',
        *_ticks(told, height),
    ]
    top = TOP
    for row, high in zip(told.rows, heights, strict=True):
        name = escape(row.name)
        parts.append(
            f'<text class="lane" x="{NAME_WIDTH - 12}" y="{top + high / 2 + 4:.0f}" '
            f'text-anchor="end">{name}</text>'
        )
        if isinstance(row, Curve):
            parts += _curve(row, top, told)
        else:
            parts.append(_ground(top, high))
            parts += [_bar(bar, top, told) for bar in row.bars]
        top += high + GAP
    return "".join((*parts, "</svg>"))


def _x(frame: float, told: Timeline) -> float:
    wide = WIDTH - NAME_WIDTH - RIGHT
    return NAME_WIDTH + wide * min(max(frame, 0), told.frame_count) / max(told.frame_count, 1)


def _ground(top: int, high: int) -> str:
    wide = WIDTH - NAME_WIDTH - RIGHT
    return f'<rect class="ground" x="{NAME_WIDTH}" y="{top}" width="{wide}" height="{high}"/>'


def _ticks(told: Timeline, height: int) -> Iterable[str]:
    seconds = told.frame_count / told.rate
    step = next((s for s in TICK_STEPS if seconds / s <= TICKS_MAX), TICK_STEPS[-1])
    for at in range(0, int(seconds) + 1, step):
        x = _x(at * told.rate, told)
        yield f'<line class="tick" x1="{x:.1f}" y1="{TOP - 6}" x2="{x:.1f}" y2="{height}"/>'
        yield (
            f'<text class="time" x="{x:.1f}" y="{TOP - 11}" text-anchor="middle">'
            f"{at // 60}:{at % 60:02d}</text>"
        )


def _bar(bar: Bar, top: int, told: Timeline) -> str:
    left, right = _x(bar.start, told), _x(bar.end, told)
    wide = max(right - left, 2.5)
    drawn = (
        f'<rect class="{bar.tone}" x="{left:.1f}" y="{top + 3}" width="{wide:.1f}" '
        f'height="{ROW - 6}" rx="2"><title>{escape(bar.title)}</title></rect>'
    )
    return f'<a href="{escape(bar.href)}">{drawn}</a>' if bar.href else drawn


def _curve(row: Curve, top: int, told: Timeline) -> Iterable[str]:
    yield _ground(top, GRAPH)

    def y(value: float) -> float:
        share = (value - row.low) / (row.high - row.low)
        return top + GRAPH - 3 - (GRAPH - 6) * min(max(share, 0.0), 1.0)

    for value, said in row.marks:
        yield (
            f'<line class="mark" x1="{NAME_WIDTH}" x2="{WIDTH - RIGHT}" '
            f'y1="{y(value):.1f}" y2="{y(value):.1f}"><title>{escape(said)}</title></line>'
        )
    values = row.lane.values_milli
    many = max(1, len(values) // (WIDTH - NAME_WIDTH))
    points = []
    for at in range(0, len(values), many):
        highest = max(values[at : at + many]) / 1000
        points.append(f"{_x(at * row.lane.step_frames, told):.1f},{y(highest):.1f}")
    if points:
        yield f'<polyline class="curve" points="{" ".join(points)}"/>'


def bars_of(
    inspection: Inspection, measure: str, tone: str, name: str, *, unit: str = ""
) -> tuple[Bar, ...]:
    """The spans of one measure as stretches."""
    return tuple(
        Bar(one.start_frame, one.end_frame, tone, _said(one, name, unit))
        for one in inspection.spans
        if one.measure == measure
    )


def _said(span: Span, name: str, unit: str) -> str:
    value = "" if span.value_milli is None else f" {span.value_milli / 1000:g} {unit}"
    note = f" ({span.note})" if span.note else ""
    return f"{name}{value}{note}".strip()


def bars_of_findings(findings: Sequence[Finding], titles: Sequence[str]) -> tuple[Bar, ...]:
    """The findings that stand somewhere in the film; each leads to its card."""
    return tuple(
        Bar(one.at.start_frame, max(one.at.end_frame, one.at.start_frame + 1), one.level.value,
            f"{one.rule} {title}", f"#f{number}")
        for number, (one, title) in enumerate(zip(findings, titles, strict=True), 1)
        if one.at.start_frame >= 0
    )  # fmt: skip
