"""What is said of money, paid jobs, takes of one shot, and what became stale."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "costs.job_ambiguous": Said(
        "有不止一个任务的编号以 {job} 结尾。请写得更长一些。",
        "More than one job ends with {job}. Write more of its name.",
    ),
    "costs.confirm_currency": Said(
        "任务 {job} 以 {currency} 计。请用这个币种写金额，或在 budget.toml 里写一条"
        "当日的汇率。",
        "The job {job} is counted in {currency}. Write the amount in it, or put a rate of the "
        "day into budget.toml.",
    ),
}
