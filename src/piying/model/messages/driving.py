"""What the end of demo and simulate-viewers say."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "cli.help_demo": Said(
        "制作自带剧集的第一集，并在本机频道示范上线",
        "make the first episode of the shipped series, and show it in a channel",
    ),
    "cli.help_demo_serve": Said(
        "做完后直接打开频道",
        "open the channel as soon as the film is out",
    ),
    "cli.demo_own_house": Said(
        "{path} 里已有真实的人员，示范不替他们审核和发行。请按 docs/channel.md 自行发行。",
        "{path} has people of its own, and the demonstration does not act for them. How they "
        "release it: docs/channel.md.",
    ),
    "cli.demo_no_film": Said(
        "没有规格 {profile} 的成片。请先运行 piying demo -p {profile}。",
        "There is no film of the profile {profile}. Run piying demo -p {profile} first.",
    ),
    "cli.demo_key": Said(
        "这台机器还没有签名密钥，已新建：{path}（只有你能读；请备份，不要外传）",
        "This machine had no signing key; one was made: {path} (only you can read it; back it "
        "up, give it to nobody)",
    ),
    "cli.demo_out": Said(
        "第 1 集已在本机频道里上线。审核、备案号都是示范：没有人看过，也没有备案。",
        "Episode 1 is out in the channel of this machine. Review and filing number are a "
        "demonstration: nobody looked at it, and nothing was filed.",
    ),
    "cli.demo_still_out": Said(
        "第 1 集仍在本机频道里（示范审核，没有备案）。",
        "Episode 1 is still out in the channel of this machine (a demonstration, not filed).",
    ),
    "cli.demo_serve": Said(
        "打开频道观看：./piying serve{house}   然后访问 http://localhost:8000/",
        "To watch it: ./piying serve{house}   and open http://localhost:8000/",
    ),
    "cli.help_simulate-viewers": Said(
        "模拟一群观众，只用公开接口观看本机频道",
        "let a made-up crowd watch the channel of this machine by its public API",
    ),
    "cli.help_simulate_url": Said(
        "频道地址（http://localhost:8000）",
        "where the channel is (http://localhost:8000)",
    ),
    "cli.help_simulate_count": Said("多少名观众（20）", "how many viewers (20)"),
    "cli.help_simulate_minutes": Said("模拟多少分钟（2）", "for how many minutes (2)"),
    "cli.help_simulate_speed": Said(
        "比正常播放快几倍，1 到 3（1）",
        "how many times faster than films they watch, 1 to 3 (1)",
    ),
    "cli.help_simulate_seed": Said(
        "同一个数得到同一群观众（1）",
        "the same number gives the same crowd (1)",
    ),
    "cli.help_simulate_mine": Said(
        "频道在另一台机器上，而且是你自己的",
        "the channel is on another machine, and it is yours",
    ),
    "cli.simulate_url": Said(
        "{url} 不是网址：写成 http://localhost:8000。",
        "{url} is no address: write http://localhost:8000.",
    ),
    "cli.simulate_elsewhere": Said(
        "{url} 不是这台机器。只有那里是你自己的频道时，才加上 --yes-this-is-mine。",
        "{url} is not this machine. Add --yes-this-is-mine only if the channel there is yours.",
    ),
    "cli.simulate_nothing": Said(
        "{url} 还没有上线的剧集。先运行 piying demo 或 piying release。",
        "Nothing is out at {url}. Run piying demo or piying release first.",
    ),
    "cli.simulate_silent": Said(
        "{url} 没有回应（{why}）。先运行 piying serve。",
        "{url} does not answer ({why}). Run piying serve first.",
    ),
    "cli.simulating": Said(
        "{viewers} 名观众将在 {minutes} 分钟内观看 {url}",
        "{viewers} viewers watch {url} for {minutes} minutes",
    ),
    "cli.simulated_count": Said("{name}：{count}", "{name}: {count}"),
    "cli.simulated_agrees": Said(
        "服务器记下的与所做的一致。",
        "What the server knows agrees with what was done.",
    ),
    "cli.simulate_disagrees": Said(
        "服务器记下的与所做的有 {count} 处不一致：{why}",
        "What the server knows differs from what was done in {count} places: {why}",
    ),
}
