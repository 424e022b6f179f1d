"""House styles met in the wild, each in a few invented lines."""

from __future__ import annotations

import pytest

from piying.model.script import BeatKind, Delivery, ElementKind, Place, Reading
from piying.script.format import format_script
from piying.script.parse import parse
from piying.script.readers.chinese import read_chinese
from piying.script.readers.chinese.manner import manner_of
from piying.script.scenes import episodes


def kinds(reading: Reading) -> list[ElementKind]:
    return [element.kind for element in reading.script.elements]


def spoken(text: str) -> list[tuple[str, str, str]]:
    reading = read_chinese(text)
    assert parse(format_script(reading.script)).script == reading.script
    return [
        (beat.speaker, beat.manner, beat.text)
        for episode in episodes(reading.script)
        for scene in episode.scenes
        for beat in scene.beats
        if beat.kind is BeatKind.LINE
    ]


def heading(line: str) -> tuple[str, Place, str, str]:
    reading = read_chinese(f"{line}\n甲：好。\n")
    found = next(one.heading for one in reading.script.elements if one.heading)
    return found.number, found.place, found.location, found.time


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1-1日内祠堂", ("1-1", Place.INTERIOR, "祠堂", "日")),
        ("1-1 场景：夜 外 渡口", ("1-1", Place.EXTERIOR, "渡口", "夜")),
        ("2-3地点，茶楼，日，内", ("2-3", Place.INTERIOR, "茶楼", "日")),
        ("1-1日 外 场景：山门", ("1-1", Place.EXTERIOR, "山门", "日")),
        ("【场景2】外景 长街-傍晚 全景", ("2", Place.EXTERIOR, "长街", "傍晚")),
        ("◆ 场景三：药铺　夜　内", ("3", Place.INTERIOR, "药铺", "夜")),
        ("场次（4）地点：面馆，夜，内", ("4", Place.INTERIOR, "面馆", "夜")),
        ("S05 内景 茶楼 日", ("5", Place.INTERIOR, "茶楼", "日")),
        ("EP02 SC07 INT 茶楼 夜", ("2-7", Place.INTERIOR, "茶楼", "夜")),
        ("(3) 日 内 卧房", ("3", Place.INTERIOR, "卧房", "日")),
        ("场1-1 ⽇ 内 船舱\u200b", ("1-1", Place.INTERIOR, "船舱", "日")),
        ("第二場 日 內 教室", ("2", Place.INTERIOR, "教室", "日")),
    ],
)
def test_headings_of_other_houses_are_read(
    line: str, told: tuple[str, Place, str, str]
) -> None:
    assert heading(line) == told


def test_fields_behind_a_number_in_traditional_letters_make_the_heading() -> None:
    reading = read_chinese("第一場　景：書房　時：夜　人：阿福、老師\n\n老師：坐。\n")
    assert kinds(reading)[:2] == [ElementKind.HEADING, ElementKind.CAST]
    found = reading.script.elements[0].heading
    assert found is not None
    assert (found.scene, found.location, found.time) == (1, "書房", "夜")


def test_a_place_field_with_a_place_is_the_location() -> None:
    reading = read_chinese("1-2\n时：夜\n景：戏院后台\n人：阿福\n阿福：走。\n")
    found = reading.script.elements[0].heading
    assert found is not None
    assert (found.number, found.location, found.time) == ("1-2", "戏院后台", "夜")


def test_what_stands_between_a_known_name_and_the_colon_is_the_manner() -> None:
    lines = "1-1 日 内 店\n人物：阿福、掌柜\n阿福惊喜：有货？\n掌柜指着门大骂阿福：滚！\n"
    assert spoken(lines) == [("阿福", "惊喜", "有货？"), ("掌柜", "指着门大骂阿福", "滚！")]


def test_a_thought_behind_a_name_is_an_inner_voice() -> None:
    reading = read_chinese("1-1 日 内 店\n人物：阿福、掌柜\n阿福心想：不妙。\n")
    cue = next(one.cue for one in reading.script.elements if one.cue)
    assert cue is not None
    assert (cue.name, cue.delivery) == ("阿福", Delivery.OS)


