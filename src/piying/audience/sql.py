"""The counting of a day as portable SQL: one text for every engine, and what it gives.

Only what every engine does alike is used: COUNT, SUM of whole numbers with a proven bound,
MIN, MAX, comparison, equality joins, CASE, GROUP BY of named columns; no division, decimals,
floats or unsigned numbers, and no alias that is also a column it is made from. A test lints
the texts. What a left join did not find is asked by a column that is 1 where it did, because
engines differ on NULL and 0 there.

The texts read `ev` (the columns of a play), `screening` and `counting` (see `model.play`), and
`torn` (viewing_hi, viewing_lo, n), which is what `torn_text` gave.
"""

from __future__ import annotations

from piying.model.play import Reason

WHOLE = (-(1 << 63), (1 << 63) - 1)
"""Every 64-bit number."""
PEOPLE = (0, (1 << 63) - 1)
"""Every person's pseudonym."""

ROWS_MAX = (1 << 31) - 1
"""The most plays of a day: each is below 2**31 ms, so no sum leaves 64 bits."""

VERDICTS = (
    None, Reason.CONFLICT, Reason.UNKNOWN_EPISODE, Reason.UNRELEASED, Reason.UNMATCHED,
)  # fmt: skip
"""What the column `verdict` means; 0 is a play that a contract covers."""

RESULT = (
    "verdict", "contract_id", "drama_id", "episode", "platform", "received", "plays", "below",
    "effective_plays", "capped", "watch_ms", "effective_ms", "users",
)  # fmt: skip
"""The columns of the result, sorted by the first five.

Rows of verdict 0 are the roll-up, `received` - `plays` of them are copies. Every other verdict
has one row at most, with 0 in the columns behind `plays`.
"""

KEYS = RESULT[:5]
ADDED = RESULT[5:]
"""The columns that add up over any parting of the people of a day."""

_TORN = """
with v as (
  select e.viewing_hi as viewing_hi, e.viewing_lo as viewing_lo
  from ev e
  where e.viewing_lo between :lo and :hi
  group by e.viewing_hi, e.viewing_lo
  having min(e.user_hash) < max(e.user_hash)
)
select e.viewing_hi as viewing_hi, e.viewing_lo as viewing_lo, e.n as n
from ev e
  join v on e.viewing_hi = v.viewing_hi and e.viewing_lo = v.viewing_lo
where e.viewing_lo between :lo and :hi
group by e.viewing_hi, e.viewing_lo, e.n
having min(e.user_hash) < max(e.user_hash)
"""

