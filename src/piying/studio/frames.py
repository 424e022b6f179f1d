"""frames: a contact sheet of a board or of a finished film, for quick looking."""

from __future__ import annotations

from pathlib import Path

from piying.cut.rolls import shot_lengths
from piying.model.canon import Digest
from piying.model.cut import PictureClip
from piying.model.errors import Missing
from piying.model.master import Profile
from piying.model.messages import say
from piying.model.shot import Shot
from piying.model.take import MediaFacts
from piying.render.jobs import ShotJob
from piying.render.profiles import profile as profile_named
from piying.render.workers import Errand
from piying.store.disk import write_file
from piying.studio.board import board
from piying.studio.held import episode_name
from piying.studio.house import House
from piying.studio.shooting import NoInputs
from piying.takes.recipe import picture_recipe

BOARD_WIDTH, BOARD_HEIGHT = 360, 640
BOARD_COLUMNS = 6
FILM_FRAMES = 40
FILM_COLUMNS = 8

STILL = "piying.render.perform:still"
PASTED = "piying.render.perform:pasted"
MOMENTS = "piying.render.perform:moments"
"""Where a worker finds what it is asked to do."""


def board_frames(house: House, series: str, episode: int) -> Path:
    """The middle of every shot of the board, drawn without waiting for any voice."""
    held = board(house, series, episode).board
    rate = house.settings.rate
    lengths = shot_lengths(held, {}, rate)
    source = house.sources.picture
    provider = house.provider(source.provider)
    shape = Profile("board", BOARD_WIDTH, BOARD_HEIGHT, rate)
    asked = []
    with house.progress.step("cli.step_frames", len(held.shots)) as step:
        for shot in held.shots:
            length = lengths[shot.id][0]
            recipe = picture_recipe(
                shot.spec,
                source,
                length_frames=length,
                rate=rate,
                voice=None,
                speech_at_frame=0,
            )
            made = provider.make(recipe, NoInputs())
            blob = house.store.blobs.put(made.data)
            asked.append(_still(house, shot, blob, made.facts, shape, length))
        pictures = house.workers.run(asked, lambda _number, done: step.advance(done))
    (sheet,) = house.workers.run([Errand(PASTED, (pictures, BOARD_COLUMNS))])
    path = house.settings.out / series / f"episode-{episode:02d}-board.png"
    write_file(path, sheet)
    return path


def _still(
    house: House, shot: Shot, blob: Digest, facts: MediaFacts, shape: Profile, length: int
) -> Errand:
    clip = PictureClip(shot.id, blob, blob, facts.media_type, length)
    job = ShotJob(shape, clip, 0, length, {blob: house.store.blobs.path(blob)})
    return Errand(STILL, (job, length // 2), shot.id)


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
