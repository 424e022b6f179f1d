"""What is said of briefs, prices, routes and budgets."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "takes.amount_too_fine": Said(
        "{file}（{table}）：“{key}”小于百万分之一。请写成较多单位的价钱，例如 amount = 15，"
        "per = 1000000。",
        "{file} ({table}): {key} is finer than a millionth. Give the price of more units, "
        "for example amount = 15 with per = 1000000.",
    ),
    # --- a brief held against a card
    "takes.medium_not_made": Said(
        "{provider} 的 {model} 只能生成 {makes}，不能生成 {found}。请为 {found} 另选模型。",
        "{model} of {provider} makes {makes}, not {found}. Choose another model for {found}.",
    ),
    "takes.model_retired": Said(
        "{provider} 的 {model} 已于 {retired} 停用。请改用 {successor}。",
        "{model} of {provider} was retired on {retired}. Use {successor}.",
    ),
    "takes.model_retired_alone": Said(
        "{provider} 的 {model} 已于 {retired} 停用，供应商没有说由什么接替。请另选模型。",
        "{model} of {provider} was retired on {retired} and its vendor names no successor. "
        "Choose another model.",
    ),
    "takes.prompt_missing": Said(
        "发给 {provider} 的 {model} 的要求是空的。请写明要生成什么。",
        "What {model} of {provider} is asked for is empty. Say what is to be made.",
    ),
    "takes.prompt_too_long": Said(
        "{provider} 的 {model} 最多接受 {most} 个字符的提示词，这里有 {found} 个。请缩短。",
        "{model} of {provider} takes a prompt of at most {most} characters; this one has "
        "{found}. Shorten it.",
    ),
    "takes.frame_missing": Said(
        "没有说明画面的宽和高，{provider} 的 {model} 需要知道。请给出宽和高。",
        "The frame has no width and height, which {model} of {provider} needs. Give both.",
    ),
    "takes.frame_too_large": Said(
        "{provider} 的 {model} 最大能生成 {most}，画面要 {found}。请减小画面或另选模型。",
        "{model} of {provider} makes at most {most}; the frame is {found}. Ask for a smaller "
        "frame or choose another model.",
    ),
    "takes.ratio_not_made": Said(
        "{provider} 的 {model} 没有 {found} 这种画幅，只有：{known}。请换画幅或另选模型。",
        "{model} of {provider} has no size shaped like {found}, only {known}. Change the "
        "frame or choose another model.",
    ),
    "takes.length_missing": Said(
        "没有说明时长，{provider} 的 {model} 需要知道。请给出时长。",
        "The length is not given, which {model} of {provider} needs. Give a length.",
    ),
    "takes.length_too_long": Said(
        "{provider} 的 {model} 一次最长 {most} 毫秒，这里要 {found} 毫秒。请分段或另选模型。",
        "{model} of {provider} makes at most {most} ms at once; {found} ms are asked for. "
        "Split the shot or choose another model.",
    ),
    "takes.length_differs_from_shots": Said(
        "各镜头合计 {found} 毫秒，而要求的时长是 {wanted} 毫秒（{provider} 的 {model}）。"
        "请让两者相等。",
        "The shots add up to {found} ms but {wanted} ms are asked for ({model} of "
        "{provider}). Make the two equal.",
    ),
    "takes.shots_too_many": Said(
        "{provider} 的 {model} 一段最多 {most} 个镜头，这里有 {found} 个。请分成几段。",
        "{model} of {provider} takes at most {most} shots in a clip; there are {found}. "
        "Divide them into several clips.",
    ),
    "takes.shot_prompt_too_long": Said(
        "{provider} 的 {model} 每个镜头的提示词最多 {most} 个字符，第 {number} 个镜头有 "
        "{found} 个。请缩短。",
        "{model} of {provider} takes at most {most} characters for one shot of a clip; shot "
        "{number} has {found}. Shorten it.",
    ),
    "takes.sound_not_made": Said(
        "{provider} 的 {model} 生成的视频没有声音。请不要要求声音，或另选模型。",
        "{model} of {provider} makes clips without sound. Do not ask for sound, or choose "
        "another model.",
    ),
    "takes.references_too_many": Said(
        "{provider} 的 {model} 最多参考 {most} 个文件，这里有 {found} 个。请减少。",
        "{model} of {provider} takes at most {most} references; there are {found}. Leave "
        "some out.",
    ),
    "takes.frames_not_alone": Said(
        "{provider} 的 {model} 有首帧或尾帧时不接受别的参考，这里还有 {found} 个。请二选一。",
        "{model} of {provider} takes no other references beside a first or last frame; there "
        "are {found}. Give either the frames or the others.",
    ),
    "takes.role_too_many": Said(
        "{provider} 的 {model} 最多接受 {most} 个用途为 {role} 的参考，这里有 {found} 个。"
        "请减少。",
        "{model} of {provider} takes at most {most} references as {role}; there are {found}. "
        "Leave some out.",
    ),
    "takes.role_too_long": Said(
        "用途为 {role} 的参考合计不能超过 {most} 毫秒（{provider} 的 {model}），这里有 "
        "{found} 毫秒。请剪短。",
        "References as {role} may last {most} ms together ({model} of {provider}); these "
        "last {found} ms. Cut them.",
    ),
    "takes.reference_too_small": Said(
        "参考“{name}”的短边只有 {found} 像素，{provider} 的 {model} 至少要 {most} 像素。"
        "请换大图。",
        "The shorter side of the reference {name} is {found} pixels; {model} of {provider} "
        "needs at least {most}. Bring a larger picture.",
    ),
    "takes.reference_too_long_shaped": Said(
        "参考“{name}”的长边是短边的 {found}‰，{provider} 的 {model} 最多 {most}‰。请裁剪。",
        "The longer side of the reference {name} is {found}‰ of the shorter; {model} of "
        "{provider} takes at most {most}‰. Crop it.",
    ),
    "takes.reference_too_heavy": Said(
        "参考“{name}”有 {found} 字节，{provider} 的 {model} 最多 {most} 字节。请压缩。",
        "The reference {name} has {found} bytes; {model} of {provider} takes at most {most}. "
        "Make the file smaller.",
    ),
    "takes.language_not_known": Said(
        "{provider} 的 {model} 不支持语言 {found}，只支持：{known}。请另选模型。",
        "{model} of {provider} does not know the language {found}, only {known}. Choose "
        "another model.",
    ),
    "takes.not_structured": Said(
        "{provider} 的 {model} 不能保证按 JSON 结构回答。请另选模型。",
        "{model} of {provider} does not keep to a JSON schema. Choose another model.",
    ),
    "takes.words_not_set": Said(
        "{provider} 的 {model} 写不好画面里的文字（{found}）。请把文字留给字幕，或另选模型。",
        "{model} of {provider} does not set writing in a picture ({found}). Leave the words "
        "to piying's own titles, or choose another model.",
    ),
    "takes.tokens_too_many": Said(
        "{provider} 的 {model} 的回答最长 {most} 个词元，这里要 {found} 个。请减少。",
        "{model} of {provider} answers with at most {most} tokens; {found} are asked for. "
        "Ask for fewer.",
    ),
    # --- prices
    "takes.price_missing": Said(
        "{day} 的价目表里没有 {provider} 的 {model}（{what}）的价钱。"
        "请在自己的价目文件里写一个 [[price]]。",
        "The price list of {day} has no price for {model} of {provider} ({what}). Write a "
        "[[price]] for it in a list of your own.",
    ),
    "takes.price_unknown": Said(
        "价目 {row} 的 {field} 没有人公布（{provider} 的 {model}），所以算不出价钱。"
        "请向供应商询问，再写进自己的价目文件。",
        "Nobody has published {field} of the price {row} ({model} of {provider}), so nothing "
        "can be reckoned. Ask the vendor and write it into a list of your own.",
    ),
    "takes.price_ambiguous": Said(
        "{provider} 的 {model} 有两种算法都适用：{rows}。请在价目文件里只留一种。",
        "Two ways of charging fit {model} of {provider}: {rows}. Leave one of them in the "
        "price list.",
    ),
    "takes.card_fact_missing": Said(
        "{provider} 的 {model} 的资料里没有 {field}，算不出价钱。请在自己的模型文件里写上。",
        "The card of {model} of {provider} does not give {field}, which its price needs. "
        "Write it into a file of cards of your own.",
    ),
    "takes.currency_unknown": Said(
        "不认识货币 {currency}。可以用：{known}。",
        "The currency {currency} is not known. Known: {known}.",
    ),
    "takes.rate_missing": Said(
        "{day} 没有从 {one} 到 {other} 的汇率。请在预算文件里写一个 [[rate]]，带日期和来源。",
        "There is no rate from {one} to {other} on {day}. Write a [[rate]] with its date and "
        "source into the file of budgets.",
    ),
    "takes.rate_unknown": Said(
        "汇率 {row} 没有数值。请写上当天的汇率和来源。",
        "The rate {row} has no value. Write the rate of the day with its source.",
    ),
    # --- routes
    "takes.route_missing": Said(
        '没有规则说 {medium}（{purpose}）用哪个模型。请在路由文件里写：[[route]] id = "…"，'
        'medium = "{medium}"，candidates = ["供应商/模型"]。',
        "No rule says which model makes {medium} ({purpose}). Write into the file of routes: "
        '[[route]] id = "…", medium = "{medium}", candidates = ["provider/model"].',
    ),
    "takes.route_model_unknown": Said(
        "路由 {rule} 里的 {candidate} 不在模型资料里。已有：{known}。",
        "The route {rule} names {candidate}, of which there is no card. Known: {known}.",
    ),
    "takes.route_none_can": Said(
        "路由 {rule} 的候选模型都做不了：{reasons} 请增加候选模型，或改动要求。",
        "No candidate of the route {rule} can make it: {reasons} Add a candidate, or change "
        "what is asked for.",
    ),
    "takes.card_twice": Said(
        "{card}（{medium}）有两份资料。请删去一份。",
        "There are two cards of {card} for {medium}. Remove one of them.",
    ),
    "takes.route_only": Said(
        "规则 {rule} 只列了 {candidate}（{money}）。",
        "The route {rule} names only {candidate} ({money}).",
    ),
    "takes.route_first": Said(
        "{candidate}（{money}）是规则 {rule} 里第一个做得了的。",
        "{candidate} ({money}) is the first of the route {rule} that can make it.",
    ),
    "takes.route_cheapest": Said(
        "规则 {rule} 里有 {count} 个做得了，{candidate}（{money}）最便宜。",
        "{candidate} ({money}) is the cheapest of {count} of the route {rule} that can make "
        "it.",
    ),
    "takes.route_fallback": Said(
        "{failed} 没有做成（{why}），规则 {rule} 允许改用 {candidate}。",
        "{failed} did not make it ({why}), and the route {rule} lets {candidate} take over.",
    ),
    "takes.fallback_not_allowed": Said(
        "{candidate} 没有做成（{cause}：{why}）。规则 {rule} 不允许为此改用别的模型。"
        '请在该规则里写 allow = ["{cause}"] 和 fallback，或重试。',
        "{candidate} did not make it ({cause}: {why}), and the route {rule} does not allow "
        'another model for that. Write allow = ["{cause}"] and a fallback into it, or try '
        "again.",
    ),
    "takes.fallback_none_left": Said(
        "路由 {rule} 的模型都试过了，最后是 {candidate}（{cause}：{why}）。请增加 fallback，"
        "或重试。",
        "Every model of the route {rule} was tried, the last was {candidate} ({cause}: "
        "{why}). Add a fallback, or try again.",
    ),
    # --- budgets
    "takes.settle_unreserved": Said(
        "要结清 {found}，但 {place} 只预留了 {reserved}。请检查任务记录。",
        "{found} is to be settled, but only {reserved} is reserved for {place}. Check the "
        "record of jobs.",
    ),
    "takes.want_negative": Said(
        "{shot} 要预留的金额 {money} 是负数。请检查价目。",
        "{shot} would reserve {money}, which is negative. Check the price list.",
    ),
    "takes.over_budget": Said(
        "这一批 {count} 项里有 {blocked} 项会超过预算，所以一项也没有开始：{reasons} "
        "请提高上限，或减少镜头。",
        "{blocked} of {count} would pass a cap, so none was begun: {reasons} Raise the cap "
        "or ask for fewer shots.",
    ),
    "takes.cap_passed": Said(
        "{shot}：{scope} 的上限是 {cap}，会超出 {over}。",
        "{shot}: the cap for the {scope} is {cap}, and would be passed by {over}.",
    ),
    "takes.film_empty": Said(
        "{key} 的成片没有长度，算不出每分钟的成本。请先出片。",
        "The film of {key} has no length, so a minute of it has no cost. Make the film first.",
    ),
    # --- looks, plans
    "takes.sheet_view_wrong": Said(
        "“{name}”的设定图 {view} 不能用作 {role}。请改用：{known}。",
        "The sheet of {name} has a page {view}, which a {role} does not have. Known: {known}.",
    ),
    "takes.dropped_role": Said(
        "没有附上“{name}”：{model} 不再接受用途为 {role} 的参考。",
        "{name} was left out: {model} takes no more references as {role}.",
    ),
    "takes.dropped_full": Said(
        "没有附上“{name}”（{role}）：{model} 的参考已满。",
        "{name} ({role}) was left out: {model} takes no more references.",
    ),
    "takes.dropped_alone": Said(
        "没有附上“{name}”（{role}）：{model} 有首帧时不接受别的参考。",
        "{name} ({role}) was left out: {model} takes nothing else beside a first frame.",
    ),
    "takes.dropped_size": Said(
        "没有附上“{name}”（{role}）：图太小、太长或太大，{model} 不接受。请换一张。",
        "{name} ({role}) was left out: too small, too long or too heavy for {model}. Bring "
        "another picture.",
    ),
    "takes.dropped_unbegun": Said(
        "没有附上“{name}”（{role}）：{model} 要先有首帧，尾帧才有用。",
        "{name} ({role}) was left out: {model} uses a last frame only with a first one.",
    ),
    "takes.medium_not_planned": Said(
        "镜头的计划里没有 {medium}，只有：{known}。",
        "A plan of shots has no {medium}, only {known}.",
    ),
    "takes.parts_too_many": Said(
        "{provider} 的 {model} 要分 {found} 段才够 {length} 毫秒，最多分 {most} 段。"
        "请另选模型，或缩短镜头。",
        "{model} of {provider} would need {found} parts for {length} ms, at most {most}. "
        "Choose another model or shorten the shot.",
    ),
    "takes.part_unlinked": Said(
        "镜头比 {provider} 的 {model} 的最长片段还长，要分段；但这个模型不接受首帧，"
        "各段无法相接。请另选模型，或缩短镜头。",
        "The shot is longer than the longest clip of {model} of {provider}, and it takes no "
        "first frame by which its parts would go on from each other. Choose another model or "
        "shorten the shot.",
    ),
}
