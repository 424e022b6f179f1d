"""What is said of adapting novels and comics."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "script.nothing_to_adapt": Said(
        "这份文字是空的，没有可改编的内容。请给出一章小说的正文。",
        "The text is empty: there is nothing to adapt. Give the text of a chapter.",
    ),
    "script.answer_unreadable": Said(
        "模型 {model} 的回答不合约定的格式（{why}）。"
        "回答已留存；请再试一次，或换一个能按格式回答的模型。",
        "The answer of {model} does not keep to its schema ({why}). The answer is kept; try "
        "again, or use a model that answers in a given form.",
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
