"""What is said of vendors: keys, addresses, answers."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "partners.key_missing": Said(
        "没有 {provider} 的密钥。请设置环境变量（{variables} 之一），或存进系统钥匙串："
        "keyring set {service} {provider}。",
        "There is no key for {provider}. Set one of the variables {variables}, or put it into "
        "the system's keyring: keyring set {service} {provider}.",
    ),
    "partners.key_refused": Said(
        "{provider} 不接受密钥，或该密钥无权使用模型 {model}（{status}：{why}）。请检查密钥和"
        "权限。",
        "{provider} does not accept the key, or the key may not use the model {model} ("
        "{status}: {why}). Check the key and its rights.",
    ),
    "partners.no_credit": Said(
        "{provider} 账户余额或额度不足，模型 {model} 没有受理（{why}）。请充值或提高额度后重"
        "试。",
        "The account at {provider} has no credit left for {model} ({why}). Top it up or raise "
        "its limit, then try again.",
    ),
    "partners.model_unknown": Said(
        "{provider} 不认识模型 {model}（{why}）。它可能已下线或需要开通；请换一个模型。",
        "{provider} does not know the model {model} ({why}). It may be retired or need to be "
        "enabled; choose another.",
    ),
    "partners.job_forgotten": Said(
        "{provider} 已查不到这个任务（模型 {model}）。请在它的控制台核对是否扣费，再决定是否"
        "重做。",
        "{provider} no longer knows this job (model {model}). Check in its console whether it "
        "was charged before you have it made again.",
    ),
    "partners.too_large": Said(
        "{provider} 说请求太大（模型 {model}：{why}）。请减少或缩小参考图。",
        "{provider} says that the request is too large (model {model}: {why}). Use fewer or "
        "smaller references.",
    ),
    "partners.too_many": Said(
        "{provider} 请求过于频繁（模型 {model}），要求等待 {seconds} 秒（0 表示没有说）。稍后"
        "会再试。",
        "{provider} is asked too often (model {model}); it wants {seconds} s of waiting (0: "
        "it does not say). It is tried again later.",
    ),
    "partners.failing": Said(
        "{provider} 出错（模型 {model}，{status}：{why}）。若是提交任务，请先在它的控制台核对"
        "是否已受理；若是查询，稍后会再试。",
        "{provider} fails (model {model}, {status}: {why}). If an order was being sent, check "
        "in its console whether it was taken; a question is asked again later.",
    ),
    "partners.redirected": Said(
        "{provider} 要转到别处（模型 {model}，{status}），没有跟随。请检查设置的地址。",
        "{provider} sends elsewhere (model {model}, {status}), which is not followed. Check "
        "the address that is set.",
    ),
    "partners.not_accepted": Said(
        "{provider} 没有接受这个请求（模型 {model}，{status}：{why}）。没有扣费；请按提示修改"
        "。",
        "{provider} did not accept the request (model {model}, {status}: {why}). Nothing is "
        "owed; change what it names.",
    ),
    "partners.answer_unreadable": Said(
        "{provider} 的回答是空的，或不是约定的格式（模型 {model}）。若是提交任务，请先在它的"
        "控制台核对是否已受理。",
        "The answer of {provider} is empty or not in its own format (model {model}). If an "
        "order was being sent, check in its console whether it was taken.",
    ),
    "partners.answer_too_large": Said(
        "{provider} 的回答超过 {limit} 字节（模型 {model}），没有读完。请换更小的尺寸或更短的"
        "时长。",
        "The answer of {provider} has more than {limit} bytes (model {model}) and was not "
        "read whole. Ask for a smaller size or a shorter length.",
    ),
    "partners.cut_off": Said(
        "{provider} 的回答中途断了（模型 {model}）。若是下载，稍后会再试；若是提交任务，请先"
        "核对是否已受理。",
        "The answer of {provider} broke off (model {model}). A download is tried again later; "
        "if an order was being sent, check whether it was taken.",
    ),
    "partners.no_answer": Said(
        "{provider} 没有在限定时间内回答（模型 {model}：{why}）。若是提交任务，请先核对是否已"
        "受理；若是查询，稍后会再试。",
        "{provider} did not answer in time (model {model}: {why}). If an order was being sent"
        ", check whether it was taken; a question is asked again later.",
    ),
    "partners.not_reached": Said(
        "连不上 {provider}（模型 {model}：{why}），什么也没有发出。请检查网络和地址，稍后再试"
        "。",
        "{provider} cannot be reached (model {model}: {why}); nothing was sent. Check the "
        "network and the address, and try again.",
    ),
    "partners.address_refused": Said(
        "{provider} 的地址不安全，没有连接（模型 {model}：{why}）。只连接公网地址；本机或内网"
        "的服务要在设置里写明。",
        "The address of {provider} is not safe and was not connected to (model {model}: {why}"
        "). Only public addresses are; a service of your own network has to be named in the "
        "settings.",
    ),
    "partners.link_expired": Said(
        "{provider} 的下载链接已失效（模型 {model}）。如果再次查询也拿不到新链接，请在它的控"
        "制台下载。",
        "The download link of {provider} has expired (model {model}). If asking again brings "
        "no new one, fetch the file in its console.",
    ),
    "partners.file_type": Said(
        "{provider} 给出的文件类型是 {kind}，不是要的（模型 {model}）。请在它的控制台查看结果"
        "。",
        "The file from {provider} is of type {kind}, which was not asked for (model {model}). "
        "Look at the result in its console.",
    ),
    "partners.file_broken": Said(
        "{provider} 给出的文件打不开（模型 {model}：{why}）。请在它的控制台查看结果。",
        "The file from {provider} cannot be opened (model {model}: {why}). Look at the result "
        "in its console.",
    ),
    "partners.moderated": Said(
        "{provider} 的内容审核没有通过（模型 {model}：{why}）。请修改提示词或参考图。",
        "{provider} refused the content (model {model}: {why}). Change the prompt or the "
        "references.",
    ),
    "partners.job_failed": Said(
        "{provider} 没有做成（模型 {model}：{why}）。可以重做，或换一个模型。",
        "{provider} could not make it (model {model}: {why}). Have it made again, or choose "
        "another model.",
    ),
    "partners.nothing_made": Said(
        "{provider} 的回答里没有结果（模型 {model}：{why}）。请修改提示词后重做。",
        "The answer of {provider} holds no result (model {model}: {why}). Change the prompt "
        "and have it made again.",
    ),
    "partners.order_old": Said(
        "这份订单的格式是第 {version} 版，{provider} 现在只认第 {known} 版，不能再发送。请重"
        "新下单。",
        "This order has format {version}; {provider} now reads format {known} only and cannot "
        "send it. Order again.",
    ),
    "partners.not_structured": Said(
        "{provider} 的模型 {model} 没有按要求的 JSON 格式回答。请重做，或换一个模型。",
        "The model {model} of {provider} did not keep to the JSON that was asked for. Have it "
        "made again, or choose another model.",
    ),
    "partners.voice_foreign": Said(
        "{provider} 的模型 {model} 需要它自己的声音。请在角色表里给角色选一个 {provider} 的声"
        "音。",
        "The model {model} of {provider} needs a voice of its own. Give the character a voice "
        "of {provider} in the cast.",
    ),
    "partners.size_unknown": Said(
        "没有 {provider} 的模型 {model} 的尺寸资料。请在它的模型卡里写明 sizes。",
        "No size is known of the model {model} of {provider}. Name its sizes in its card.",
    ),
    "partners.clock_wrong": Said(
        "{provider} 说签名的时间不对（模型 {model}：{why}）。请校准这台机器的时钟，再重试。",
        "{provider} says that the signature's time is wrong (model {model}: {why}). Set this "
        "machine's clock right, then try again.",
    ),
    "partners.job_cancelled": Said(
        "{provider} 的任务已取消（模型 {model}）。需要时请重新下单。",
        "The job at {provider} was cancelled (model {model}). Order again if it is needed.",
    ),
    "partners.last_frame_alone": Said(
        "{provider} 的模型 {model} 不能只给尾帧。请同时给首帧。",
        "The model {model} of {provider} takes no last frame alone. Give a first frame too.",
    ),
    "partners.frames_not_alone": Said(
        "{provider} 的模型 {model} 不能同时用首尾帧和其他参考。请只留一种。",
        "The model {model} of {provider} takes no references beside a first or last frame. "
        "Keep one sort.",
    ),
    "partners.clip_by_address_only": Said(
        "{provider} 的模型 {model} 只接受网址形式的参考视频，这里不对外提供网址。请去掉它。",
        "The model {model} of {provider} takes clips by web address only, and none is given "
        "away. Leave the clip out.",
    ),
    "partners.shape_not_made": Said(
        "{provider} 的模型 {model} 没有 {width}x{height} 的画幅。可用：{known}。",
        "The model {model} of {provider} has no shape for {width}x{height}. It makes: {known}.",
    ),
    "partners.times_missing": Said(
        "{provider} 没有给出字词时间，口型无法对上（模型 {model}）。请换一个支持时间戳的声音。",
        "{provider} gave no times of words, so lips cannot follow (model {model}). Choose a "
        "voice that has them.",
    ),
    "partners.medium_unknown": Said(
        "{provider} 不能制作 {medium}（模型 {model}）。请换一个供应商。",
        "{provider} makes no {medium} (model {model}). Choose another provider.",
    ),
    "partners.address_wrong": Said(
        "供应商地址 {origin} 不能用：要写成 https://主机名；只有在设置里写明是本机或内网的服"
        "务才可用 http。",
        "The address {origin} of a provider cannot be used: it is written https://HOST; plain "
        "http is only for a service that the settings name as your own network's.",
    ),
    "partners.workflow_wrong": Said(
        "工作流 {file} 有误：{why}。请对照 docs/vendors.md 修改。",
        "The workflow {file} is wrong: {why}. See docs/vendors.md.",
    ),
    "partners.workflow_unknown": Said(
        "没有叫 {model} 的工作流。可用：{known}。",
        "There is no workflow {model}. There are: {known}.",
    ),
    "partners.references_missing": Said(
        "{provider} 的工作流 {model} 要 {most} 个“{role}”参考，这里只有 {count} 个。请补上。",
        "The workflow {model} of {provider} needs {most} references as {role}, and here are "
        "{count}. Add them.",
    ),
    "partners.schema_wrong": Said(
        "{provider} 的模型 {model} 读不懂回答的格式说明（JSON schema：{why}）。请改正后再试。",
        "The model {model} of {provider} cannot read the schema of the answer ({why}). Mend "
        "the JSON schema and try again.",
    ),
    "partners.vendors_wrong": Said(
        "供应商设置 {file} 有误：{why}。请对照 docs/vendors.md 修改。",
        "The settings of vendors in {file} are wrong: {why}. See docs/vendors.md.",
    ),
}
