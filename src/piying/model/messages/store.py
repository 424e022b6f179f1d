"""What the room `store` says."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "store.unreadable": Said(
        "无法读取“{what}”：{why}。请用写下它的那个版本打开，或删除后重新生成。",
        "Cannot read “{what}”: {why}. Open it with the version that wrote it, or make it "
        "again.",
    ),
    "store.newer_house": Said(
        "{path} 由较新的版本写成（数据版本 {found}，本程序只认到 {known}）。请升级 piying。",
        "{path} was written by a newer version (data version {found}, this program knows "
        "{known}). Upgrade piying.",
    ),
    "store.disk_full": Said(
        "磁盘已满，写不下 {path}。已完成的部分都还在；请腾出空间后再运行同一命令。",
        "The disk is full; {path} could not be written. Everything finished is kept: free some "
        "space and run the same command again.",
    ),
    "store.read_only": Said(
        "没有写入 {path} 的权限（{why}）。请换一个文件夹，或改变其权限。",
        "{path} may not be written ({why}). Choose another folder or change its permissions.",
    ),
    "store.disk_failed": Said(
        "读写 {path} 失败：{why}。请检查路径与磁盘后再试。",
        "Reading or writing {path} failed: {why}. Check the path and the disk, then try again.",
    ),
    "store.database_failed": Said(
        "{path} 中的数据库拒绝了操作：{why}。请确认文件夹可写、未损坏，然后再试。",
        "The database in {path} refused: {why}. Check that the folder is writable and whole, "
        "then try again.",
    ),
    "store.blob_missing": Said(
        "素材 {digest} 不在 {path}。请再运行一次 shoot，会只补做缺的部分。",
        "The blob {digest} is not at {path}. Run shoot again; only what is missing is made.",
    ),
    "store.blob_damaged": Said(
        "素材 {digest}（{path}）已损坏：内容与其摘要不符。请删除该文件后再运行同一命令。",
        "The blob {digest} ({path}) is damaged: its bytes do not match its digest. Delete the "
        "file and run the same command again.",
    ),
    "store.object_damaged": Said(
        "库中的 {digest} 已损坏：内容与其摘要不符。请从备份恢复 house.db。",
        "What the store holds as {digest} is damaged: its bytes do not match its digest. "
        "Restore house.db from a backup.",
    ),
    "store.object_missing": Said(
        "库中没有 {digest}。请从 write 起重新运行。",
        "The store does not hold {digest}. Run again from write.",
    ),
    "store.take_missing": Said(
        "没有编号为 {take} 的素材。用 show 查看现有的。",
        "There is no take {take}. See what there is with show.",
    ),
    "store.house_in_use": Said(
        "另一个 piying 正在使用 {path}。请等它结束，或用 --house 指定另一个文件夹。",
        "Another run is using {path}. Wait until it ends, or give another folder with --house.",
    ),
    "store.asset_missing": Said(
        "缺少 {name}（应在 {path}）。请运行 ./piying setup。",
        "{name} is missing (expected at {path}). Run ./piying setup.",
    ),
    "store.package_missing": Said(
        "缺少软件包 {package}。请运行 ./piying setup，它会按锁定的版本安装。",
        "The package {package} is not installed. Run ./piying setup, which installs the pinned "
        "version.",
    ),
    "store.source_damaged": Said(
        "{source} 中的 {member} 与发布时不符。请重新安装该软件包后再运行 ./piying setup。",
        "{member} of {source} is not what was published. Install the package again, then run "
        "./piying setup.",
    ),
    "store.fetch_failed": Said(
        "取不到 {source}：{why}。请检查网络后再运行 ./piying setup，会从断处继续。",
        "{source} could not be fetched: {why}. Check the network and run ./piying setup again; "
        "it continues where it stopped.",
    ),
    "store.asset_useless": Said(
        "{name} 装好了却不能用（{why}）。请删除该文件后再运行 ./piying setup。",
        "{name} is installed but does not work ({why}). Delete the file and run ./piying setup "
        "again.",
    ),
    "store.setup_ready": Said(
        "{number}/{total} {name}：已就绪", "{number}/{total} {name}: ready"
    ),
    "store.setup_fetching": Said(
        "{number}/{total} {name}：正在取得…", "{number}/{total} {name}: fetching …"
    ),
    "store.setup_making": Said(
        "{number}/{total} {name}：正在制作…", "{number}/{total} {name}: making …"
    ),
    "store.setup_made": Said("{number}/{total} {name}：完成", "{number}/{total} {name}: made"),
    "store.setup_proving": Said(
        "{number}/{total} {name}：正在试用…", "{number}/{total} {name}: trying it out …"
    ),
    "store.setup_proved": Said(
        "{number}/{total} {name}：可用", "{number}/{total} {name}: works"
    ),
}
