"""What is said of the bucket that keeps blobs durably, and of copying a house to it."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "cli.help_store": Said(
        "长期保存数据块的存储桶：s3://桶名/前缀",
        "a bucket that keeps blobs durably: s3://BUCKET/PREFIX",
    ),
    "cli.help_keep": Said(
        "把工作库的数据块存入存储桶，并核对数据库提到的都在",
        "send what the house holds to its bucket, and see that it has what the database names",
    ),
    "cli.help_deep": Said(
        "把存储桶里的每一个数据块都读一遍，与摘要核对",
        "read every blob of the bucket and hold it against its digest",
    ),
    "cli.step_keep": Said("存入", "sending"),
    "cli.step_keep_deep": Said("核对", "reading"),
    "cli.kept": Said(
        "存储桶 {bucket}：新存入 {sent} 个数据块（{sent_bytes}），共有 {there} 个"
        "（{there_bytes}）；新存入播放日志 {segments} 段；数据库提到 {named} 个。",
        "The bucket {bucket}: {sent} blobs ({sent_bytes}) sent, {there} ({there_bytes}) "
        "there; segments of plays copied: {segments}; blobs that the database names: {named}.",
    ),
    "cli.kept_deep": Said(
        "读过 {read} 个，其中 {mended} 个已损坏并由本机的副本修好。",
        "{read} were read; {mended} of them were damaged and were put right from this disk.",
    ),
    "store.no_bucket": Said(
        "没有设置存储桶。请用 --store s3://桶名/前缀 或 PIYING_STORE 指定。",
        "No bucket is set. Name one with --store s3://BUCKET/PREFIX or PIYING_STORE.",
    ),
    "store.blobs_lost": Said(
        "数据库提到的 {count} 个数据块既不在本机，也不在存储桶 {bucket}：{names}。"
        "请从备份放回；take 用 shoot 补做，成片用 master 与 release 重做。",
        "{count} blobs that the database names are neither on this disk nor in the bucket "
        "{bucket}: {names}. Put them back from a backup; takes are made again by shoot, films "
        "by master and release.",
    ),
    "store.blobs_damaged": Said(
        "{count} 个数据块已损坏，本机与存储桶 {bucket} 都没有完好的副本：{names}。"
        "请从备份放回后再运行 piying keep --deep。",
        "{count} blobs are damaged, and neither this disk nor the bucket {bucket} has a good "
        "copy: {names}. Put them back from a backup and run piying keep --deep again.",
    ),
    "watching.piece_late": Said(
        "这一段影片此刻取不到，请稍后再试。",
        "This piece of the film cannot be had at the moment. Try again in a few seconds.",
    ),
    "web.store_away": Said(
        "存放影片的地方此刻没有回应，请稍后再试。",
        "The place where films are kept does not answer. Try again in a few seconds.",
    ),
    "store.bad_bucket": Said(
        "“{value}”不是存储桶的地址。请写成 s3://桶名/前缀；密钥不写在这里，放进环境变量 "
        "AWS_ACCESS_KEY_ID 与 AWS_SECRET_ACCESS_KEY。",
        "“{value}” is not the address of a bucket. Write s3://BUCKET/PREFIX; keys do not stand "
        "there but in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the environment.",
    ),
    "store.bad_endpoint": Said(
        "“{value}”不是对象存储的地址。请写成 https://主机:端口，后面不带路径，也不带密钥。",
        "“{value}” is not the address of a store. Write https://HOST:PORT, with no path behind "
        "it and no key in it.",
    ),
    "store.open_endpoint": Said(
        "{value} 不用 TLS，又不在本机或内网：路上的人都看得到影片。请用 https://。",
        "{value} has no TLS and is neither this machine nor its own network: films could be "
        "read on the way. Use https://.",
    ),
    "store.bad_setting": Said(
        "{name} 不能是“{value}”。可以写：{known}。",
        "{name} cannot be “{value}”. It may be: {known}.",
    ),
    "store.no_bucket_client": Said(
        "使用存储桶需要软件包 {package}。请按 requirements/bucket.txt 安装。",
        "A bucket needs the package {package}. Install requirements/bucket.txt.",
    ),
    "store.bucket_absent": Said(
        "没有存储桶 {bucket}。请先建好，或改正 PIYING_STORE（--store）中的桶名。",
        "There is no bucket {bucket}. Make it first, or correct its name in PIYING_STORE "
        "(--store).",
    ),
    "store.bucket_keys": Said(
        "存储桶 {bucket} 不认这对密钥：{why}。请检查环境变量 AWS_ACCESS_KEY_ID、"
        "AWS_SECRET_ACCESS_KEY（及 AWS_SESSION_TOKEN）与本机时间。",
        "The bucket {bucket} does not take the keys: {why}. Check AWS_ACCESS_KEY_ID, "
        "AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN) and the clock of this machine.",
    ),
    "store.bucket_region": Said(
        "存储桶 {bucket} 在另一个地域：{why}。请在 PIYING_STORE_REGION 写明它的地域。",
        "The bucket {bucket} is in another region: {why}. Name its region in "
        "PIYING_STORE_REGION.",
    ),
    "store.bucket_read_only": Said(
        "这对密钥不能写入存储桶 {bucket}：{why}。请允许 s3:PutObject 与 "
        "s3:AbortMultipartUpload。本机上做完的都还在，授权后再运行同一命令即可。",
        "These keys may not write into the bucket {bucket}: {why}. Allow s3:PutObject and "
        "s3:AbortMultipartUpload. What was finished stays on this machine: run the same "
        "command again afterwards.",
    ),
    "store.bucket_closed": Said(
        "这对密钥不能读取存储桶 {bucket}：{why}。请允许 s3:GetObject 与 s3:ListBucket。",
        "These keys may not read the bucket {bucket}: {why}. Allow s3:GetObject and "
        "s3:ListBucket.",
    ),
    "store.bucket_unreachable": Said(
        "存储桶 {bucket} 没有回应：{why}。已存进去的都还在，本机上做完的也还在；"
        "请检查网络与 PIYING_STORE_ENDPOINT，稍后再运行同一命令。",
        "The bucket {bucket} does not answer: {why}. What it has is kept, and so is what was "
        "finished on this machine. Check the network and PIYING_STORE_ENDPOINT, and run the "
        "same command again later.",
    ),
    "store.bucket_failed": Said(
        "存储桶 {bucket} 拒绝了请求：{why}。本机上做完的都还在。请在该存储服务的说明中"
        "查这个代码。",
        "The bucket {bucket} refused: {why}. What was finished stays on this machine. Look "
        "that code up with whoever runs the store.",
    ),
    "store.bucket_kept_other": Said(
        "存储桶 {bucket} 收下的 {name} 长度不对，不能当作已保存。本机上的文件还在；"
        "请检查该存储服务后再运行同一命令。",
        "The bucket {bucket} kept {name} in another length, so it does not count as kept. The "
        "file stays on this machine. Look into that store, then run the same command again.",
    ),
    "store.bucket_damaged": Said(
        "存储桶 {bucket} 中的 {digest} 已损坏：取回的内容与其摘要不符，没有采用。请从备份或"
        "另一台机器放回这个文件，再运行 piying keep。",
        "{digest} in the bucket {bucket} is damaged: what came does not match its digest and "
        "was not used. Put that file back from a backup or another machine, then run piying "
        "keep.",
    ),
    "store.blob_nowhere": Said(
        "素材 {digest} 既不在 {path}，也不在存储桶 {bucket}。请再运行一次 shoot，"
        "会只补做缺的部分；成片则请重新 master 与 release。",
        "The blob {digest} is neither at {path} nor in the bucket {bucket}. Run shoot again: "
        "only what is missing is made; for films run master and release again.",
    ),
}
