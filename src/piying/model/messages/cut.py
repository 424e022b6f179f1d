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
        zh="“{name}”不是这一集的片段，不知道它属于哪个镜头。请删去它，或改用导出的片段或该镜头的素材。",
        en=(
            "“{name}” is no clip of this episode, so the shot it belongs to is unknown. "
            "Remove it, or use a clip that was exported or a take of a shot."
        ),
    ),
    "cut.timecode": Said(
        zh="{text} 不是按每秒 {base} 帧计数的时间码（HH:MM:SS:FF，非丢帧）。请按成片帧率导出。",
        en=(
            "{text} is no timecode of {base} frames a second (HH:MM:SS:FF, non-drop). "
            "Export the list at the rate of the film."
        ),
    ),
    "cut.edl_empty": Said(
        zh="这份剪辑表里没有画面事件（V 轨）。请导出含画面的 CMX 3600 剪辑表。",
        en="This list holds no event of the picture (channel V). Export a CMX 3600 list of it.",
    ),
    "cut.edl_line": Said(
        zh="剪辑表第 {line} 行读不懂：{text}。请导出为 CMX 3600、非丢帧。",
        en="Line {line} of the list cannot be read: {text}. Export CMX 3600, non-drop.",
    ),
    "cut.edl_long": Said(
        zh=(
            "这一集有 {count} 个事件，剪辑表最多编号 {most} 个。"
            "请改用 OpenTimelineIO 或 FCP 7 XML。"
        ),
        en=(
            "The episode has {count} events and a list numbers at most {most}. "
            "Export OpenTimelineIO or FCP 7 XML instead."
        ),
    ),
    "cut.edl_dissolve": Said(
        zh="镜头 {shot} 的转场有 {frames} 帧，剪辑表最多 {most} 帧。请缩短它，或改用其他格式。",
        en=(
            "The transition into shot {shot} has {frames} frames and a list takes at most "
            "{most}. Make it shorter, or use another format."
        ),
    ),
    "cut.edl_passage": Said(
        zh="“{name}”的转场是 {kind}，这里只懂切和叠化。请改成其中一种。",
        en="“{name}” begins with {kind}; only cuts and dissolves are known. Use one of them.",
    ),
    "cut.speed_changed": Said(
        zh="“{name}”变了速，成片不能变速。请恢复原速，再导回来。",
        en="“{name}” plays at another speed, which a cut cannot. Give it its own speed back.",
    ),
    "cut.gap": Said(
        zh="“{name}”处有 {frames} 帧没有画面。请合上空隙，或启用该片段。",
        en="There is no picture for {frames} frames at “{name}”. Close the gap or enable it.",
    ),
    "cut.overlap": Said(
        zh="“{name}”与前一个片段重叠 {frames} 帧。请把它们排成先后。",
        en="“{name}” overlaps the clip before by {frames} frames. Lay one after the other.",
    ),
    "cut.two_pictures": Said(
        zh="时间线上有第二条画面轨“{name}”。请把画面放到一条轨道上。",
        en="The timeline has a second track of pictures, “{name}”. Lay them on one track.",
    ),
    "cut.transition_at_end": Said(
        zh="片尾的转场“{name}”后面没有镜头。请删去它，片尾由片尾卡收住。",
        en="No shot follows the transition “{name}” at the end. Remove it; the end card ends.",
    ),
    "cut.before_first_frame": Said(
        zh="“{name}”从第 {frame} 帧开始或没有长度，素材从第 0 帧开始。请改回素材之内。",
        en=(
            "“{name}” begins with frame {frame} or has no length; its take begins with frame "
            "0. Trim it to what the take holds."
        ),
    ),
    "cut.not_whole": Said(
        zh="“{name}”的时间 {time} 在 {rate} 下不是整帧。请把时间线设为成片帧率。",
        en="A time of “{name}”, {time}, is no whole frame at {rate}. Set the film's rate.",
    ),
}
