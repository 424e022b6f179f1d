"""What is said of generating: routes, prices, jobs, takes of models."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "generating.no_file": Said(
        "找不到文件 {path}。请检查路径，或去掉这个选项。",
        "There is no file {path}. Check the path, or leave the option out.",
    ),
    "generating.no_picture": Said(
        "looks.toml 的 {table} 提到的图片 {path} 不存在。请检查路径：相对路径从 looks.toml "
        "所在的文件夹算起。",
        "There is no picture {path}, which {table} in looks.toml names. Check the path; it "
        "begins in the folder of looks.toml.",
    ),
    "generating.bad_purpose": Said(
        "用途“{value}”不存在。可用：{known}。",
        "There is no purpose “{value}”. Use one of {known}.",
    ),
    "generating.no_budget": Said(
        "这次制作要花钱（{money}），但没有预算文件。请在文件夹里写 budget.toml，"
        '为镜头、每集、全剧和每月各写一个上限（不设上限写 "none"）。什么都没有发送。',
        "This costs money ({money}), and there is no budget. Write budget.toml in the house "
        'with a cap for a shot, an episode, the series and a month, or "none" for each. '
        "Nothing was sent.",
    ),
    "generating.no_vendor": Said(
        "镜头 {shot}：没有名为 {provider} 的模型供应方。已设置的有：{known}。",
        "Shot {shot}: no vendor {provider} is set up. There are {known}.",
    ),
    "generating.parts": Said(
        "镜头比模型 {model} 能生成的最长片段还长，需分 {count} 段。请把镜头拆短，"
        "或换一个能生成更长片段的模型。",
        "The shot is longer than the longest clip of {model} and would take {count} clips. "
        "Split the shot, or use a model that makes longer clips.",
    ),
    "generating.shot_unmade": Said(
        "镜头 {shot}（{medium}）：{why}",
        "Shot {shot} ({medium}): {why}",
    ),
    "generating.unmade": Said(
        "有 {count} 项按 routes.toml 该由模型生成，却没有模型能做；什么都没有发送。{reasons}",
        "{count} things have a rule in routes.toml, and no model of it can make them; nothing "
        "was sent. {reasons}",
    ),
    "generating.not_made": Said(
        "要生成的 {of} 项中有 {count} 项没有做成；做成的都已留下。{reasons}",
        "{count} of {of} things were not made; those that were are kept. {reasons}",
    ),
    "generating.failed": Said(
        "镜头 {shot}：{provider} 的 {model} 没有做成：{why} 要再要一份，请运行 "
        "shoot {shot} --again 1。",
        "Shot {shot}: {model} of {provider} did not make it: {why} To ask once more, run "
        "shoot {shot} --again 1.",
    ),
    "generating.unknown": Said(
        "镜头 {shot}：没人知道 {provider} 的 {model} 是否收到了订单（{why}），所以不再发送。"
        "请由人决定：jobs {job} --adopt 供应方编号、jobs {job} --pay-again 或 "
        "jobs {job} --abandon。",
        "Shot {shot}: nobody can tell whether {model} of {provider} took the order ({why}), "
        "so it is not sent again. Decide: jobs {job} --adopt VENDOR_ID, jobs {job} "
        "--pay-again or jobs {job} --abandon.",
    ),
    "generating.cancelled": Said(
        "镜头 {shot}：交给 {provider} 的 {model} 的任务 {job} 已被取消。要再要一份，请运行 "
        "shoot {shot} --again 1。",
        "Shot {shot}: the job {job} with {model} of {provider} was cancelled. To ask once "
        "more, run shoot {shot} --again 1.",
    ),
    "generating.waiting": Said(
        "镜头 {shot}：{provider} 的 {model} 的任务 {job} 还没有结束（{why}）。"
        "再运行一次 shoot 会接着做，不会重复付费。",
        "Shot {shot}: the job {job} with {model} of {provider} has not ended ({why}). Run "
        "shoot again to go on with it; nothing is paid twice.",
    ),
    "generating.lost_bytes": Said(
        "镜头 {shot}：{provider} 的 {model} 做好的文件丢失了，素材 {take} 已付过费。"
        "请从备份恢复，或运行 shoot {shot} --again 1 再付一次。",
        "Shot {shot}: the file that {model} of {provider} made is lost; the take {take} is "
        "paid. Restore it from a backup, or run shoot {shot} --again 1 and pay again.",
    ),
    "generating.bad_money": Said(
        "“{value}”不是金额。请写成 12.50 CNY。",
        "“{value}” is no amount. Write it as 12.50 CNY.",
    ),
    "cli.help_generating": Said("生成", "generating"),
    "cli.help_routes": Said(
        "哪个模型做什么（默认：文件夹里的 routes.toml）",
        "which model makes what (default: routes.toml in the house)",
    ),
    "cli.help_budget": Said(
        "最多花多少（默认：文件夹里的 budget.toml）",
        "what may be spent (default: budget.toml in the house)",
    ),
    "cli.help_prices": Said(
        "自己的价目，盖过自带的（默认：文件夹里的 prices.toml）",
        "prices laid over those that ship (default: prices.toml in the house)",
    ),
    "cli.help_looks": Said(
        "人物、地点与画风的参考图（默认：文件夹里的 looks.toml）",
        "how people, places and styles look (default: looks.toml in the house)",
    ),
    "cli.help_purpose": Said(
        "用途：draft 草稿或 final 成片（默认 final），决定哪些规则有效",
        "draft or final (default: final): which routes hold",
    ),
    "cli.help_shot": Said(
        "镜头的编号或序号，可写在剧名的位置",
        "a shot by its id or number; it may stand in the place of the series",
    ),
    "cli.help_again_shoot": Said(
        "让模型为这个镜头再做 N 份", "have its model make N further takes of the shot"
    ),
    "cli.help_sheet": Said(
        "把这个镜头的各份素材画成一张总览图", "draw the takes of the shot on one sheet"
    ),
    "cli.help_by": Said("按什么汇总", "what costs are rolled up by"),
    "cli.help_cancel": Said("取消这个任务", "cancel this job"),
    "cli.help_pay_again": Said(
        "放弃结果不明的任务，并按同一订单再付一次",
        "give an unknown job up and pay for the same order once more",
    ),
    "cli.help_abandon": Said("放弃结果不明的任务", "give an unknown job up"),
    "cli.help_adopt": Said(
        "在供应方找到了任务：用它的编号接着查询",
        "the job was found at the vendor: go on with its id",
    ),
    "cli.help_all_jobs": Said("也列出已结束的任务", "list jobs that have ended as well"),
    "cli.help_costs": Said(
        "列出花了多少：按素材、镜头、集、模型、日或月",
        "list what was paid, by take, shot, episode, model, day or month",
    ),
    "cli.help_jobs": Said(
        "列出付费任务；对结果不明的作出决定",
        "list paid jobs; decide about those whose outcome nobody knows",
    ),
    "cli.step_generate": Said("模型生成", "generating"),
    "cli.step_stills": Said("首帧", "first frames"),
    "cli.step_parts": Said("分段", "parts"),
    "cli.kind_text": Said("文本", "text"),
    "cli.count_text": Said("{count} 份文本", "{count} texts"),
    "cli.medium_image": Said("画面", "picture"),
    "cli.medium_video": Said("片段", "clip"),
    "cli.medium_speech": Said("配音", "voice"),
    "cli.medium_music": Said("音乐", "music"),
    "cli.medium_text": Said("文本", "text"),
    "cli.medium_still": Said("首帧", "first frame"),
    "cli.flag_writing": Said("画面文字不符：{said}", "writing: {said}"),
    "cli.flag_drift": Said("人物走样：{said}", "drift: {said}"),
    "cli.flag_fallback": Said("换了模型：{said}", "fallback: {said}"),
    "cli.priced": Said(
        "第 {episode} 集：{count} 项要由模型生成，共 {total}。",
        "Episode {episode}: models would make {count} things for {total}.",
    ),
    "cli.priced_all": Said("总计：{total}。", "In all: {total}."),
    "cli.priced_shot": Said("  {shot}：{money}", "  {shot}: {money}"),
    "cli.priced_estimate": Said(
        "配音还没有全部做好，片段的价格按分镜的时长估算。",
        "Not all voices are there, so clips are priced by the lengths of the board.",
    ),
    "cli.price_undated": Said(
        "注意：价目 {rows} 没有写明从何日起有效，只作估算，应付以供应方账单为准。",
        "Take care: the price lines {rows} do not say since when they hold; they only serve "
        "an estimate. What is owed is what the vendor charges.",
    ),
    "cli.price_over": Said("超出{scope}上限 {over}", "passes the cap of the {scope} by {over}"),
    "cli.price_no_budget": Said("没有预算文件", "there is no budget"),
    "cli.scope_shot": Said("镜头", "shot"),
    "cli.scope_episode": Said("本集", "episode"),
    "cli.scope_series": Said("全剧", "series"),
    "cli.scope_month": Said("本月", "month"),
    "cli.shot_paid": Said("付给模型：{money}。", "Paid to models: {money}."),
    "cli.shot_flag": Said("请看镜头 {shot}：{flag}", "Look at shot {shot}: {flag}"),
    "cli.price_ordered": Said("已下单", "ordered"),
    "cli.price_fits": Said("在预算内", "fits"),
    "cli.unplanned": Said("  做不了：{why}", "  cannot be made: {why}"),
    "cli.nothing_paid": Said("没有要由模型生成的。", "Models would make nothing."),
    "cli.looked_not": Said(
        "提示：素材没有全部检查过：{why}", "Note: not everything was looked at: {why}"
    ),
    "cli.again_made": Said(
        "镜头 {shot} 又有 {count} 份素材：{takes}。成片仍用原来的；要换请运行 "
        "takes {shot} --choose 编号。",
        "Shot {shot} has {count} further takes: {takes}. The film keeps its own; to use one, "
        "run takes {shot} --choose NUMBER.",
    ),
    "cli.head_model": Said("模型", "model"),
    "cli.head_job": Said("任务", "job"),
    "cli.head_money": Said("金额", "money"),
    "cli.head_lines": Said("价目", "price lines"),
    "cli.head_trust": Said("可信度", "trust"),
    "cli.head_verdict": Said("预算", "budget"),
    "cli.head_what": Said("名目", "what"),
    "cli.head_paid": Said("已付", "paid"),
    "cli.head_reserved": Said("预留", "reserved"),
    "cli.head_used": Said("用在成片", "in the film"),
    "cli.head_jobs": Said("任务数", "jobs"),
    "cli.head_takes": Said("素材数", "takes"),
    "cli.head_cost": Said("花费", "cost"),
    "cli.job_queued": Said("待发送", "queued"),
    "cli.job_submitting": Said("发送中", "submitting"),
    "cli.job_polling": Said("制作中", "polling"),
    "cli.job_done": Said("已完成", "done"),
    "cli.job_failed": Said("未做成", "failed"),
    "cli.job_unknown": Said("结果不明", "unknown"),
    "cli.job_cancelling": Said("取消中", "cancelling"),
    "cli.job_cancelled": Said("已取消", "cancelled"),
    "cli.job_now": Said("任务 {job}：{state}。", "The job {job}: {state}."),
    "cli.jobs_listed": Said("{count} 个任务。", "{count} jobs."),
    "cli.jobs_unknown": Said(
        "{count} 个任务结果不明，由人决定：--adopt、--pay-again 或 --abandon。",
        "{count} jobs are unknown; decide: --adopt, --pay-again or --abandon.",
    ),
    "cli.a_minute": Said(
        "{key} 成片每分钟 {money}。", "A finished minute of {key} cost {money}."
    ),
    "cli.nothing_spent": Said("没有付过费的任务。", "Nothing was ordered from a model."),
}
