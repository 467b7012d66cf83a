// Drawing with numbers: scales, ticks, bars with the span of what is not sure, and pictures of them to take away.
import { html } from "./lib.js";
import { besideEach, cutAcross, cutUp, roomFor, scaleOf } from "./scale.js";
import { day, num } from "./words.js";

/** Round steps for an axis from 0 to at least `most`. */
export function ticks(most, wanted = 4) {
  if (!(most > 0)) return [0, 1];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough));
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, n) => n * step);
}

const time = (iso) => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);

/** Which of the bars' first days get a label, so that none overlap: [index, words]. */
export function dayTicks(starts, width, step, space = 74) {
  if (starts.length === 0) return [];
  const every = Math.max(1, Math.ceil((starts.length * space) / width));
  const shape = step === "year" ? "year" : step === "month" ? "month" : "day";
  return starts.map((start, n) => [n, day(start, shape)]).filter(([n]) => n % every === 0 && n + every * 0.4 < starts.length + every);
}

/**
 * Upright bars in time, each with a whisker from its low to its high. One that dwarfs the others is cut, and bears its figure.
 * bars: [{start, end, value, low, high}]; title, unit: words. Wrapped in <figure> by the caller, which owns its heading.
 */
export function TimeBars({ bars, width = 640, height = 190, label, step = "week", ink = "var(--ink-bar)", onPick }) {
  const bottom = 22;
  const most = (bar) => Math.max(bar.high ?? 0, bar.value ?? 0);
  const scale = scaleOf(bars.map(most));
  const marks = ticks(Math.max(1, scale.end));
  const top = marks[marks.length - 1];
  const left = 16 + 6.5 * num(top).length;
  const y = (value) => head + (height - bottom - head) * (1 - value / top);
  const days = bars.length ? (time(bars[bars.length - 1].start) - time(bars[0].start)) / 864e5 : 0;
  const unit = { day: 1, week: 7, month: 30.4, year: 365.25 }[step] ?? 7;
  const slots = Math.max(1, Math.round(days / unit) + 1);
  const wide = (width - left - 6) / slots;
  const x = (bar) => left + wide * ((time(bar.start) - time(bars[0].start)) / 864e5 / unit);
  const figures = besideEach(bars.filter((bar) => scale.breaks(most(bar))).map((bar) => ({ at: x(bar) + wide / 2, value: most(bar), words: String(bar.figure ?? num(most(bar))) })), left, width, 2);
  const lines = Math.max(0, ...figures.map((one) => one.line + 1));
  const head = 8 + (scale.broken ? roomFor(lines) + 8 : 0);
  const everyBar = Math.ceil((bars.length * 78) / (width - left));
  return html`<svg class="chart" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${label}>
    ${marks.map((mark) => html`<g key=${mark}><line class="rule" x1=${left} x2=${width} y1=${y(mark)} y2=${y(mark)}/><text class="tick" x=${left - 6} y=${y(mark) + 4} text-anchor="end">${num(mark)}</text></g>`)}
    ${bars.map((bar, n) => {
      const w = Math.max(1.2, Math.min(26, wide * 0.78));
      const middle = x(bar) + wide / 2;
      const cut = scale.breaks(most(bar));
      const upper = cut ? head - 9 : y(bar.value ?? 0);
      return html`<g key=${bar.start} class=${onPick ? "pick" : ""} onClick=${onPick && (() => onPick(bar))}>
        <title>${bar.says}</title>
        <rect class="hit" x=${x(bar)} y="0" width=${wide} height=${height - bottom}/>
        <rect x=${middle - w / 2} y=${upper} width=${w} height=${Math.max(0, y(0) - upper)} style=${{ fill: ink }}/>
        ${cut && html`<path class="cut" d=${cutUp(middle - w / 2, head + 2, w)}/>`}
        ${!cut && bar.high != null && bar.high > (bar.low ?? 0) && html`<path class="whisker" d=${`M${middle} ${y(bar.low ?? 0)}V${y(bar.high)}${w > 4 ? `M${middle - 3} ${y(bar.high)}h6M${middle - 3} ${y(bar.low ?? 0)}h6` : ""}`}/>`}
        ${n % everyBar === 0 && x(bar) < width - 60 && html`<text class="tick" x=${x(bar)} y=${height - 6}>${day(bar.start, step === "year" ? "year" : step === "month" ? "month" : "day")}</text>`}
      </g>`;
    })}
    ${figures.map(({ at, words, line }) => html`<text key=${at} class="tick" x=${at} y=${head - 12 - roomFor(line)} text-anchor="middle">${words}</text>`)}
  </svg>`;
}

