// The toll over time: every figure that was given, on the day of its report, against the one that now holds.
import { html, useRef } from "./lib.js";
import { ticks } from "./chart.js";
import { keyOf, sourceOf } from "./evidence.js";
import { useWidth } from "./timeline.js";
import { day, num, t, toll } from "./words.js";

const MOST = 680; // pixels wide
const HEIGHT = 150;
const LEFT = 40;
const BOTTOM = 20;

/** what: such as "killed"; given: rows of the API's toll; count: what holds; reports: by id; at: the view's evidence. */
export function TollChart({ what, given, count, reports, at }) {
  const rows = given.filter((one) => one.what === what && (one.low != null || one.high != null));
  return rows.length < 2 ? null : html`<${Drawn} what=${what} rows=${rows} count=${count} reports=${reports} at=${at}/>`;
}

function Drawn({ what, rows, count, reports, at }) {
  const box = useRef(null);
  const width = Math.min(MOST, useWidth(box));
  const dates = rows.map((one) => Date.parse(one.published ?? "") || null);
  const known = dates.filter(Boolean);
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const dated = known.length === rows.length && last > first;
  const most = Math.max(...rows.map((one) => one.high ?? one.low), count?.high ?? 0, count?.best ?? 0);
  const marks = ticks(most, 3);
  const y = (value) => 8 + (HEIGHT - BOTTOM - 8) * (1 - value / marks[marks.length - 1]);
  const order = rows.map((_, n) => n).sort((a, b) => (dates[a] ?? 0) - (dates[b] ?? 0));
  const apart = Math.min(11, (width - LEFT - 40) / rows.length);
  const x = (n) => (dated ? LEFT + 16 + (width - LEFT - 130) * ((dates[n] - first) / (last - first)) + (order.indexOf(n) / rows.length) * 70 : LEFT + 20 + order.indexOf(n) * Math.max(apart, (width - LEFT - 60) / rows.length));
  return html`<figure class="toll-chart" ref=${box}>
    <figcaption>${t("toll.title", { what: t(`field.counts.${what}`).toLowerCase() })} <small class="quiet">${dated ? t("toll.by.day") : t("toll.by.order")}</small></figcaption>
    ${width > 0 && html`<svg class="chart" style=${{ maxWidth: `${MOST}px` }} viewBox=${`0 0 ${width} ${HEIGHT}`} role="img" aria-label=${t("toll.says", { n: rows.length, toll: toll(count) })}>
      ${marks.map((mark) => html`<g key=${mark}><line class="rule" x1=${LEFT} x2=${width} y1=${y(mark)} y2=${y(mark)}/><text class="tick" x=${LEFT - 6} y=${y(mark) + 4} text-anchor="end">${num(mark)}</text></g>`)}
      ${count?.low != null && html`<rect class="band" x=${LEFT} width=${width - LEFT} y=${y(count.high ?? count.best ?? count.low) - 1} height=${Math.max(2, y(count.low) - y(count.high ?? count.best ?? count.low) + 2)}/>`}
      ${order.map((n) => {
        const one = rows[n];
        const keys = new Set((one.quotes ?? []).map(keyOf));
        const lit = [...keys].some((key) => at?.lit?.has(key));
        const top = one.high ?? one.low;
        const low = one.low ?? 0;
        return html`<g key=${n} class=${lit ? "figure lit" : "figure"} onPointerEnter=${() => at?.setLit(keys)} onPointerLeave=${() => at?.setLit(new Set())}>
          <title>${`${toll(one)} – “${one.words}” – ${[one.speaker, sourceOf(reports[one.report]), day((one.published ?? "").slice(0, 10))].filter(Boolean).join(", ")}`}</title>
          <line class="whisker" x1=${x(n)} x2=${x(n)} y1=${y(low)} y2=${one.high == null ? y(top) - 12 : y(top)}/>
          ${one.high == null && html`<path class="whisker" d=${`M${x(n) - 3} ${y(top) - 9}l3 -4 3 4`}/>`}
          <circle cx=${x(n)} cy=${y(one.low ?? top)} r="4.5"/>
        </g>`;
      })}
      ${dated && [...new Set([first, last])].map((time, n) => html`<text key=${n} class="tick" x=${n ? width - 4 : LEFT} text-anchor=${n ? "end" : "start"} y=${HEIGHT - 4}>${day(new Date(time).toISOString())}</text>`)}
    </svg>`}
  </figure>`;
}
