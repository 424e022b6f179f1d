"""A brief held against a card: what the model would make of it, or why it cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.card import ModelCard, Size
from piying.model.errors import Invalid

RATIO_TOLERANCE_PERCENT = 5
"""A vendor's "9:16" may be 496x864: so far may its ratio be from the frame's."""

_TIMED = frozenset({Medium.VIDEO, Medium.MUSIC})
_SEEN = frozenset({Medium.IMAGE, Medium.VIDEO})
_MOVING = frozenset({Role.CLIP, Role.SOUND})
_FRAMES = frozenset({Role.FIRST_FRAME, Role.LAST_FRAME})


@dataclass(frozen=True, slots=True)
class Fit:
    """What a model makes of a brief that it can make."""

    size: Size | None = None
    """For pictures: the nearest of its sizes that is not smaller than the frame."""
    length_ms: int = 0
    """For video and music: the shortest length it makes that is long enough."""
    shots_ms: tuple[int, ...] = ()
    """For a clip of several shots: the length of each; they add up to `length_ms`."""
    tokens: int = 0
    """For text: the longest answer; 0 where neither brief nor card limits it."""


def check(brief: Brief, card: ModelCard, day: date) -> Fit:
    """What `card` makes of `brief` on `day`.

    Raises:
        Invalid: it cannot; the error names provider, model, the limit and what was found.
    """
    _in_service(card, day)
    if brief.medium is not card.medium:
        raise _refused(
            "takes.medium_not_made", card, makes=card.medium.value, found=brief.medium.value
        )
    _asked(brief, card)
    _references(brief.references, card)
    size = size_of(brief.width, brief.height, card) if card.medium in _SEEN else None
    length, shots = _lengths(brief, card, size)
    return Fit(size, length, shots, _tokens(brief, card))


def _refused(code: str, card: ModelCard, **data: object) -> Invalid:
    return Invalid(code, provider=card.provider, model=card.model, **data)


def _in_service(card: ModelCard, day: date) -> None:
    if card.retires_on is None or day < card.retires_on:
        return
    retired = card.retires_on.isoformat()
    if not card.successor:
        raise _refused("takes.model_retired_alone", card, retired=retired)
    raise _refused("takes.model_retired", card, retired=retired, successor=card.successor)


def _asked(brief: Brief, card: ModelCard) -> None:
    """The prompt, the language, and what only some models can do."""
    if not brief.prompt.strip() and not brief.shots:
        raise _refused("takes.prompt_missing", card)
    most, found = card.prompt_characters_max, len(brief.prompt)
    if most and found > most:
        raise _refused("takes.prompt_too_long", card, most=most, found=found)
    if brief.language and card.languages and brief.language not in card.languages:
        known = ", ".join(card.languages)
        raise _refused("takes.language_not_known", card, found=brief.language, known=known)
    if brief.with_sound and not card.sound:
        raise _refused("takes.sound_not_made", card)
    if brief.answer_schema and not card.structured:
        raise _refused("takes.not_structured", card)
    if brief.words and not card.words:
        raise _refused("takes.words_not_set", card, found=", ".join(brief.words))
    if len(brief.shots) > card.shots_max:
        raise _refused(
            "takes.shots_too_many", card, most=card.shots_max, found=len(brief.shots)
        )
    for number, shot in enumerate(brief.shots, start=1):
        most, found = card.shot_characters_max, len(shot.prompt)
        if most and found > most:
            raise _refused(
                "takes.shot_prompt_too_long", card, number=number, most=most, found=found
            )


def _references(references: tuple[Reference, ...], card: ModelCard) -> None:
    if len(references) > card.references_max:
        raise _refused(
            "takes.references_too_many", card, most=card.references_max, found=len(references)
        )
    pictures = sum(reference.role not in _MOVING for reference in references)
    if 0 < card.pictures_max < pictures:
        raise _refused(
            "takes.references_too_many", card, most=card.pictures_max, found=pictures
        )
    frames = sum(reference.role in _FRAMES for reference in references)
    if card.frames_alone and 0 < frames < len(references):
        raise _refused("takes.frames_not_alone", card, found=len(references) - frames)
    limits = {limit.role: limit for limit in card.roles}
    counts = Counter(reference.role for reference in references)
    for role, found in counts.items():
        limit = limits.get(role)
        most = limit.most if limit else 0
        if found > most:
            raise _refused("takes.role_too_many", card, role=role.value, most=most, found=found)
        length = sum(each.length_ms for each in references if each.role is role)
        if limit and 0 < limit.length_ms_max < length:
            raise _refused(
                "takes.role_too_long",
                card,
                role=role.value,
                most=limit.length_ms_max,
                found=length,
            )
    for reference in references:
        _one_reference(reference, card)


def _one_reference(reference: Reference, card: ModelCard) -> None:
    name = reference.name or reference.role.value
    if 0 < card.reference_bytes_max < reference.byte_count:
        raise _refused(
            "takes.reference_too_heavy",
            card,
            name=name,
            most=card.reference_bytes_max,
            found=reference.byte_count,
        )
    if reference.role in _MOVING:
        return
    short, long = sorted((reference.width, reference.height))
    if short < card.reference_side_min:
        raise _refused(
            "takes.reference_too_small",
            card,
            name=name,
            most=card.reference_side_min,
            found=short,
        )
    most = card.reference_stretch_max_permille
    if most and long * 1000 > most * short:
        raise _refused(
            "takes.reference_too_long_shaped",
            card,
            name=name,
            most=most,
            found=-(-long * 1000 // max(short, 1)),
        )


def size_of(width: int, height: int, card: ModelCard) -> Size | None:
    """The nearest size of `card` that is not smaller than the frame; None: it names no sizes.

    Raises:
        Invalid: it has none of that shape, or none so large.
    """
    if not card.sizes:
        return None
    if width <= 0 or height <= 0:
        raise _refused("takes.frame_missing", card)
    alike = [size for size in card.sizes if _same_ratio(size, width, height)]
    if not alike:
        known = ", ".join(f"{size.width}x{size.height}" for size in card.sizes)
        raise _refused("takes.ratio_not_made", card, found=f"{width}x{height}", known=known)
    covering = [size for size in alike if size.width >= width and size.height >= height]
    if not covering:
        largest = max(alike, key=_area)
        raise _refused(
            "takes.frame_too_large",
            card,
            most=f"{largest.width}x{largest.height}",
            found=f"{width}x{height}",
        )
    return min(covering, key=_area)


def _area(size: Size) -> int:
    return size.width * size.height


def _same_ratio(size: Size, width: int, height: int) -> bool:
    one, other = size.width * height, size.height * width
    return abs(one - other) * 100 <= max(one, other) * RATIO_TOLERANCE_PERCENT


def _lengths(brief: Brief, card: ModelCard, size: Size | None) -> tuple[int, tuple[int, ...]]:
    if card.medium not in _TIMED:
        return 0, ()
    shots = tuple(_up(shot.length_ms, card.step_ms) for shot in brief.shots)
    told = sum(shot.length_ms for shot in brief.shots)
    if brief.shots and brief.length_ms not in (0, told):
        raise _refused(
            "takes.length_differs_from_shots", card, found=told, wanted=brief.length_ms
        )
    wanted = sum(shots) or brief.length_ms
    if wanted <= 0 or any(shot <= 0 for shot in shots):
        raise _refused("takes.length_missing", card)
    referenced = is_referenced(brief.references)
    made = length_made(wanted, card, size, referenced=referenced)
    if made is None:
        most = longest_ms(card, size, referenced=referenced)
        raise _refused("takes.length_too_long", card, most=most, found=wanted)
    if shots:
        # What the vendor makes over and above is at the end, where the cut trims it.
        shots = (*shots[:-1], shots[-1] + made - wanted)
    return made, shots


def longest_ms(card: ModelCard, size: Size | None, *, referenced: bool = False) -> int:
    """The longest clip that `card` makes at `size`; 0 where the vendor names no limit."""
    return max(lengths_at(card, size, referenced=referenced), default=card.longest_ms)


def length_made(
    wanted_ms: int, card: ModelCard, size: Size | None, *, referenced: bool = False
) -> int | None:
    """The shortest length that `card` makes and that is not below `wanted_ms`; None: too long.

    Where the vendor makes only some lengths it is one of them, else a whole step.
    """
    only = lengths_at(card, size, referenced=referenced)
    if only:
        return min((length for length in only if length >= wanted_ms), default=None)
    made = _up(max(wanted_ms, card.shortest_ms), card.step_ms)
    return None if 0 < card.longest_ms < made else made


def is_referenced(references: Iterable[Reference]) -> bool:
    """Whether any of `references` is no first or last frame."""
    return any(reference.role not in _FRAMES for reference in references)


def lengths_at(
    card: ModelCard, size: Size | None, *, referenced: bool = False
) -> tuple[int, ...]:
    """The only lengths that `card` makes at `size`; empty: any between its bounds.

    With references that are no frames (`referenced`) some models make fewer.
    """
    if referenced and card.referenced_ms:
        return card.referenced_ms
    return size.lengths_ms if size and size.lengths_ms else card.lengths_ms


def _up(length_ms: int, step_ms: int) -> int:
    return -(-length_ms // step_ms) * step_ms if step_ms else length_ms


def _tokens(brief: Brief, card: ModelCard) -> int:
    if card.medium is not Medium.TEXT:
        return 0
    most, found = card.tokens_max, brief.most_tokens
    if 0 < most < found:
        raise _refused("takes.tokens_too_many", card, most=most, found=found)
    return found or most
