"""What the door says: help, results and mistakes of typing."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "cli.help": Said(
        "皮影：把剧本变成竖屏动画短剧，全程离线。",
        "piying turns a screenplay into a finished vertical animated drama, offline.",
    ),
    "cli.help_make": Said(
        "一条命令走完全程：读剧本、分镜、取素材、剪辑、出成片",
        "run every step: read the script, board, shoot, edit and master",
    ),
    "cli.help_write": Said("读入剧本与角色表", "read a screenplay and its cast file"),
    "cli.help_board": Said("由剧本排出分镜", "turn the script into a board of shots"),
    "cli.help_shoot": Said(
        "制作分镜所缺的声音、画面、音乐与音效",
        "make the voices, pictures, music and effects that the board lacks",
    ),
    "cli.help_edit": Said("把素材剪成时间线", "cut the takes into a timeline"),
    "cli.help_play": Said(
        "在本机网页上立即播放任意一段（草稿画质）",
        "play any part at once on a page of this machine, at draft quality",
    ),
    "cli.help_at": Said(
        "从这里开始：时间（如 1:05.2）或镜头号",
        "where to begin: a time such as 1:05.2, or the id of a shot",
    ),
    "cli.help_port": Said(
        "网页的端口（默认任选一个空闲的）",
        "the port of the page (default: any that is free)",
    ),
    "cli.serving": Said(
        "频道已开放：{address}（按 Ctrl-C 停止）",
        "The channel is open: {address} (Ctrl-C stops it)",
    ),
    "cli.help_serve": Said(
        "开放频道：观众页面、制作方后台与接口", "open the channel: viewer, desk and API"
    ),
    "cli.help_host": Said(
        "监听本机的哪个地址（默认 127.0.0.1）",
        "the address of this machine to listen on (127.0.0.1)",
    ),
    "cli.help_port_serve": Said(
        "监听的端口，0 为任意空闲端口（默认 8000）",
        "the port to listen on, 0 for any that is free (8000)",
    ),
    "cli.help_origin": Said(
        "观众打开的地址，如 https://drama.example；不写则只服务本机",
        "what people open, https://drama.example; left out: this machine alone",
    ),
    "cli.help_served_in": Said(
        "服务哪个地区，用其定价与发行（默认 CN）",
        "whose prices and releases hold here (CN)",
    ),
    "cli.help_proxies": Said(
        "前面有几层自己的代理服务器（默认 0）",
        "how many servers of your own stand before it (0)",
    ),
    "cli.playing": Said(
        "预览：{address}（Ctrl-C 结束）",
        "preview: {address} (Ctrl-C ends it)",
    ),
    "cli.no_place": Said(
        "这一集里没有“{place}”：--at 要写时间（如 12.5 或 1:05.2，不超过片长）或镜头号。",
        "There is no “{place}” in this episode: give --at a time within it, such as 12.5 or "
        "1:05.2, or the id of a shot.",
    ),
    "cli.help_master": Said("渲染、合成并检验成片", "render, join and prove the film"),
    "cli.help_frames": Said("生成一张总览图", "make a contact sheet"),
    "cli.help_show": Said(
        "列出哪些是最新的、过期的、缺少的，以及原因",
        "list what is current, stale or missing, and why",
    ),
    "cli.help_export": Said(
        "导出时间线、字幕或 Fountain 剧本",
        "export the timeline, captions or the script",
    ),
    "cli.help_setup": Said(
        "获取并校验模型、音色、字体与音色库",
        "fetch and check models, voices, fonts and the sound bank",
    ),
    "cli.help_series": Said(
        "剧名（只有一部时可省略）",
        "the series (may be left out if there is one)",
    ),
    "cli.help_episode": Said("只做这一集", "only this episode"),
    "cli.help_profile": Said(
        "成片规格：phone、draft、qhd、uhd 等",
        "the profile of the film: phone, draft, qhd, uhd …",
    ),
    "cli.help_dry_run": Said("只列出将要制作的内容", "only list what would be made"),
    "cli.help_of": Said("总览分镜还是成片", "of the board or of the finished film"),
    "cli.help_as": Said("导出的格式", "the format to export"),
    "cli.help_media": Said(
        "随时间线写出的媒体文件：clean 无字画面，film 成片画面，none 不写",
        "files for the timeline: clean pictures without words, those of the film, or none",
    ),
    "cli.step_media": Said("写出媒体文件", "writing the media"),
    "cli.exported_media": Said("连同媒体文件 {count} 个", "with {count} media files"),
    "cli.exported_unverified": Said(
        "这份工程没有在目标应用里打开验证过。打不开请告诉我们版本号。",
        "nobody has opened such a project in the application itself: if yours does not open "
        "it, say which version you have",
    ),
    "cli.needs_media": Said(
        "“{kind}”把媒体文件装在里面，不能用 --media none。请用 clean 或 film。",
        "“{kind}” holds its media inside, so --media none cannot be. Use clean or film.",
    ),
    "cli.exporter_absent": Said(
        "导出“{kind}”需要 {packages}。请安装：.venv/bin/pip install --no-deps "
        "--require-hashes -r {requirements}",
        "“{kind}” needs {packages}. Install: .venv/bin/pip install --no-deps "
        "--require-hashes -r {requirements}",
    ),
    "cli.help_house": Said("存放素材与记录的文件夹", "the folder of the store"),
    "cli.help_data": Said("模型与音色库的文件夹", "the folder of models and sound banks"),
    "cli.help_out": Said("成片的文件夹", "the folder of finished films"),
    "cli.help_language": Said("提示所用的语言", "the language of messages"),
    "cli.help_workers": Said(
        "同时渲染的镜头数，或集群的地址 dask://主机:端口",
        "how many shots are drawn at once, or dask://host:port of a cluster",
    ),
    "cli.help_rate": Said(
        "每秒帧数：24、25、30、50 或 60", "frames a second: 24, 25, 30, 50 or 60"
    ),
    "cli.help_encoder": Said(
        "画面编码器，代替输出规格自带的", "the encoder of the picture instead of the profile's"
    ),
    "cli.help_encoders": Said(
        "只试一试哪些画面编码器能用", "only try which encoders of the picture work here"
    ),
    "cli.encoder_works": Said("能用", "works"),
    "cli.encoder_fails": Said("不能用：{why}", "does not work: {why}"),
    "cli.help_json": Said("以 JSON 输出结果", "print results as JSON"),
    "cli.help_quiet": Said("不显示进度", "show no progress"),
    "cli.help_script": Said(
        "剧本文件（Fountain、中文短剧格式、FDX 或 DOCX）",
        "the screenplay (Fountain, Chinese formats, FDX or DOCX)",
    ),
    "cli.help_cast": Said(
        "角色表（默认是剧本旁的 cast.toml）",
        "the cast file (default: cast.toml beside it)",
    ),
    "cli.help_format": Said(
        "按此格式读取，不自动判断",
        "read it as this format instead of detecting",
    ),
    "cli.usage": Said("piying：参数有误：{why}", "piying: {why}"),
    "cli.stopped": Said(
        "已停止。完成的部分都已保存；再运行同一命令即可继续。",
        "Stopped. Everything finished is kept; run the same command again to go on.",
    ),
    "cli.severity_error": Said("错误", "error"),
    "cli.severity_warning": Said("警告", "warning"),
    "cli.severity_note": Said("提示", "note"),
    "cli.more_findings": Said("……另有 {count} 条。", "… and {count} more."),
    "cli.took": Said("共用时 {seconds} 秒。", "{seconds} s in all."),
    "cli.written": Said(
        "《{title}》（{name}）：{format}，{encoding}，{elements} 个元素，{episodes} 集，"
        "{findings} 条提示",
        "{title} ({name}): {format}, {encoding}, {elements} elements, {episodes} episodes, "
        "{findings} findings",
    ),
    "cli.boarded": Said(
        "{name}：{shots} 个镜头，计划约 {seconds} 秒（台词会按配音的长短调整）",
        "{name}: {shots} shots, about {seconds} s as planned (voices may lengthen them)",
    ),
    "cli.would_make": Said(
        "第{episode}集：将制作 {count} 份素材；现在什么也没有制作。",
        "episode {episode}: {count} takes would be made; nothing was made now.",
    ),
    "cli.shot": Said(
        "第{episode}集：新做 {made} 份素材，沿用 {held} 份",
        "episode {episode}: {made} takes made, {held} held",
    ),
    "cli.edited": Said(
        "{name}：{frames} 帧（{seconds} 秒），{captions} 条字幕",
        "{name}: {frames} frames ({seconds} s), {captions} captions",
    ),
    "cli.mastered": Said(
        "成片：{path}\n封面：{cover}\n总览：{sheet}\n字幕：{subtitles}",
        "film:          {path}\ncover:         {cover}\ncontact sheet: {sheet}\n"
        "subtitles:     {subtitles}",
    ),
    "cli.measured": Said(
        "检验通过：{seconds} 秒，{size}，响度 {loudness} LUFS，真峰值 {peak} dBTP，"
        "{megabytes} MB",
        "proved: {seconds} s, {size}, {loudness} LUFS, true peak {peak} dBTP, {megabytes} MB",
    ),
    "cli.segments": Said(
        "新渲染 {made} 个镜头，沿用 {held} 个",
        "{made} shots rendered, {held} held",
    ),
    "cli.sheet": Said("总览：{path}", "contact sheet: {path}"),
    "cli.exported": Said("已写出 {path}", "written: {path}"),
    "cli.setup_done": Said("一切就绪：{path}", "everything is ready in {path}"),
    "cli.step_write": Said("读剧本", "reading the script"),
    "cli.step_board": Said("分镜", "boarding"),
    "cli.step_voices": Said("配音", "voices"),
    "cli.step_pictures": Said("画面", "pictures"),
    "cli.step_music": Said("音乐", "music"),
    "cli.step_sounds": Said("音效", "sound effects"),
    "cli.step_edit": Said("剪辑", "editing"),
    "cli.step_frames": Said("画总览", "drawing the sheet"),
    "cli.step_segments": Said("渲染镜头", "rendering shots"),
    "cli.step_audio": Said("混音", "mixing"),
    "cli.step_join": Said("合成与检验", "joining and proving"),
    "cli.unknown_series": Said(
        "没有名为“{name}”的剧。已有：{known}。请先运行 piying write 剧本文件。",
        "There is no series called “{name}”. Known: {known}. Run piying write SCRIPT first.",
    ),
    "cli.unknown_episode": Said(
        "没有第 {episode} 集。已有：{known}。",
        "There is no episode {episode}. There are: {known}.",
    ),
    "cli.run_first": Said(
        "{name} 还需要先运行 piying {verb}（{why}），或用 piying make 一次完成。",
        "{name} needs piying {verb} first ({why}); piying make runs every step.",
    ),
    "cli.no_example": Said(
        "找不到自带的剧本 {path}。请在完整的源码目录中运行。",
        "The shipped screenplay {path} is not here. Run this in a whole checkout.",
    ),
    "cli.no_puppets_yet": Said(
        "镜头 {shot} 的皮影画面还没有做出来，合成不能用它。"
        "请先运行 ./piying shoot，再导入合成文件。",
        "The puppets of shot {shot} are not made yet, so a composite cannot use them. Run "
        "./piying shoot first, then bring the composite.",
    ),
    "cli.no_file": Said(
        "找不到文件 {path}。请检查路径。",
        "There is no file {path}. Check the path.",
    ),
    "cli.file_too_large": Said(
        "{path} 有 {size} 字节，超过上限 {limit}。请拆成几个文件。",
        "{path} has {size} bytes, more than the limit of {limit}. Split it into several files.",
    ),
    "cli.not_utf8": Said(
        "{path} 不是 UTF-8 文本（第 {byte} 字节处读不下去）。请另存为 UTF-8。",
        "{path} is not text in UTF-8: it cannot be read from byte {byte} on. Save it as UTF-8.",
    ),
    "cli.help_takes": Said(
        "列出一集或一个镜头的素材，画成总览图，自带一份，选定成片所用的一份",
        "list the takes of an episode or a shot, draw them on a sheet, bring one, choose the "
        "one that is used",
    ),
    "cli.help_kind": Said(
        "画面还是配音（配合 --use，或与镜头的 --choose 连用）",
        "with --use, or --choose of a shot: a picture or a voice",
    ),
    "cli.help_choose": Said(
        "让成片使用这一份：写了镜头则写它的序号，否则写编号或其结尾",
        "let the film use this take: its number where a shot is named, or the end of its id",
    ),
    "cli.help_help": Said("显示这份说明", "show this help"),
    "cli.help_version": Said("显示版本", "show the version"),
    "cli.help_usage": Said("用法：", "usage: "),
    "cli.help_verbs": Said("动词", "verbs"),
    "cli.help_own": Said("这个动词的参数", "what it takes"),
    "cli.help_common": Said("通用选项", "common options"),
    "cli.help_other": Said("说明", "help"),
    "cli.help_epilog": Said(
        "piying 动词 --help 查看每个动词的参数。退出码：0 完成，1 程序自身出错，2 被拒绝，3 "
        "缺少所需，4 外部失败，130 被停止。",
        "piying VERB --help tells what each verb takes. Exit codes: 0 done, 1 a mistake of "
        "piying, 2 refused, 3 something is missing, 4 the outside failed, 130 stopped.",
    ),
    "cli.usage_choice": Said(
        "{name} 不能是“{value}”；可选：{known}。",
        "{name} cannot be “{value}”; choose from {known}.",
    ),
    "cli.usage_number": Said(
        "{name} 不能是“{value}”；请给一个正整数。",
        "{name} cannot be “{value}”; give a whole number from 1.",
    ),
    "cli.usage_port": Said(
        "{name} 不能是“{value}”；请给 0 到 65535 的端口号（0 为任选空闲端口）。",
        "{name} cannot be “{value}”; give a port from 0 to 65535 (0 is any that is free).",
    ),
    "cli.usage_lacks_value": Said("{name} 后面缺少一个值。", "{name} needs a value after it."),
    "cli.usage_required": Said("缺少 {name}。", "{name} is missing."),
    "cli.usage_unknown": Said(
        "不认识 {value}。加 --help 查看可用的参数。",
        "{value} is not known. See what there is with --help.",
    ),
    "cli.bad_workers": Said(
        "渲染进程数（PIYING_WORKERS 或 --workers）“{value}”无效：应为 1 到 {most} 的整数，"
        "或集群的地址 dask://主机:端口。请改正或去掉它。",
        "The workers (PIYING_WORKERS or --workers) are “{value}”; it must be a whole number "
        "from 1 to {most}, or dask://host:port of a cluster. Correct it or leave it out.",
    ),
    "cli.bad_rate": Said(
        "每秒帧数（PIYING_RATE 或 --rate）“{value}”无效；可选：{known}。",
        "The rate, PIYING_RATE or --rate, is “{value}”; choose one of: {known}.",
    ),
    "cli.bad_language": Said(
        "环境变量 PIYING_LANGUAGE 的值“{value}”无效：应为 zh 或 en。请改正或去掉它。",
        "The setting PIYING_LANGUAGE is “{value}”; it must be zh or en. Correct it or unset "
        "it.",
    ),
    "cli.bad_producer": Said(
        "环境变量 PIYING_PRODUCER 的值“{value}”无效：应为 1 到 64 个可见的 ASCII 字符，不含空"
        "格、引号和反斜杠。请改正或去掉它。",
        "The setting PIYING_PRODUCER is “{value}”; it must be 1 to 64 visible ASCII "
        "characters without space, quotation mark and backslash. Correct it or unset it.",
    ),
    "cli.mishap": Said(
        "抱歉，piying 自己出了错（{why}）。已完成的部分都还在；请再运行一次，若仍出错，请把 "
        "{path} 发给开发者。",
        "Sorry, this is a mistake of piying itself ({why}). Everything finished is kept. Run "
        "it again; if it fails again, send {path} to the developers.",
    ),
    "cli.no_memory": Said(
        "内存不够。请加 --workers 1，或换用较小的规格（-p draft）再试。",
        "There is not enough memory. Try again with --workers 1 or a smaller profile (-p "
        "draft).",
    ),
    "cli.setup_begins": Said(
        "正在把模型、音色、字体与音色库准备到 {path}（只需一次，需要网络）",
        "bringing models, voices, fonts and the sound bank to {path} (once; this needs the "
        "network)",
    ),
    "cli.would_make_later": Said(
        "配音完成后才知道镜头多长，那时再制作画面、音乐与音效。",
        "Pictures, music and effects follow; how many depends on how long the voices are.",
    ),
    "cli.taken": Said(
        "第{episode}集：{count} 份素材；带 * 的是成片所用。shoot 镜头 --again N 再做，--choose "
        "编号 改用另一份。",
        "episode {episode}: {count} takes; the film uses those with *. shoot SHOT --again N "
        "makes more, --choose TAKE lets the film use one.",
    ),
    "cli.help_use": Said(
        "把自己的图片、视频或录音作为一份素材（配合 --for）",
        "bring your own picture, clip or recording as a take (with --for)",
    ),
    "cli.help_for": Said(
        "给哪个镜头：序号或编号（配合 --use）",
        "with --use: the shot that it is for, by number or id",
    ),
    "cli.use_for": Said(
        "--use 与 --for 要一起给，且不能与 --choose 或镜头同用，例如："
        "piying takes 剧名 -e 1 --use 图.png --for 3",
        "Give --use and --for together and without --choose or a shot, for example: piying "
        "takes SERIES -e 1 --use picture.png --for 3",
    ),
    "cli.brought": Said(
        "{name} 多了一份 {take}（{files}）。成片仍用原来的；要改用它："
        "piying takes -e {episode} --choose {take}",
        "{name} has another take, {take} ({files}). The film keeps its own; to use this one: "
        "piying takes -e {episode} --choose {take}",
    ),
    "cli.hand_lost": Said(
        "镜头 {shot} 所用的 {file} 的内容不在库中（{take}），只有你有原件。"
        "请用 --use 再带来一次，或用 --choose 另选一份。",
        "What shot {shot} uses, {file}, is no longer in the house ({take}), and only you have "
        "it. Bring it again with --use, or --choose another take.",
    ),
    "cli.step_bring": Said("检查文件", "looking through the file"),
    "cli.take_same": Said(
        "{provider} 每次做出的都相同，没有可选的。要不同的效果，请改角色表里的音色或剧本。",
        "{provider} makes the same thing every time, so there is nothing to choose. For "
        "another result change the voice in the cast file, or the script.",
    ),
    "cli.take_chosen": Said(
        "{name} 改用 {take}。再运行 piying make 剧本文件，只会重做受影响的部分。",
        "{name} now uses {take}. Run piying make SCRIPT again; only what depends on it is "
        "made.",
    ),
    "cli.take_ambiguous": Said(
        "“{take}”对应不止一份素材：{known}。请写全编号。",
        "“{take}” fits more than one take: {known}. Give the whole id.",
    ),
    "cli.take_useless": Said(
        "{take} 没有可用的内容（{why}）。请选另一份，或用 shoot 镜头 --again 1 再做一份。",
        "{take} holds nothing that can be used ({why}). Choose another, or make one with "
        "shoot SHOT --again 1.",
    ),
    "cli.take_lost": Said("文件已丢失", "file lost"),
    "cli.one_episode": Said(
        "请用 -e 指明一集（已有：{known}）。",
        "Say which episode with -e (there are: {known}).",
    ),
    "cli.unknown_shot": Said(
        "没有名为“{name}”的镜头（{kind}）。请给镜头的序号或编号。已有：{known}。",
        "There is no shot “{name}” with a {kind}. Give its number or its id: {known}.",
    ),
    "cli.show_what_to_do": Said(
        "piying make 剧本文件 会补齐以上各项，只做缺的和过期的。",
        "piying make SCRIPT brings all of this up to date and makes only what is missing or "
        "stale.",
    ),
    "cli.quoted": Said("{who}：{text}", "{who}: {text}"),
    "cli.left": Said("还剩 {seconds} 秒", "{seconds} s left"),
    "cli.seconds": Said("{seconds} 秒", "{seconds} s"),
    "cli.free": Said("免费", "free"),
    "cli.comma": Said("、", ", "),
    "cli.head_shot": Said("镜头", "shot"),
    "cli.head_size": Said("景别", "size"),
    "cli.head_move": Said("运镜", "move"),
    "cli.head_length": Said("时长", "length"),
    "cli.head_set": Said("场景", "set"),
    "cli.head_who": Said("人物", "who"),
    "cli.head_words": Said("内容", "words"),
    "cli.head_episode": Said("集", "ep"),
    "cli.head_thing": Said("项目", "what"),
    "cli.head_state": Said("状态", "state"),
    "cli.head_why": Said("原因", "why"),
    "cli.head_kind": Said("类别", "kind"),
    "cli.head_take": Said("编号", "take"),
    "cli.head_seed": Said("种子", "seed"),
    "cli.head_provider": Said("来源", "provider"),
    "cli.head_took": Said("用时", "took"),
    "cli.head_note": Said("备注", "note"),
    "cli.size_extreme_wide": Said("大远景", "extreme wide"),
    "cli.size_wide": Said("全景", "wide"),
    "cli.size_medium": Said("中景", "medium"),
    "cli.size_close": Said("近景", "close"),
    "cli.size_closeup": Said("特写", "closeup"),
    "cli.size_extreme_closeup": Said("大特写", "extreme closeup"),
    "cli.move_static": Said("静止", "static"),
    "cli.move_drift": Said("微动", "drift"),
    "cli.move_push": Said("推", "push"),
    "cli.move_pull": Said("拉", "pull"),
    "cli.move_pan_left": Said("左摇", "pan left"),
    "cli.move_pan_right": Said("右摇", "pan right"),
    "cli.move_tilt_up": Said("上摇", "tilt up"),
    "cli.move_tilt_down": Said("下摇", "tilt down"),
    "cli.move_whip": Said("甩", "whip"),
    "cli.move_shake": Said("震", "shake"),
    "cli.move_follow": Said("跟", "follow"),
    "cli.thing_board": Said("分镜", "board"),
    "cli.thing_takes": Said("素材", "takes"),
    "cli.thing_cut": Said("剪辑", "cut"),
    "cli.thing_master": Said("成片", "master"),
    "cli.state_current": Said("最新", "current"),
    "cli.state_stale": Said("过期", "stale"),
    "cli.state_missing": Said("缺少", "missing"),
    "cli.kind_voice": Said("配音", "voice"),
    "cli.count_voice": Said("{count} 份配音", "{count} voices"),
    "cli.kind_picture": Said("画面", "picture"),
    "cli.count_picture": Said("{count} 份画面", "{count} pictures"),
    "cli.kind_music": Said("音乐", "music"),
    "cli.count_music": Said("{count} 份音乐", "{count} music"),
    "cli.kind_sound": Said("音效", "sound"),
    "cli.count_sound": Said("{count} 份音效", "{count} sounds"),
    "cli.input_script": Said("剧本", "the script"),
    "cli.input_cast": Said("角色表", "the cast"),
    "cli.input_director": Said("分镜程序", "the directing program"),
    "cli.input_board": Said("分镜", "the board"),
    "cli.input_takes": Said("素材", "the takes"),
    "cli.input_rate": Said("帧率", "the frame rate"),
    "cli.input_editor": Said("剪辑程序", "the editing program"),
    "cli.input_cut": Said("剪辑", "the cut"),
    "cli.input_profile": Said("成片规格", "the profile"),
    "cli.input_renderer": Said("渲染程序", "the rendering program"),
    "cli.why_changed": Said("{listed}有变动", "changed: {listed}"),
    "cli.why_lacks": Said("还缺 {listed}", "lacking {listed}"),
    "cli.why_waits": Said("要等{thing}先更新", "waits for the {thing}"),
    "cli.is_folder": Said(
        "{path} 是一个文件夹。请给出其中的文件。",
        "{path} is a folder. Name the file in it.",
    ),
    "cli.shot_too_long": Said(
        "剧本第 {line} 行（“{words}…”）会成为一个 {seconds} 秒的镜头，上限 {most} 秒。请把它"
        "拆成几行。",
        "Line {line} of the script (“{words}…”) would be one shot of {seconds} s; at most "
        "{most} s are allowed. Break it into several lines.",
    ),
    "cli.help_from": Said(
        "采用外部工具改过的时间线：.otio、.otioz、.otiod 或 .edl",
        "take the timeline of an .otio, .otioz, .otiod or .edl file instead",
    ),
    "cli.other_timeline": Said(
        "{path} 是第 {episode} 集的时间线（或帧率不同），而这里要的是第 {asked} 集。请换一个"
        "文件。",
        "{path} holds the timeline of episode {episode}, or runs at another rate; episode "
        "{asked} is asked for. Give another file.",
    ),
    "cli.which_episode": Said(
        "{path} 只能用于一集。请用 -e 指明是哪一集。",
        "{path} is for one episode. Say which with -e.",
    ),
    "cli.no_series": Said(
        "{path} 里还没有剧。请先运行 piying write 剧本文件，或 piying make 剧本文件。",
        "There is no series in {path} yet. Run piying write SCRIPT or piying make SCRIPT "
        "first.",
    ),
    "cli.which_series": Said(
        "有不止一部剧，请写出剧名：{known}。",
        "There are several series; name one: {known}.",
    ),
    "cli.why_takes": Said("还缺 {count} 份素材", "{count} takes are missing"),
}
