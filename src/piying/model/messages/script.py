"""What the room `script` says."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    # --- what is handed in -------------------------------------------------------------
    "script.empty": Said(
        zh="文件是空的。请检查是不是选错了文件，或剧本还没有保存。",
        en="The file is empty. Check that it is the right file and that it has been saved.",
    ),
    "script.too_large": Said(
        zh="文件有 {size} 字节，上限是 {limit} 字节。请按集拆开，或去掉里面的图片后再试。",
        en="The file has {size} bytes; at most {limit} are read. Split it by episode, or take "
        "out its pictures.",
    ),
    "script.too_many_lines": Said(
        zh="剧本有 {lines} 行，上限是 {limit} 行。请按集拆开后再试。",
        en="The script has {lines} lines; at most {limit} are read. Split it by episode.",
    ),
    "script.binary": Said(
        zh="这不是文本文件（里面有 {count} 个控制字符）。"
        "请从写作软件导出为 TXT、Fountain、FDX 或 DOCX。",
        en="This is not a text file (it has {count} control characters). Export it as TXT, "
        "Fountain, FDX or DOCX.",
    ),
    "script.old_word": Said(
        zh="这是旧版 Word 文件（.doc）。请在 Word 或 WPS 里另存为 .docx 后再试。",
        en="This is an old Word file (.doc). Save it as .docx and try again.",
    ),
    "script.encoding_unknown": Said(
        zh="认不出文字编码：不是 UTF-8，也不是 UTF-16 或 GB18030。请另存为 UTF-8 后再试。",
        en="The encoding is neither UTF-8 nor UTF-16 nor GB18030. Save the file as UTF-8.",
    ),
    "script.encoding_guessed": Said(
        zh="文字编码像是 {encoding}，按它读入。请看看有没有乱码；另存为 UTF-8 就不会有疑问。",
        en="The text looks like {encoding} and is read as such. Check for wrong letters, or "
        "save the file as UTF-8.",
    ),
    "script.format_unknown": Said(
        zh="不认识的格式 {format}。可以用：{known}。",
        en="The format {format} is not known. Use one of: {known}.",
    ),
    "script.fdx_broken": Said(
        zh="FDX 文件在第 {line} 行第 {column} 列读不下去：{why}。"
        "请在 Final Draft 里重新存一次。",
        en="The FDX file cannot be read at line {line}, column {column}: {why}. Save it again "
        "from Final Draft.",
    ),
    "script.fdx_doctype": Said(
        zh="FDX 文件第 {line} 行有 DOCTYPE。Final Draft 不写它，为了安全不读这样的文件。",
        en="Line {line} of the FDX file has a DOCTYPE. Final Draft writes none; for safety "
        "such a file is not read.",
    ),
    "script.fdx_other": Said(
        zh="这个 XML 文件不是 Final Draft 剧本（根元素是 {root}）。",
        en="This XML file is no Final Draft script (its root is {root}).",
    ),
    "script.fdx_type_unknown": Said(
        zh="段落类型 {type} 不认识，按动作读入。",
        en="The paragraph type {type} is not known; it is read as action.",
    ),
    "script.fdx_speaker_guessed": Said(
        zh="“{name}”下面是对白，所以把它读作角色名。"
        "请在 Final Draft 里把这一段设为 Character。",
        en="Dialogue stands below “{name}”, so it is read as the character's name. Set that "
        "paragraph to Character in Final Draft.",
    ),
    "script.fdx_no_speaker": Said(
        zh="对白“{text}”上面没有角色名，按动作读入、不配音。"
        "请在 Final Draft 里补上 Character。",
        en="No character stands above the dialogue “{text}”, so it is action and nobody "
        "speaks it. Add a Character paragraph in Final Draft.",
    ),
    "script.fdx_notes_apart": Said(
        zh="有 {count} 条批注写在正文之外，已留在剧本末尾，不影响画面。",
        en="{count} notes stand outside the text; they are kept behind the script and change "
        "nothing in the film.",
    ),
    "script.docx_broken": Said(
        zh="DOCX 文件打不开（{why}）。请在 Word 或 WPS 里另存一次后再试。",
        en="The DOCX file cannot be opened ({why}). Save it again from Word or WPS.",
    ),
    "script.docx_too_large": Said(
        zh="DOCX 解压后有 {size} 字节，上限是 {limit} 字节。请去掉里面的图片后再试。",
        en="The DOCX file unpacks to {size} bytes; at most {limit} are read. Take out its "
        "pictures.",
    ),
    # --- what a Chinese script leaves unclear ----------------------------------------
    "script.uncertain_cue": Said(
        zh="“{name}”像是一句话，不像人名，这一行按动作读入。如果是台词，请写成 人名：台词。",
        en="“{name}” reads like a sentence, not a name, so this line is action. If it is "
        "spoken, write NAME: words.",
    ),
    "script.new_name": Said(
        zh="“{name}”只说了一次话，也不在人物表里。如果不是新角色，请检查是否写错；"
        "如果是，请加进人物。",
        en="“{name}” speaks once and stands in no cast. Check the spelling, or add the name "
        "to the cast.",
    ),
    "script.unnamed_voice": Said(
        zh="这一行没写是谁的声音，算作“{name}”。请写成 人名（OS）：台词。",
        en="This line does not say whose voice it is; it is given to “{name}”. Write NAME "
        "(OS): words.",
    ),
    "script.cue_without_line": Said(
        zh="“{text}”后面没有台词，按动作读入。请补上台词，或改写成 △ 动作。",
        en="Nothing is spoken behind “{text}”, so it is action. Add the line, or write it as "
        "△ action.",
    ),
    "script.uncertain_action": Said(
        zh="这一行按动作读入，但它紧跟“{name}”的台词，像是没说完的话。"
        "如果是台词，请接在上一行后面，或另写 人名：台词。",
        en="This line is read as action, yet it follows what {name} says and reads like more "
        "of it. If it is spoken, put it on the line above or write NAME: words.",
    ),
    "script.uncertain_heading": Said(
        zh="“{text}”像场次标题但不完整，按动作读入。请写成 1-1 日 内 地点。",
        en="“{text}” looks like a scene heading and is not whole, so it is action. Write 1-1 "
        "日 内 location.",
    ),
    "script.flashback_open": Said(
        zh="第 {line} 行的闪回没有结束。请在闪回之后加一行【闪回结束】。",
        en="The flashback of line {line} has no end. Add a line 【闪回结束】 behind it.",
    ),
    "script.flashback_stray": Said(
        zh="这里结束的闪回没有开始。请在它之前加一行【闪回】，或删去这一行。",
        en="The flashback that ends here has no beginning. Add a line 【闪回】 before it, or "
        "take this line out.",
    ),
    "script.manner_in_name": Said(
        zh="读作“{name}”的台词，“{manner}”是神态。请写成 {name}（{manner}）：台词。",
        en="Read as spoken by {name}, with “{manner}” as the manner. Write {name} "
        "({manner}): words.",
    ),
    "script.prose": Said(
        zh="这份文字像小说，台词写在引号里，没有写是谁说的，所以都按动作读入、不配音。"
        "请把台词写成 人名：台词。",
        en="This reads like a novel: what is said stands in quotation marks without a "
        "speaker, so it is all action and nobody speaks. Write NAME: words.",
    ),
    "script.no_dialogue": Said(
        zh="整个剧本里没有读到一句台词。请把台词写成 人名：台词，或指定格式再读一次。",
        en="No line of the script is spoken. Write NAME: words, or name the format and read "
        "it again.",
    ),
    "script.no_heading": Said(
        zh="没有读到一个场次标题，全部算作一场。请在每场前写 1-1 日 内 地点。",
        en="No scene heading was found, so all is one scene. Write 1-1 日 内 location before "
        "each scene.",
    ),
    # --- what a Fountain script leaves unclear ----------------------------------------
    "script.boneyard_not_closed": Said(
        zh="这里的 /* 没有 */ 来结束，按普通文字读入。请补上 */；要写这两个字符，请写成 /\\*。",
        en="Nothing closes this /*, so it is read as letters. Add */, or write /\\* for the "
        "letters.",
    ),
    "script.note_not_closed": Said(
        zh="这里的 [[ 到段落结束都没有 ]]，按普通文字读入。请补上 ]]；"
        "批注里要空行，请在空行上打两个空格。",
        en="Nothing closes this [[ before the paragraph ends, so it is read as letters. Add "
        "]], or put two spaces on the empty lines of the note.",
    ),
    "script.title_guessed": Said(
        zh="开头这一段按标题页读入，因为它写成“{key}: …”。如果是正文，请在行首加 !。",
        en="The first paragraph is read as the title page, for it is written “{key}: …”. If "
        "it is action, put ! before it.",
    ),
    "script.title_value_not_indented": Said(
        zh="标题页里的“{text}”没有缩进，算作上一项的内容。请缩进三个空格；"
        "如果是正文，请在它前面空一行。",
        en="“{text}” on the title page is not indented and is taken as part of the value "
        "above. Indent it by three spaces, or leave an empty line before the script.",
    ),
    "script.heading_tight": Said(
        zh="“{text}”按场次标题读入，但它前后缺空行。请在场次标题前后各空一行。",
        en="“{text}” is read as a scene heading, though an empty line beside it is missing. "
        "Put one before and one behind it.",
    ),
    "script.heading_unforced": Said(
        zh="“{text}”按场次或集的标题读入。如果是动作，请在行首加 !。",
        en="“{text}” is read as the heading of a scene or an episode. If it is action, put ! "
        "before it.",
    ),
    "script.heading_in_action": Said(
        zh="“{text}”像场次标题，但前面没有空行，按动作读入。如果是场次标题，请在前后各空一行。",
        en="“{text}” looks like a scene heading and has no empty line before it, so it is "
        "action. If it is a heading, put an empty line before and behind it.",
    ),
    "script.transition_tight": Said(
        zh="“{text}”按转场读入，但它后面没有空行。请在转场前后各空一行。",
        en="“{text}” is read as a transition, though no empty line follows. Put one before "
        "and one behind it.",
    ),
    "script.cue_alone": Said(
        zh="“{name}”后面没有台词。请在下一行写台词，中间不要空行；如果不是角色，请去掉 @。",
        en="Nothing is spoken behind “{name}”. Write the words on the next line without an "
        "empty line between, or take the @ away if this is no character.",
    ),
    "script.speech_in_line": Said(
        zh="这一行读作“{name}”的台词。Fountain 的写法是：一行 @{name}，下一行台词。",
        en="This line is read as spoken by “{name}”. In Fountain write @{name} on one line "
        "and the words on the next.",
    ),
    "script.speech_uncertain": Said(
        zh="“{text}”可能是“{name}”的台词，但拿不准，按动作读入。"
        "如果是台词，请写一行 @{name}，下一行写台词。",
        en="“{text}” may be spoken by “{name}”; it is read as action. If it is spoken, write "
        "@{name} on one line and the words on the next.",
    ),
    "script.episode_order": Said(
        zh="第{number}集写在第{before}集之后，集数重复或颠倒了。请检查集数。",
        en="Episode {number} stands behind episode {before}: a number is repeated or out of "
        "order. Check the numbers.",
    ),
}
