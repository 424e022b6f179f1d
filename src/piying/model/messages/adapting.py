"""What is said of adapting novels and comics."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "script.nothing_to_adapt": Said(
        "这份文字是空的，没有可改编的内容。请给出一章小说的正文。",
        "The text is empty: there is nothing to adapt. Give the text of a chapter.",
    ),
    "script.answer_unreadable": Said(
        "第 {part} 部分：模型 {model} 的回答不合约定的格式（{why}）。回答已付费并留存。"
        "加 --repair 会再问一次（再付一次）；或换一个能按格式回答的模型。",
        "Part {part}: the answer of {model} does not keep to its schema ({why}). It is paid "
        "and kept. Run it with --repair to ask once more, and pay once more; or use a model "
        "that answers in a given form.",
    ),
    "adapting.no_route": Said(
        "改编要用文本模型，这里没有 routes.toml。请在文件夹里写："
        '[[route]] id = "text"，medium = "text"，candidates = ["供应商/模型"]；'
        "或用 --routes 指明文件。",
        "Adapting needs a text model, and there is no routes.toml. Write it in the house: "
        '[[route]] id = "text", medium = "text", candidates = ["provider/model"]; or name a '
        "file with --routes.",
    ),
    "adapting.which_chapter": Said(
        "{path} 有 {count} 章。改编要付费，请用 --chapter 指明一章：{known}",
        "{path} has {count} chapters. Adapting is paid; name one with --chapter: {known}",
    ),
    "adapting.no_chapter": Said(
        "{path} 里没有第 {number} 章。有：{known}",
        "There is no chapter {number} in {path}. There are: {known}",
    ),
    "adapting.no_chapters": Said(
        "{path} 里没有章节标题，不能用 --chapter。标题独占一行，如“第一章 夜雨”。",
        "{path} has no chapter headings, so --chapter says nothing. A heading stands on a line "
        "of its own, such as “Chapter 1”.",
    ),
    "adapting.too_long": Said(
        "要改编的文字有 {count} 字，一次最多 {most} 字。请用“第一章”这样独占一行的标题分章，"
        "再用 --chapter 选一章；或只给出一部分。什么都没有发送。",
        "The text to be adapted has {count} characters; {most} at most go at once. Divide it "
        "by headings such as “Chapter 1” on lines of their own and name one with --chapter, "
        "or give a part of it. Nothing was sent.",
    ),
    "adapting.file_changed": Said(
        "{path} 被人改过，不会覆盖，也没有花钱。请改名或移走它；确定不要了就加 --force。",
        "Somebody has changed {path}; it is not written over, and nothing was paid. Rename or "
        "move it, or say --force if it is of no use.",
    ),
    "adapting.failed": Said(
        "第 {part} 部分：{provider} 的 {model} 没有做成：{why} 排除原因后再运行一次；"
        "这次若已收费，要加 --repair 才会再付一次。",
        "Part {part}: {model} of {provider} did not make it: {why} Put that right and run it "
        "again; if this attempt was charged, only --repair asks, and pays, once more.",
    ),
    "adapting.unknown": Said(
        "第 {part} 部分：没人知道 {provider} 的 {model} 是否收到了订单（{why}），所以不再发送。"
        "请由人决定：jobs {job} --adopt 供应方编号、jobs {job} --pay-again 或 "
        "jobs {job} --abandon。",
        "Part {part}: nobody can tell whether {model} of {provider} took the order ({why}), so "
        "it is not sent again. Decide: jobs {job} --adopt VENDOR_ID, jobs {job} --pay-again "
        "or jobs {job} --abandon.",
    ),
    "adapting.cancelled": Said(
        "第 {part} 部分：交给 {provider} 的 {model} 的任务 {job} 已被取消。"
        "加 --repair 会再问一次。",
        "Part {part}: the job {job} with {model} of {provider} was cancelled. Run it with "
        "--repair to ask once more.",
    ),
    "adapting.waiting": Said(
        "第 {part} 部分：{provider} 的 {model} 的任务 {job} 还没有结束（{why}）。"
        "再运行一次会接着做，不会重复付费。",
        "Part {part}: the job {job} with {model} of {provider} has not ended ({why}). Run this "
        "again to go on with it; nothing is paid twice.",
    ),
    "adapting.lost_bytes": Said(
        "第 {part} 部分：{model} 的回答丢失了，素材 {take} 已付过费。请从备份恢复。",
        "Part {part}: the answer of {model} is lost; the take {take} is paid. Restore it from "
        "a backup.",
    ),
    "cli.help_adapt": Said(
        "请文本模型把一章小说提成剧本草案",
        "have a text model propose a script for a chapter of a novel",
    ),
    "cli.help_novel": Said("小说，纯文本", "a novel, as plain text"),
    "cli.help_chapter": Said("改编第几章", "which chapter is adapted"),
    "cli.help_adapt_title": Said(
        "剧名（默认：文件名）", "the title of the script (default: the file's name)"
    ),
    "cli.help_repair": Said(
        "不合格的回答再问一次（再付一次）",
        "ask once more, and pay once more, where an answer does not hold",
    ),
    "cli.help_force": Said(
        "覆盖被人改过的草案", "write over a proposal that somebody has changed"
    ),
    "cli.adapt_of": Said(
        "{heading}：{characters} 字，{parts} 部分。",
        "{heading}: {characters} characters; parts to be asked about: {parts}.",
    ),
    "cli.adapt_whole": Said("全文", "the whole text"),
    "cli.adapt_price": Said(
        "还要问 {parts} 部分，最多 {money}（{model}）；已有回答的 {held} 部分不再付费。"
        "什么都没有发送。",
        "Still to be asked: {parts}, for {money} at most ({model}). Answered: {held}; they are "
        "not paid again. Nothing was sent.",
    ),
    "cli.adapt_repairs": Said(
        "加了 --repair，每部分最多再问一次，价格最多翻倍。",
        "With --repair each part may be asked once more, at most for as much again.",
    ),
    "cli.adapted": Said(
        "剧本草案：{path}（{scenes} 场，{beats} 拍；{money}）。请对照 {page} 核对，"
        "再运行 ./piying make {path}。",
        "A proposal: {path} ({scenes} scenes, {beats} beats; {money}). Read it against its "
        "source in {page}; then run ./piying make {path}.",
    ),
    "cli.untraced": Said(
        "未核对：第 {passage} 段里没有“{text}”的出处",
        "unchecked: passage {passage} does not hold what “{text}” is made from",
    ),
    "cli.untold": Said(
        "没有用到的段落：{passages}", "passages that nothing is made from: {passages}"
    ),
    "render.proposal_name": Said(
        "剧本草案",
        "a proposed script",
    ),
    "render.proposal_state": Said(
        "草案，未经人核对",
        "a proposal, not yet read",
    ),
    "render.proposal_about": Said(
        "由文本模型 {model} 提出。左边是原文，标出的字是依据；右边是由它写成的内容。"
        "请逐条核对。",
        "Proposed by the text model {model}. On the left stands the source, marked where "
        "something is made from it; on the right what is made from it. Read every line "
        "against its source.",
    ),
    "render.proposal_card_scenes": Said(
        "场",
        "scenes",
    ),
    "render.proposal_card_beats": Said(
        "节拍",
        "beats",
    ),
    "render.proposal_card_verbatim": Said(
        "用原文的话",
        "in the source's words",
    ),
    "render.proposal_card_drawn": Said(
        "有出处的改写",
        "drawn from a quote",
    ),
    "render.proposal_card_untraced": Said(
        "未核对",
        "unchecked",
    ),
    "render.proposal_card_covered": Said(
        "用到的段落占原文",
        "of the source in passages used",
    ),
    "render.proposal_card_untold": Said(
        "没有用到的段落",
        "passages left out",
    ),
    "render.proposal_card_cost": Said(
        "花费",
        "paid",
    ),
    "render.proposal_characters": Said(
        "人物",
        "People",
    ),
    "render.proposal_events": Said(
        "大纲",
        "What happens",
    ),
    "render.proposal_at": Said(
        "第 {number} 段",
        "passage {number}",
    ),
    "render.proposal_loose": Said(
        "没有注明段落的内容",
        "Lines that name no passage",
    ),
    "render.proposal_beside": Said(
        "原文与剧本",
        "The source and the script",
    ),
    "render.proposal_scene": Said(
        "场",
        "Scene",
    ),
    "render.proposal_inside": Said(
        "内",
        "inside",
    ),
    "render.proposal_outside": Said(
        "外",
        "outside",
    ),
    "render.proposal_day": Said(
        "日",
        "day",
    ),
    "render.proposal_night": Said(
        "夜",
        "night",
    ),
    "render.proposal_dawn": Said(
        "晨",
        "dawn",
    ),
    "render.proposal_dusk": Said(
        "黄昏",
        "dusk",
    ),
    "render.proposal_action": Said(
        "动作",
        "action",
    ),
    "render.proposal_line": Said(
        "某人",
        "somebody",
    ),
    "render.proposal_narration": Said(
        "旁白",
        "narrator",
    ),
    "render.proposal_verbatim": Said(
        "原文",
        "source",
    ),
    "render.proposal_drawn": Said(
        "改写",
        "drawn",
    ),
    "render.proposal_untraced": Said(
        "未核对",
        "unchecked",
    ),
    "render.proposal_claimed": Said(
        "模型说出自：",
        "The model says it is from:",
    ),
    "render.proposal_left_untold": Said(
        "没有用到",
        "left out",
    ),
    "render.proposal_left_outlined": Said(
        "只写进了大纲",
        "told in the outline alone",
    ),
    "render.no_ocr": Said(
        "读图片里的字要用可选的软件包 rapidocr。请安装：pip install --no-deps --require-hashes "
        "-r requirements/ocr.txt，或加上 --no-words 不读字。",
        "Reading words from pictures needs the optional package rapidocr. Install it with pip "
        "install --no-deps --require-hashes -r requirements/ocr.txt, or leave the words out "
        "with --no-words.",
    ),
    "render.comic_empty": Said(
        "{path} 里没有漫画页。请给出 PNG、JPEG、WebP 图片、装着它们的文件夹，或 CBZ 文件。",
        "There are no pages in {path}. Give PNG, JPEG or WebP pictures, a folder of them, or a "
        "CBZ file.",
    ),
    "render.comic_large": Said(
        "漫画 {path} 太大：最多 {most} 页，每页 60 MB，"
        "一个压缩包解开后最多 2 GB。请分几次导入。",
        "The comic {path} is too large: at most {most} pages of 60 MB each, and 2 GB in one "
        "archive. Bring it in several parts.",
    ),
    "render.comic_broken": Said(
        "漫画压缩包 {path} 打不开：{why}。请换一个完好的文件。",
        "The archive {path} cannot be opened: {why}. Use a whole file.",
    ),
    "cli.comic_there": Said(
        "{path} 已经有了，不会被覆盖。请用 --into 换一个文件夹；若已改好剧本，"
        "运行 ./piying comic 加上那个文件夹。",
        "{path} is there already and is not written over. Name another folder with --into; or, "
        "if you have corrected the script, run ./piying comic on its folder.",
    ),
    "cli.comic_none": Said(
        "文件夹 {path} 里没有读好的漫画（script.txt 和 panels）。"
        "请先对漫画页运行 ./piying comic。",
        "The folder {path} holds no comic that was read (script.txt and panels). Run ./piying "
        "comic on its pages first.",
    ),
    "cli.comic_held": Said(
        "{path} 是已经读好的漫画，--title 和 --into 只用于漫画页。"
        "请去掉它们；片名在 script.txt 里改。",
        "{path} is a comic that was read already; --title and --into are for pages. Leave them "
        "out; the title stands in script.txt.",
    ),
    "cli.comic_no_panel": Said(
        "镜头 {shot} 前面没有“第…页第…格”，不知道用哪一格。请在剧本里加上这样一行动作。",
        "No “Page …, panel …” stands before shot {shot}, so its panel is not known. Add such a "
        "line of action to the script.",
    ),
    "cli.comic_picture": Said(
        "剧本里的第 {page} 页第 {panel} 格没有图：{path}。"
        "请改正剧本里的页码和格号，或放回这张图。",
        "Page {page}, panel {panel} of the script has no picture: {path}. Correct the numbers "
        "in the script, or put the picture back.",
    ),
    "cli.step_comic": Said("读漫画", "reading the comic"),
    "cli.comic_read": Said(
        "找到 {panels} 格、{said} 处文字，放在 {path}。",
        "Found {panels} panels with {said} texts; they are in {path}.",
    ),
    "cli.comic_unsure": Said(
        "第 {page} 页第 {panel} 格的字读得没有把握，请核对：{text}",
        "Page {page}, panel {panel}: not read with confidence, please check: {text}",
    ),
    "cli.comic_taken": Said(
        "{shots} 个镜头用上了 {pictures} 格。改好 {script} 里的人物和台词后，"
        "再对这个文件夹运行一次；最后运行 ./piying make {script}。",
        "{shots} shots show {pictures} panels. Correct who speaks in {script} and run this on "
        "the folder again; then run ./piying make {script}.",
    ),
    "cli.help_comic": Said(
        "把漫画页变成剧本、画面和分镜",
        "turn the pages of a comic into a script, pictures and a board",
    ),
    "cli.help_comic_pages": Said(
        "漫画页、装着漫画页的文件夹、CBZ 文件，或已读好的漫画文件夹",
        "pages, a folder of pages, a CBZ file, or the folder of a comic that was read",
    ),
    "cli.help_comic_title": Said(
        "片名（默认：文件名）", "the title (default: the file's name)"
    ),
    "cli.help_reading": Said(
        "阅读方向：lr 从左到右，rl 从右到左，down 竖条向下",
        "how it is read: lr left to right, rl right to left, down one long strip",
    ),
    "cli.help_into": Said(
        "读好的漫画放在哪个文件夹（默认：成片文件夹下）",
        "the folder for what is read (default: in the folder of finished films)",
    ),
    "cli.help_no_words": Said("不读画面里的字", "do not read what is written in the panels"),
}
