"""The words of prompts, in both languages: sizes, moves, light, moods, looks and colours."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from piying.model.messages.said import Said
from piying.model.people import Age, Build, Style
from piying.model.script import DayTime, Delivery, Place
from piying.model.shot import Angle, Emotion, Framing, Move, Size, Weather


def _table(rows: dict[str, tuple[str, str]]) -> Mapping[str, Said]:
    return MappingProxyType({str(key): Said(zh, en) for key, (zh, en) in rows.items()})


STYLES = _table(
    {
        Style.MANHUA: (
            "国漫风格二维动画，线条干净，赛璐璐上色",
            "2D manhua animation, clean lines, cel shading",
        ),
        Style.SHADOW: (
            "中国皮影戏，镂刻的皮影人偶，暖色背光",
            "Chinese shadow play, carved leather puppets, warm backlight",
        ),
    }
)
SIZES = _table(
    {
        Size.EXTREME_WIDE: ("大远景", "extreme wide shot"),
        Size.WIDE: ("全景", "wide shot, whole figures"),
        Size.MEDIUM: ("中景", "medium shot"),
        Size.CLOSE: ("近景", "medium close-up, head and shoulders"),
        Size.CLOSEUP: ("特写", "close-up of the face"),
        Size.EXTREME_CLOSEUP: ("大特写", "extreme close-up"),
    }
)
FRAMINGS = _table(
    {
        Framing.EMPTY: ("空镜，画面里没有人", "nobody in the frame"),
        Framing.SINGLE: ("单人", "one person"),
        Framing.TWO: ("双人，一前一后", "two people, one nearer than the other"),
        Framing.OVER: ("过肩镜头", "over the shoulder of the listener"),
        Framing.GROUP: ("多人", "a group"),
        Framing.INSERT: ("物件插入镜头", "insert of a thing"),
    }
)
MOVES = _table(
    {
        Move.STATIC: ("固定机位", "static camera"),
        Move.DRIFT: ("镜头缓慢漂移", "the camera drifts slowly"),
        Move.PUSH: ("镜头缓缓推近", "slow push in"),
        Move.PULL: ("镜头缓缓拉远", "slow pull out"),
        Move.PAN_LEFT: ("镜头向左摇", "pan left"),
        Move.PAN_RIGHT: ("镜头向右摇", "pan right"),
        Move.TILT_UP: ("镜头上摇", "tilt up"),
        Move.TILT_DOWN: ("镜头下摇", "tilt down"),
        Move.WHIP: ("快速甩镜", "whip pan"),
        Move.SHAKE: ("镜头震动", "camera shake"),
        Move.FOLLOW: ("镜头跟拍", "the camera follows"),
    }
)
ANGLES = _table(
    {
        Angle.EYE: ("平视", "eye level"),
        Angle.LOW: ("仰拍", "low angle"),
        Angle.HIGH: ("俯拍", "high angle"),
    }
)
EMOTIONS = _table(
    {
        Emotion.NEUTRAL: ("神情平静", "calm face"),
        Emotion.HAPPY: ("神情喜悦", "happy"),
        Emotion.ANGRY: ("神情愤怒", "angry"),
        Emotion.SAD: ("神情悲伤", "sad"),
        Emotion.AFRAID: ("神情恐惧", "afraid"),
        Emotion.SHOCKED: ("神情震惊", "shocked"),
        Emotion.SMUG: ("神情得意", "smug"),
        Emotion.TENDER: ("神情温柔", "tender"),
    }
)
WEATHERS = _table(
    {
        Weather.CLEAR: ("", ""),
        Weather.RAIN: ("下着雨", "rain"),
        Weather.SNOW: ("下着雪", "snow"),
        Weather.PETALS: ("花瓣飘落", "falling petals"),
        Weather.EMBERS: ("火星飘散", "drifting embers"),
        Weather.FOG: ("有雾", "fog"),
    }
)
LIGHTS = _table(
    {
        DayTime.UNKNOWN: ("", ""),
        DayTime.DAWN: ("清晨，微光", "dawn, first light"),
        DayTime.DAY: ("白天，自然光", "day, natural light"),
        DayTime.DUSK: ("黄昏，暖色斜光", "dusk, warm low light"),
        DayTime.NIGHT: ("夜晚，低调光", "night, low-key light"),
    }
)
PLACES = _table(
    {
        Place.UNKNOWN: ("", ""),
        Place.INTERIOR: ("室内", "interior"),
        Place.EXTERIOR: ("室外", "exterior"),
        Place.BOTH: ("室内外", "interior and exterior"),
    }
)
MOODS = _table(
    {
        "calm": ("平静", "calm"),
        "tender": ("温柔", "tender"),
        "sorrow": ("悲伤", "sorrowful"),
        "suspense": ("悬疑", "suspenseful"),
        "tension": ("紧张", "tense"),
        "triumph": ("昂扬", "triumphant"),
        "comic": ("轻松诙谐", "comic"),
        "silence": ("寂静", "silent"),
    }
)
SETS = _table(
    {
        "school": ("学校", "a school"),
        "classroom": ("教室", "a classroom"),
        "hospital": ("医院", "a hospital"),
        "office": ("办公室", "an office"),
        "street": ("街道", "a street"),
        "rooftop": ("天台", "a rooftop"),
        "bedroom": ("卧室", "a bedroom"),
        "living_room": ("客厅", "a living room"),
        "palace_hall": ("宫殿大殿", "a palace hall"),
        "courtyard": ("古代庭院", "an old courtyard"),
        "bamboo_forest": ("竹林", "a bamboo forest"),
        "inn": ("客栈", "an inn"),
        "cliff": ("悬崖", "a cliff"),
        "underworld_gate": ("鬼门关", "the gate of the underworld"),
        "restaurant": ("餐厅", "a restaurant"),
        "car": ("车内", "inside a car"),
        "park": ("公园", "a park"),
        "alley": ("小巷", "an alley"),
    }
)
AGES = _table(
    {
        Age.CHILD: ("孩子", "child"),
        Age.YOUNG: ("青年", "young"),
        Age.ELDER: ("老年", "elderly"),
    }
)
SEXES = _table({"female": ("女性", "woman"), "male": ("男性", "man")})
BUILDS = _table(
    {
        Build.SLENDER: ("身形修长", "slender"),
        Build.BROAD: ("身形魁梧", "broadly built"),
    }
)
HAIR = _table(
    {
        "long": ("长发", "long hair"),
        "ponytail": ("马尾", "ponytail"),
        "bob": ("齐颈短发", "bob"),
        "twin_tails": ("双马尾", "twin tails"),
        "short": ("短发", "short hair"),
        "parted": ("分头", "parted hair"),
        "crop": ("寸头", "cropped hair"),
        "topknot": ("束发", "topknot"),
        "bun_hairpin": ("发髻插簪", "bun with a hairpin"),
        "long_loose": ("披散长发", "loose long hair"),
        "elder_bun": ("老式发髻", "old-fashioned bun"),
        "bald_elder": ("秃顶", "bald"),
        "monkey": ("猴毛", "monkey fur"),
        "bun": ("丸子头", "bun"),
    }
)
OUTFITS = _table(
    {
        "uniform": ("校服", "school uniform"),
        "suit": ("西装", "suit"),
        "hoodie": ("连帽衫", "hoodie"),
        "dress": ("连衣裙", "dress"),
        "hanfu": ("汉服", "hanfu"),
        "armour": ("铠甲", "armour"),
        "gown": ("礼服", "gown"),
        "casual": ("便装", "casual clothes"),
        "palace_robe": ("宫装", "palace robe"),
        "coat": ("大衣", "coat"),
    }
)
ACCESSORIES = _table(
    {
        "glasses": ("眼镜", "glasses"),
        "earrings": ("耳环", "earrings"),
        "ribbon": ("发带", "ribbon"),
        "hairpin": ("发簪", "hairpin"),
        "crown": ("冠", "crown"),
        "hairband": ("发箍", "hairband"),
        "scarf": ("围巾", "scarf"),
        "beard": ("胡须", "beard"),
    }
)
GESTURES = _table(
    {
        "point": ("用手指着", "pointing"),
        "fist": ("握拳", "a clenched fist"),
        "phone": ("拿着手机", "holding a phone"),
        "slap": ("扬手要打", "raising a hand to slap"),
        "pray": ("双手合十", "hands pressed together"),
        "cover_mouth": ("捂着嘴", "covering the mouth"),
        "wave": ("挥手", "waving"),
        "arms_crossed": ("双臂抱胸", "arms crossed"),
        "hand_on_chest": ("手按胸口", "a hand on the chest"),
        "reach": ("伸手", "reaching out"),
        "bow": ("鞠躬", "bowing"),
        "hold": ("手里拿着东西", "holding something"),
    }
)
THINGS = _table(
    {
        "phone": ("手机", "a phone"),
        "letter": ("信", "a letter"),
        "door": ("门", "a door"),
        "ring": ("戒指", "a ring"),
        "knife": ("刀", "a knife"),
        "cup": ("杯子", "a cup"),
        "key": ("钥匙", "a key"),
        "umbrella": ("伞", "an umbrella"),
        "photo": ("照片", "a photograph"),
        "clock": ("钟", "a clock"),
        "jade_pendant": ("玉佩", "a jade pendant"),
        "sword": ("剑", "a sword"),
        "lantern": ("灯笼", "a lantern"),
        "candle": ("蜡烛", "a candle"),
        "medicine": ("药", "medicine"),
        "money": ("钱", "money"),
        "contract": ("合同", "a contract"),
        "car": ("汽车", "a car"),
        "flower": ("花", "a flower"),
        "blood_drop": ("血滴", "a drop of blood"),
    }
)
SAID_HOW = _table(
    {
        Delivery.SPOKEN: ("正在说话，口型自然", "is speaking, the mouth moves naturally"),
        Delivery.OS: ("在想心事，嘴唇闭着", "is thinking, lips closed"),
        Delivery.VO: ("嘴唇闭着", "lips closed"),
        Delivery.NARRATION: ("嘴唇闭着", "lips closed"),
    }
)
COLOURS = _table(
    {
        "000000": ("黑色", "black"),
        "2b2140": ("墨紫色", "dark violet"),
        "3a2a20": ("深棕色", "dark brown"),
        "7a4a2a": ("棕色", "brown"),
        "c89060": ("浅棕色", "light brown"),
        "e8c860": ("金色", "golden"),
        "ffffff": ("白色", "white"),
        "b0b0b0": ("银灰色", "silver grey"),
        "606060": ("灰色", "grey"),
        "c02030": ("红色", "red"),
        "c8405a": ("玫红色", "rose red"),
        "f0a0b8": ("粉色", "pink"),
        "e07020": ("橙色", "orange"),
        "e0c020": ("黄色", "yellow"),
        "308040": ("绿色", "green"),
        "80c0a0": ("浅绿色", "light green"),
        "3b5b8c": ("藏蓝色", "navy blue"),
        "3070d0": ("蓝色", "blue"),
        "90c0e8": ("浅蓝色", "light blue"),
        "7040a0": ("紫色", "purple"),
        "c0a0e0": ("浅紫色", "lavender"),
        "ffe4d2": ("米色", "cream"),
    }
)
"""Colours by "rrggbb"; a colour is called by the nearest of them."""


def word(table: Mapping[str, Said], key: str, language: str) -> str:
    """The word for `key` in "zh" or "en"; what no table knows is said as it is written."""
    found = table.get(key)
    if found is None:
        return key.replace("_", " ")
    return found.zh if language == "zh" else found.en


def colour(code: str, language: str) -> str:
    """The name of the colour "#rrggbb" in "zh" or "en"."""
    red, green, blue = (int(code[at : at + 2], 16) for at in (1, 3, 5))

    def far(name: str) -> int:
        r, g, b = (int(name[at : at + 2], 16) for at in (0, 2, 4))
        # Eyes see green best and blue least.
        return 3 * (red - r) ** 2 + 4 * (green - g) ** 2 + 2 * (blue - b) ** 2

    return word(COLOURS, min(COLOURS, key=far), language)
