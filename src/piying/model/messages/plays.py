"""What is said of plays: batches, the raw log, and hours."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "audience.body_too_large": Said(
        "这一批有 {size} 字节，最多收 {limit} 字节，一条也没有收下。"
        "请分成几批，每批用新的编号。",
        "The batch has {size} bytes; at most {limit} are taken, and nothing of it was. Send it "
        "in several batches, each with an id of its own.",
    ),
    "audience.too_many_rows": Said(
        "批次 {batch} 有 {count} 条播放，最多收 {limit} 条，一条也没有收下。请分成几批，"
        "每批用新的编号。",
        "The batch {batch} has {count} plays; at most {limit} are taken, and nothing of it "
        "was. Send it in several batches, each with an id of its own.",
    ),
    "audience.batch_unreadable": Said(
        "读不懂这一批（{why}），一条也没有收下。一批是一个 JSON 对象，有 batch，并有 rows 或 "
        "columns 之一；各列见 docs/plays.md。",
        "The batch cannot be read ({why}), and nothing of it was taken. A batch is a JSON "
        "object with batch and either rows or columns; docs/plays.md lists the columns.",
    ),
    "audience.batch_id": Said(
        "批次编号“{name}”不能用：要 16 到 64 个字母、数字、- 或 _，例如一个 ULID。",
        "“{name}” is no id of a batch: it takes 16 to 64 letters, digits, - or _, such as a "
        "ULID.",
    ),
    "audience.rows_or_columns": Said(
        "批次 {batch} 要有 rows 或 columns，两者取一，一条也没有收下。",
        "The batch {batch} must have either rows or columns; nothing of it was taken.",
    ),
    "audience.columns_uneven": Said(
        "批次 {batch} 的各列长短不一（{lengths}），分不清哪些值属于同一条播放，"
        "一条也没有收下。",
        "The columns of the batch {batch} are not equally long ({lengths}), so nobody can tell "
        "which values belong together; nothing of it was taken.",
    ),
    "plays.busy": Said(
        "已有 {waiting} 批在等待写盘，这一批没有收下。请稍候几秒，用同一个编号重发。",
        "{waiting} batches wait for the disk already, and this one was not taken. Wait a few "
        "seconds and send it again with the same id.",
    ),
    "plays.other_body": Said(
        "批次 {batch} 已经收过，内容却不同，这次的没有收下。每一批都要用自己的编号。",
        "A batch {batch} was here with other contents, and this one was not taken. Every batch "
        "needs an id of its own.",
    ),
    "plays.stopped": Said(
        "写盘失败，暂不收播放，已确认的都在。{why} 解决之后会自动恢复。",
        "No plays are taken since a write failed; all that was acknowledged is there. {why} "
        "Once that is mended it goes on by itself.",
    ),
    "plays.closed": Said(
        "正在停止，不再收播放。请用同一个编号重发。",
        "Plays are no longer taken: piying is stopping. Send the batch again with the same id.",
    ),
    "plays.compacting": Said(
        "{path} 里的播放正在由另一个进程整理。请等它结束后再试。",
        "Another run is making hours from the plays in {path}. Wait until it has ended.",
    ),
    "plays.hour_unreadable": Said(
        "小时文件 {path} 读不懂（{why}）。请从备份取回；原始日志还在时，删去 "
        "compacted.json 再整理一遍即可。",
        "The hour {path} cannot be read ({why}). Bring it back from a backup; where the raw "
        "log is still there, remove compacted.json and make the hours again.",
    ),
    "plays.state_unreadable": Said(
        "{path} 读不懂（{why}），不知道原始日志整理到了哪里。请从备份取回，或删去它从头整理。",
        "{path} cannot be read ({why}), so nobody knows how far the raw log was read. Bring it "
        "back from a backup, or remove it and make all hours again.",
    ),
    "plays.file_missing": Said(
        "没有这个文件：{path}。请检查路径。", "There is no file {path}. Check the path."
    ),
    "plays.file_unknown": Said(
        "从 {path} 的名字看不出格式。可以用：{known}。",
        "The name of {path} does not say what it is. Use one of: {known}.",
    ),
    "plays.file_unreadable": Said(
        "{path} 读不下去：{why}。文件可能不完整，请重新导出；已经收下的不会再收第二遍。",
        "{path} cannot be read any further: {why}. It may be cut off; export it again. What "
        "was taken of it is not taken twice.",
    ),
    "plays.file_columns": Said(
        "{path} 的列不对：缺 {missing}；多 {unknown}。一条也没有收下，各列见 docs/plays.md。",
        "{path} has other columns than plays have: missing {missing}; unknown {unknown}. "
        "Nothing of it was taken; docs/plays.md lists the columns.",
    ),
    "plays.file_too_large": Said(
        "{path} 是一个 JSON 数组，超过 {limit} 字节。请改成一行一条的 JSON（.jsonl）。",
        "{path} is one JSON array of more than {limit} bytes. Write a row a line (.jsonl).",
    ),
    "plays.file_batch": Said(
        "{path} 第 {place} 处起的一批没有收下：{why}",
        "{path}: the batch that begins at {place} was not taken: {why}",
    ),
    "cli.step_import": Said("导入播放", "plays come in"),
    "cli.step_hours": Said("整理小时", "making hours"),
    "cli.help_count": Said(
        "统计播放：导入播放记录，整理成小时",
        "count plays: bring them in and make hours of them",
    ),
    "cli.help_import_plays": Said(
        "导入播放文件（JSON、CSV、Parquet），同一文件再导一遍不会重复",
        "bring in files of plays (JSON, CSV, Parquet); a file brought in twice adds nothing",
    ),
    "cli.plays_brought": Said(
        "{path}：收到 {received} 条，收下 {accepted} 条，未收 {rejected}{again}。",
        "{path}: {received} received, {accepted} accepted, set aside: {rejected}{again}.",
    ),
    "cli.plays_again": Said(
        "；其中 {count} 条以前导入过，没有重复计",
        "; {count} of them were here before and add nothing",
    ),
    "cli.plays_hours": Said(
        "整理了 {hours} 个小时，共 {rows} 条播放。",
        "Hours made: {hours}, with {rows} plays in them.",
    ),
}
