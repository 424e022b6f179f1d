"""What the room `render` says."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    # --- words on the picture ---------------------------------------------------------------
    "render.font_missing": Said(
        zh="没有找到字体 {path}。请运行 `piying setup`。",
        en="The font {path} is not installed. Run `piying setup`.",
    ),
    "render.font_broken": Said(
        zh="字体 {path} 打不开所需的字重。请重新运行 `piying setup`。",
        en="The font {path} does not open at the weight asked for. Run `piying setup` again.",
    ),
    "render.glyphs_missing": Said(
        zh="字体 {face} 没有这些字：{characters}（见“{text}”）。请改用别的字。",
        en="The face {face} lacks {characters}, asked for in “{text}”. Use other characters.",
    ),
    "render.emoji_missing": Said(
        zh="“{text}”里有表情符号，画它们的字体还没有准备好。请先运行 `piying setup`。",
        en="“{text}” has emoji, and the font that draws them is not there. Run `piying setup`.",
    ),
    "render.text_too_long": Said(
        zh="“{text}”排成 {rows} 行，最多 {most} 行。请缩短它，或在标点处断句。",
        en="“{text}” takes {rows} rows; at most {most} fit. Shorten it, or add punctuation.",
    ),
    "render.text_empty": Said(
        zh="“{text}”里没有可见的字，无法画出。请给出文字。",
        en="“{text}” holds nothing that can be seen. Give it words.",
    ),
    # --- segments, films and their files ----------------------------------------------------
    "render.unknown_profile": Said(
        zh="没有名为“{name}”的输出规格；可选：{known}。",
        en="There is no profile named “{name}”; choose one of: {known}.",
    ),
    "render.unknown_rate": Said(
        zh="输出规格不支持每秒 {rate} 帧；可选：{known}。",
        en="Profiles do not run at {rate} frames a second; choose one of: {known}.",
    ),
    "render.rate_differs": Said(
        zh="剪辑是每秒 {cut} 帧，输出规格是每秒 {profile} 帧；请用相同帧率重新剪辑。",
        en="The cut runs at {cut} frames a second and the profile at {profile}; "
        "edit again at the profile's rate.",
    ),
    "render.blob_missing": Said(
        zh="镜头 {shot} 的画面文件 {blob} 不在库中；请重新拍摄这个镜头。",
        en="The picture {blob} of shot {shot} is not in the store; shoot the shot again.",
    ),
    "render.file_missing": Said(
        zh="找不到文件 {path}。",
        en="There is no file {path}.",
    ),
    "render.encoder_unknown": Said(
        zh="没有名为“{encoder}”的编码器；可选：{known}。",
        en="There is no encoder named “{encoder}”; choose one of: {known}.",
    ),
    "render.encoder_absent": Said(
        zh="这里的 FFmpeg 里没有编码器 {encoder}。请改用别的编码器；"
        "`piying setup --encoders` 列出能用的。",
        en="The FFmpeg at hand has no encoder {encoder}. Choose another one; "
        "`piying setup --encoders` tells which work here.",
    ),
    "render.encoder_unusable": Said(
        zh="编码器 {encoder} 在这台机器上不能用：试编 {frames} 帧（{size}）失败：{why}。"
        "请检查显卡和驱动，或改用别的编码器；`piying setup --encoders` 列出能用的。",
        en="The encoder {encoder} does not work here. Tried: {frames} frames of {size}. "
        "It said: {why}. Check the device and its driver, or choose another encoder; "
        "`piying setup --encoders` tells which work here.",
    ),
    "render.size_odd": Said(
        zh="画面 {width}x{height} 的宽和高必须都是偶数。",
        en="Both sides of the picture must be even, not {width}x{height}.",
    ),
    "render.segment_length": Said(
        zh="一段画面有 {frames} 帧；必须在 1 到 {most} 帧之间。",
        en="A segment has {frames} frames; it must have 1 to {most}.",
    ),
    "render.segment_count": Said(
        zh="要拼接 {count} 段画面；必须在 1 到 {most} 段之间。",
        en="There are {count} segments to join; there must be 1 to {most}.",
    ),
    "render.encode_failed": Said(
        zh="写不出画面段 {path}：{why}。请检查磁盘空间和权限后重试。",
        en="The segment {path} could not be written: {why}. "
        "Check disk space and permissions, then try again.",
    ),
    "render.segment_unreadable": Said(
        zh="读不了文件 {path}：{why}。请删除它并重新渲染。",
        en="The file {path} cannot be read: {why}. Delete it and render again.",
    ),
    "render.segment_empty": Said(
        zh="画面段 {path} 里没有画面。请删除它并重新渲染。",
        en="The segment {path} holds no picture. Delete it and render again.",
    ),
    "render.segments_differ": Said(
        zh="画面段 {path}（{coding}）的编码器或编码参数与 {first}（{first_coding}）不同，"
        "不能拼接。请删除它并重新渲染。",
        en="The segment {path} ({coding}) has another encoder or other settings than {first} "
        "({first_coding}) and cannot be joined to it. Delete it and render again.",
    ),
    "render.tick": Said(
        zh="画面段 {path} 的时钟单位 {base} 秒不能整除每秒 {rate} 帧。请重新渲染。",
        en="The clock of segment {path}, in units of {base} s, does not divide "
        "{rate} frames a second. Render again.",
    ),
    "render.sound_tracks": Said(
        zh="声音文件 {path} 应当只有一条声轨，实际有 {count} 条。",
        en="The sound {path} must have one track and has {count}.",
    ),
    "render.hls_fragments": Said(
        zh="网络版切出 {found} 段，应为 {wanted} 段（{path}）。请重新输出成片后再试。",
        en="Cutting for the web gave {found} fragments instead of {wanted} ({path}). "
        "Master the film again, then try once more.",
    ),
    "render.pack_too_long": Said(
        zh="{path} 超过 {minutes} 分钟，无法为频道打包。请拆成几集。",
        en="{path} is longer than {minutes} minutes and cannot be packed for the channel. "
        "Split it into episodes.",
    ),
    "render.join_failed": Said(
        zh="写不出成片 {path}：{why}。请检查磁盘空间和权限后重试。",
        en="The film {path} could not be written: {why}. "
        "Check disk space and permissions, then try again.",
    ),
    "render.function_unknown": Said(
        zh="找不到函数“{name}”；应写成“模块:函数”。",
        en="There is no function “{name}”; name it as “module:function”.",
    ),
    "render.worker_count": Said(
        zh="不能用 {count} 个渲染进程；可用 0（每核一个）到 {most} 个。",
        en="There cannot be {count} render processes; use 0 (one for each core) to {most}.",
    ),
    "render.kernels_unkept": Said(
        zh="{path} 编译后无处保存：它所在的文件夹和用户的缓存文件夹都不可写。"
        "请用环境变量 NUMBA_CACHE_DIR 指定一个可写的文件夹。",
        en="What is compiled of {path} cannot be kept: neither beside it nor in your own cache "
        "folder may anything be written. Let NUMBA_CACHE_DIR name a folder that may be.",
    ),
    "render.worker_died": Said(
        zh="制作 {about} 的进程死了 {attempts} 次（退出码 {exit_code}），已停止。"
        "常见原因是内存不足；请减少进程数后重试。",
        en="The process that made {about} died {attempts} times (exit code {exit_code}). "
        "Memory is the usual reason; try again with fewer workers.",
    ),
    "render.errand_failed": Said(
        zh="制作 {about} 时出错：{why}",
        en="Making {about} failed: {why}",
    ),
    "render.master_failed": Said(
        zh="成片 {path} 没有通过检查（应为 → 实为）：\n{failures}",
        en="The film {path} did not pass its checks (wanted → found):\n{failures}",
    ),
    "render.no_frame": Said(
        zh="文件 {path} 里没有第 {frame} 帧。",
        en="The file {path} has no frame {frame}.",
    ),
    "render.sheet": Said(
        zh="样片总览不能有 {count} 张图、{columns} 列；要 1 到 {most} 张、至少一列。",
        en="A contact sheet cannot have {count} pictures in {columns} columns; "
        "it takes 1 to {most} in at least one.",
    ),
    "render.picture_unreadable": Said(
        zh="这张图片读不出来；请用 PNG 或 JPEG。",
        en="This picture cannot be read; use PNG or JPEG.",
    ),
    # --- pictures and clips that are not the kit's ------------------------------------------
    "render.still_broken": Said(
        zh="镜头 {shot} 的图片 {path} 损坏、不完整，或不是 PNG、JPEG、WebP。"
        "请重新导出这张图片。",
        en="The picture {path} of shot {shot} is damaged, incomplete, or no PNG, JPEG or WebP. "
        "Export it again.",
    ),
    "render.picture_kind": Said(
        zh="给镜头 {shot} 的文件 {path} 不是能用的画面。可用：PNG、JPEG、WebP、"
        "OpenRaster（.ora）、MP4、MOV、WebM、MKV、AVI、MPEG。",
        en="The file {path} for shot {shot} is no picture that can be used. Bring a PNG, "
        "JPEG, WebP, OpenRaster (.ora), MP4, MOV, WebM, MKV, AVI or MPEG.",
    ),
    "render.picture_heavy": Said(
        zh="镜头 {shot} 的图片 {path} 超过 {most} MB。请压缩后再用。",
        en="The picture {path} of shot {shot} is larger than {most} MB. Make it smaller.",
    ),
    "render.picture_size": Said(
        zh="镜头 {shot} 的画面 {path} 是 {width}x{height}；每边至少 {least} 像素，"
        "总共不超过 {most} 百万像素。请缩放后再用。",
        en="The picture {path} of shot {shot} is {width}x{height}; each side needs {least} "
        "pixels and the whole no more than {most} million. Scale it, then use it.",
    ),
    "render.layers_broken": Said(
        zh="镜头 {shot} 的分层图片 {path} 不是完整的 OpenRaster 文件（{why}）。请重新导出。",
        en="The layered picture {path} of shot {shot} is no whole OpenRaster file ({why}). "
        "Export it again.",
    ),
    "render.layers_count": Said(
        zh="镜头 {shot} 的分层图片 {path} 有 {count} 个可见图层；要 1 到 {most} 个。"
        "请合并或分组。",
        en="The layered picture {path} of shot {shot} has {count} visible planes; it takes 1 "
        "to {most}. Merge layers or group them.",
    ),
    "render.layers_blend": Said(
        zh="镜头 {shot} 的分层图片 {path} 中，图层“{layer}”用了混合方式 {how}，"
        "图层移动时无法保持。请向下合并它。",
        en="In the layered picture {path} of shot {shot} the layer “{layer}” blends by {how}, "
        "which cannot hold while layers move. Merge it down.",
    ),
    "render.depth_unfit": Said(
        zh="镜头 {shot} 的深度图 {path} 是 {width}x{height}，与图片 {of} 的比例不同。"
        "请导出相同比例的深度图。",
        en="The depth map {path} of shot {shot} is {width}x{height}, other proportions than "
        "its picture ({of}). Export it with the same.",
    ),
    "render.depth_flat": Said(
        zh="镜头 {shot} 的深度图 {path} 几乎只有一个深浅，分不出前后。请换一张，或只用图片。",
        en="The depth map {path} of shot {shot} has hardly more than one level, so nothing is "
        "near or far. Use another, or the picture alone.",
    ),
    "render.clip_broken": Said(
        zh="镜头 {shot} 的视频 {path} 读不出来（{why}）：可能损坏或被截断。请重新导出。",
        en="The clip {path} of shot {shot} cannot be read ({why}): it may be damaged or cut "
        "off. Export it again.",
    ),
    "render.clip_no_video": Said(
        zh="镜头 {shot} 的文件 {path} 里没有画面。请换一个视频文件。",
        en="The file {path} of shot {shot} holds no moving picture. Use another file.",
    ),
    "render.clip_empty": Said(
        zh="镜头 {shot} 的视频 {path} 里一帧也没有。请重新导出。",
        en="The clip {path} of shot {shot} holds not a single frame. Export it again.",
    ),
    "render.clip_turned": Said(
        zh="镜头 {shot} 的视频 {path} 标记了不是直角的旋转。请先把它转正再导出。",
        en="The clip {path} of shot {shot} asks to be turned by other than right angles. "
        "Turn it upright and export it again.",
    ),
    "render.clip_short": Said(
        zh="镜头 {shot} 的视频 {path} 只够 {held} 帧，至少要 {needed} 帧。"
        "请换一段更长的，或另选一份素材。",
        en="The clip {path} of shot {shot} lasts {held} frames and at least {needed} are "
        "needed. Use a longer one, or choose another take.",
    ),
    "render.voice_kind": Said(
        zh="给镜头 {shot} 的文件 {path} 不是能用的录音。可用：WAV、FLAC、MP3、M4A、OGG、AAC。",
        en="The file {path} for shot {shot} is no recording that can be used. Bring a WAV, "
        "FLAC, MP3, M4A, OGG or AAC.",
    ),
    "render.voice_silent": Said(
        zh="镜头 {shot} 的录音 {path} 里听不到声音。请检查录音。",
        en="Nothing is heard in the recording {path} of shot {shot}. Check the recording.",
    ),
    "render.voice_long": Said(
        zh="镜头 {shot} 的录音 {path} 有 {seconds} 秒，一句台词最长 {most} 秒。请剪短。",
        en="The recording {path} of shot {shot} lasts {seconds} s; a line may last {most}. "
        "Cut it.",
    ),
    # --- boxes and the AI label ---------------------------------------------------------------
    "render.box_broken": Said(
        zh="文件 {path} 在第 {at} 字节处的 {box} 结构损坏。请重新渲染。",
        en="The box {box} at byte {at} of {path} is broken. Render the film again.",
    ),
    "render.movie_box": Said(
        zh="文件 {path} 应当有一个 moov 结构，实际有 {count} 个；它不是完整的 MP4。",
        en="The file {path} must have one moov box and has {count}; it is not a whole MP4.",
    ),
    "render.label_value": Said(
        zh="AI 隐式标识的 {field} 不能是 {value}：只允许可见的 ASCII 字符，"
        "不含引号、反斜杠和空格；Label 为 1、2 或 3；制作者和编号不能为空。",
        en="The implicit AI label cannot hold {value} in {field}: visible ASCII without "
        "quotation mark, backslash and space; Label is 1, 2 or 3; producer and id are needed.",
    ),
    "render.label_fields": Said(
        zh="文件 {path} 的 AI 隐式标识字段不对：{fields}；必须恰好是规定的七项，各一次。",
        en="The implicit AI label of {path} has the wrong fields: {fields}; "
        "it must have exactly the seven of the rule, each once.",
    ),
    "render.label_not_json": Said(
        zh="文件 {path} 的 AI 隐式标识不是规定的 JSON 文本。",
        en="The implicit AI label of {path} is not the JSON text of the rule.",
    ),
    "render.label_absent": Said(
        zh="文件 {path} 的 moov/udta/meta 里没有 AI 隐式标识 AIGC；"
        "其他位置的同名标签平台读不到。请重新输出成片。",
        en="The file {path} has no implicit AI label AIGC in moov/udta/meta; a tag of that "
        "name elsewhere is not read by platforms. Write the film again.",
    ),
    "render.label_twice": Said(
        zh="文件 {path} 里有 {count} 个 AI 隐式标识；只能有一个。",
        en="The file {path} has {count} implicit AI labels; there must be one.",
    ),
    "render.label_lists": Said(
        zh="文件 {path} 的元数据列表 keys 与 ilst 不完整或互不相符。",
        en="The metadata lists keys and ilst of {path} are incomplete or do not agree.",
    ),
    "render.label_foreign": Said(
        zh="文件 {path} 的元数据列表里混进了外来的 {atom}，说明它被别的工具改过。"
        "请重新输出成片。",
        en="A foreign atom {atom} stands in the metadata list of {path}: another tool has "
        "edited the file. Write the film again.",
    ),
    # --- figures of the puppet kit ------------------------------------------------------------
    "render.unknown_hair": Said(
        zh="没有名为“{name}”的发型；请在角色表里改用：{known}。",
        en="There is no hair style named “{name}”; in the cast file choose one of: {known}.",
    ),
    "render.unknown_outfit": Said(
        zh="没有名为“{name}”的服装；请在角色表里改用：{known}。",
        en="There is no outfit named “{name}”; in the cast file choose one of: {known}.",
    ),
    "render.unknown_accessory": Said(
        zh="没有名为“{name}”的配饰；请在角色表里改用：{known}。",
        en="There is no accessory named “{name}”; in the cast file choose from: {known}.",
    ),
    "render.unknown_gesture": Said(
        zh="没有名为“{name}”的手势；请在分镜里改用：{known}。",
        en="There is no gesture named “{name}”; in the board choose one of: {known}.",
    ),
    "render.unknown_viseme": Said(
        zh="没有名为“{name}”的口型；可用：{known}。",
        en="There is no mouth shape named “{name}”; choose one of: {known}.",
    ),
    "render.unknown_emotion": Said(
        zh="没有名为“{name}”的表情；可用：{known}。",
        en="There is no expression named “{name}”; choose one of: {known}.",
    ),
    # --- sets of the puppet kit ---------------------------------------------------------------
    "render.unknown_set": Said(
        zh="没有名为“{name}”的场景；可选：{known}。",
        en="There is no set named “{name}”; choose one of: {known}.",
    ),
    "render.unknown_prop": Said(
        zh="没有名为“{name}”的道具；可选：{known}。",
        en="There is no prop named “{name}”; choose one of: {known}.",
    ),
    "render.unknown_effect": Said(
        "没有名为“{name}”的画面效果。可用：{known}。",
        "There is no effect “{name}”. Known: {known}.",
    ),
    "render.effect_rain": Said(
        "雨丝分远近两层，随风倾斜", "Rain in two depths, leaning with the wind"
    ),
    "render.effect_snow": Said(
        "雪花有远有近，摇摆而下", "Snow near and far, swaying as it sinks"
    ),
    "render.effect_petals": Said("花瓣随风翻转飘落", "Petals that turn over in the wind"),
    "render.effect_embers": Said("火星上升、摇曳、发光", "Sparks that rise, sway and glow"),
    "render.effect_dust": Said(
        "光里的浮尘，忽明忽暗", "Dust in the light, catching it now and then"
    ),
    "render.effect_fog": Said("两层雾缓缓交错", "Two banks of fog that drift past each other"),
    "render.effect_flash": Said(
        "镜头开头过曝一下，亮处先白",
        "The shot bursts with light; what is bright goes white first",
    ),
    "render.effect_impact": Said(
        "四帧黑白冲击：先负片，后墨稿，带集中线",
        "Four frames of ink and paper with lines of force, first the negative",
    ),
    "render.effect_shake": Said(
        "整个画面震一下再停住", "The whole picture jolts and comes to rest"
    ),
    "render.effect_speed_lines": Said(
        "白色集中线指向脸，一拍二",
        "White lines that run to the face, drawn on twos",
    ),
    "render.effect_focus": Said(
        "由虚到实地对上焦", "The lens finds its distance: out of a blur"
    ),
    "render.effect_depth": Said(
        "人物身后虚化；没有人物层时留出中间",
        "What is behind the figures is soft; in a flat picture the middle is spared",
    ),
    "render.effect_glow": Said("亮处的光溢出边缘", "What is bright shines over its edges"),
    "render.effect_light_leak": Said(
        "布景的光从一角漏进镜头，随呼吸明暗",
        "The set’s light spills in at one corner and breathes",
    ),
    "render.effect_vignette": Said("画面四角变暗", "The edges fall into the dark"),
    "render.effect_gloom": Said(
        "上方垂下黑线，光暗下来", "Lines hang from above and the light goes"
    ),
    "render.effect_flowers": Said(
        "脸的四周花朵依次绽开",
        "Blossoms open round the face, one after another",
    ),
    "render.effect_memory": Said(
        "褪色、泛黄、四周发白",
        "Colours fade, grow warm and bleach at the edges",
    ),
    "render.effect_ink": Said("墨从四边洇进来", "Ink soaks in from all four edges"),
    "render.effect_parameter": Said(
        "画面效果 {effect} 的参数 {parameter} 是 {value}，须在 {least} 与 {most} 之间。",
        "The parameter {parameter} of the effect {effect} is {value}; it must lie between "
        "{least} and {most}.",
    ),
    "render.unknown_passage": Said(
        "没有名为“{name}”的转场。可用：{known}。",
        "There is no passage “{name}”. Known: {known}.",
    ),
    "render.unknown_media": Said(
        "镜头 {shot} 的画面类型 {media} 还不能渲染。请换一个画面供应商。",
        "The picture of shot {shot} has the type {media}, which cannot be drawn. Choose "
        "another provider of pictures.",
    ),
    # --- sound ------------------------------------------------------------------------------
    "render.sound_missing": Said(
        zh="镜头 {shot} 的声音 {blob} 不在库中；请重新制作这份素材。",
        en="The sound {blob} of shot {shot} is not in the store; make the take again.",
    ),
    "render.sound_unreadable": Said(
        zh="镜头 {shot} 的声音文件 {path} 读不出来：{why}。请重新制作这份素材。",
        en="The sound {path} of shot {shot} cannot be read: {why}. Make the take again.",
    ),
    "render.sound_empty": Said(
        zh="镜头 {shot} 的声音文件 {path} 里没有声音。请重新制作这份素材。",
        en="The sound {path} of shot {shot} holds no sound. Make the take again.",
    ),
    "render.sound_long": Said(
        zh="镜头 {shot} 的声音文件 {path} 超过 {most} 秒。请截取需要的一段。",
        en="The sound {path} of shot {shot} is longer than {most} s. Cut out what is needed.",
    ),
    "render.sound_channels": Said(
        zh="镜头 {shot} 的声音文件 {path} 的声道（{channels}）无法合成立体声。"
        "请转成立体声、5.1 或 7.1。",
        en="The channels of the sound {path} of shot {shot} ({channels}) cannot be brought to "
        "stereo. Make it stereo, 5.1 or 7.1.",
    ),
    "render.sound_short": Said(
        zh="镜头 {shot} 的声音文件 {path} 只有 {held} 个采样，剪辑需要 {needed} 个；"
        "文件可能被截断。请重新制作这份素材。",
        en="The sound {path} of shot {shot} has {held} samples where its clip needs {needed}; "
        "it may be cut off. Make the take again.",
    ),
    "render.line_silent": Said(
        zh="镜头 {shot} 的配音 {path} 没有声音（片中 {seconds} 秒处）。请重新配音。",
        en="The voice {path} of shot {shot} says nothing (at {seconds} s of the film). "
        "Record it again.",
    ),
    "render.sound_clipped": Said(
        zh="镜头 {shot} 的声音文件 {blob} 削波失真（片中 {seconds} 秒处）。"
        "请降低音量重新录制。",
        en="The sound {blob} of shot {shot} is clipped (at {seconds} s of the film). "
        "Record it again at a lower level.",
    ),
    "render.sound_offset": Said(
        zh="镜头 {shot} 的声音文件 {blob} 有直流偏移（片中 {seconds} 秒起）。"
        "请滤除后重新录制。",
        en="The sound {blob} of shot {shot} stands off the middle (from {seconds} s of the "
        "film on): it has a DC offset. Filter it out and record again.",
    ),
    "render.silence": Said(
        zh="成片在镜头 {shot}、{seconds} 秒处有 {length} 秒完全无声，而剪辑在这里铺有环境底噪。"
        "请重新输出成片；若再次出现，请报告。",
        en="The film is wholly silent for {length} s at {seconds} s (shot {shot}), where the "
        "cut has room tone. Write the film again; if it happens again, report it.",
    ),
    "render.side_missing": Said(
        zh="成片的 {side} 声道几乎没有声音。请检查配乐和音效素材的声道。",
        en="The {side} channel of the film is all but silent. Check the channels of music and "
        "effects.",
    ),
    "render.film_offset": Said(
        zh="成片的波形有直流偏移 {offset}（满刻度为 1）。请检查配乐和音效素材。",
        en="The sound of the film stands off the middle by {offset} of full scale. Check music "
        "and effects.",
    ),
    "render.loudness_missed": Said(
        "混音达不到规格：响度 {lufs} LUFS（应为 {target}），"
        "真峰值 {peak} dBTP（上限 {limit}）。请降低音乐或音效的增益后再试。",
        "The mix misses its profile: {lufs} LUFS (wanted {target}), true peak {peak} dBTP "
        "(limit {limit}). Lower the gain of music or effects and try again.",
    ),
}
