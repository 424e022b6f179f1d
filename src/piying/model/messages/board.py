"""What the room `board` says."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "board.no_scenes": Said(
        zh="第 {episode} 集没有场次，无法分镜。请至少写一行场次，例如“1-1 日 内 客厅”。",
        en="Episode {episode} has no scene, so it cannot be broken into shots. Write at least "
        "one scene heading, such as “INT. LIVING ROOM - DAY”.",
    ),
    "board.not_said": Said(
        zh="“{text}”里的“{symbols}”不会读出来，其余照读，字幕保留原文。"
        "要读的话，请换成汉字或英文。",
        en="“{symbols}” in “{text}” is not said; the rest is, and the subtitles keep every "
        "letter. To have it said, write it in words.",
    ),
    "board.not_shown": Said(
        zh="字体里没有 {symbols}，“{text}”在画面上略去它，字幕文件保留原文。"
        "要显示的话，请换成文字。",
        en="No font has {symbols}; “{text}” is drawn without it, and the subtitle file "
        "keeps every letter. To have it shown, write it in words.",
    ),
    "board.override_wrong": Said(
        zh="第 {at} 行的台词“{line}”里，注音 {override} 不对：要写在汉字后面，一字一音，"
        "如 长[chang2]、上当[shang4 dang4]。",
        en="Line {at}: the reading {override} in “{line}” is wrong. It follows Chinese "
        "characters, one syllable for each, as in 长[chang2] or 上当[shang4 dang4].",
    ),
    "board.line_too_long": Said(
        zh="第 {at} 行的台词有 {count} 个字符，最多 {most} 个。请分成几句。",
        en="The speech on line {at} has {count} characters, at most {most}. Split it into "
        "several.",
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
    "board.cast_toml": Said(
        zh="角色表第 {line} 行第 {column} 列不是合法的 TOML（{why}）。文字要加英文引号，例如 "
        'name = "张明"。',
        en="Line {line}, column {column} of the cast file is not TOML ({why}). Put text in "
        'straight quotes, as in name = "Mary".',
    ),
    "board.cast_key": Said(
        zh="角色表里不认识“{key}”，已忽略；是不是“{near}”？可用的有：{known}。",
        en="“{key}” in the cast file is unknown and is left out; did you mean “{near}”? "
        "Known: {known}.",
    ),
    "board.cast_value": Said(
        zh="角色表里 {key} 的值“{value}”不可用，改为自动选择；是不是“{near}”？"
        "可用的有：{known}。",
        en="“{value}” is no value for {key} in the cast file, so it is chosen automatically; "
        "did you mean “{near}”? Known: {known}.",
    ),
    "board.cast_type": Said(
        zh="角色表里 {key} 的写法不对，应写成 {wanted}；这一项已改为自动选择。",
        en="{key} in the cast file must be written as {wanted}; it is chosen automatically.",
    ),
    "board.cast_colour": Said(
        zh='角色表里 {key} 的颜色“{value}”看不懂，应写成 "#rrggbb"，例如 "#2b2140"；'
        "已自动选色。",
        en='The colour “{value}” of {key} in the cast file must be written as "#rrggbb", such '
        'as "#2b2140"; one is chosen automatically.',
    ),
    "board.cast_no_name": Said(
        zh='角色表里第 {number} 个 [[character]] 没有名字，已跳过。请写 name = "…"。',
        en="[[character]] number {number} of the cast file has no name and is left out. Write "
        'name = "…".',
    ),
    "board.cast_too_long": Said(
        zh="角色表里有 {count} 个角色，最多 {limit} 个。请按剧拆成几份。",
        en="The cast file has {count} characters; {limit} is the most. Split it by series.",
    ),
    "board.cast_twice": Said(
        zh="名字“{name}”在角色表里已经属于“{other}”，后一处不算。请改名或删去。",
        en="The name “{name}” already belongs to “{other}” in the cast file; the second is "
        "left out. Rename or remove it.",
    ),
}
