"""What is said of the bucket that keeps blobs durably, and of copying a house to it."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "cli.help_store": Said(
        "长期保存数据块的存储桶：s3://桶名/前缀",
        "a bucket that keeps blobs durably: s3://BUCKET/PREFIX",
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
