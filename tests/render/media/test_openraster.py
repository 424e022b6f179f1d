"""OpenRaster: planes back to front, groups as one, and what cannot be kept refused."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest

from piying.model.errors import Invalid
from piying.render.media.openraster import LAYERS_MAX, PLANES_MAX, read, write


def packed(stack, files=(), mimetype=b"image/openraster", size=(64, 96)):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", mimetype)
        head = f'<image version="0.0.6" w="{size[0]}" h="{size[1]}">'
        archive.writestr("stack.xml", f"{head}<stack>{stack}</stack></image>")
        for name, data in files:
            archive.writestr(name, data)
    return target.getvalue()


def patch(made, level, alpha=255, width=32, height=32):
    pixels = made.opaque(made.flat(width, height, level))
    pixels[..., 3] = alpha
    return made.encoded(pixels)


def refused(data):
    with pytest.raises(Invalid) as error:
        [plane.painted() for plane in read(data, "e01s04", "a.ora").planes]
    assert (error.value.data["shot"], error.value.data["path"]) == ("e01s04", "a.ora")
    return error.value


def test_the_first_entry_of_the_stack_is_the_nearest_plane(made):
    stack = '<layer src="a.png" x="4" y="6"/><layer src="b.png"/>'
    files = (("a.png", patch(made, 200)), ("b.png", patch(made, 50, 255, 64, 96)))
    picture = read(packed(stack, files), "s", "p")
    far, near = (plane.painted() for plane in picture.planes)

    assert (picture.width, picture.height) == (64, 96)
    assert (far[0].shape, int(far[0][0, 0, 0]), far[1:]) == ((96, 64, 4), 50, (0, 0))
    assert (near[0].shape, int(near[0][0, 0, 0]), near[1:]) == ((32, 32, 4), 200, (4, 6))


def test_a_group_is_one_plane_and_its_offset_and_opacity_count(made):
    stack = ('<stack x="10" y="0" opacity="0.5"><layer src="a.png" x="0" y="0"/>'
             '<layer src="b.png" x="16" y="0"/></stack><layer src="c.png"/>')  # fmt: skip
    files = tuple((f"{n}.png", patch(made, level)) for n, level in
                  (("a", 200), ("b", 100), ("c", 20)))  # fmt: skip
    planes = read(packed(stack, files), "s", "p").planes
    pixels, left, top = planes[1].painted()

    assert len(planes) == 2
    assert (left, top, pixels.shape) == (10, 0, (32, 48, 4))
    assert pixels[5, 5].tolist() == [100, 100, 100, 128]
    assert pixels[5, 45].tolist() == [50, 50, 50, 128]
    assert made.near(pixels[5, 20], [125, 125, 125, 192], 1)


def test_hidden_layers_and_what_lies_outside_are_left_out(made):
    stack = ('<layer src="a.png" visibility="hidden"/><layer src="b.png" x="900"/>'
             '<layer src="c.png" x="-16" y="80"/>')  # fmt: skip
    files = tuple((f"{n}.png", patch(made, 99)) for n in "abc")
    (plane,) = read(packed(stack, files), "s", "p").planes
    pixels, left, top = plane.painted()

    assert (left, top, pixels.shape) == (0, 80, (16, 16, 4))
    assert (pixels == [99, 99, 99, 255]).all()


def test_a_way_of_blending_that_cannot_hold_is_refused(made):
    stack = '<layer name="glow" src="a.png" composite-op="svg:multiply"/>'
    error = refused(packed(stack, (("a.png", patch(made, 99)),)))

    assert error.code == "render.layers_blend"
    assert "glow" in error.said("en")


def test_too_many_planes_are_refused(made):
    stack = '<layer src="a.png"/>' * (PLANES_MAX + 1)

    assert refused(packed(stack, (("a.png", patch(made, 9)),))).code == "render.layers_count"
    assert refused(packed("")).code == "render.layers_count"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 nothing",
        packed("<layer", ()),
        packed('<layer src="absent.png"/>'),
        packed("", mimetype=b"application/epub+zip"),
        packed('<layer src="a.png" x="far"/>', (("a.png", b"x"),)),
        packed("<stack>" + '<layer src="a.png"/>' * (LAYERS_MAX + 1) + "</stack>"),
    ],
)
def test_a_damaged_file_is_refused(data):
    assert refused(data).code in ("render.layers_broken", "render.still_broken")


def test_a_file_that_unfolds_without_end_is_refused():
    """Entities that grow, and a member that is larger than any picture."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "image/openraster")
        archive.writestr("stack.xml", b" " * 2_000_000)
    entities = io.BytesIO()
    with zipfile.ZipFile(entities, "w") as archive:
        archive.writestr("mimetype", "image/openraster")
        archive.writestr("stack.xml", '<!DOCTYPE a [<!ENTITY b "c">]><image><stack/></image>')

    assert refused(bomb.getvalue()).code == "render.layers_broken"
    assert refused(entities.getvalue()).code == "render.layers_broken"
    assert refused(packed("", size=(90_000, 90_000))).code == "render.picture_size"


def test_what_is_written_is_read_back(made):
    far = made.opaque(made.flat(40, 30, 60))
    near = np.zeros((30, 40, 4), np.uint8)
    near[10:20, 10:20] = 128
    data = write([far, near], ["far", "near"])
    planes = read(data, "s", "p").planes

    assert data == write([far, near], ["far", "near"])
    assert np.array_equal(planes[0].painted()[0], far)
    assert np.abs(planes[1].painted()[0].astype(int) - near).max() <= 1
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert names[0] == "mimetype"
        assert {"mergedimage.png", "Thumbnails/thumbnail.png"} <= set(names)
