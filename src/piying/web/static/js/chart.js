// Charts: Apache ECharts in the colours of the page. It is fetched when the first one is drawn.

import { asset, by } from "./dom.js";
import { language } from "./i18n.js";

/** @type {Promise<any>|undefined} */
let library;

/** ECharts. @returns {Promise<any>} */
function echarts() {
  library ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = asset("echarts.min.js");
    script.onload = () => done(/** @type {any} */ (globalThis).echarts);
    script.onerror = () => { library = undefined; failed(new Error("echarts")); };
    document.head.append(script);
  });
  return library;
}

const token = (/** @type {string} */ name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The page's colours as ECharts wants them. Tips are drawn, not made of HTML: the content
 *  policy refuses styles within HTML. */
function look() {
  const [text, soft, line, raised, font] = ["text", "text-2", "line", "raised", "font"].map(token);
  const axis = {
    axisLine: { lineStyle: { color: token("edge") } }, axisTick: { show: false },
    axisLabel: { color: soft, hideOverlap: true }, splitLine: { lineStyle: { color: line } },
    nameTextStyle: { color: soft },
  };
  return {
    color: ["chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6"].map(token),
    backgroundColor: "transparent", textStyle: { fontFamily: font, color: text },
    legend: { textStyle: { color: soft }, icon: "roundRect", itemWidth: 14, itemHeight: 8 },
    tooltip: {
      renderMode: "richText", backgroundColor: raised, borderColor: line, textStyle: { color: text },
      axisPointer: { lineStyle: { color: token("edge") }, crossStyle: { color: token("edge") } },
    },
    categoryAxis: axis, valueAxis: axis, timeAxis: axis, logAxis: axis,
    line: { symbol: "circle", symbolSize: 5, lineStyle: { width: 2.5 } },
    bar: { itemStyle: { borderRadius: [3, 3, 0, 0] }, barMaxWidth: 28 },
  };
}

/** Draws into the frame `id` and goes on doing so as it grows or the theme turns.
 *  @param {string} id of a .chart-frame @param {any} option of ECharts
 *  @returns {Promise<{set: (option: any) => void, end: () => void}>} how to change and to end it */
export async function draw(id, option) {
  const library = await echarts(), frame = by(id);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const common = {
    animation: !still, animationDuration: 300, aria: { enabled: true, decal: { show: false } },
    grid: { left: 4, right: 12, top: 36, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
  };
  /** @type {any} */
  let chart;
  let now = { ...common, ...option };
  const begin = () => {
    chart?.dispose();
    chart = library.init(frame, look(), { renderer: "canvas", locale: language === "zh" ? "ZH" : "EN" });
    chart.setOption(now);
  };
  begin();
  const seen = new ResizeObserver(() => chart.resize());
  seen.observe(frame);
  document.addEventListener("theme", begin);
  return {
    set: (more) => { now = { ...now, ...more }; chart.setOption(more); },
    end: () => { seen.disconnect(); document.removeEventListener("theme", begin); chart.dispose(); },
  };
}
