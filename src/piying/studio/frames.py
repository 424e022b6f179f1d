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
from piying.render.poster import contact_sheet, frame_png
from piying.render.probe import probe
from piying.render.profiles import profile as profile_named
from piying.render.still import still_png
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


def board_frames(house: House, series: str, episode: int) -> Path:
    """The middle of every shot of the board, drawn without waiting for any voice."""
    held = board(house, series, episode).board
    rate = house.settings.rate
    lengths = shot_lengths(held, {}, rate)
    source = house.sources.picture
    provider = house.provider(source.provider)
    shape = Profile("board", BOARD_WIDTH, BOARD_HEIGHT, rate)
    pictures = []
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
            pictures.append(_still(house, shot, blob, made.facts, shape, length))
            step.advance()
    path = house.settings.out / series / f"episode-{episode:02d}-board.png"
    write_file(path, contact_sheet(pictures, BOARD_COLUMNS))
    return path


def _still(
    house: House, shot: Shot, blob: Digest, facts: MediaFacts, shape: Profile, length: int
) -> bytes:
    clip = PictureClip(shot.id, blob, blob, facts.media_type, length)
    job = ShotJob(shape, clip, 0, length, {blob: house.store.blobs.path(blob)})
    return still_png(job, length // 2)


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
    picture = probe(film).picture
    length = picture.frame_count if picture else 0
    shown = [
        frame_png(film, (2 * i + 1) * length // (2 * FILM_FRAMES)) for i in range(FILM_FRAMES)
    ]
    path = folder / f"{stem}-frames.png"
    write_file(path, contact_sheet(shown, FILM_COLUMNS))
    return path
