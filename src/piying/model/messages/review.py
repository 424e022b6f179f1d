"""What the room `review` says."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    # --- a policy file that is refused ----------------------------------------------------
    "review.policy_refused": Said(
        zh="规则包 {name} 没有载入：{count} 处有误，逐条如下。",
        en="The policy {name} was not loaded: {count} faults, each with its line.",
    ),
    "review.policy_syntax": Said(
        zh="这里不是合法的 TOML：{why}。",
        en="This is not TOML: {why}.",
    ),
    "review.policy_not_known": Said(
        zh="{what} 里没有“{value}”这个写法。可写：{known}。",
        en="{what}: “{value}” is not known. Write one of: {known}.",
    ),
    "review.policy_needs": Said(
        zh="{where} 缺少 {key}。请补上。",
        en="{where} has no {key}. Add it.",
    ),
    "review.policy_kind": Said(
        zh="{key} 的值不对。应写：{wanted}。",
        en="{key} has a value of the wrong kind. Write: {wanted}.",
    ),
    "review.policy_name": Said(
        zh="“{name}”不能作名称。照这个样子写：{wanted}。",
        en="“{name}” cannot be a name here. Write it like {wanted}.",
    ),
    "review.policy_word": Said(
        zh="“{word}”无法用来匹配（{why}）。请改成半角简体、不含首尾空格的词。",
        en="“{word}” cannot be matched ({why}). Write a plain word without spaces around it.",
    ),
    "review.policy_twice": Said(
        zh="{what} 里的“{id}”出现了两次。请去掉一个或改名。",
        en="“{id}” stands twice in {what}. Remove one of them or rename it.",
    ),
    "review.policy_either": Said(
        zh="{first} 和 {second} 只能写一个，也必须写一个。",
        en="Write either {first} or {second}: exactly one of them.",
    ),
    "review.policy_only": Said(
        zh="{key} 只能写在 {kind} 里。请移走。",
        en="{key} belongs only in {kind}. Move it there.",
    ),
    "review.policy_file": Said(
        zh="同一文件夹里没有 {file}。可包含的文件：{known}。",
        en="There is no file {file} in the same folder. Files here: {known}.",
    ),
    "review.policy_no_set": Said(
        zh="没有名为“{name}”的词集。请在 [sets] 里写上，或用：{known}。",
        en="There is no set “{name}”. Write it under [sets], or use: {known}.",
    ),
    "review.policy_unused": Said(
        zh="{what} 里的“{name}”没有任何规则用到。请删去，或在规则里用上。",
        en="No rule uses “{name}” of {what}. Remove it, or use it in a rule.",
    ),
    "review.policy_no_citation": Said(
        zh="规则 {rule} 没有引用依据。请写 cite = [{{ source, clause }}]。",
        en="Rule {rule} cites nothing. Write cite = [{{ source, clause }}].",
    ),
    "review.policy_few_examples": Said(
        zh="规则 {rule} 的 examples.{wants} 只有 {count} 个，至少要 2 个。",
        en="Rule {rule} has {count} examples.{wants}; write at least 2.",
    ),
    "review.policy_anchor": Said(
        zh="{key} 不能写在这里：它只属于第一个词之后、且不以 scene 为单位的词。",
        en="{key} cannot stand here: it is for terms after the first, not counted by scene.",
    ),
    "review.policy_severity": Said(
        zh="级别 {level} 高于依据所允许的 {cap}（{sources}）。"
        "未读到原文全文的依据只能写 review 或 note。",
        en="Level {level} is above {cap}, which its sources allow ({sources}). A source that "
        "was not read in full allows review or note.",
    ),
    "review.policy_example": Said(
        zh="规则 {rule} 的例子“{text}”应得 {wants}，实得 {got}。请改词集或例子。",
        en="Rule {rule}: the example “{text}” should give {wants} and gives {got}. Mend the "
        "sets or the example.",
    ),
    "review.policy_overlap": Said(
        zh="分级行 {one} 和 {other} 在 {day} 同时有效。请给先前的一行写上 until。",
        en="The tier rows {one} and {other} both hold on {day}. Give the earlier one an until.",
    ),
    "review.policy_days": Said(
        zh="结束日 {until} 早于开始日 {since}。请改日期。",
        en="It ends on {until}, before it begins on {since}. Mend the days.",
    ),
    "review.policy_order": Said(
        zh="档次须从严到宽排列：{wanted}。",
        en="The steps go from the strictest down: {wanted}.",
    ),
    "review.policy_last_tier": Said(
        zh="最后一档要收下其余所有作品，不能写 cost_from_yuan 或 or。",
        en="The last step takes every other work: it has neither cost_from_yuan nor or.",
    ),
    "review.policy_scale_digest": Said(
        zh="秤文件 {file} 的摘要是 {sha256}，与这里写的不同。请换回原来的文件，或改写 sha256。",
        en="The scale {file} has the digest {sha256}, not the one written here. Bring the file "
        "back, or mend sha256.",
    ),
    "review.policy_scale_file": Said(
        zh="秤文件 {file} 第 {line} 行不合格式：应为 {wanted}。请用 bench/scale.py 重新制作。",
        en="Line {line} of the scale {file} is malformed: {wanted} is wanted. Make it again "
        "with bench/scale.py.",
    ),
    # --- why something was found ------------------------------------------------------------
    "review.why_words": Said(zh="同处出现：{words}", en="Together: {words}"),
    "review.why_word": Said(zh="“{written}”", en="“{written}”"),
    "review.why_weighed": Said(
        zh="整句权重 {weight}，达到 {above}；最重的片段：{words}",
        en="The line weighs {weight}, {above} or more; the words that weigh most: {words}",
    ),
    "review.why_hidden": Said(
        zh="“{written}”（即“{word}”，{how}）",
        en="“{written}” (for “{word}”, {how})",
    ),
    "review.why_lowered": Said(
        zh="因“{word}”（{context}）降为{level}",
        en="Lowered to {level} by “{word}” ({context})",
    ),
    "review.why_light": Said(
        zh="整句权重 {weight}，不到 {below}，降为{level}",
        en="Lowered to {level}: the whole line weighs {weight}, less than {below}",
    ),
    "review.why_no_actor": Said(
        zh="看不出是谁在做，降为{level}",
        en="Who does it cannot be told: lowered to {level}",
    ),
    "review.why_escalated": Said(
        zh="在这个位置至少为{level}",
        en="In this place it is at least {level}",
    ),
    "review.why_measured": Said(
        zh="{measure}：应 {expected}，实测 {value}。",
        en="{measure}: expected {expected}, measured {value}.",
    ),
    "review.why_unmeasured": Said(
        zh="没有测到，不能当作通过：{why}。",
        en="It was not measured and is no pass: {why}.",
    ),
    "review.why_declared": Said(zh="申报为 {states}。", en="Declared: {states}."),
    "review.how_exact": Said(zh="原样", en="as it is"),
    "review.how_weighed": Said(zh="按权重", en="by its weight"),
    "review.how_width": Said(zh="全角或大小写", en="other width or case"),
    "review.how_traditional": Said(zh="繁体", en="traditional characters"),
    "review.how_insert": Said(zh="插入符号或重复", en="something inserted or repeated"),
    "review.how_pinyin": Said(zh="谐音", en="by its sound"),
    "review.how_latin": Said(zh="拼音字母", en="in Latin letters"),
    "review.how_split": Said(zh="拆字", en="characters split"),
    "review.how_emoji": Said(zh="表情符号谐音", en="emoji by their sound"),
    "review.level_note": Said(zh="提示", en="a note"),
    "review.level_review": Said(zh="人工复核", en="review"),
    "review.level_block": Said(zh="拦截", en="block"),
}