@pytest.mark.parametrize(
    "name",
    [
        "阿福妈妈",
        "阿福的随从",
        "阿福手下",
        "阿福和掌柜",
        "阿福手机响起",
        "阿福看见纸上写着",
        "阿福甲",
    ],
)
def test_another_person_or_a_thing_is_no_manner(name: str) -> None:
    assert manner_of(name, {"阿福", "掌柜"}) == 0


def test_a_name_with_a_manner_that_comes_twice_is_still_no_name() -> None:
    lines = "1-1 日 内 店\n人物：阿福、掌柜\n阿福走来：早。\n掌柜：早。\n阿福走来：早啊。\n"
    assert {speaker for speaker, _, _ in spoken(lines)} == {"阿福", "掌柜"}


def test_speech_behind_a_triangle_is_spoken() -> None:
    lines = (
        "1-1 日 外 桥\n人物：阿福\n△阿福上桥。\n△阿福：（喘）等等我！\n"
        "△女声（画外音）：别回头。\n△特写：一只手。\n"
    )
    assert spoken(lines) == [("阿福", "喘", "等等我！"), ("女声", "", "别回头。")]


def test_two_speakers_on_one_line_are_two() -> None:
    lines = (
        "1-1 日 外 桥\n人物：阿福、掌柜\n阿福：你来了？ 掌柜：来了。\n△雨停。 阿福：走吧。\n"
    )
    assert [speaker for speaker, _, _ in spoken(lines)] == ["阿福", "掌柜", "阿福"]


def test_on_screen_words_behind_a_triangle_are_supers() -> None:
    reading = read_chinese("1-1 日 外 桥\n△ 字幕：三年后\n∆字幕浮现：青石镇\n阿福：到了。\n")
    supers = [e.text for e in reading.script.elements if e.kind is ElementKind.SUPER]
    assert supers == ["三年后", "青石镇"]


def test_a_flashback_that_is_called_a_picture_begins_and_ends() -> None:
    text = "1-1 日 外 桥\n△画面闪回。\n阿福：那年也下雨。\n△画面切回现实。\n阿福：走。\n"
    reading = read_chinese(text)
    assert kinds(reading).count(ElementKind.FLASHBACK) == 1
    assert kinds(reading).count(ElementKind.FLASHBACK_END) == 1
    assert not reading.findings


def test_a_chapter_is_no_speaker() -> None:
    reading = read_chinese(
        "第一章：初遇\n【场景：深夜，渡口】 旁白： 那夜有雾。\n阿福： 有人吗？\n"
    )
    assert kinds(reading)[:3] == [ElementKind.SECTION, ElementKind.HEADING, ElementKind.CUE]


def test_a_narrator_in_brackets_needs_no_colon() -> None:
    assert spoken("1-1 日 外 桥\n【旁白】雾散了。\n（旁白）天亮了。\n") == [
        ("旁白", "", "雾散了。"),
        ("旁白", "", "天亮了。"),
    ]


def test_a_delivery_below_the_name_says_how_it_is_heard() -> None:
    text = (
        "1-1 夜 外 桥\n出场人物：Ada、Bo\n\nADA\n（OS）\n谁在那里？\n\nBO\n（低声）\n是我。\n"
    )
    (episode,) = episodes(read_chinese(text).script)
    lines = [beat for beat in episode.scenes[0].beats if beat.kind is BeatKind.LINE]
    assert [(one.speaker, one.delivery, one.manner) for one in lines] == [
        ("ADA", Delivery.OS, ""),
        ("BO", Delivery.SPOKEN, "低声"),
    ]


def test_prose_makes_no_cue_and_says_so() -> None:
    text = (
        "“你怎么来了？”她问。\n“路过。”他收起伞。\n屋里很静，炉上的水开了。\n"
        "他目光一沉，缓缓说：“该走了。”\n她没有回答。\n"
    )
    reading = read_chinese(text)
    assert ElementKind.CUE not in kinds(reading)
    assert "script.prose" in [one.code for one in reading.findings]


def test_counted_extras_keep_their_count_in_the_name() -> None:
    lines = "1-1 日 内 店\n人物：阿福、女客*2\n女客 * 1：好香。\n女客 * 2：是呀。\n"
    assert [speaker for speaker, _, _ in spoken(lines)] == ["女客 * 1", "女客 * 2"]
