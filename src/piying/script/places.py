"""Places: which set of the kit a location of the script is played in."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.people import Cast, Style
from piying.model.script import Place
from piying.script.castwords import MODERN_WORDS
from piying.script.kit import OUTDOOR_SETS, PERIOD_OUTFITS, SETS
from piying.script.matching import lexicon
from piying.script.numerals import narrow

PLACES = lexicon([
    ("classroom", "教室 课堂 讲台 自习室 考场 实验室 补习班 classroom lecture_hall"),
    ("school", """
        学校 校园 校门 操场 大学 高中 中学 小学 学院 教学楼 幼儿园 图书馆 体育馆 跑道 school
        campus schoolyard playground university college library gym
    """),
    ("hospital", """
        医院 病房 手术室 急诊 诊室 走廊尽头的病房 抢救室 护士站 产房 太平间 诊所 icu hospital
        ward clinic operating_room emergency_room
    """),
    ("office", """
        办公室 公司 总裁办 会议室 办公楼 集团 工位 写字楼 事务所 前台 董事会 警局 派出所
        审讯室 法院 法庭 民政局 银行 电视台 演播室 office boardroom meeting_room headquarters
        company police_station courtroom bank studio
    """),
    ("rooftop", "天台 楼顶 屋顶 顶楼 rooftop roof terrace"),
    ("bedroom", """
        卧室 卧房 房间 闺房 寝室 宿舍 床上 床边 婚房 新房 儿童房 客房 bedroom dorm dormitory
        hotel_room
    """),
    ("living_room", """
        客厅 家中 家里 家 别墅 公寓 豪宅 出租屋 厨房 玄关 书房 餐厅里的家 宅 大厅 门厅 浴室
        洗手间 卫生间 楼梯间 living_room apartment house home villa kitchen study flat
        mansion hallway bathroom
    """),
    ("restaurant", """
        餐厅 饭店 饭馆 咖啡厅 咖啡馆 咖啡店 酒吧 酒店 宴会厅 宴会 婚礼现场 包厢 会所 ktv 食堂
        火锅店 面馆 奶茶店 商场 超市 店里 便利店 restaurant cafe coffee_shop diner bar hotel
        ballroom banquet canteen mall shop store supermarket
    """),
    ("car", """
        车内 车里 车上 轿车 驾驶座 后座 出租车 大巴 地铁车厢 高铁 列车 飞机上 机舱 in_the_car
        car taxi bus train back_seat
    """),
    ("park", """
        公园 湖边 河边 江边 海边 沙滩 草地 花园 树下 桥上 桥头 长椅 田野 田间 广场 游乐园
        墓地 墓园 park lake lakeside river riverside beach garden bridge meadow field plaza
        square cemetery
    """),
    ("alley", """
        巷 小巷 巷子 巷口 胡同 弄堂 后门 地下室 仓库 停车场 车库 工厂 废弃 码头 工地 监狱
        牢房 地牢 天牢 alley alleyway backstreet warehouse garage basement dock factory
        prison dungeon cell parking_lot
    """),
    ("street", """
        街 街道 街头 街上 路边 路口 马路 大街 公路 门口 楼下 门外 车站 机场 村口 斑马线
        人行道 集市 闹市 夜市 站台 小区 street road sidewalk crossroads outside entrance
        station airport market highway village
    """),
    ("palace_hall", """
        大殿 宫殿 金銮殿 朝堂 皇宫 宫中 殿内 殿 寝宫 冷宫 御书房 王府 侯府 将军府 丞相府 正厅
        祠堂 灵堂 喜堂 宫 府 府内 palace throne_room great_hall temple shrine
    """),
    ("courtyard", """
        院子 庭院 院中 院内 后院 前院 院落 四合院 御花园 花园中 后花园 宫门 府门 城门 校场
        练武场 书院 村子 农家 courtyard yard backyard
    """),
    ("bamboo_forest", """
        竹林 树林 林中 森林 山林 山路 山中 深山 荒野 野外 官道 桃林 bamboo_forest bamboo
        forest wood woods mountain_path
    """),
    ("inn", """
        客栈 酒楼 茶楼 茶馆 酒馆 酒肆 青楼 驿站 听雨轩 阁 轩 楼阁 药铺 当铺 inn tavern
        teahouse brothel
    """),
    ("cliff", """
        悬崖 崖边 崖顶 崖 山顶 山巅 断崖 峰顶 雪山 战场 荒原 沙漠 cliff summit mountaintop
        mountain battlefield desert
    """),
    ("underworld_gate", """
        地府 冥界 阴间 鬼门关 奈何桥 黄泉 地狱 阎罗殿 阎王殿 忘川 魔界 虚空 梦境 幻境
        underworld hell netherworld limbo dream
    """),
])  # fmt: skip
"""A new word is one word in its row; the last word of a location decides (家 … 卧室)."""

GUESSES = {
    (True, True): "palace_hall",
    (True, False): "courtyard",
    (False, True): "living_room",
    (False, False): "street",
}
"""(set in the past, interior) → what an unknown location is played in."""


_TODAY = (
    *MODERN_WORDS,
    *[
        "现代",
        "超市",
        "商场",
        "小区",
        "车库",
        "停车",
        "工厂",
        "车站",
        "写字楼",
        "集团",
        "校园",
        "公路",
        "马路",
    ],
)
"""Words of a location that stays of today even where people wear robes."""
PERIOD_STAND_INS = {
    "street": "courtyard", "alley": "courtyard", "rooftop": "courtyard", "school": "courtyard",
    "living_room": "inn", "bedroom": "inn", "restaurant": "inn", "classroom": "inn",
    "hospital": "inn", "office": "palace_hall", "park": "bamboo_forest",
}  # fmt: skip
"""What a place of every age (街, 家, 店) is played in where people wear robes."""


@dataclass(frozen=True, slots=True)
class Played:
    """Where a location is played."""

    set_name: str
    place: Place
    guessed: bool
    """No word of the location was known."""


def played(location: str, place: Place, cast: Cast) -> Played:
    """The set for `location`: the cast file's word first, then the lexicon's, then a guess."""
    name = _from_cast(location, cast)
    guessed = False
    if not name:
        found = PLACES.find(narrow(location))
        # a later word is the nearer place; at the same end the longer word has already won
        name = found[-1].value if found else ""
        if is_period(cast) and not any(word in location for word in _TODAY):
            name = PERIOD_STAND_INS.get(name, name)
    if not name:
        guessed = True
        outside = place is Place.EXTERIOR
        name = GUESSES[is_period(cast), not outside]
    if place is Place.UNKNOWN:
        place = Place.EXTERIOR if name in OUTDOOR_SETS else Place.INTERIOR
    return Played(name, place, guessed)


def is_period(cast: Cast) -> bool:
    """Whether the drama is set in the past, by what most of its cast wear."""
    if cast.style is Style.SHADOW:
        return True
    dressed = [character.look.outfit in PERIOD_OUTFITS for character in cast.characters]
    return sum(dressed) * 2 > len(dressed)


def _from_cast(location: str, cast: Cast) -> str:
    wanted = _plain(location)
    sets = [(_plain(written), name) for written, name in cast.sets if name in SETS]
    for written, name in sets:
        if written == wanted:
            return name
    inside = [(written, name) for written, name in sets if written and written in wanted]
    return max(inside, key=lambda pair: len(pair[0]))[1] if inside else ""


def _plain(location: str) -> str:
    return "".join(location.casefold().split())
