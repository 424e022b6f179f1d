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
}
