"""What the room `board` says."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "board.no_scenes": Said(
        zh="第 {episode} 集没有场次，无法分镜。请至少写一行场次，例如“1-1 日 内 客厅”。",
        en="Episode {episode} has no scene, so it cannot be broken into shots. Write at least "
        "one scene heading, such as “INT. LIVING ROOM - DAY”.",
    ),
    "board.not_cast": Said(
        zh="角色“{name}”不在角色表中。请在角色表里为他加一段 [[character]]，或先自动选角。",
        en="“{name}” is not in the cast. Add a [[character]] for them to the cast file, or let "
        "the cast be completed first.",
    ),
    "board.no_presets": Said(
        zh="没有可选的音色，无法自动选角。请先安装语音，或在角色表里写明每个角色的音色。",
        en="There is no voice to choose from, so nobody can be cast. Install the voices first, "
        "or write a voice for everybody in the cast file.",
    ),
    "board.place_guessed": Said(
        zh="不认识地点“{location}”，暂用场景 {set}。要改的话，在角色表的 [sets] 里写："
        '"{location}" = "{set}"。可用的场景：{sets}。',
        en="The location “{location}” is unknown and is played in the set {set}. To change it, "
        'write under [sets] in the cast file: "{location}" = "{set}". Known sets: {sets}.',
    ),
    "board.scene_silent": Said(
        zh="第 {scene} 场（{location}）没有台词，只有画面。",
        en="Scene {scene} ({location}) has no dialogue; it is told in pictures alone.",
    ),
    "board.direction_unknown": Said(
        zh="镜头提示里的“{word}”看不懂，已忽略；是不是“{near}”？插入镜头可用：{things}。",
        en="“{word}” in the direction is not understood and is left out; did you mean "
        "“{near}”? An insert can show: {things}.",
    ),
}  # fmt: skip
