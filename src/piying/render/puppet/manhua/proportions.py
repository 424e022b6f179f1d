"""The proportions of every build, age and sex, as data.

Head units: the origin is between the eyes at the axis of the skull, the chin is near +106 and
the top of the skull near -108. Figure units: see `piying.render.puppet.art`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from piying.model.people import Age, Build, Look


@dataclass(frozen=True, slots=True)
class FaceForm:
    """The head, in head units."""

    width: float = 77.0
    """Half the face at the temples."""
    cheek: float = 73.0
    jaw: float = 58.0
    chin_width: float = 13.0
    chin_y: float = 103.0
    eye_x: float = 39.2
    eye_y: float = 13.0
    eye_width: float = 22.4
    """Half an eye."""
    eye_height: float = 14.6
    """Half an open eye."""
    eye_tilt: float = 0.13
    """How much higher the outer corner is, as a share of the half width."""
    iris: float = 14.0
    lash: float = 1.0
    brow_y: float = -18.5
    brow_weight: float = 4.6
    brow_length: float = 25.0
    nose_y: float = 50.0
    nose_length: float = 1.0
    nose_width: float = 8.0
    mouth_y: float = 72.0
    mouth_width: float = 13.8
    ear_y: float = 22.0
    lines: float = 0.0
    """How deep the lines of age are."""
    jowl: float = 0.0
    """How far the cheeks hang over the jaw."""


@dataclass(frozen=True, slots=True)
class Form:
    """A whole figure, in figure units."""

    face: FaceForm
    female: bool
    height: float
    head_scale: float
    neck_width: float
    """Half the neck."""
    shoulder: float
    """Half the shoulders."""
    chest: float
    waist: float
    hip: float
    depth: float
    """Half the chest from front to back."""
    bust: float
    arm_upper: float
    arm_lower: float
    arm_width: float
    hand: float
    stoop: float
    """How far the head hangs forward of the shoulders."""
    chin_y: float
    neck_y: float
    """The pit of the neck."""
    shoulder_y: float
    chest_y: float
    waist_y: float
    hip_y: float
    knee_y: float
    ankle_y: float
    leg_width: float

    @property
    def head_y(self) -> float:
        """Where the origin of the head stands."""
        return self.chin_y - self.face.chin_y * self.head_scale


_WOMAN_FACE = FaceForm()
_MAN_FACE = FaceForm(
    width=74.5,
    cheek=70.0,
    jaw=60.5,
    chin_width=17.0,
    chin_y=111.0,
    eye_width=21.6,
    eye_height=10.4,
    eye_tilt=0.13,
    iris=11.2,
    lash=0.4,
    brow_y=-12.5,
    brow_weight=7.0,
    brow_length=27.0,
    nose_y=54.5,
    nose_length=1.22,
    nose_width=10.0,
    mouth_y=78.0,
    mouth_width=17.5,
)
_GIRL_FACE = replace(
    _WOMAN_FACE,
    width=80.0,
    cheek=78.5,
    jaw=65.0,
    chin_width=15.0,
    chin_y=98.0,
    eye_x=39.5,
    eye_y=19.0,
    eye_width=24.0,
    eye_height=17.2,
    iris=15.8,
    brow_y=-19.0,
    brow_weight=4.0,
    brow_length=22.0,
    nose_y=50.0,
    nose_length=0.7,
    nose_width=6.5,
    mouth_y=68.0,
    mouth_width=14.5,
    ear_y=26.0,
)
_BOY_FACE = replace(
    _GIRL_FACE, eye_height=16.0, iris=14.8, lash=0.45, brow_weight=5.4, brow_y=-15.0
)
_OLD_WOMAN_FACE = replace(
    _WOMAN_FACE, cheek=73.0, jaw=61.0, chin_width=14.0, eye_height=10.6, iris=10.6, lash=0.45,
    eye_tilt=-0.04, brow_weight=3.8, mouth_y=74.0, chin_y=108.0, lines=1.0, nose_length=1.15,
    jowl=0.6,
)  # fmt: skip
_OLD_MAN_FACE = replace(
    _MAN_FACE, width=74.0, cheek=70.0, jaw=61.5, chin_width=16.0, chin_y=114.0,
    eye_height=8.8, iris=9.4, lash=0.5, eye_tilt=-0.03, brow_y=-11.5, brow_weight=8.2,
    brow_length=28.0, lines=1.0, jowl=1.0, nose_y=56.0, nose_length=1.42, nose_width=12.0,
    mouth_y=82.0, mouth_width=18.5,
)  # fmt: skip

_WOMAN = Form(
    face=_WOMAN_FACE, female=True, height=1500.0, head_scale=1.03, neck_width=25.0,
    shoulder=136.0, chest=92.0, waist=69.0, hip=98.0, depth=58.0, bust=1.0,
    arm_upper=238.0, arm_lower=212.0, arm_width=26.0, hand=116.0, stoop=0.0,
    chin_y=-1242.0, neck_y=-1206.0, shoulder_y=-1182.0, chest_y=-1080.0, waist_y=-930.0,
    hip_y=-790.0, knee_y=-412.0, ankle_y=-66.0, leg_width=58.0,
)  # fmt: skip
_MAN = Form(
    face=_MAN_FACE, female=False, height=1570.0, head_scale=1.04, neck_width=38.0,
    shoulder=176.0, chest=124.0, waist=94.0, hip=100.0, depth=72.0, bust=0.0,
    arm_upper=264.0, arm_lower=232.0, arm_width=34.0, hand=136.0, stoop=0.0,
    chin_y=-1314.0, neck_y=-1286.0, shoulder_y=-1262.0, chest_y=-1150.0, waist_y=-980.0,
    hip_y=-840.0, knee_y=-440.0, ankle_y=-70.0, leg_width=66.0,
)  # fmt: skip
_GIRL = Form(
    face=_GIRL_FACE, female=True, height=1060.0, head_scale=1.0, neck_width=20.0,
    shoulder=96.0, chest=70.0, waist=62.0, hip=70.0, depth=48.0, bust=0.0,
    arm_upper=160.0, arm_lower=142.0, arm_width=21.0, hand=84.0, stoop=0.0,
    chin_y=-844.0, neck_y=-818.0, shoulder_y=-798.0, chest_y=-720.0, waist_y=-622.0,
    hip_y=-530.0, knee_y=-276.0, ankle_y=-48.0, leg_width=45.0,
)  # fmt: skip
_BOY = replace(_GIRL, face=_BOY_FACE, female=False, shoulder=102.0, hip=66.0, neck_width=21.0)
_OLD_WOMAN = replace(
    _WOMAN, face=_OLD_WOMAN_FACE, height=1420.0, shoulder=134.0, waist=84.0, hip=104.0,
    bust=0.5, stoop=16.0, chin_y=-1208.0, neck_y=-1172.0, shoulder_y=-1150.0, chest_y=-1046.0,
    waist_y=-900.0, hip_y=-766.0, knee_y=-400.0,
)  # fmt: skip
_OLD_MAN = replace(
    _MAN, face=_OLD_MAN_FACE, height=1500.0, shoulder=166.0, waist=106.0, stoop=20.0,
    neck_width=37.0, chin_y=-1274.0, neck_y=-1240.0, shoulder_y=-1216.0, chest_y=-1104.0,
    waist_y=-940.0, hip_y=-806.0, knee_y=-424.0,
)  # fmt: skip

_FORMS: dict[tuple[str, Age], Form] = {
    ("female", Age.YOUNG): _WOMAN,
    ("male", Age.YOUNG): _MAN,
    ("female", Age.CHILD): _GIRL,
    ("male", Age.CHILD): _BOY,
    ("female", Age.ELDER): _OLD_WOMAN,
    ("male", Age.ELDER): _OLD_MAN,
}


def _broad(form: Form) -> Form:
    """The same figure with a heavier build."""
    face = form.face
    return replace(
        form,
        face=replace(
            face,
            width=face.width * 1.025,
            cheek=face.cheek * 1.04,
            jaw=face.jaw * 1.06,
            chin_width=face.chin_width * 1.15,
            jowl=face.jowl * 1.4,
        ),
        neck_width=form.neck_width * 1.2,
        shoulder=form.shoulder * 1.07,
        chest=form.chest * 1.15,
        waist=form.waist * 1.26,
        hip=form.hip * 1.15,
        depth=form.depth * 1.2,
        arm_width=form.arm_width * 1.2,
        leg_width=form.leg_width * 1.14,
        hand=form.hand * 1.05,
    )


@lru_cache(maxsize=256)
def form_of(look: Look) -> Form:
    """The proportions of `look`."""
    form = _FORMS["female" if look.sex == "female" else "male", look.age]
    return _broad(form) if look.build is Build.BROAD else form
