# ruff: noqa: INP001 - a script beside the pages, not a package
"""Writes the tables of the pages that mirror the code, and the description of the API.

    .venv/bin/python docs/generate.py           write what has changed
    .venv/bin/python docs/generate.py --check   say what is out of date, and fail

A table stands between `<!-- table: NAME -->` and `<!-- end -->`; NAME is a key of `TABLES`.
`tests/test_docs.py` holds every page to what this writes.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
sys.path[:0] = [str(DOCS), str(ROOT / "src")]

from doctables import (  # noqa: E402
    asvs,
    books,
    deals,
    direction,
    duties,
    gallery,
    interchange,
    markdown,
    program,
    readings,
)

from piying.audience import sql  # noqa: E402
from piying.model.messages import CATALOGUE  # noqa: E402
from piying.script.breakdown import noteswords  # noqa: E402
from piying.web.app import described  # noqa: E402

DESCRIPTION = DOCS / "openapi.json"
"""The description of the API, whole."""
MARK = re.compile(r"(<!-- table: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

TABLES: dict[str, Callable[[], str]] = {
    "verbs": program.verbs_table,
    "options": program.options_table,
    "settings": program.settings_table,
    **{
        f"messages-{room}": lambda room=room: program.messages_table(room)  # type: ignore[misc]
        for room in dict.fromkeys(name.partition(".")[0] for name in CATALOGUE)
    },
    "accounts": books.accounts_table,
    "asvs": asvs.asvs_table,
    "asvs-counts": asvs.asvs_counts,
    "deeds": duties.deeds_table,
    "effects": gallery.effects_table,
    "passages": gallery.passages_table,
    "profiles": gallery.profiles_table,
    "encoders": gallery.encoders_table,
    "measures": gallery.measures_table,
    "providers": program.providers_table,
    "sets": gallery.sets_table,
    "things": gallery.things_table,
    "props": gallery.props_table,
    "wardrobe": gallery.wardrobe_table,
    "look": gallery.look_table,
    "voice-fields": gallery.voice_fields_table,
    "presets": gallery.presets_table,
    "gestures": gallery.gestures_table,
    "sheets": gallery.sheets_list,
    "stage": gallery.stage_table,
    **{
        f"note-{part}": lambda part=part: direction.note_words_table(part)  # type: ignore[misc]
        for part in dict.fromkeys(what for (what, _), _ in noteswords.WISHES)
    },
    "note-keys": direction.keys_table,
    "note-captions": lambda: direction.row_table("way | words", noteswords.CAPTION_WORDS),
    "note-mood": lambda: direction.row_table("music | words", noteswords.MOOD_WORDS),
    "note-effects": lambda: direction.row_table(
        "effect of the picture | words", noteswords.EFFECT_WORDS
    ),
    "note-sounds": lambda: direction.row_table(
        "effect of sound | words", noteswords.SOUND_WORDS
    ),
    "grammar": direction.grammar_table,
    "feelings": direction.feelings_table,
    "exports": interchange.kinds_table,
    "exported-transitions": interchange.passages_table,
    "sounds": direction.sounds_table,
    "music": direction.music_table,
    "spaces": direction.spaces_table,
    "tails": direction.tails_table,
    "numerals": direction.numerals_table,
    "counting-torn-sql": lambda: f"```sql\n{sql.torn_text()}\n```\n",
    "counting-day-sql": lambda: f"```sql\n{sql.day_text()}\n```\n",
    "fountain": lambda: markdown.table("written | read as", readings.fountain()),
    "chinese-headings": lambda: markdown.table(
        "written | number | place | location | time | light", readings.headings()
    ),
    "chinese-lines": lambda: markdown.table("written | read as", readings.chinese()),
    "deal-kinds": deals.kinds_table,
    "deal-fields": deals.fields_table,
    "deal-measures": deals.measures_table,
    "dealbook": deals.dealbook_table,
    **{f"room-{room}": lambda room=room: program.room_table(room) for room in program.FLOORS},  # type: ignore[misc]
}
"""Every table by the name in its marker."""


def written(text: str) -> str:
    """`text` with every table as it is now."""
    return MARK.sub(lambda found: found[1] + TABLES[found["name"]]() + found[3], text)


def description() -> str:
    """The description of the API, as it is served."""
    told = described().openapi()
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def pages() -> list[Path]:
    """Every page that may hold a table."""
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check only say which would change."""
    stale = []
    for page in (*pages(), DESCRIPTION):
        before = page.read_text(encoding="utf-8") if page.exists() else ""
        after = description() if page == DESCRIPTION else written(before)
        if before == after:
            continue
        stale.append(page)
        if "--check" not in arguments:
            page.write_text(after, encoding="utf-8")
    for page in stale:
        sys.stdout.write(f"{page.relative_to(ROOT)}\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
