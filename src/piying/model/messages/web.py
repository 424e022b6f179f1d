"""What the pages say."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "web.play": Said("播放", "play"),
    "web.pause": Said("暂停", "pause"),
    "web.loop": Said("循环本镜头", "loop this shot"),
    "web.shots": Said("镜头", "shots"),
    "web.keys": Said(
        "空格 播放 · ← → 逐帧 · ↑ ↓ 换镜头 · L 循环本镜头",
        "space plays · ← → frame by frame · ↑ ↓ shot by shot · L loops the shot",
    ),
    "web.sound_waits": Said("正在混音…", "mixing the sound …"),
    "web.sound_fails": Said("没有声音：", "no sound: "),
    "web.frame_fails": Said("画面出错：", "no picture: "),
    "web.port_taken": Said(
        zh="不能在本机端口 {port} 上打开：{why}。请用 --port 换一个端口，0 为任意空闲端口。",
        en="Nothing can be opened on port {port}: {why}. Name another one with --port, "
        "0 for any that is free.",
    ),
    "web.did_not_stop": Said(
        "服务在 {seconds} 秒内没有停下来，已强行结束。没有确认过的内容都没有算数。",
        "The server did not stop within {seconds} seconds and was ended. Nothing that was not "
        "acknowledged counts.",
    ),
    "web.served_already": Said(
        "{path} 已经有一个服务在运行。先停掉它，或者用它的地址。",
        "{path} is served already. Stop that server first, or use its address.",
    ),
    "web.origin_form": Said(
        "地址 {given} 不对：写成 https://drama.example，不带路径。",
        "{given} is no address: write https://drama.example, without a path.",
    ),
    "web.origin_open": Said(
        "{given} 没有加密：给别人用的地址必须以 https:// 开头。",
        "{given} is not encrypted: an address for others begins with https://.",
    ),
    "web.origin_missing": Said(
        "监听 {host} 时别人也能连上：请用 --origin https://… 说明他们打开的地址。",
        "On {host} others can reach it: say what they open with --origin https://….",
    ),
    "web.territory_form": Said(
        "地区 {given} 不对：用 ISO 3166-1 的两个大写字母，如 CN。",
        "{given} is no territory: two capital letters of ISO 3166-1, like CN.",
    ),
    "web.other_host": Said("这里不回应这个主机名。", "This host name is not answered here."),
    "web.other_site": Said(
        "这个请求来自别的网站，没有执行。请在本站页面上操作。",
        "This request comes from another site and was not done. Use the pages of this site.",
    ),
    "web.not_understood": Said("请求不合规范。", "The request is not understood."),
    "web.not_here": Said("这里没有这个页面或内容。", "There is nothing here."),
    "web.no_static": Said(
        "缺少页面文件 {name}。请运行 piying setup。",
        "The file {name} of the pages is missing. Run piying setup.",
    ),
    "web.method": Said(
        "这个地址不接受这种请求。", "This address does not take such a request."
    ),
    "web.too_large": Said("内容太大，最多 {most} 字节。", "Too large: at most {most} bytes."),
    "web.wrong_type": Said(
        "内容的类型不对，应为 {wanted}。", "The wrong kind of content: {wanted} is wanted."
    ),
    "web.form": Said("填写的内容有误：{why}", "Something in the form is wrong: {why}"),
    "web.mistake": Said(
        "服务器出错了，已记录。请稍后再试；请求编号可以帮助我们查找。",
        "The server made a mistake, which is noted. Try again later; the id of the request "
        "helps to find it.",
    ),
    "web.slow_down": Said(
        "请求太多了，请 {seconds} 秒后再试。", "Too many requests. Try again in {seconds} s."
    ),
    "web.key_form": Said(
        "Idempotency-Key 要有 8 到 200 个可见的 ASCII 字符。",
        "An Idempotency-Key has 8 to 200 visible ASCII characters.",
    ),
    "web.in_progress": Said(
        "同一个请求正在处理，请稍后再试。", "The same request is being done. Ask again soon."
    ),
    "web.other_request": Said(
        "这个 Idempotency-Key 已经用于另一个请求，请换一个。",
        "This Idempotency-Key was used for another request. Use a new one.",
    ),
    "web.status_400": Said("请求有误", "Bad request"),
    "web.status_401": Said("请先登录", "Log in first"),
    "web.status_402": Said("余额不足", "Not enough coins"),
    "web.status_403": Said("没有权限", "Not allowed"),
    "web.status_404": Said("没有找到", "Not found"),
    "web.status_405": Said("不支持的操作", "Method not allowed"),
    "web.status_409": Said("与现状冲突", "Conflict"),
    "web.status_413": Said("内容太大", "Too large"),
    "web.status_415": Said("类型不对", "Unsupported type"),
    "web.status_422": Said("内容有误", "Not valid"),
    "web.status_429": Said("太频繁了", "Too many requests"),
    "web.status_500": Said("服务器出错", "Server error"),
    "web.status_503": Said("暂时不可用", "Not available now"),
}
