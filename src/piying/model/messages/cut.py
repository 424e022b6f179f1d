"""What the room `cut` says."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "cut.episode_title": Said(zh="第{number}集", en="Episode {number}"),
    "cut.to_be_continued": Said(zh="未完待续", en="To be continued"),
    "cut.ai_label": Said(zh="AI生成", en="AI GENERATED"),
    "cut.rate": Said(
        zh="帧率 {num}/{den} 不成立。请给出两个正整数，例如 25/1。",
        en="The rate {num}/{den} is not a rate. Give two positive whole numbers, such as 25/1.",
    ),
    "cut.empty": Said(
        zh="分镜表里没有镜头，剪不成片。请先从剧本生成分镜。",
        en="The board holds no shots, so there is nothing to cut. Make the board first.",
    ),
    "cut.shot_missing": Said(
        zh="这些镜头还没有选定的画面：{shots}。请先拍摄它们，再剪辑。",
        en="No picture is chosen for these shots: {shots}. Shoot them, then edit.",
    ),
    "cut.shot_twice": Said(
        zh="镜头 {shots} 给了不止一次。每个镜头只能有一份素材。",
        en="The shots {shots} were given more than once. Give each shot exactly once.",
    ),
    "cut.voice_missing": Said(
        zh="这些镜头有台词，却没有选定的配音：{shots}。请先为它们配音，再剪辑。",
        en="These shots have a line and no chosen voice: {shots}. Record them, then edit.",
    ),
    "cut.voice_cut_short": Said(
        zh="镜头 {shot} 只有 {length} 帧，台词需要 {needed} 帧。请按配音重新计算镜头长度。",
        en=(
            "Shot {shot} has {length} frames and its line needs {needed}. "
            "Compute its length from the voice again."
        ),
    ),
    "cut.picture_short": Said(
        zh="镜头 {shot} 需要 {needed} 帧，选定的视频只有 {held} 帧，缺得太多，不能定格补足。"
        "请用 piying takes 换一段更长的视频，或另选一份素材。",
        en="Shot {shot} needs {needed} frames and its chosen clip has {held}: too few to hold "
        "the last one. Bring a longer clip with piying takes, or choose another take.",
    ),
    "cut.sample_rate": Said(
        zh="镜头 {shot} 的声音是 {rate} Hz，成片需要 {wanted} Hz。请转换采样率后再剪辑。",
        en="The sound of shot {shot} has {rate} Hz; the film needs {wanted} Hz. Resample it.",
    ),
    "cut.music_missing": Said(
        zh="这些配乐还没有选定：{briefs}。请先制作它们，再剪辑。",
        en="No music is chosen for: {briefs}. Make these cues, then edit.",
    ),
    "cut.sound_missing": Said(
        zh="这些音效还没有选定：{briefs}。请先制作它们，再剪辑。",
        en="No effect of sound is chosen for: {briefs}. Make them, then edit.",
    ),
    "cut.sound_short": Said(
        zh="“{name}”只有 {held} 个采样，需要 {needed} 个。请重新制作这段声音。",
        en="“{name}” has {held} samples where {needed} are needed. Make this sound again.",
    ),
    "cut.caption_missing": Said(
        zh="这些镜头的台词没有字幕：{shots}。请检查台词是否为空。",
        en="The lines of these shots have no caption: {shots}. Check that they are not empty.",
    ),
    "cut.frame_outside": Said(
        zh="第 {frame} 帧不在片内：全片共 {length} 帧，从 0 数起。",
        en="Frame {frame} is outside the film, which has {length} frames counted from 0.",
    ),
    "cut.subtitles_unreadable": Said(
        zh="第 {line} 行不是 {format} 字幕：{text}。请改成“开始 --> 结束”的时间行。",
        en="Line {line} is not {format}: {text}. Write a line of times, “start --> end”.",
    ),
    "cut.otio_unreadable": Said(
        zh="这不是能读的 OpenTimelineIO 时间线：{why}。请从 piying 重新导出。",
        en="This is no readable OpenTimelineIO timeline: {why}. Export it from piying again.",
    ),
    "cut.otio_foreign": Said(
        zh="“{name}”不是 piying 导出的片段，不知道它属于哪个镜头。请删去它，或只改动原有片段。",
        en=(
            "“{name}” was not exported by piying, so the shot it belongs to is unknown. "
            "Remove it, or change only clips that were exported."
        ),
    ),
}
