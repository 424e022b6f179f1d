"""What is reported counts once, whatever the order it comes in."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.play import COLUMNS, HOUR_MS
from piying.store.plays.packed import DTYPES
from piying.store.plays.reported import Reported, day_of, lengths

FIRST = 24 * 20_707 - 8
"""Midnight in China."""
HOUR = FIRST + 40
LENGTH = 90_000
KNOWN = {(drama, 1): LENGTH for drama in range(1, 4)}


def row(  # noqa: PLR0917 - the columns of a play
    viewing=1, n=0, user=5, hour=HOUR, drama=1, episode=1, watch=30_000, platform=1
):
    return (viewing, -viewing, n, user, hour * HOUR_MS + 7, drama, episode, platform, watch)


def columns(rows):
    found = np.array(rows, np.int64).reshape(-1, len(COLUMNS))
    return {name: found[:, at].astype(DTYPES[name]) for at, name in enumerate(COLUMNS)}


def start(**options):
    return Reported(FIRST, day_of(FIRST), seed=11, **options)


def folded(parts, reported=None):
    """Cells of plays and people after all parts."""
    reported = reported or start()
    cells, people = defaultdict(Counter), Counter()
    for part in parts:
        gains, met = reported.add(columns(part), lengths(KNOWN))
        for one in gains:
            cells[one.drama, one.episode, one.hour].update(
                {"plays": one.plays, "finished": one.finished, "watch": one.watch_ms}
            )
        for one in met:
            people[one.drama, one.episode, one.day] += one.people
    kept = {key: {k: v for k, v in one.items() if v} for key, one in cells.items()}
    return {key: one for key, one in kept.items() if one}, dict(people)


def expected(rows):
    """The same by the rules, with dictionaries."""
    by_report = defaultdict(list)
    for one in rows:
        if one[4] // HOUR_MS >= FIRST:
            by_report[one[0], one[2]].append(one)
    plays = defaultdict(lambda: [[], 0, 0])
    cells, people = defaultdict(Counter), defaultdict(set)
    for (viewing, _), some in by_report.items():
        good = len({(o[3], *o[5:8]) for o in some}) == 1
        for o in some:
            day = day_of(o[4] // HOUR_MS)
            for place in ((-1, 0, day), (o[5], 0, day), (o[5], o[6], day)):
                people[place].add(o[3])
            plays[viewing, o[5], o[6]][0].append(o[4] // HOUR_MS)
        if good:
            hour, watch = min(o[4] // HOUR_MS for o in some), max(o[8] for o in some)
            drama, episode = some[0][5:7]
            cells[drama, episode, hour]["watch"] += watch
            plays[viewing, drama, episode][1] += 1
            plays[viewing, drama, episode][2] += watch
    for (_, drama, episode), (hours, reports, watch) in plays.items():
        if reports:
            cells[drama, episode, min(hours)]["plays"] += 1
            long = KNOWN.get((drama, episode), 0)
            cells[drama, episode, min(hours)]["finished"] += bool(long) and (
                10 * watch >= 9 * long
            )
    kept = {key: {k: v for k, v in one.items() if v} for key, one in cells.items()}
    return (
        {key: one for key, one in kept.items() if one},
        {key: len(some) for key, some in people.items()},
    )


ROWS = st.lists(
    st.builds(
        row,
        viewing=st.integers(1, 4),
        n=st.integers(0, 2),
        user=st.integers(5, 6),
        hour=st.integers(FIRST - 1, FIRST + 26),
        drama=st.integers(1, 2),
        episode=st.integers(1, 2),
        watch=st.integers(0, 100_000),
    ),
    max_size=40,
)


def test_a_play_is_what_one_viewing_saw_of_an_episode_however_many_reports_it_sent():
    cells, people = folded([[row(n=0), row(n=1), row(n=2, hour=HOUR + 1)]])

    assert cells == {
        (1, 1, HOUR): {"plays": 1, "finished": 1, "watch": 60_000},
        (1, 1, HOUR + 1): {"watch": 30_000},
    }
    assert people[-1, 0, day_of(HOUR)] == 1


def test_a_copy_adds_nothing_and_the_longest_watch_stays():
    assert folded([[row()], [row(watch=10_000)], [row()]]) == folded([[row()]])
    assert folded([[row(watch=1)], [row()]]) == folded([[row()]])


def test_reports_that_contradict_each_other_do_not_count():
    cells, _ = folded([[row(), row(viewing=2)], [row(drama=2)], [row()]])

    assert cells == {(1, 1, HOUR): {"plays": 1, "watch": 30_000}}


def test_a_play_is_finished_at_nine_tenths_of_its_length():
    for watch, finished in ((80_999, 0), (81_000, 1)):
        cells, _ = folded([[row(watch=watch)]])

        assert cells[1, 1, HOUR].get("finished", 0) == finished


def test_nothing_is_finished_whose_length_nobody_knows():
    cells, _ = folded([[row(episode=2, watch=10**8)]])

    assert "finished" not in cells[1, 2, HOUR]


@given(ROWS, st.lists(st.integers(0, 40), max_size=6))
@settings(deadline=None, max_examples=300)
def test_order_and_portions_change_nothing(rows, cuts):
    edges = [0, *sorted(cuts), len(rows)]
    parts = [rows[a:b] for a, b in pairwise(edges)]
    wanted = expected(rows)

    assert folded(parts) == wanted
    assert folded([rows[::-1]]) == wanted


def test_tables_grow_without_losing_anything():
    rows = [row(viewing=v, user=v, drama=1 + v % 3, hour=HOUR + v % 20) for v in range(9_000)]

    assert folded([rows[:100], rows[100:], rows[::7]]) == expected(rows)


def test_at_least_so_many_newest_reports_are_told_from_their_copies():
    reported = start(remembered=2_000)
    rows = [row(viewing=v) for v in range(9_000)]
    for at in range(0, 9_000, 500):
        folded([rows[at : at + 500]], reported)

    assert folded([rows[-2_000:]], reported)[0] == {}
    assert reported.forgets
    assert sum(one["plays"] for one in folded([rows[:500]], reported)[0].values()) == 500


def test_people_beyond_the_bound_are_left_out_and_it_is_said():
    reported = start(people_max=600)
    _, people = folded([[row(viewing=v, user=v) for v in range(1_000)]], reported)

    assert people[-1, 0, day_of(HOUR)] == 200
    assert reported.people_full


def test_a_new_day_keeps_the_people_of_that_day_and_no_others():
    reported = start()
    later = FIRST + 24
    folded([[row(user=u, hour=FIRST) for u in range(50)]], reported)
    _, before = folded([[row(viewing=9, user=7, hour=later)]], reported)
    reported.new_day(day_of(later))
    _, again = folded(
        [[row(viewing=10, user=7, hour=later), row(viewing=11, user=8, hour=later)]], reported
    )

    assert before[1, 0, day_of(later)] == 1
    assert again[1, 0, day_of(later)] == 1
    assert not reported.people_full
