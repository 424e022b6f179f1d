"""What is said of measuring finished films, of their labels and of their seals."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "render.qc_why_register_unmeasured": Said(
        "有一部已下线作品的画面没有测过，无法比对",
        "a withdrawn work was never measured, so nothing can be compared with it",
    ),
    # --- what is measured of a film: the names of render/qc/measures.py -----------------------
    "render.qc_measure_black": Said(
        zh="最长的黑场；98 % 的像素亮度不高于 20，且不短于 0.5 秒",
        en="The longest black: 98 % of the pixels have a luma of 20 or less, for 0.5 s or more",
    ),
    "render.qc_measure_freeze": Said(
        zh="最长的静帧：连续 1 秒以上画面不变，且不是黑场",
        en="The longest freeze: nothing changes for 1 s or more, and it is not black",
    ),
    "render.qc_measure_cut": Said(
        zh="硬切的次数，每处一段",
        en="How many cuts there are; each is a span of one frame",
    ),
    "render.qc_measure_flash_general": Said(
        zh="任意一秒内明暗转变的最大次数，面积不小于画面的四分之一；超过 6 次即为不合格",
        en="The most transitions of luminance in any second over a quarter of the "
        "picture or more; more than 6 fail WCAG 2.3.1",
    ),
    "render.qc_measure_flash_red": Said(
        zh="任意一秒内饱和红色转变的最大次数，面积不小于画面的四分之一；超过 6 次即为不合格",
        en="The most transitions of saturated red in any second over a quarter of the "
        "picture or more; more than 6 fail WCAG 2.3.1",
    ),
    "render.qc_measure_flash_general_small": Said(
        zh="任意一秒内明暗转变的最大次数，面积不小于手机上 10° 视野的四分之一",
        en="The most transitions of luminance in any second over a quarter of a field of 10° "
        "on a phone",
    ),
    "render.qc_measure_flash_red_small": Said(
        zh="任意一秒内饱和红色转变的最大次数，面积不小于手机上 10° 视野的四分之一",
        en="The most transitions of saturated red in any second over a quarter of a field of "
        "10° on a phone",
    ),
    "render.qc_measure_flash_extended": Said(
        zh="任意 5 秒内，每秒有 4 次以上转变的时长；4 秒即为长时闪烁",
        en="In any 5 s, how long there are 4 or more transitions in a second; 4 s is an "
        "extended flash",
    ),
    "render.qc_measure_motion_still_share": Said(
        zh="静止画面所占的时长比例",
        en="The share of the film that stands still",
    ),
    "render.qc_measure_motion_pan_share": Said(
        zh="只有推拉摇移、没有动画的时长比例",
        en="The share in which a still is only panned or zoomed",
    ),
    "render.qc_measure_motion_animated_share": Said(
        zh="有动画的时长比例",
        en="The share in which something moves by itself",
    ),
    "render.qc_measure_motion_longest_still": Said(
        zh="最长的静止画面",
        en="The longest stretch that stands still",
    ),
    "render.qc_measure_motion": Said(
        zh="每段画面的类别：still、ken_burns 或 animated；值为有动作的画面比例",
        en="The class of each stretch in its note: still, ken_burns or animated; its "
        "value is the share of pairs in which something moves",
    ),
    "render.qc_measure_luminance": Said(
        zh="画面的平均相对亮度",
        en="The mean relative luminance of the picture",
    ),
    "render.qc_measure_picture_width": Said(
        zh="画面宽度",
        en="The width of the picture",
    ),
    "render.qc_measure_picture_height": Said(
        zh="画面高度",
        en="The height of the picture",
    ),
    "render.qc_measure_picture_rate": Said(
        zh="每秒帧数",
        en="Frames a second",
    ),
    "render.qc_measure_picture_jitter": Said(
        zh="帧间隔与标称值的最大差",
        en="By how much the time between two frames differs from the nominal, at most",
    ),
    "render.qc_measure_picture_sar": Said(
        zh="像素宽高比",
        en="The width of a pixel over its height",
    ),
    "render.qc_measure_picture_colour": Said(
        zh="容器和画面都标明为 BT.709 有限范围",
        en="Whether container and picture both name BT.709 of limited range",
    ),
    "render.qc_measure_stream_gop_s": Said(
        zh="两个关键帧之间最长的时间",
        en="The longest time from one key frame to the next",
    ),
    "render.qc_measure_stream_faststart": Said(
        zh="moov 在 mdat 之前",
        en="Whether moov stands before mdat",
    ),
    "render.qc_measure_stream_bit_rate": Said(
        zh="画面的平均码率",
        en="The mean bit rate of the picture",
    ),
    "render.qc_measure_stream_peak_bit_rate": Said(
        zh="任意一秒内画面的最高码率",
        en="The highest bit rate of the picture in any second",
    ),
    "render.qc_measure_duration": Said(
        zh="画面时长",
        en="How long the picture lasts",
    ),
    "render.qc_measure_decode_errors": Said(
        zh="解不开或损坏的数据包数",
        en="Packets that do not decode, or are damaged",
    ),
    "render.qc_measure_silence": Said(
        zh="最长的静音：低于 -50 dBFS，且不短于 1 秒",
        en="The longest silence: below -50 dBFS for 1 s or more",
    ),
    "render.qc_measure_loudness_integrated": Said(
        zh="整体响度（ITU-R BS.1770，EBU R 128）",
        en="The programme loudness (ITU-R BS.1770, EBU R 128)",
    ),
    "render.qc_measure_loudness_short_max": Said(
        zh="3 秒窗口的最高短期响度",
        en="The highest short-term loudness, over 3 s",
    ),
    "render.qc_measure_loudness_short": Said(
        zh="短期响度，3 秒窗口",
        en="The short-term loudness, over the 3 s before",
    ),
    "render.qc_measure_loudness_true_peak": Said(
        zh="真峰值（四倍过采样）",
        en="The true peak, four times oversampled",
    ),
    "render.qc_measure_sound_clipping": Said(
        zh="削波的采样数：连续 3 个以上采样达到满幅",
        en="Samples that are clipped: three or more in a row at full scale",
    ),
    "render.qc_measure_av_start": Said(
        zh="声音比画面晚开始多少；负数为早",
        en="By how much the sound begins later than the picture; negative: sooner",
    ),
    "render.qc_measure_av_end": Said(
        zh="声音比画面晚结束多少；负数为早",
        en="By how much the sound ends later than the picture; negative: sooner",
    ),
    "render.qc_measure_subtitle_speed": Said(
        zh="字幕阅读速度的最大值，每秒字数",
        en="The fastest subtitle in Chinese, characters a second",
    ),
    "render.qc_measure_subtitle_speed_words": Said(
        zh="外文字幕阅读速度的最大值，每秒词数",
        en="The fastest subtitle in words, words a second",
    ),
    "render.qc_measure_subtitle_length": Said(
        zh="最长一行字幕的字数，半角算半个",
        en="The longest row of a subtitle in characters; narrow ones count half",
    ),
    "render.qc_measure_subtitle_rows": Said(
        zh="字幕最多的行数",
        en="The most rows of a subtitle",
    ),
    "render.qc_measure_subtitle_shortest": Said(
        zh="最短的一条字幕",
        en="The shortest subtitle",
    ),
    "render.qc_measure_subtitle_longest": Said(
        zh="最长的一条字幕",
        en="The longest subtitle",
    ),
    "render.qc_measure_subtitle_overlap": Said(
        zh="两条字幕重叠的最长时间",
        en="The longest time two subtitles are shown at once",
    ),
    "render.qc_measure_subtitle_gap": Said(
        zh="相邻字幕间最小的间隔，紧接的不算",
        en="The smallest gap between two subtitles that do not touch",
    ),
    "render.qc_measure_subtitle_safe": Said(
        zh="超出安全区的字幕条数",
        en="How many subtitles leave the safe area",
    ),
    "render.qc_measure_subtitle_hidden": Said(
        zh="在片外或被黑场遮住的字幕条数",
        en="How many subtitles stand outside the film, or are hidden by black",
    ),
    "render.qc_measure_burnt_in_error": Said(
        zh="画面文字与字幕的最大字错误率",
        en="The greatest share of characters that the picture shows otherwise than the "
        "subtitle",
    ),
    "render.qc_measure_label_explicit_start": Said(
        zh="显式标识首次出现的时间",
        en="When the visible label is first seen",
    ),
    "render.qc_measure_label_explicit_duration": Said(
        zh="显式标识首次连续出现的时长",
        en="How long it is then seen without a break",
    ),
    "render.qc_measure_label_explicit_height_ratio": Said(
        zh="显式标识笔画高度与画面短边之比，按最矮的字",
        en="The height of its lowest character in ink over the short side of the picture",
    ),
    "render.qc_measure_label_explicit": Said(
        zh="显式标识出现的一段；值为相关系数",
        en="A stretch in which the visible label is seen; its value is how well it fits",
    ),
    "render.qc_measure_label_implicit": Said(
        zh="文件元数据中有正确的隐式标识",
        en="Whether the file carries a right label in its metadata",
    ),
    "render.qc_measure_hash": Said(
        zh="每段画面的感知哈希，写在备注里；值为其质量",
        en="A perceptual hash of every stretch in its note; its value is its quality",
    ),
    "render.qc_measure_duplicate_share": Said(
        zh="与登记作品相同的画面比例的最大值",
        en="The greatest share of the film that is also in a registered work",
    ),
    # --- why a measure has no value -----------------------------------------------------------
    "render.qc_why_no_picture": Said(
        zh="文件里没有画面。",
        en="The file has no picture.",
    ),
    "render.qc_why_no_sound": Said(
        zh="文件里没有声音。",
        en="The file has no sound.",
    ),
    "render.qc_why_unreadable": Said(
        zh="文件打不开，什么也没有测量。",
        en="The file does not open; nothing was measured.",
    ),
    "render.qc_why_empty": Said(
        zh="没有一帧能解出来。",
        en="No frame decodes.",
    ),
    "render.qc_why_damaged": Said(
        zh="有数据包损坏，测得的结果不完整。",
        en="Some packets are damaged, so what was measured is not the whole.",
    ),
    "render.qc_why_truncated": Said(
        zh="文件被截断，测得的结果不完整。",
        en="The file is cut off, so what was measured is not the whole.",
    ),
    "render.qc_why_too_long": Said(
        zh="影片超过检查时长的上限，没有解码。",
        en="The film is longer than what is decoded; it was not decoded.",
    ),
    "render.qc_why_too_short": Said(
        zh="影片太短，无法测量。",
        en="It is too short to be measured.",
    ),
    "render.qc_why_too_large": Said(
        zh="画面尺寸超过检查的上限，没有解码。",
        en="The picture is larger than what is decoded; it was not decoded.",
    ),
    "render.qc_why_silent": Said(
        zh="全片静音，没有响度可言。",
        en="It is silent throughout, and has no loudness.",
    ),
    "render.qc_why_no_rate": Said(
        zh="帧率不明或不稳定，按时间的测量不可靠。",
        en="The frame rate is unknown or unsteady, so nothing measured over time can be "
        "relied on.",
    ),
    "render.qc_why_not_decoded": Said(
        zh="影片没有解码，长度未知。",
        en="The film was not decoded, so its length is not known.",
    ),
    "render.qc_why_no_fonts": Said(
        zh="字体没有安装，无法得知字幕的位置；请运行 `piying setup`。",
        en="The fonts are not installed, so it is not known where subtitles stand; "
        "run `piying setup`.",
    ),
    "render.qc_why_too_small": Said(
        zh="画面太小，无法测量。",
        en="The picture is too small to be measured.",
    ),
    "render.qc_why_no_cues": Said(
        zh="没有给出字幕。",
        en="No subtitles were given.",
    ),
    "render.qc_why_no_profile": Said(
        zh="没有给出输出规格，安全区未知。",
        en="No profile was given, so the safe area is not known.",
    ),
    "render.qc_why_no_reader": Said(
        zh="没有安装文字识别（见 requirements/ocr.txt）。",
        en="Reading pictures is not installed (requirements/ocr.txt).",
    ),
    "render.qc_why_no_label": Said(
        zh="没有给出标识的文字或图形，无法寻找。",
        en="Neither words nor shape of the label were given, so it cannot be looked for.",
    ),
    "render.qc_why_label_not_seen": Said(
        zh="画面中没有找到标识。",
        en="The label is not seen in the picture.",
    ),
    "render.qc_why_not_mp4": Said(
        zh="不是 MP4，没有可读的容器结构。",
        en="It is no MP4, so there are no boxes to read.",
    ),
    "render.qc_why_no_words": Said(
        zh="没有适用的字幕。",
        en="There is no subtitle of this kind.",
    ),
    "render.qc_why_no_register": Said(
        zh="没有给出登记的作品。",
        en="No register of works was given.",
    ),
    "render.qc_why_no_hashes": Said(
        zh="没有一段画面有足够细节可以比对。",
        en="No stretch of the film has enough detail to be compared.",
    ),
    "render.qc_why_one_cue": Said(
        zh="只有一条字幕，没有间隔。",
        en="There is one subtitle, and so no gap.",
    ),
    "render.qc_why_not_asked": Said(
        zh="没有要求测量这一项。",
        en="It was not asked for.",
    ),
}
