"""frames: a contact sheet of a board or of a finished film, for quick looking."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from piying.cut.edit import picture_clips
from piying.cut.rolls import Chosen, Roll, picture_lengths
from piying.model.canon import digest
from piying.model.cut import PictureClip
from piying.model.errors import Missing
from piying.model.master import Profile
from piying.model.messages import say
from piying.model.shot import Board, Transition
from piying.model.take import Recipe, TakeKind
from piying.render.jobs import ShotJob
from piying.render.profiles import profile as profile_named
from piying.render.workers import Errand
from piying.store.disk import write_file
from piying.studio.cutting.drawn import prepared_in
from piying.studio.house import House
from piying.studio.shooting.asking import asking_of
from piying.studio.shooting.board import board
from piying.studio.shooting.hand import by_hand
from piying.studio.shooting.held import episode_name
from piying.studio.shooting.needs import later
from piying.studio.shooting.onepass import Blobs
from piying.studio.shooting.variants import held_take, in_use
from piying.takes.provider import Inputs

BOARD_WIDTH, BOARD_HEIGHT = 360, 640
BOARD_COLUMNS = 6
FILM_FRAMES = 40
FILM_COLUMNS = 8

STILL = "piying.render.perform:still"
PASTED = "piying.render.perform:pasted"
MOMENTS = "piying.render.perform:moments"
"""Where a worker finds what it is asked to do."""


def board_frames(house: House, series: str, episode: int) -> Path:
    """The middle of every shot as the film would show it now, without waiting for any voice.

    What a person brought and what was chosen stands in its place; the rest is drawn.
    """
    held = board(house, series, episode).board
    rate = house.settings.rate
    with house.progress.step("cli.step_frames", len(held.shots)) as step:
        rolls = rolls_of(house, held)
        lengths = {roll.shot.id: roll.length_frames for roll in rolls}
        clips = picture_clips(rolls, picture_lengths(held, lengths, rate), rate)
        shape = Profile("board", BOARD_WIDTH, BOARD_HEIGHT, rate)
        asked = [still_errand(house, clip, shape) for clip in clips]
        pictures = house.workers.run(asked, lambda _number, done: step.advance(done))
    (sheet,) = house.workers.run([Errand(PASTED, (pictures, BOARD_COLUMNS))])
    path = house.settings.out / series / f"episode-{episode:02d}-board.png"
    write_file(path, sheet)
    return path


def rolls_of(house: House, held: Board) -> tuple[Roll, ...]:
    """Every shot with its picture; voices that are there already say how long it is."""
    recorded = by_hand(house, held, TakeKind.VOICE)
    asking = asking_of(house, held)
    spoken = {key: held_take(house, need) for key, need in asking.voices().items()}
    voices = {key: take for key, take in spoken.items() if take is not None} | recorded
    kit = later(held, voices, house.sources, house.settings.rate)
    needed = asking.needed(voices)
    brought = by_hand(house, held, TakeKind.PICTURE)
    inputs = Blobs(house, {take.blob: take.facts for take in voices.values()})
    rolls = []
    for shot in held.shots:
        recipe = needed.pictures[shot.id]
        picture = brought.get(shot.id) or held_take(house, recipe)
        rolls.append(
            Roll(
                shot,
                *needed.lengths[shot.id],
                picture or _drawn(house, kit.pictures[shot.id], inputs),
                voices.get(shot.id),
            )
        )
    return tuple(rolls)


def _drawn(house: House, need: Recipe, inputs: Inputs) -> Chosen:
    """What the provider makes of the variant that is in use; no take is kept of it."""
    recipe, _ = in_use(house, need)
    made = house.provider(recipe.provider).make(recipe, inputs)
    return Chosen(digest(recipe), house.store.blobs.put(made.data), made.facts)


def still_errand(house: House, clip: PictureClip, shape: Profile) -> Errand:
    """The errand of the middle of a shot, where its passage is over."""
    alone = replace(clip, transition=Transition.CUT, transition_frames=0)
    blobs = {clip.blob: house.store.blobs.path(clip.blob)}
    job = ShotJob(shape, alone, 0, clip.length_frames, blobs, cache=prepared_in(house))
    return Errand(STILL, (job, clip.length_frames // 2), clip.shot, draws=True)


def master_frames(house: House, series: str, episode: int, profile: str) -> Path:
    """Forty moments of the finished film."""
    stem = f"episode-{episode:02d}" + ("" if profile == "phone" else f"-{profile}")
    folder = house.settings.out / series
    head = house.store.head(
        episode_name(series, episode), f"master:{profile_named(profile).name}"
    )
    film = folder / f"{stem}.mp4"
    if head is None or not film.is_file():
        raise Missing(
            "cli.run_first",
            verb="master",
            name=f"{series}/e{episode:02d}",
            why=say("cli.state_missing", house.settings.language),
        )
    (sheet,) = house.workers.run(
        [Errand(MOMENTS, (film, FILM_FRAMES, FILM_COLUMNS), film.name)]
    )
    path = folder / f"{stem}-frames.png"
    write_file(path, sheet)
    return path
