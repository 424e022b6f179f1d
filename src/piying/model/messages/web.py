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
        zh="不能在本机端口 {port} 上打开预览：{why}。请用 --port 换一个端口，或去掉 --port。",
        en="The preview cannot be opened on port {port}: {why}. Name another one with --port, "
        "or leave --port out.",
    ),
}
