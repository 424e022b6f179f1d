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
    "cli.help_master": Said("渲染、合成并检验成片", "render, join and prove the film"),
    "cli.help_frames": Said("生成一张总览图", "make a contact sheet"),
    "cli.help_show": Said(
        "列出哪些是最新的、过期的、缺少的，以及原因",
        "list what is current, stale or missing, and why",
    ),
    "cli.help_export": Said(
        "导出时间线、字幕或 Fountain 剧本", "export the timeline, captions or the script"
    ),
    "cli.help_demo": Said(
        "制作自带剧集的第一集", "make the first episode of the shipped series"
    ),
    "cli.help_setup": Said(
        "获取并校验模型、音色、字体与音色库",
        "fetch and check models, voices, fonts and the sound bank",
    ),
    "cli.help_series": Said(
        "剧名（只有一部时可省略）", "the series (may be left out if there is one)"
    ),
    "cli.help_episode": Said("只做这一集", "only this episode"),
    "cli.help_profile": Said(
        "成片规格：phone、draft、qhd、uhd 等",
        "the profile of the film: phone, draft, qhd, uhd …",
    ),
    "cli.help_dry_run": Said("只列出将要制作的内容", "only list what would be made"),
    "cli.help_of": Said("总览分镜还是成片", "of the board or of the finished film"),
    "cli.help_as": Said("导出的格式", "the format to export"),
    "cli.help_house": Said("存放素材与记录的文件夹", "the folder of the store"),
    "cli.help_data": Said("模型与音色库的文件夹", "the folder of models and sound banks"),
    "cli.help_out": Said("成片的文件夹", "the folder of finished films"),
    "cli.help_language": Said("提示所用的语言", "the language of messages"),
    "cli.help_workers": Said("同时渲染的镜头数", "how many shots are drawn at once"),
    "cli.help_json": Said("以 JSON 输出结果", "print results as JSON"),
    "cli.help_quiet": Said("不显示进度", "show no progress"),
    "cli.help_script": Said(
        "剧本文件（Fountain、中文短剧格式、FDX 或 DOCX）",
        "the screenplay (Fountain, Chinese formats, FDX or DOCX)",
    ),
    "cli.help_cast": Said(
        "角色表（默认是剧本旁的 cast.toml）", "the cast file (default: cast.toml beside it)"
    ),
    "cli.help_format": Said(
        "按此格式读取，不自动判断", "read it as this format instead of detecting"
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
    "cli.plain": Said("{text}", "{text}"),
    "cli.written": Said(
        "《{title}》（{name}）：{format}，{encoding}，"
        "{elements} 个元素，{episodes} 集，{findings} 条提示",
        "{title} ({name}): {format}, {encoding}, {elements} elements, {episodes} episodes, "
        "{findings} findings",
    ),
    "cli.boarded": Said("{name}：{shots} 个镜头", "{name}: {shots} shots"),
    "cli.want": Said(
        "  {kind}  {provider}  {recipe}  预计 {minor} 分",
        "  {kind}  {provider}  {recipe}  quote {minor}",
    ),
    "cli.would_make": Said(
        "第{episode}集：将制作 {count} 份素材", "episode {episode}: {count} takes would be made"
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
        "film: {path}\ncover: {cover}\ncontact sheet: {sheet}\nsubtitles: {subtitles}",
    ),
    "cli.measured": Said(
        "  {name}：{value} {unit}（{tool}）", "  {name}: {value} {unit} ({tool})"
    ),
    "cli.segments": Said(
        "新渲染 {made} 个镜头，沿用 {held} 个", "{made} shots rendered, {held} held"
    ),
    "cli.sheet": Said("总览：{path}", "contact sheet: {path}"),
    "cli.row": Said(
        "第{episode}集  {thing} {state} {digest} {why}",
        "e{episode}  {thing} {state} {digest} {why}",
    ),
    "cli.exported": Said("已写出 {path}", "written: {path}"),
    "cli.setup_step": Said("  {text}", "  {text}"),
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
    "cli.bad_setting": Said(
        "环境变量 {name} 的值“{value}”无效：{why}。",
        "The setting {name} = “{value}” is not valid: {why}.",
    ),
    "cli.no_file": Said(
        "找不到文件 {path}。请检查路径。", "There is no file {path}. Check the path."
    ),
    "cli.file_too_large": Said(
        "{path} 有 {size} 字节，超过上限 {limit}。请拆成几个文件。",
        "{path} has {size} bytes, more than the limit of {limit}. Split it into several files.",
    ),
    "cli.cast_not_utf8": Said(
        "角色表 {path} 不是 UTF-8。请另存为 UTF-8。",
        "The cast file {path} is not UTF-8. Save it as UTF-8.",
    ),
}