const pen = document.createElement("canvas").getContext("2d");

/** A name, or as much of its beginning as has room. */
function fitting(name, room) {
  pen.font = "12px system-ui, sans-serif";
  if (pen.measureText(name).width <= room) return name;
  let kept = name;
  while (kept && pen.measureText(`${kept}…`).width > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** Lying bars, one a name. rows: [{name, value, low, high, says, id, mark}]. One that dwarfs the others is cut. */
export function NamedBars({ rows, width = 420, label, ink = "var(--ink-bar)", onPick }) {
  const left = 150;
  const line = 24;
  const most = (row) => Math.max(row.high ?? 0, row.value ?? 0);
  const scale = scaleOf(rows.map(most));
  const end = Math.max(1, scale.end) * (scale.broken ? 1.15 : 1); // those that are cut reach beyond the longest that is whole
  const beside = Math.max(40, ...rows.map((row) => 6.6 * String(row.figure).length + 12)); // the figure stands beside its bar
  const x = (value) => left + ((width - left - beside) * Math.min(value, end)) / end;
  return html`<svg class="chart" viewBox=${`0 0 ${width} ${Math.max(1, rows.length) * line + 6}`} role="img" aria-label=${label}>
    ${rows.map((row, n) => [row, n, scale.breaks(most(row))]).map(([row, n, cut]) => html`<g key=${row.id} transform=${`translate(0 ${n * line + 3})`} class=${onPick ? "pick" : ""} onClick=${onPick && (() => onPick(row))}>
      <title>${row.says}</title>
      <rect class="hit" x="0" y="0" width=${width} height=${line}/>
      <text class="name" x=${left - 8} y=${line / 2 + 4} text-anchor="end">${fitting(row.name, left - 10)}</text>
      <rect x=${left} y="5" width=${Math.max(1, x(cut ? end : row.value ?? 0) - left)} height=${line - 10} style=${{ fill: row.ink ?? ink }}/>
      ${cut && html`<path class="cut" d=${cutAcross(x(end) - 14, 5, line - 10)}/>`}
      ${!cut && row.high != null && row.high > (row.low ?? 0) && html`<path class="whisker" d=${`M${x(row.low ?? 0)} ${line / 2}H${x(row.high)}M${x(row.high)} ${line / 2 - 4}v8M${x(row.low ?? 0)} ${line / 2 - 4}v8`}/>`}
      <text class="tick" x=${x(most(row)) + 6} y=${line / 2 + 4}>${row.figure}</text>
    </g>`)}
  </svg>`;
}

const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "font-weight", "opacity"];

/** The drawing as a file that stands alone: what style sheets gave it is written into it. */
export function standalone(svg, title) {
  const copy = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, n) => {
    const looks = getComputedStyle(from[n]);
    element.removeAttribute("class");
    element.removeAttribute("style");
    if (element.tagName !== "title" && element.tagName !== "g") LOOKS.forEach((name) => element.setAttribute(name, looks.getPropertyValue(name)));
  });
  const { width, height } = svg.viewBox.baseVal;
  const head = 30;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `0 ${-head} ${width} ${height + head}`);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height + head);
  const page = getComputedStyle(document.documentElement);
  const make = (name, looks, words) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(looks).forEach(([key, value]) => element.setAttribute(key, value));
    if (words) element.textContent = words;
    return element;
  };
  const sheet = make("rect", { x: 0, y: -head, width, height: height + head, fill: page.getPropertyValue("--paper") });
  const heading = make("text", { x: 4, y: -10, "font-size": 14, "font-weight": 600, "font-family": "system-ui, sans-serif", fill: page.getPropertyValue("--text") }, title);
  copy.prepend(sheet, heading);
  return new XMLSerializer().serializeToString(copy);
}

/** Saves a drawing as SVG or PNG (twice its size). */
export async function save(svg, title, kind) {
  const text = standalone(svg, title);
  const name = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const blob = new Blob([text], { type: "image/svg+xml" });
  if (kind === "svg") return download(blob, `${name}.svg`);
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width * 2, height: image.height * 2 });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob((made) => done(download(made, `${name}.png`)), "image/png"));
}

/** Hands a file to the browser. */
export function download(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
