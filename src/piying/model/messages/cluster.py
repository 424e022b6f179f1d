"""The messages about workers on other machines."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "render.cluster_address": Said(
        zh="渲染集群的地址“{value}”无效；应写成 dask://主机:端口 或 dask+tls://主机:端口。",
        en="“{value}” is no address of a cluster; write dask://host:port or "
        "dask+tls://host:port.",
    ),
    "render.cluster_absent": Said(
        zh="在集群上渲染需要 distributed。请安装：.venv/bin/pip install --no-deps "
        "--require-hashes -r {requirements}",
        en="Drawing on a cluster needs distributed. Install: .venv/bin/pip install --no-deps "
        "--require-hashes -r {requirements}",
    ),
    "render.cluster_unreachable": Said(
        zh="连不上渲染集群 {address}：{why}。请确认调度器已启动、地址与证书正确。",
        en="The cluster at {address} cannot be reached: {why}. Make sure that its scheduler "
        "runs and that address and certificates are right.",
    ),
    "render.cluster_empty": Said(
        zh="渲染集群 {address} 在 {seconds} 秒内没有可用的渲染进程。请启动后再运行同一命令；"
        "已完成的镜头不会重画。",
        en="The cluster at {address} had no worker for {seconds} seconds. Start some and run "
        "the same command again; finished shots are kept.",
    ),
    "render.cluster_differs": Said(
        zh="集群中有程序与本机不同（对方 ≠ 本机），画出来会不一样：\n{workers}\n"
        "请在每台机器上安装同一份 piying 与 requirements，每个进程用 --nthreads 1 启动，"
        "然后重启它们。",
        en="Part of the cluster is not as it is here (theirs ≠ ours) and would draw "
        "otherwise:\n{workers}\nInstall the same piying and requirements on every machine, "
        "start workers with --nthreads 1, and start them again.",
    ),
    "render.cluster_unshared": Said(
        zh="有渲染进程看不到本机所用的文件：\n{workers}\n"
        "请把工作库与数据文件夹放在共享文件系统上，各机路径相同、可写。",
        en="Workers do not see the files that are used here:\n{workers}\nPut the house and the "
        "data folder on a file system that all machines share, under the same paths, and let "
        "the workers write there.",
    ),
    "render.cluster_over": Said(
        zh="不再需要 {about}：发起渲染的一方已经停止。",
        en="{about} is no longer wanted: whoever asked for it has stopped.",
    ),
    "render.cluster_lost": Said(
        zh="与渲染集群 {address} 的连接断了。请检查调度器后再运行同一命令；"
        "已完成的镜头不会重画。",
        en="The connection to the cluster at {address} was lost. Look after its scheduler and "
        "run the same command again; finished shots are kept.",
    ),
    "render.cluster_killed": Said(
        zh="渲染 {about} 时，集群的渲染进程死了 {deaths} 次，已停止。常见原因是内存不足；"
        "请在每台机器上少开几个进程后重试。",
        en="Workers of the cluster died {deaths} times while they drew {about}. Memory is the "
        "usual reason; try again with fewer workers on each machine.",
    ),
    "render.cluster_unseen": Said(
        zh="集群已画好 {path}，但本机 {seconds} 秒内没有看到这个文件。请检查共享文件系统。",
        en="The cluster has drawn {path}, but the file was not seen here for {seconds} "
        "seconds. Check the shared file system.",
    ),
}
