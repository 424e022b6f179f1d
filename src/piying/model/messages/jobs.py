"""What is said of paid jobs and of the database that keeps them."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "cli.help_database_url": Said(
        "PostgreSQL 数据库的地址，代替文件夹里的 SQLite",
        "the address of a PostgreSQL database in place of the SQLite in the folder",
    ),
    "store.bad_database": Said(
        "“{value}”不是 PostgreSQL 数据库的地址。请写成 postgresql://用户@主机:端口/库名；"
        "留空则用文件夹里的 SQLite。",
        "“{value}” is not the address of a PostgreSQL database. Write "
        "postgresql://USER@HOST:PORT/NAME, or leave it out for SQLite in the folder.",
    ),
    "store.no_driver": Said(
        "使用 PostgreSQL 需要软件包 {package}。请按 requirements/postgres.txt 安装。",
        "PostgreSQL needs the package {package}. Install requirements/postgres.txt.",
    ),
    "store.database_unreachable": Said(
        "连不上数据库 {path}：{why}。请检查地址、密码与网络后再试；已记下的都还在。",
        "The database {path} cannot be reached: {why}. Check its address, password and the "
        "network, then try again; what was recorded is kept.",
    ),
    "store.entry_taken": Said(
        "日志“{log}”的第 {seq} 条已被另一次运行写下。请重新读取后再写。",
        "Entry {seq} of the log “{log}” was written by another run. Read the log again first.",
    ),
    "store.job_missing": Said(
        "没有编号为 {job} 的任务。",
        "There is no job {job}.",
    ),
    "store.job_lost": Said(
        "任务 {job} 已由另一个进程接手，或已被取消；这里不再继续。",
        "The job {job} is another worker's by now, or was cancelled; this one leaves it.",
    ),
    "store.job_not_unknown": Said(
        "任务 {job} 的状态是 {state}，并非结果不明，没有可决定的。",
        "The job {job} is {state}; only of an unknown one something has to be decided.",
    ),
    "store.job_not_open": Said(
        "任务 {job} 的状态是 {state}，不能取消。结果不明的任务请由人决定。",
        "The job {job} is {state} and cannot be cancelled. For an unknown one, decide.",
    ),
    "store.job_open": Said(
        "任务 {job} 的状态是 {state}，尚未结束；结束后才能更正费用。",
        "The job {job} is {state}; its charge can be corrected once it has ended.",
    ),
    "store.cap_currency": Said(
        "报价 {quote} 与上限 {cap} 的币种不同，无法相比。请用同一币种设定上限。",
        "The price {quote} and the cap {cap} are in different currencies. Set the cap in the "
        "currency of the price.",
    ),
    "store.cap_shot": Said(
        "《{series}》第 {episode} 集镜头 {shot} 的上限是 {cap}，已用或预留 {counted}，"
        "再加 {quote} 就超了。请提高上限或换便宜的模型。",
        "Shot {shot} of episode {episode} of {series} may cost {cap}; {counted} is spent or "
        "reserved, and {quote} more is too much. Raise the cap or choose a cheaper model.",
    ),
    "store.cap_episode": Said(
        "《{series}》第 {episode} 集的上限是 {cap}，已用或预留 {counted}，再加 {quote} 就超了。"
        "请提高上限或换便宜的模型。",
        "Episode {episode} of {series} may cost {cap}; {counted} is spent or reserved, and "
        "{quote} more is too much. Raise the cap or choose a cheaper model.",
    ),
    "store.cap_series": Said(
        "《{series}》的上限是 {cap}，已用或预留 {counted}，再加 {quote} 就超了。"
        "请提高上限或换便宜的模型。",
        "The series {series} may cost {cap}; {counted} is spent or reserved, and {quote} more "
        "is too much. Raise the cap or choose a cheaper model.",
    ),
    "store.cap_month": Said(
        "{month} 的上限是 {cap}，已用或预留 {counted}，再加 {quote} 就超了。"
        "请提高上限，或等到下个月。",
        "{month} may cost {cap}; {counted} is spent or reserved, and {quote} more is too much. "
        "Raise the cap or wait for the next month.",
    ),
    "studio.made_empty": Said(
        "模型返回的内容是空的（应为 {wanted}）。",
        "What the model sent is empty; {wanted} was ordered.",
    ),
    "studio.made_foreign": Said(
        "模型返回的不是所订的 {wanted}，而是 {found}。",
        "The model sent {found}, not the {wanted} that was ordered.",
    ),
    "studio.made_cut_off": Said(
        "模型返回的文件不完整：只有 {found} 字节，应有 {wanted} 字节。",
        "What the model sent was cut off: {found} of {wanted} bytes.",
    ),
    "studio.made_short": Said(
        "模型返回的内容只有 {found} 毫秒，至少需要 {wanted} 毫秒。",
        "What the model sent lasts {found} ms; {wanted} ms are needed.",
    ),
    "studio.order_unreadable": Said(
        "冻结的请求读不出来；什么也没有发出，预留的钱已退回。",
        "The frozen order cannot be read. Nothing was sent; its money is free again.",
    ),
    "studio.identity_unusable": Said(
        "已发出的任务，其冻结的请求读不出来。预留的钱保留；请查账单后决定。",
        "The order of a job that was sent cannot be read. Its money stays reserved; look at "
        "the vendor's bill and decide.",
    ),
    "studio.submit_outcome_unknown": Said(
        "发送途中断了，不知道供应商收到没有，不会自动重发。请到供应商处查看后决定。",
        "The run ended while the order was being sent, and nobody knows whether the vendor has "
        "it. It is not sent again; look there and decide.",
    ),
    "studio.provider_changed": Said(
        "任务发出后，供应商或模型已不在配置中，无法接着查询。请决定如何处理。",
        "The vendor or model of the job is no longer configured, so it cannot be asked for. "
        "Decide what becomes of it.",
    ),
    "studio.resume_unsupported": Said(
        "该供应商不支持事后按编号查询。请到供应商处查看后决定。",
        "The vendor cannot be asked for a job of an earlier run. Look there and decide.",
    ),
    "studio.no_vendor_job": Said(
        "供应商接了单，却没有给编号，也没有给结果。",
        "The vendor took the order and gave neither an id nor a result.",
    ),
    "studio.cancel_not_confirmed": Said(
        "供应商没有确认取消，可能照样收费；预留的钱全部计为已用。",
        "The vendor did not confirm; it may charge all the same, and all that was reserved "
        "counts as spent.",
    ),
    "studio.id_not_kept": Said(
        "任务 {job} 已被 {provider} 接收，编号 {vendor_job}，但没能记下（{why}）。"
        "请记住这个编号：下次运行后把它交还给该任务。",
        "{provider} took the job {job} under the id {vendor_job}, which could not be kept "
        "({why}). Note the id: give it back to the job after the next run.",
    ),
    "studio.adapter_failed": Said(
        "询问 {provider} 时出了程序错误：{why}。任务都还在，可再次运行。",
        "Asking {provider} failed by a mistake of the program: {why}. Every job is kept; run "
        "again.",
    ),
}
