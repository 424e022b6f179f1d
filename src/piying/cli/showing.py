"""Boards, takes and states as tables for a person."""

from __future__ import annotations

from collections.abc import Sequence

from piying.cli.moneys import moment
from piying.cli.table import table
from piying.model.messages import say
from piying.model.money import Money, said
from piying.model.shot import Board
from piying.model.take import Flag, Outcome
from piying.studio.shooting.held import changes
from piying.studio.shooting.onepass import Want
from piying.studio.shooting.takes import Need, TakeRow
from piying.studio.showing.show import Row


def shots_table(held: Board, language: str) -> list[str]:
    """The board, a line a shot."""
    head = _head(("shot", "size", "move", "length", "set", "who", "words"), language)
    rows: list[tuple[str, ...]] = [("", *head)]
    for number, shot in enumerate(held.shots, start=1):
        spec = shot.spec
        who = "+".join(subject.character for subject in spec.subjects) or spec.insert or "-"
        words = spec.speech.text if spec.speech else spec.onscreen or spec.action
        if spec.speech and spec.speech.character:
            words = say("cli.quoted", language, who=spec.speech.character, text=words)
        rows.append(
            (
                f"{number:>3}",
                shot.id,
                say(f"cli.size_{spec.size.value}", language),
                say(f"cli.move_{spec.move.value}", language),
                say("cli.seconds", language, seconds=f"{spec.length_ms / 1000:.1f}"),
                spec.set_name,
                who,
                " ".join(words.split()),
            )
        )
    return table(rows)


def states_table(rows: Sequence[Row], language: str) -> list[str]:
    """What is current, stale or missing, and why."""
    head = _head(("episode", "thing", "state", "why"), language)
    return table(
        [
            head,
            *(
                (
                    f"{row.episode:02d}",
                    say(f"cli.thing_{row.thing}", language),
                    say(f"cli.state_{row.state.value}", language),
                    _why(row, language),
                )
                for row in rows
            ),
        ]
    )


def _why(row: Row, language: str) -> str:
    comma = say("cli.comma", language)
    if row.waits_for:
        thing = say(f"cli.thing_{row.waits_for}", language)
        return say("cli.why_waits", language, thing=thing)
    if row.lacking:
        listed = comma.join(
            say(f"cli.count_{kind}", language, count=count) for kind, count in row.lacking
        )
        return say("cli.why_lacks", language, listed=listed)
    if row.changed:
        return changes(row.changed, language)
    return row.said


def wants_table(wants: Sequence[Want], language: str) -> list[str]:
    """What would be made, and what it may cost."""
    return table(
        [
            (
                "",
                say(f"cli.kind_{want.kind.value}", language),
                want.provider,
                want.recipe[:12],
                price(want.quote) or say("cli.free", language),
            )
            for want in wants
        ]
    )


def takes_table(rows: Sequence[TakeRow], language: str) -> list[str]:
    """Every take, with a mark at those that the film uses."""
    head = ("", *_head(("shot", "kind", "take", "seed", "provider", "took", "note"), language))
    return table([head, *(_take(row, language) for row in rows)])


def _take(row: TakeRow, language: str) -> tuple[str, ...]:
    take = row.take
    note = take.why
    if take.outcome is Outcome.MADE:
        note = "" if row.here else say("cli.take_lost", language)
        flags = say("cli.semicolon", language).join(flag_text(f, language) for f in row.flags)
        note = f"{price(take.cost)} {' + '.join(row.files)} {note} {flags}".strip()
    return (
        "*" if row.used else "",
        row.need.name,
        _kind(row.need, language),
        take.id,
        str(row.seed),
        take.provider,
        say("cli.seconds", language, seconds=f"{take.took_ms / 1000:.1f}"),
        " ".join(note.split()),
    )


def _kind(need: Need, language: str) -> str:
    """What a take is of: a kind, a first frame, or a part of a picture."""
    if need.of == "still":
        return say("cli.medium_still", language)
    return f"{say(f'cli.kind_{need.kind.value}', language)} {need.of}".rstrip()


def shot_takes_table(rows: Sequence[TakeRow], language: str) -> list[str]:
    """The takes of one shot by number, with what they cost and what is odd about them."""
    names = ("number", "kind", "model", "made_at", "cost", "note")
    head = ("", *_head(names, language))
    return table([head, *(_shot_take(row, language) for row in rows)])


def _shot_take(row: TakeRow, language: str) -> tuple[str, ...]:
    take = row.take
    notes = [flag_text(flag, language) for flag in row.flags]
    if row.files:
        notes.append(" + ".join(row.files))
    if take.outcome is not Outcome.MADE:
        notes.append(say(f"cli.outcome_{take.outcome.value}", language, why=take.why))
    elif not row.here:
        notes.append(say("cli.take_lost", language))
    if row.chosen is not None:
        why = say("cli.comma", language).join(filter(None, (row.chosen.by, row.chosen.why)))
        notes.append(say("cli.chosen_by", language, who=why))
    return (
        "*" if row.used else "", str(row.number),
        _kind(row.need, language),
        f"{take.provider}/{row.model}", moment(take.at_ms),
        price(take.cost) or say("cli.free", language),
        " ".join(say("cli.semicolon", language).join(notes).split()),
    )  # fmt: skip


def flag_text(flag: Flag, language: str) -> str:
    """What a person should look at, in words."""
    return say(f"cli.flag_{flag.word.value}", language, said=flag.said)


def price(money: Money) -> str:
    """An amount for a person; nothing for nothing."""
    return said(money) if money.minor else ""


def _head(names: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple(say(f"cli.head_{name}", language) for name in names)
