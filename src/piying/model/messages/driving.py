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
}
