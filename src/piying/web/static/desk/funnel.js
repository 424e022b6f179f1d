// Where people leave a series: of each episode those who began and those who went on.

import { draw } from "../js/chart.js";
import { all } from "../js/dom.js";
import { t } from "../js/i18n.js";

/** Draws the funnel from the numbers of its table. */
export function funnel() {
  const steps = all("[data-step]").map((one) => one.dataset);
  const lock = steps.find((one) => one.locked === "1");
  const mark = lock && {
    symbol: "none", silent: true, lineStyle: { type: "dashed", width: 1.5 },
    label: { formatter: t("desk.lock_here"), position: "end" }, data: [{ xAxis: String(lock.step) }],
  };
  return draw("funnel", {
    legend: { left: 0, top: 0 }, tooltip: { trigger: "axis" },
    xAxis: { type: "category", data: steps.map((one) => one.step), name: "" },
    yAxis: { type: "value", minInterval: 1 },
    series: [
      { name: t("desk.went_on"), type: "bar", stack: "all", data: steps.map((one) => Number(one.on)), ...(mark ? { markLine: mark } : {}) },
      { name: t("desk.left_here"), type: "bar", stack: "all", data: steps.map((one) => Number(one.began) - Number(one.on)) },
    ],
  });
}