_DAY = """
with p as (
  select e.viewing_hi as viewing_hi, e.viewing_lo as viewing_lo, e.n as n,
    e.user_hash as user_hash,
    min(e.drama_id) as drama, max(e.drama_id) as drama_high,
    min(e.episode) as part, max(e.episode) as part_high,
    min(e.platform) as place, max(e.platform) as place_high,
    min(e.ts_ms) as at_ms, max(cast(e.watch_ms as bigint)) as ms,
    cast(count(*) as bigint) as copies
  from ev e
  where e.user_hash between :lo and :hi
  group by e.viewing_hi, e.viewing_lo, e.n, e.user_hash
), t as (
  select torn.viewing_hi as viewing_hi, torn.viewing_lo as viewing_lo, torn.n as n, 1 as found
  from torn
), s as (
  select screening.drama_id as drama_id, screening.episode as episode,
    screening.duration_ms as duration_ms, screening.since_ms as since_ms, 1 as found
  from screening
), k as (
  select counting.drama_id as drama_id, counting.platform as platform,
    counting.contract_id as contract_id, counting.since_ms as since_ms,
    counting.until_ms as until_ms, counting.min_ms as min_ms,
    counting.cap_plays as cap_plays, counting.cap_watch_x as cap_watch_x, 1 as found
  from counting
), j as (
  select p.user_hash as user_hash, p.drama as drama, p.part as part, p.place as place,
    p.ms as ms, p.copies as copies, k.contract_id as contract, k.min_ms as min_ms,
    k.cap_plays as cap_plays, k.cap_watch_x * s.duration_ms as cap_ms,
    case when p.drama < p.drama_high then 1
      when p.part < p.part_high then 1
      when p.place < p.place_high then 1
      when t.found = 1 then 1
      when s.found = 1 then
        case when p.at_ms < s.since_ms then 3
          when k.found = 1 then
            case when p.at_ms < k.since_ms then 3
              when p.at_ms >= k.until_ms then 3
              else 0 end
          else 4 end
      else 2 end as verdict
  from p
    left join t on p.viewing_hi = t.viewing_hi and p.viewing_lo = t.viewing_lo and p.n = t.n
    left join s on p.drama = s.drama_id and p.part = s.episode
    left join k on p.drama = k.drama_id and p.place = k.platform
), c as (
  select j.verdict as verdict,
    case when j.verdict = 0 then j.contract else 0 end as contract,
    case when j.verdict = 0 then j.drama else 0 end as drama,
    case when j.verdict = 0 then j.part else 0 end as part,
    case when j.verdict = 0 then j.place else 0 end as place,
    case when j.verdict = 0 then j.user_hash else 0 end as person,
    j.copies as copies,
    case when j.verdict = 0 then
      case when j.ms >= j.min_ms then 1 else 0 end else 0 end as lasts,
    case when j.verdict = 0 then
      case when j.ms >= j.min_ms then j.ms else 0 end else 0 end as ms,
    case when j.verdict = 0 then j.cap_plays else 0 end as cap_plays,
    case when j.verdict = 0 then j.cap_ms else 0 end as cap_ms
  from j
), u as (
  select c.verdict as verdict, c.contract as contract, c.drama as drama, c.part as part,
    c.place as place, c.person as person,
    cast(sum(c.copies) as bigint) as copies, cast(count(*) as bigint) as seen,
    cast(sum(c.lasts) as bigint) as lasting, cast(sum(c.ms) as bigint) as watched,
    max(c.cap_plays) as cap_plays, max(c.cap_ms) as cap_ms
  from c
  group by c.verdict, c.contract, c.drama, c.part, c.place, c.person
)
select u.verdict as verdict, u.contract as contract_id, u.drama as drama_id,
  u.part as episode, u.place as platform,
  cast(sum(u.copies) as bigint) as received, cast(sum(u.seen) as bigint) as plays,
  cast(sum(case when u.verdict = 0 then u.seen - u.lasting else 0 end) as bigint) as below,
  cast(sum(case when u.lasting < u.cap_plays then u.lasting else u.cap_plays end) as bigint)
    as effective_plays,
  cast(sum(case when u.lasting > u.cap_plays then u.lasting - u.cap_plays else 0 end) as bigint)
    as capped,
  cast(sum(u.watched) as bigint) as watch_ms,
  cast(sum(case when u.watched < u.cap_ms then u.watched else u.cap_ms end) as bigint)
    as effective_ms,
  cast(sum(case when u.lasting > 0 then 1 else 0 end) as bigint) as users
from u
group by u.verdict, u.contract, u.drama, u.part, u.place
order by verdict, contract_id, drama_id, episode, platform
"""


def torn_text(low: int = WHOLE[0], high: int = WHOLE[1]) -> str:
    """SQL for the plays that several people claim, of viewings with `viewing_lo` in a range.

    What one person's copies contradict is found by `day_text` itself; what two people's do can
    only be seen where both are, so it is asked of the whole day before.
    """
    return _between(_TORN, low, high)


def day_text(low: int = PEOPLE[0], high: int = PEOPLE[1]) -> str:
    """SQL for the counts of the people whose pseudonym lies from `low` to `high`, both in."""
    return _between(_DAY, low, high)


def _between(text: str, low: int, high: int) -> str:
    # the lowest number has no literal: 2**63 without its sign is out of range
    lowest = "(-9223372036854775807 - 1)" if low == WHOLE[0] else str(low)
    return text.replace(":lo", lowest).replace(":hi", str(high)).strip()
