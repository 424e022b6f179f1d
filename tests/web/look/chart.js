// Draws the chart of the sheet of the desk.

import { draw } from "../js/chart.js";

const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);
const bell = (hour, most) => Math.round(most * Math.exp(-((hour - 20.5) ** 2) / 18) + most / 6);
await draw("hours", {
  legend: { top: 0, left: 0 },
  tooltip: { trigger: "axis" },
  xAxis: { type: "category", data: hours },
  yAxis: { type: "value" },
  series: [
    { name: document.documentElement.lang === "en" ? "Today" : "今天", type: "bar", data: hours.map((_, hour) => (hour < 18 ? bell(hour, 16000) : null)) },
    { name: document.documentElement.lang === "en" ? "Last Monday" : "上周一", type: "line", showSymbol: false, data: hours.map((_, hour) => bell(hour, 14200)) },
  ],
});
document.documentElement.dataset.drawn = "yes";
