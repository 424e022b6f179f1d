"""What each verb of the command line calls, and what it tells."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from piying.cli.showing import shots_table, states_table, takes_table, wants_table
from piying.cli.telling import Telling, finding_data
from piying.model.errors import Invalid, Missing
from piying.model.messages import say
from piying.model.script import Finding
from piying.model.take import TakeKind
from piying.studio.board import board
from piying.studio.current import State
from piying.studio.edit import conform, edit
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
from piying.studio.takes import Another, TakeRow, choose_take, take_again, takes
from piying.studio.write import Written

Run = Callable[[House, argparse.Namespace, Telling], None]

LUFS, TRUE_PEAK = "loudness", "true_peak"


def run_setup(settings: Settings, telling: Telling, *, quiet: bool) -> None:
    """setup: fetch and check models, voices, fonts and the sound bank."""
    bring_models(settings, quiet=quiet)
    if not quiet:
        telling.line("setup_done", path=settings.data)
    telling.result({"data": str(settings.data)})


def bring_models(settings: Settings, *, quiet: bool) -> None:
    """Fill the data folder; what happens is told on standard error."""

    def report(text: str) -> None:
        if not quiet:
            print(f"  {text}", file=sys.stderr, flush=True)

    if not quiet:
        said = say("cli.setup_begins", settings.language, path=settings.data)
        print(said, file=sys.stderr, flush=True)
    set_up(settings.data, report, language=settings.language)


def run_write(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """write: a screenplay and its cast file come into the house."""
    _written(bring(house, options.script, as_format=options.format, cast_path=options.cast),
             options.script, telling)  # fmt: skip


def _look_at(written: Written, path: Path, telling: Telling) -> None:
    telling.findings(str(path), written.findings)
    telling.findings(str(written.cast_path), written.cast_findings)


def _written(written: Written, path: Path, telling: Telling) -> None:
    _look_at(written, path, telling)
    telling.line(
        "written",
        title=written.title,
        name=written.name,
        format=written.reading.format,
        encoding=written.reading.encoding or "-",
        elements=len(written.reading.script.elements),
        episodes=len(written.episodes),
        findings=len(written.findings) + len(written.cast_findings),
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
            "cast_findings": _findings(written.cast_findings, telling.language),
        }
    )


def run_board(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """board: the director turns an episode of the script into shots."""
    for series, number in _episodes(house, options):
        boarded = board(house, series, number)
        telling.findings(boarded.name, boarded.findings)
        telling.lines(shots_table(boarded.board, telling.language))
        length = sum(shot.spec.length_ms for shot in boarded.board.shots)
        telling.line(
            "boarded",
            name=boarded.name,
            shots=len(boarded.board.shots),
            seconds=f"{length / 1000:.0f}",
        )
        telling.result(
            {
                "episode": number,
                "digest": boarded.digest,
                "shots": [shot.id for shot in boarded.board.shots],
                "findings": _findings(boarded.findings, telling.language),
            }
        )


def run_shoot(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """shoot: the takes that the board lacks are made."""
    for series, number in _episodes(house, options):
        if options.dry_run:
            boarded = board(house, series, number)
            _wanted(look(house, boarded.board)[0], number, telling)
            continue
        shot = shoot(house, series, number)
        telling.line("shot", episode=number, made=shot.made_count, held=shot.held_count)
        telling.result(
            {
                "episode": number,
                "made": shot.made_count,
                "held": shot.held_count,
                "cost_minor": shot.cost.minor,
                "currency": shot.cost.currency,
            }
        )


def _wanted(wants: tuple[Want, ...], number: int, telling: Telling) -> None:
    telling.lines(wants_table(wants, telling.language))
    telling.line("would_make", episode=number, count=len(wants))
    only_voices = bool(wants) and all(want.kind is TakeKind.VOICE for want in wants)
    if only_voices:
        telling.line("would_make_later")
    telling.result(
        {
            "episode": number,
            "more_after_voices": only_voices,
            "would_make": [
                {"kind": want.kind.value, "recipe": want.recipe, "provider": want.provider,
                 "quote_minor": want.quote.minor, "currency": want.quote.currency}
                for want in wants
            ],
        }
    )  # fmt: skip


def run_takes(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """takes: list them, make another of one shot, or choose the one that the film uses."""
    asked = _episodes(house, options)
    if (options.again or options.choose) and len(asked) != 1:
        raise Invalid("cli.one_episode", known=", ".join(str(number) for _, number in asked))
    for series, number in asked:
        if options.again:
            _again(take_again(house, series, number, options.again,
                              TakeKind(options.kind)), number, telling)  # fmt: skip
        elif options.choose:
            row = choose_take(house, series, number, options.choose)
            telling.line("take_chosen", take=row.take.id, name=row.need.name)
            telling.result({"episode": number, "chosen": _take_data(row)})
        else:
            rows = takes(house, series, number)
            telling.lines(takes_table(rows, telling.language))
            telling.line("taken", episode=number, count=len(rows))
            telling.result({"episode": number, "takes": [_take_data(row) for row in rows]})


def _again(another: Another, number: int, telling: Telling) -> None:
    row = another.row
    telling.lines(takes_table([row], telling.language))
    if another.same:
        telling.line("take_same", provider=row.take.provider)
    else:
        telling.line("take_made", take=row.take.id, episode=number)
    telling.result({"episode": number, "made": _take_data(row), "same": another.same})


def _take_data(row: TakeRow) -> dict[str, object]:
    take = row.take
    return {
        "need": row.need.name, "kind": row.need.kind.value, "take": take.id,
        "recipe": take.recipe, "seed": row.seed, "outcome": take.outcome.value,
        "provider": take.provider, "at_ms": take.at_ms, "took_ms": take.took_ms,
        "cost_minor": take.cost.minor, "currency": take.cost.currency, "why": take.why,
        "used": row.used, "here": row.here,
    }  # fmt: skip


def run_edit(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """edit: board and takes become the cut."""
    chosen = _episodes(house, options)
    if options.source is not None and len(chosen) != 1:
        raise Invalid("cli.which_episode", path=options.source)
    for series, number in chosen:
        if options.source is None:
            edited = edit(house, series, number)
        else:
            edited = conform(house, series, number, options.source)
        frames, rate = edited.cut.length_frames, edited.cut.rate
        telling.line("edited", name=edited.name, frames=frames,
                     seconds=f"{frames * rate.den / rate.num:.1f}",
                     captions=len(edited.cut.captions))  # fmt: skip
        telling.result({"episode": number, "digest": edited.digest, "frames": frames})


def run_master(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """master: the cut becomes a finished film."""
    for series, number in _episodes(house, options):
        _mastered(master(house, series, number, options.profile), number, telling)


def _mastered(mastered: Mastered, number: int, telling: Telling) -> None:
    telling.line("mastered", path=mastered.path, cover=mastered.cover, sheet=mastered.sheet,
                 subtitles=mastered.subtitles)  # fmt: skip
    found = {one.name: one.value_milli / 1000 for one in mastered.master.measurements}
    telling.line(
        "measured",
        seconds=f"{found['duration']:.1f}",
        size=f"{found['width']:.0f}x{found['height']:.0f}@{found['rate']:.0f}",
        loudness=f"{found[LUFS]:.1f}",
        peak=f"{found[TRUE_PEAK]:.1f}",
        megabytes=f"{found['bytes'] / 1_000_000:.1f}",
    )
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
    """make: every step from the screenplay to the film."""
    _make(house, options.script, options, telling)


def _make(house: House, script: Path, options: argparse.Namespace, telling: Telling) -> None:
    written = bring(house, script, as_format=options.format, cast_path=options.cast)
    _look_at(written, script, telling)
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
    """frames: a contact sheet."""
    for series, number in _episodes(house, options):
        if options.of == "board":
            path = board_frames(house, series, number)
        else:
            path = master_frames(house, series, number, options.profile)
        telling.line("sheet", path=path)
        telling.result({"episode": number, "path": str(path)})


def run_show(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """show: what is current, stale or missing, and why."""
    series = series_of(house, options.series)
    rows = show(house, series, options.profile, options.episode)
    telling.lines(states_table(rows, telling.language))
    if any(row.state is not State.CURRENT for row in rows):
        telling.line("show_what_to_do")
    telling.result(
        {
            "series": series,
            "rows": [
                {"episode": row.episode, "thing": row.thing, "state": row.state.value,
                 "changed": list(row.changed), "lacking": dict(row.lacking),
                 "waits_for": row.waits_for, "said": row.said, "digest": row.digest}
                for row in rows
            ],
        }
    )  # fmt: skip


def run_export(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """export: the cut, its captions or the script for other tools."""
    for series, number in _episodes(house, options):
        exported = export(house, series, number, options.kind, options.profile)
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
    "takes": run_takes,
    "edit": run_edit,
    "master": run_master,
    "frames": run_frames,
    "show": run_show,
    "export": run_export,
    "demo": run_demo,
}
