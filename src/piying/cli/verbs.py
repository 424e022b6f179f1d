"""What each verb of the command line calls, and what it tells."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from piying.cli.telling import Telling, finding_data
from piying.model.errors import Missing
from piying.model.script import Finding
from piying.model.shot import Board
from piying.studio.board import board
from piying.studio.edit import edit
from piying.studio.examples import example_script
from piying.studio.export import export
from piying.studio.frames import board_frames, master_frames
from piying.studio.held import episode_numbers, series_of
from piying.studio.house import House, Settings
from piying.studio.make import Film, bring, make, plan
from piying.studio.master import Mastered, master
from piying.studio.setup import set_up
from piying.studio.shoot import shoot
from piying.studio.shooting import Want, look
from piying.studio.show import show
from piying.studio.write import Written

Run = Callable[[House, argparse.Namespace, Telling], None]


def run_setup(settings: Settings, telling: Telling, *, quiet: bool) -> None:
    """setup: fetch and check models, voices, fonts and the sound bank."""

    def report(text: str) -> None:
        if not quiet:
            telling.line("setup_step", text=text)

    set_up(settings.data, report, language=settings.language)
    if not quiet:
        telling.line("setup_done", path=settings.data)
    telling.result({"data": str(settings.data)})


def run_write(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """Write."""
    _written(bring(house, options.script, as_format=options.format, cast_path=options.cast),
             options.script, telling)  # fmt: skip


def _written(written: Written, path: Path, telling: Telling) -> None:
    telling.findings(str(path), written.findings)
    telling.line(
        "written",
        title=written.title,
        name=written.name,
        format=written.reading.format,
        encoding=written.reading.encoding or "-",
        elements=len(written.reading.script.elements),
        episodes=len(written.episodes),
        findings=len(written.findings),
    )
    telling.result(
        {
            "series": written.name,
            "title": written.title,
            "format": written.reading.format,
            "encoding": written.reading.encoding,
            "elements": len(written.reading.script.elements),
            "episodes": [told.number for told in written.episodes],
            "findings": _findings(written.findings, telling.language),
        }
    )


def run_board(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """Board."""
    for series, number in _episodes(house, options):
        boarded = board(house, series, number)
        telling.findings(boarded.name, boarded.findings)
        for line in _table(boarded.board):
            telling.line("plain", text=line)
        telling.line("boarded", name=boarded.name, shots=len(boarded.board.shots))
        telling.result(
            {
                "episode": number,
                "digest": boarded.digest,
                "shots": [shot.id for shot in boarded.board.shots],
                "findings": _findings(boarded.findings, telling.language),
            }
        )


def _table(held: Board) -> list[str]:
    """The board, a line a shot."""
    lines = []
    for shot in held.shots:
        spec = shot.spec
        who = "+".join(subject.character for subject in spec.subjects) or spec.insert or "-"
        words = spec.speech.text if spec.speech else spec.onscreen or spec.action
        lines.append(
            f"{shot.id:<22} {spec.size:<16} {spec.move:<10} {spec.length_ms / 1000:>5.1f}s "
            f"{spec.set_name:<14} {who:<12} {words}"
        )
    return lines


def run_shoot(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """Shoot."""
    for series, number in _episodes(house, options):
        if options.dry_run:
            boarded = board(house, series, number)
            _wanted(look(house, boarded.board)[0], number, telling)
            continue
        shot = shoot(house, series, number)
        telling.line("shot", episode=number, made=shot.made_count, held=shot.held_count)
        telling.result({"episode": number, "made": shot.made_count, "held": shot.held_count,
                        "cost_minor": shot.cost.minor, "currency": shot.cost.currency})  # fmt: skip


def _wanted(wants: tuple[Want, ...], number: int, telling: Telling) -> None:
    for want in wants:
        telling.line("want", kind=want.kind.value, provider=want.provider,
                     recipe=want.recipe[:12], minor=want.quote.minor)  # fmt: skip
    telling.line("would_make", episode=number, count=len(wants))
    telling.result(
        {
            "episode": number,
            "would_make": [
                {"kind": want.kind.value, "recipe": want.recipe, "provider": want.provider,
                 "quote_minor": want.quote.minor}
                for want in wants
            ],
        }
    )  # fmt: skip


def run_edit(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """Edit."""
    for series, number in _episodes(house, options):
        edited = edit(house, series, number)
        frames, rate = edited.cut.length_frames, edited.cut.rate
        telling.line("edited", name=edited.name, frames=frames,
                     seconds=f"{frames * rate.den / rate.num:.1f}",
                     captions=len(edited.cut.captions))  # fmt: skip
        telling.result({"episode": number, "digest": edited.digest, "frames": frames})


def run_master(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """Master."""
    for series, number in _episodes(house, options):
        _mastered(master(house, series, number, options.profile), number, telling)


def _mastered(mastered: Mastered, number: int, telling: Telling) -> None:
    telling.line("mastered", path=mastered.path, cover=mastered.cover, sheet=mastered.sheet,
                 subtitles=mastered.subtitles)  # fmt: skip
    for one in mastered.master.measurements:
        telling.line("measured", name=one.name, value=f"{one.value_milli / 1000:g}",
                     unit=one.unit, tool=one.tool)  # fmt: skip
    telling.line("segments", made=mastered.made_count, held=mastered.held_count)
    telling.result(
        {
            "episode": number,
            "path": str(mastered.path),
            "cover": str(mastered.cover),
            "sheet": str(mastered.sheet),
            "subtitles": str(mastered.subtitles),
            "segments_made": mastered.made_count,
            "segments_held": mastered.held_count,
            "measurements": {
                one.name: {"milli": one.value_milli, "unit": one.unit, "tool": one.tool}
                for one in mastered.master.measurements
            },
        }
    )


def run_make(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """Make."""
    _make(house, options.script, options, telling)


def _make(house: House, script: Path, options: argparse.Namespace, telling: Telling) -> None:
    written = bring(house, script, as_format=options.format, cast_path=options.cast)
    telling.findings(str(script), written.findings)
    numbers = [told.number for told in written.episodes]
    if options.episode is not None and options.episode not in numbers:
        known = ", ".join(map(str, numbers))
        raise Missing("cli.unknown_episode", episode=options.episode, known=known)
    for number in numbers if options.episode is None else [options.episode]:
        if options.dry_run:
            _wanted(plan(house, written.name, number).wants, number, telling)
            continue
        film: Film = make(house, written.name, number, options.profile)
        telling.findings(str(script), film.findings)
        _mastered(film.mastered, number, telling)


def run_demo(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """demo: the first episode of the shipped series."""
    options.format, options.cast, options.episode, options.dry_run = "", None, 1, False
    _make(house, example_script(), options, telling)


def run_frames(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """Frames."""
    for series, number in _episodes(house, options):
        if options.of == "board":
            path = board_frames(house, series, number)
        else:
            path = master_frames(house, series, number, options.profile)
        telling.line("sheet", path=path)
        telling.result({"episode": number, "path": str(path)})


def run_show(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """Show."""
    series = series_of(house, options.series)
    rows = show(house, series, options.profile, options.episode)
    for row in rows:
        telling.line(
            "row",
            episode=f"{row.episode:02d}",
            thing=f"{row.thing:<7}",
            state=f"{row.state.value:<8}",
            digest=f"{row.digest:<13}",
            why=row.why,
        )
    telling.result(
        {
            "series": series,
            "rows": [
                {"episode": row.episode, "thing": row.thing, "state": row.state.value,
                 "why": row.why, "digest": row.digest}
                for row in rows
            ],
        }
    )  # fmt: skip


def run_export(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """Export."""
    for series, number in _episodes(house, options):
        exported = export(house, series, number, options.kind)
        telling.line("exported", path=exported.path)
        telling.result({"episode": number, "path": str(exported.path), "kind": exported.kind})


def _episodes(house: House, options: argparse.Namespace) -> list[tuple[str, int]]:
    series = series_of(house, options.series)
    if options.episode is not None:
        return [(series, options.episode)]
    return [(series, number) for number in episode_numbers(house, series)]


def _findings(findings: tuple[Finding, ...], language: str) -> list[dict[str, object]]:
    return [finding_data(finding, language) for finding in findings]


RUN: Mapping[str, Run] = {
    "make": run_make,
    "write": run_write,
    "board": run_board,
    "shoot": run_shoot,
    "edit": run_edit,
    "master": run_master,
    "frames": run_frames,
    "show": run_show,
    "export": run_export,
    "demo": run_demo,
}
