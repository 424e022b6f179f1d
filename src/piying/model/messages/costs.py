"""What is said of money, paid jobs, takes of one shot, and what became stale."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "costs.job_ambiguous": Said(
        "有不止一个任务的编号以 {job} 结尾。请写得更长一些。",
        "More than one job ends with {job}. Write more of its name.",
    ),
    "costs.confirm_currency": Said(
        "任务 {job} 以 {currency} 计。请用这个币种写金额，或在 budget.toml 里写一条"
        "当日的汇率。",
        "The job {job} is counted in {currency}. Write the amount in it, or put a rate of the "
        "day into budget.toml.",
    ),
    "cli.usage_together": Said(
        "{name} 不能与 {value} 同用", "{name} and {value} do not go together"
    ),
    "cli.by_take": Said("素材", "take"),
    "cli.by_shot": Said("镜头", "shot"),
    "cli.by_episode": Said("集", "episode"),
    "cli.by_series": Said("剧", "series"),
    "cli.by_model": Said("模型", "model"),
    "cli.by_day": Said("日", "day"),
    "cli.by_month": Said("月", "month"),
    "cli.head_original": Said("原币与说明", "originally, and notes"),
    "cli.head_cap_for": Said("上限", "cap for"),
    "cli.head_cap": Said("额度", "cap"),
    "cli.head_left": Said("还剩", "left"),
    "cli.cap_none": Said("不设", "none"),
    "cli.semicolon": Said("；", "; "),
    "cli.cost_listed": Said("{money} 按价目，未确认", "{money} as listed, unconfirmed"),
    "cli.cost_unknown": Said("{money} 结果不明", "{money} unknown"),
    "cli.costs_paid": Said(
        "{what}：已付 {paid}（其中 {unused} 不在成片里），预留 {reserved}。",
        "{what}: {paid} paid ({unused} of it not in the film), {reserved} reserved.",
    ),
    "cli.costs_listed": Said(
        "其中 {money} 供应方没有说明，按价目计；看过账单后用 jobs 任务 --confirm 金额 确认。",
        "{money} of it no vendor has told: it is what the price list says. Confirm it from "
        "the bill with jobs JOB --confirm AMOUNT.",
    ),
    "cli.costs_unknown": Said(
        "预留中有 {money} 不知是否已扣款，需由人决定：运行 jobs 查看。",
        "Of {money} reserved nobody knows whether it was charged; decide with jobs.",
    ),
    "cli.a_minute_unknown": Said(
        "{key} 还没有成片，每分钟的花费无从说起。",
        "{key} has no film yet, so what a finished minute cost is not known.",
    ),
    "cli.caps_unknown": Said(
        "各上限还剩多少无法得知：{why}", "What is left of the caps is not known: {why}"
    ),
    "cli.caps_none": Said(
        "没有预算文件（budget.toml），所以不设上限，也不会下任何要花钱的订单。",
        "There is no budget (budget.toml): no caps, and nothing that costs money is ordered.",
    ),
    "cli.costs_written": Said("已写出：{path}", "written: {path}"),
    "cli.help_csv": Said("把汇总写成 CSV 文件", "write the roll-ups to a CSV file"),
    "costs.no_vendor_id": Said(
        "--adopt 要写供应方给任务 {job} 的编号。",
        "Give --adopt the id that the vendor gave the job {job}.",
    ),
    "costs.confirm_open": Said(
        "任务 {job} 的状态是 {state}，尚未结束，费用还不能确认。结果不明的请用 --abandon "
        "--confirm 金额。",
        "The job {job} is {state}; a charge is confirmed once it has ended. Give an unknown "
        "one up with --abandon --confirm AMOUNT.",
    ),
    "costs.confirm_with": Said(
        "--confirm 单独使用，或与 --abandon、--pay-again 连用。",
        "Use --confirm alone, or with --abandon or --pay-again.",
    ),
    "costs.which_job": Said(
        "请写明一个任务，例如：piying jobs 任务编号 --cancel。--resume 不能与决定同用。",
        "Name one job, for example: piying jobs JOB --cancel. --resume goes without a "
        "decision.",
    ),
    "costs.resume_series": Said(
        "--resume 推进一部剧或全部剧的任务，不针对单个任务；没有名为 {name} 的剧。",
        "--resume drives the jobs of a series, or all, and not one job; there is no series "
        "{name}.",
    ),
    "costs.no_such_job": Said(
        "没有名为 {name} 的剧，也没有编号以它结尾的任务。剧：{known}。",
        "There is no series {name}, and no job that ends so. There are the series {known}.",
    ),
    "cli.head_age": Said("已过", "age"),
    "cli.head_when": Said("时间 (UTC)", "when (UTC)"),
    "cli.head_by": Said("谁", "by"),
    "cli.head_counts": Said("计入", "counts"),
    "cli.head_vendor_job": Said("供应方编号", "vendor's id"),
    "cli.by_worker": Said("程序", "worker"),
    "cli.age_days": Said("{count} 天", "{count} d"),
    "cli.age_hours": Said("{count} 小时", "{count} h"),
    "cli.age_minutes": Said("{count} 分", "{count} min"),
    "cli.age_seconds": Said("{count} 秒", "{count} s"),
    "cli.money_reserved": Said("预留 {money}", "{money} reserved"),
    "cli.money_unknown": Said("预留 {money}，是否扣款不明", "{money} reserved, paid or not"),
    "cli.money_listed": Said("{money} 按价目", "{money} as listed"),
    "cli.jobs_ended": Said(
        "另有 {count} 个已结束的任务，用 --all 列出。",
        "{count} more have ended; --all lists them.",
    ),
    "cli.jobs_listed_price": Said(
        "{count} 个任务的费用供应方没有说明，按价目计；看过账单后用 --confirm 金额 确认。",
        "Of {count} jobs no vendor told the charge, so the price list counts; confirm it from "
        "the bill with --confirm AMOUNT.",
    ),
    "cli.job_new": Said(
        "新任务 {job} 已预留费用，尚未发送；运行 jobs --resume 或 shoot 发送。",
        "The new job {job} is reserved and not sent yet; jobs --resume or shoot sends it.",
    ),
    "cli.job_resume": Said(
        "运行 jobs --resume 或 shoot 接着查询它。", "jobs --resume or shoot goes on with it."
    ),
    "cli.job_untold": Said(
        "没能通知 {provider}：{why} 下次运行 jobs --resume 会再通知；在此之前它可能仍会收费。",
        "{provider} could not be told: {why} jobs --resume tells it again; until then it may "
        "still charge.",
    ),
    "cli.jobs_resumed": Said(
        "{ended} 个任务已结束，{waiting} 个还要等；没有发出新的要求。",
        "{ended} jobs ended, {waiting} wait on; nothing new was asked for.",
    ),
    "cli.jobs_refused": Said("原因：{why}", "because: {why}"),
    "cli.help_resume": Said(
        "接着做未完的任务，不提出新的要求", "go on with open jobs; nothing new is asked for"
    ),
    "cli.help_confirm": Said(
        "供应方账单上的金额，如 12.50 CNY：确认已结束任务的费用，或与 --abandon、--pay-again "
        "连用",
        "what the vendor's bill shows, as in 12.50 CNY: of a job that has ended, or with "
        "--abandon or --pay-again",
    ),
    "cli.help_jobs_what": Said(
        "剧名（默认全部），或一个任务编号（写末尾几位即可）",
        "a series (default: all), or one job by the end of its name",
    ),
    "cli.help_who_decides": Said(
        "谁作的决定（默认：本机登录名）", "who decides (default: who is logged in)"
    ),
    "cli.help_why_decides": Said("为什么，会记下来", "why; it is kept"),
    "cli.help_only": Said("与 --again 连用：画面或配音", "with --again: a picture or a voice"),
    "costs.again_count": Said(
        "--again 要写 1 到 {most} 之间的份数，不能是 {found}。",
        "Give --again a number from 1 to {most}; it cannot be {found}.",
    ),
    "costs.again_parts": Said(
        "镜头 {shot} 由 {count} 段相连的片段拼成，不能单独再做。请把镜头拆短，或用 takes --use "
        "自带一份。",
        "Shot {shot} is joined from {count} linked clips and cannot be made again by itself. "
        "Split the shot, or bring your own with takes --use.",
    ),
    "costs.again_of": Said(
        "--again 要写明一个镜头，例如：piying shoot 3 -e 1 --again 2。",
        "Name a shot with --again, for example: piying shoot 3 -e 1 --again 2.",
    ),
    "costs.shot_alone": Said(
        "shoot 只为单个镜头再做素材时才写镜头，要加 --again 份数。不写镜头则做整集所缺的。",
        "Name a shot only together with --again N. Without a shot, all that an episode lacks "
        "is made.",
    ),
    "costs.always_same": Said(
        "镜头 {shot}：{provider} 对同样的内容总是做出同样的结果，再做一份没有意义。请改动内容，"
        "用 routes.toml 换一个模型，或用 takes --use 自带一份。",
        "Shot {shot}: {provider} always makes the same of the same. Change the shot, have a "
        "model make it by a rule in routes.toml, or bring your own with takes --use.",
    ),
    "costs.no_take_number": Said(
        "镜头 {shot} 没有第 {number} 份素材；共有 {most} 份，用 takes {shot} 列出。",
        "Shot {shot} has no take {number}; there are {most}. takes {shot} lists them.",
    ),
    "costs.sheet_of": Said(
        "--sheet 要写明一个镜头，例如：piying takes 3 -e 1 --sheet takes.png。",
        "Name a shot with --sheet, for example: piying takes 3 -e 1 --sheet takes.png.",
    ),
    "costs.sheet_empty": Said(
        "镜头 {shot} 还没有看得见的素材，画不出总览图。请先运行 shoot。",
        "Shot {shot} has no take that can be seen, so there is no sheet. Run shoot first.",
    ),
    "costs.sheet_png": Said(
        "总览图是 PNG：{path} 请以 .png 结尾。",
        "The sheet is a PNG: let {path} end with .png.",
    ),
    "cli.again_free": Said(
        "镜头 {name} 将由 {provider} 在本机再做 {count} 份，不花钱；现在什么也没有做。",
        "{provider} would make {count} more takes of {name} on this machine, free; nothing "
        "was made now.",
    ),
    "cli.again_priced": Said(
        "镜头 {name} 将由 {provider} 的 {model} 再做 {count} 份，共 {money}；现在什么也没有"
        "发送。",
        "{model} of {provider} would make {count} more takes of {name} for {money}; nothing "
        "was sent now.",
    ),
    "cli.again_resumed": Said(
        "其中 {count} 份是上一次运行已经订下的。", "{count} of them an earlier run had ordered."
    ),
    "cli.again_refused": Said("预算不允许：{why}", "the budget does not allow it: {why}"),
    "cli.again_used": Said(
        "镜头 {name} 此前没有可用的素材，成片就用这一份。",
        "{name} had no take that could be used; the film uses this one.",
    ),
    "cli.taken_shot": Said(
        "镜头 {name}：{count} 份素材；带 * 的是成片所用。shoot {name} --again N 再做，"
        "takes {name} --choose 编号 --why 原因 改用另一份。",
        "{name}: {count} takes; the film uses those with *. shoot {name} --again N makes more, "
        "takes {name} --choose NUMBER --why TEXT lets the film use another.",
    ),
    "cli.head_number": Said("编号", "no."),
    "cli.head_made_at": Said("做成 (UTC)", "made (UTC)"),
    "cli.outcome_failed": Said("未做成：{why}", "failed: {why}"),
    "cli.outcome_refused": Said("被拒绝：{why}", "refused: {why}"),
    "cli.chosen_by": Said("由 {who} 选定", "chosen by {who}"),
    "cli.sheet_seed": Said("种子 {seed}", "seed {seed}"),
    "cli.sheet_used": Said("成片所用", "in the film"),
    "cli.sheet_count": Said("{count} 份素材", "{count} takes"),
    "cli.sheet_newest": Said("只画最新的 {count} 份", "the newest {count} are shown"),
    "costs.because_new": Said("新的镜头", "a new shot"),
    "costs.because_never": Said("还没有做过", "never made"),
    "costs.because_lost": Said("文件已丢失", "its file is lost"),
    "costs.because_line": Said("台词由“{old}”改为“{new}”", "the line “{old}” is now “{new}”"),
    "costs.because_reading": Said("读法改为“{new}”", "it is read “{new}” now"),
    "costs.because_voice_of": Said("{who}的声音变了", "{who} has another voice"),
    "costs.because_voice": Said("配音要重做，画面跟着变", "its voice is made anew"),
    "costs.because_look": Said("{who}的样子变了", "{who} looks different"),
    "costs.because_style": Said("画风的参考图变了", "the sheet of the style has changed"),
    "costs.because_style_to": Said("画风由 {old} 改为 {new}", "the style {old} is now {new}"),
    "costs.because_words": Said(
        "人物、地点或画风的描述变了", "the words for a look, a place or the style have changed"
    ),
    "costs.because_frame": Said("首帧或末帧变了", "it begins or ends with another frame"),
    "costs.because_model": Said(
        "模型由 {old} 换成 {new}", "{new} makes it now, and {old} did before"
    ),
    "costs.because_shot": Said("镜头改了（{what}）", "the shot has changed ({what})"),
    "costs.because_failed": Said("上次没有做成：{why}", "it failed: {why}"),
    "costs.because_cancelled": Said(
        "任务 {job} 已被取消 {why}", "the job {job} was cancelled {why}"
    ),
    "costs.because_unknown": Said(
        "任务 {job} 结果不明，由人决定：jobs {job}",
        "the job {job} is unknown: decide with jobs {job}",
    ),
    "costs.because_ordered": Said(
        "已下单（任务 {job}），接着做：jobs --resume",
        "ordered (job {job}); jobs --resume goes on",
    ),
    "cli.due": Said(
        "第 {episode} 集：补齐要做 {count} 份素材：模型做 {paid} 份，{total}；"
        "本机做 {free} 份，免费。",
        "Episode {episode}: {count} takes bring it up to date: {paid} by models for {total}, "
        "{free} on this machine, free.",
    ),
    "cli.due_unknown": Said(
        "其中 {count} 份花多少不得而知。", "What {count} of them cost is not known."
    ),
    "cli.due_estimated": Said(
        "配音还没有全部做好，片段的价格按分镜的时长估算。",
        "Not all voices are there, so clips are priced by the lengths of the board.",
    ),
    "cli.due_all": Said("总计：{total}。", "In all: {total}."),
    "cli.due_more": Said("……另有 {count} 份", "… and {count} more"),
    "cli.due_nothing": Said("0", "0"),
    "cli.due_failed": Said(
        "第 {episode} 集：补齐要花多少无法得知：{why}",
        "Episode {episode}: what it costs to bring it up to date is not known: {why}",
    ),
    "cli.cost_not_known": Said("不得而知", "unknown"),
    "cli.cost_ordered": Said("{money} 已预留", "{money} reserved"),
}
