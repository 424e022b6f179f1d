"""What is said of counting a day: its world, its hours, its engines, its roll-ups."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "counting.out_of_range": Said(
        "剧目 {drama}：{column} 是 {value}，应在 {low} 到 {high} 之间。请更正剧集表或合同。",
        "Drama {drama}: {column} is {value}; it has to be from {low} to {high}. Mend the table "
        "of episodes or the contract.",
    ),
    "counting.two_screenings": Said(
        "剧目 {drama} 的第 {episode} 集出现了两次。请只留一行。",
        "Episode {episode} of drama {drama} stands there twice. Keep one of the rows.",
    ),
    "counting.two_contracts": Said(
        "剧目 {drama} 在平台 {platform} 上同一天有两份合同：{one} 和 {other}。"
        "请让其中一份在另一份开始之前结束。",
        "On one day, drama {drama} is under two contracts on platform {platform}: {one} and "
        "{other}. Let one end before the other begins.",
    ),
    "counting.two_deals": Said(
        "合同 {contract} 同一天按两种条款计数（{one}；{other}）。一份合同一天只能有一种条款。",
        "On one day, contract {contract} counts by two deals ({one}; {other}). A contract "
        "follows one deal a day.",
    ),
    "counting.too_many_cells": Said(
        "剧集乘以平台共 {found} 格，最多 {limit} 格。请分几个文件夹计数。",
        "Episodes times platforms come to {found}; at most {limit} are counted at once. Count "
        "them in several houses.",
    ),
    "counting.world_unreadable": Said(
        "保存的剧集与合同表已损坏。请从备份恢复。",
        "The kept tables of episodes and contracts are damaged. Restore them from a backup.",
    ),
    "counting.other_columns": Said(
        "{path} 的列不是播放记录的列（有 {found}）。请重新整理这个小时。",
        "The columns of {path} are not those of plays (it has {found}). Compact that hour "
        "again.",
    ),
    "counting.other_groups": Said(
        "{path} 有 {found} 个行组，应有 {groups} 个。请重新整理这个小时。",
        "{path} has {found} row groups in place of {groups}. Compact that hour again.",
    ),
    "counting.wrong_group": Said(
        "行组 {first} 到 {last} 里有 {found} 行属于别的行组。请重新整理这一天的各小时。",
        "{found} rows of the row groups {first} to {last} belong in other groups. Compact the "
        "hours of that day again.",
    ),
    "counting.empty_fields": Said(
        "{path} 的行组 {first} 到 {last} 里有空值。请重新整理这个小时。",
        "The row groups {first} to {last} of {path} have empty fields. Compact that hour "
        "again.",
    ),
    "counting.too_many": Said(
        "这一天有 {found} 次播放以上，最多能数 {limit} 次。",
        "The day has {found} plays or more; at most {limit} can be counted.",
    ),
    "counting.sums_differ": Said(
        "收到 {received} 次播放，计入 {counted} 次，有 {missing} 次没有去处。这一天不予记录；"
        "这是程序的错误，请报告。",
        "Of {received} plays {counted} count, and nobody accounts for {missing}. The day is "
        "refused. This is a fault of the program; please report it.",
    ),
    "counting.no_engine": Said(
        "计数引擎 {engine} 需要软件包 {package}。请按 requirements/engines.txt 安装，"
        "或改用 kernel、duckdb。",
        "The engine {engine} needs the package {package}. Install requirements/engines.txt, or "
        "use kernel or duckdb.",
    ),
    "counting.no_java": Said(
        "Spark 需要 Java，这台机器上没有。请安装 Java 17 以上，或用 JAVA_HOME 指明它在哪里。",
        "Spark needs Java, and this machine has none. Install Java 17 or later, or say in "
        "JAVA_HOME where it is.",
    ),
    "counting.engines_differ": Said(
        "{day}：{one} 与 {other} 算出的结果不同（{one_sha256} 与 {other_sha256}），"
        "这一天不予记录。请保留这一天的文件并报告。",
        "{day}: {one} and {other} count differently ({one_sha256} and {other_sha256}), so the "
        "day is refused. Keep its files and report this.",
    ),
    "counting.same_engine": Said(
        "不能用 {engine} 核对它自己。请换另一种引擎核对。",
        "{engine} cannot check itself. Let another engine check it.",
    ),
    "counting.no_hours": Said(
        "{day} 没有任何播放记录的小时文件。请先运行 compact。",
        "There is no hour of plays of {day}. Compact the raw log first.",
    ),
    "counting.bad_day": Said(
        "“{day}”不是日期。请写成 2026-11-23。",
        "“{day}” is no day. Write it like 2026-11-23.",
    ),
    "counting.day_damaged": Said(
        "{path} 与记录的内容不同。请从备份恢复。",
        "{path} is not what was recorded. Restore it from a backup.",
    ),
    "counting.no_name": Said(
        "编号 {number}（{sort}）没有登记名称。请先登记。",
        "Number {number} ({sort}) stands for nothing yet. Register its name first.",
    ),
    "counting.no_world": Said(
        "找不到 {path}。计数需要 screening.csv（剧集）和 counting.csv（合同）。",
        "There is no {path}. Counting needs screening.csv (episodes) and counting.csv "
        "(contracts).",
    ),
    "counting.world_columns": Said(
        "{path} 的第一行应是 {names}。",
        "The first line of {path} has to be {names}.",
    ),
    "counting.world_row": Said(
        "{path} 第 {line} 行：每一列都要有一个整数。",
        "{path}, line {line}: every column needs a whole number.",
    ),
    "cli.help_count_day": Said(
        "统计这一天，例如 2026-11-23，并由第二种引擎核对",
        "count this day, for example 2026-11-23, and have a second engine check it",
    ),
    "cli.help_count_world": Said(
        "screening.csv 和 counting.csv 所在的文件夹",
        "the folder of screening.csv and counting.csv",
    ),
    "cli.help_count_engine": Said(
        "用哪种引擎统计（默认 kernel）；核对由另一种引擎完成",
        "which engine counts (kernel unless said); another one checks it",
    ),
    "cli.help_count_trust": Said(
        "只用这一种引擎，结果仅供参考，不用于结算",
        "only this engine counts: provisional, no money is made from it",
    ),
    "cli.step_count_day": Said("统计这一天", "counting the day"),
    "cli.day_counted": Said(
        "{day} 第 {version} 版：收到 {received}，计入 {counted}，{refused}。SHA-256 {sha256}",
        "{day}, version {version}: {received} received, {counted} count, {refused}. "
        "SHA-256 {sha256}",
    ),
    "cli.day_again": Said(
        "{day} 没有变化，仍是第 {version} 版。",
        "Nothing of {day} has changed; version {version} holds.",
    ),
    "cli.day_provisional": Said(
        "仅供参考：只有一种引擎统计过，不用于结算。",
        "Provisional: one engine alone has counted; no money is made from it.",
    ),
    "cli.day_reopened": Said(
        "这些小时有变化：{hours}。",
        "These hours have changed: {hours}.",
    ),
    # --- the world from the deals
    "counting.no_episodes": Said(
        "还没有发布过任何一集，也找不到 {path}。请写一个 CSV 文件，列为 {columns}："
        "哪些剧集可以播放、多长、何时上线。",
        "Nothing was released yet and there is no {path}. Write a CSV file with the columns "
        "{columns}: which episodes can be played, how long they are, since when.",
    ),
    "cli.episodes_differ": Said(
        "注意：{series} 第 {episode} 集在 episodes.csv 里是 {filed}，发布的是 {released}。"
        "按 episodes.csv 计。",
        "Mind: episode {episode} of {series} is {filed} in episodes.csv and {released} as it "
        "was released. The file holds.",
    ),
    "counting.episodes_columns": Said(
        "{path} 的列应为 {columns}。", "The columns of {path} have to be {columns}."
    ),
    "counting.episodes_unreadable": Said(
        "{path} 不是 UTF-8 的 CSV 文件：{why}", "{path} is no CSV file in UTF-8: {why}"
    ),
    "counting.episodes_row": Said(
        "{path} 第 {row} 行有误。请写成 ghost-lamp,12,91000,2026-11-20。",
        "Row {row} of {path} is wrong. Write it like ghost-lamp,12,91000,2026-11-20.",
    ),
    "counting.no_version": Said(
        "合同 {contract} 用的协议 {deal} 在 {day} 没有生效的版本。请补上该协议。",
        "The contract {contract} follows the deal {deal}, of which no version holds on {day}. "
        "Add one.",
    ),
    "counting.term_unknown": Said(
        "协议 {deal} 第 {version} 版没有写明 {field}，因此这一天无法计数。请查合同后写明。",
        "Version {version} of the deal {deal} does not say {field}, so the day cannot be "
        "counted. Look it up in the written contract.",
    ),
    "cli.help_count_names": Said(
        "列出剧、平台、合同在播放记录里的编号",
        "list the numbers that series, platforms and contracts have in plays",
    ),
    "cli.count_nothing_new": Said("没有要统计的播放。", "There are no plays to count."),
    "cli.head_sort": Said("类别", "sort"),
    "cli.head_name": Said("名称", "name"),
}
