// The timeline: incidents or deaths in bars; drag over it to keep a span of days, play it to see one span after another.
import { cls, html, useLayoutEffect, useMemo, useRef, useState } from "./lib.js";
import { useData } from "./api.js";
import { dayTicks, ticks } from "./chart.js";
import { useKeys } from "./keys.js";
import { besideEach, cutUp, roomFor, scaleOf } from "./scale.js";
import { change, here } from "./state.js";
import { day, num, span, t, toll } from "./words.js";

const HEIGHT = 84;
const LEFT = 34;
const BROAD = 64; // pixels of a bar at most
const NARROW = 480; // pixels; below that what stands beside the days gets a line of its own
const BEAT = 750;
const MOST = 4000; // steps that the API tells at most

/** How wide the room inside an element is, in pixels, as it changes; 0 until it is known, so that nothing is drawn too wide. */
export function useWidth(ref) {
  const [width, set] = useState(0);
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(([entry]) => set(Math.max(200, entry.contentRect.width)));
    watcher.observe(ref.current);
    return () => watcher.disconnect();
  }, []);
  return width;
}

/** filters: of the Query, with since and until; q: of the address. */
export function Timeline({ filters, q }) {
  const { since, until, ...others } = filters;
  const asked = q.tz ? { ...others, since, until } : others;
  const { data, loading } = useData("/timeline", { ...asked, step: q.step ?? "auto" });
  const box = useRef(null);
  const width = useWidth(box);
  const step = data?.step ?? "month";
  const bars = useMemo(() => whole(data?.bars ?? [], step), [data]);
  const shown = { since, until };
  const narrow = width < NARROW;
  const beside = besides(data?.undated ?? 0, (data?.wider ?? []).reduce((sum, one) => sum + one.n, 0));
  return html`<section class=${cls("timeline", loading && "loading")} aria-label=${t("timeline.label")} ref=${box}>
    <${Controls} q=${q} bars=${bars} step=${data?.step} shown=${shown}/>
    ${beside.length > 0 && html`<p class=${cls("beside quiet", narrow && "apart")}>${beside.map(([words, why]) => html`<span key=${why} title=${why}>${words}</span>`)}</p>`}
    ${width > 0 && html`<${Histogram} free=${narrow ? 0 : beside.reduce((all, [words]) => all + 6.4 * words.length + 16, 0)} bars=${bars} step=${step} width=${width} measure=${q.measure ?? "n"} shown=${shown} frame=${q.frame}/>`}
  </section>`;
}

const NEXT = {
  day: (date) => date.setUTCDate(date.getUTCDate() + 1), week: (date) => date.setUTCDate(date.getUTCDate() + 7),
  month: (date) => date.setUTCMonth(date.getUTCMonth() + 1), year: (date) => date.setUTCFullYear(date.getUTCFullYear() + 1),
};
const iso = (date) => date.toISOString().slice(0, 10);

/** Every step from the first bar to the last: the API leaves out those in which nothing happened. */
function whole(bars, step) {
  if (bars.length === 0) return bars;
  const known = new Map(bars.map((bar) => [bar.start, bar]));
  const date = new Date(`${bars[0].start}T00:00:00Z`);
  const last = bars[bars.length - 1].start;
  const all = [];
  while (iso(date) <= last && all.length < MOST) {
    const start = iso(date);
    NEXT[step](date);
    all.push(known.get(start) ?? { start, end: iso(new Date(date.getTime() - 864e5)), n: 0, killed: null });
  }
  return all;
}

/** How many incidents are in no bar, and why: [words, why]. */
const besides = (undated, wider) => [undated > 0 && [t("undated", { n: undated }), t("undated.why")], wider > 0 && [t("wider", { n: wider }), t("wider.why")]].filter(Boolean);

function Controls({ q, bars, step, shown }) {
  const [playing, setPlaying] = useState(false);
  const inside = bars.filter((bar) => bar.n > 0 && (!shown.since || bar.end >= shown.since) && (!shown.until || bar.start <= shown.until));
  const latest = useRef({});
  latest.current = { inside };
  const show = (bar) => bar && change({ frame: `${bar.start}..${bar.end}`, sel: null }, { replace: true });
  const begin = () => show(latest.current.inside[0]);
  const move = (by) => {
    const all = latest.current.inside;
    const at = all.findIndex((bar) => `${bar.start}..${bar.end}` === here().q.frame);
    const to = all[at + by] ?? (by > 0 && at < 0 ? all[0] : null);
    show(to);
    return Boolean(to);
  };
  useLayoutEffect(() => { // at once: a beat between the end and its being drawn would set the frame again
    if (!playing) return undefined;
    const { inside } = latest.current;
    const last = inside[inside.length - 1];
    if (!here().q.frame || (last && here().q.frame === `${last.start}..${last.end}`)) begin();
    const beat = setInterval(() => { if (!move(1)) setPlaying(false); }, BEAT);
    return () => clearInterval(beat);
  }, [playing]);
  useKeys(() => ({
    " ": [t("keys.play"), () => setPlaying((was) => !was)],
    ".": [t("keys.frame.next"), () => move(1)],
    ",": [t("keys.frame.before"), () => move(-1)],
  }), []);
  const [from, to] = (q.frame ?? "").split("..");
  return html`<div class="timeline-bar">
    <button type="button" class="play" onClick=${() => setPlaying(!playing)} aria-pressed=${playing} disabled=${inside.length === 0}>${playing ? "❚❚" : "▶"} ${playing ? t("pause") : t("play")}</button>
    ${q.frame && html`<strong class="frame" aria-live="polite">${span(from, to)}</strong><button type="button" class="link" onClick=${() => { setPlaying(false); change({ frame: null }); }}>${t("frame.end")}</button>`}
    <span class="grow"></span>
    <label><span class="unseen">${t("from")}</span> <input type="date" value=${q.since ?? ""} onChange=${(event) => change({ since: event.target.value, frame: null })}/></label>
    <label><span aria-hidden="true">–</span><span class="unseen">${t("to")}</span> <input type="date" value=${q.until ?? ""} onChange=${(event) => change({ until: event.target.value, frame: null })}/></label>
    ${(q.since || q.until) && html`<button type="button" class="link" aria-pressed=${Boolean(q.tz)} onClick=${() => change({ tz: q.tz ? null : "1" })}>${q.tz ? t("timeline.whole") : t("timeline.zoom")}</button>`}
    <label><span class="unseen">${t("measure")}</span><select value=${q.measure ?? "n"} onChange=${(event) => change({ measure: event.target.value === "n" ? null : event.target.value })}>
      <option value="n">${t("measure.n")}</option><option value="killed">${t("measure.killed")}</option></select></label>
    <label><span class="unseen">${t("step")}</span><select value=${q.step ?? "auto"} onChange=${(event) => change({ step: event.target.value === "auto" ? null : event.target.value, frame: null })}>
      ${["auto", "day", "week", "month", "year"].map((one) => html`<option key=${one} value=${one}>${one !== "auto" ? t(`step.${one}`) : step ? t("step.auto", { step: t(`step.${step}`) }) : t("step.unknown")}</option>`)}</select></label>
  </div>`;
}

function Histogram({ bars, step, width, free, measure, shown, frame }) {
  const [drag, setDrag] = useState(null);
  const svg = useRef(null);
  const titles = useMemo(() => bars.map((bar) => (bar.n ? says(bar, step) : "")), [bars, step]);
  const value = (bar) => (measure === "killed" ? bar.killed?.best ?? bar.killed?.low ?? 0 : bar.n);
  const most = (bar) => (measure === "killed" ? Math.max(value(bar), bar.killed?.high ?? 0) : bar.n);
  const scale = useMemo(() => scaleOf(bars.map(most)), [bars, measure]);
  const marks = ticks(Math.max(1, scale.end), 2);
  const room = HEIGHT - 20;
  const head = 8 + (scale.broken ? roomFor(1) : 0); // half of the topmost number, and the figures of bars that go beyond
  const y = (n) => head + (room - head) * (1 - n / marks[marks.length - 1]);
  const wide = (width - LEFT - 4) / Math.max(1, bars.length);
  const at = (event) => Math.max(0, Math.min(bars.length - 1, Math.floor((event.clientX - svg.current.getBoundingClientRect().left - LEFT) / wide)));
  const figures = useMemo(() => besideEach(bars.map((bar, n) => ({ bar, at: LEFT + (n + 0.5) * wide })).filter(({ bar }) => scale.breaks(most(bar)))
    .map(({ bar, at }) => ({ at, value: most(bar), words: measure === "killed" ? toll(bar.killed) : num(bar.n) })), LEFT, width, 1), [bars, measure, width]);
  const settle = (from, to) => change({ since: bars[Math.min(from, to)].start, until: bars[Math.max(from, to)].end, frame: null, sel: null });
  const holds = (bar) => (!shown.since || bar.end >= shown.since) && (!shown.until || bar.start <= shown.until);
  const selected = drag ? [Math.min(...drag), Math.max(...drag)] : edges(bars, shown);
  const keyed = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") change({ since: null, until: null, frame: null });
    if (!by || bars.length === 0) return;
    event.preventDefault();
    const [from, to] = edges(bars, shown) ?? [0, 0];
    const end = Math.max(0, Math.min(bars.length - 1, to + by));
    if (event.shiftKey) settle(Math.min(from, end), end);
    else settle(Math.max(0, Math.min(bars.length - 1, from + by)), end);
  };
  // kept as it is while somebody drags: thousands of bars are not drawn anew for every step of the hand
  const drawn = useMemo(() => bars.map((bar, n) => bar.n > 0 && html`<${Bar} key=${bar.start} bar=${bar} x=${LEFT + n * wide} wide=${wide} y=${y} room=${room} value=${value(bar)} cut=${scale.breaks(most(bar)) ? head : null}
    spread=${measure === "killed"} title=${titles[n]} look=${cls("bar", !holds(bar) && "out", frame === `${bar.start}..${bar.end}` && "now")}/>`), [bars, titles, width, measure, shown.since, shown.until, frame]);
  return html`<svg class="histogram" ref=${svg} width=${width} height=${HEIGHT} role="group" tabindex="0" aria-label=${t("timeline.brush", { n: bars.length })}
      onKeyDown=${keyed}
      onPointerDown=${(event) => { if (bars.length && event.button === 0) { svg.current.setPointerCapture(event.pointerId); setDrag([at(event), at(event)]); } }}
      onPointerMove=${(event) => drag && setDrag([drag[0], at(event)])}
      onPointerUp=${() => { if (drag) { settle(...drag); setDrag(null); } }}
      onPointerCancel=${() => setDrag(null)} onDblClick=${() => change({ since: null, until: null, frame: null })}>
    ${marks.slice(1).map((mark) => html`<g key=${mark}><line class="rule" x1=${LEFT} x2=${width} y1=${y(mark)} y2=${y(mark)}/><text class="tick" x=${LEFT - 5} y=${y(mark) + 4} text-anchor="end">${num(mark)}</text></g>`)}
    ${selected && html`<rect class="brush" x=${LEFT + selected[0] * wide} y="0" width=${Math.max(3, (selected[1] - selected[0] + 1) * wide)} height=${room}/>`}
    ${drawn}
    ${figures.map(({ at, words }) => html`<text key=${at} class="tick" x=${at} y=${head - 9} text-anchor="middle">${words}</text>`)}
    ${dayTicks(bars.map((bar) => bar.start), width - LEFT, step).filter(([n, words]) => LEFT + n * wide + 6.4 * words.length < width - free).map(([n, words]) => html`<text key=${n} class="tick" x=${LEFT + n * wide + Math.max(0, (wide - BROAD) / 2)} y=${HEIGHT - 5}>${words}</text>`)}
  </svg>`;
}

/** One bar, with a line from the lowest to the highest figure of deaths where they differ. cut: where one ends that dwarfs the others. */
function Bar({ bar, x, wide, y, room, value, cut, spread, title, look }) {
  const { low, high } = bar.killed ?? {};
  const top = cut === null ? y(value) : cut - 6;
  const broad = Math.max(0.8, Math.min(BROAD, wide * 0.84));
  const left = x + (wide - broad) / 2;
  return html`<g class=${look}>
    <rect class="hit" x=${x} y="0" width=${wide} height=${room}><title>${title}</title></rect>
    <rect x=${left} y=${top} width=${broad} height=${Math.max(1, y(0) - top)}/>
    ${cut !== null && html`<path class="cut" d=${cutUp(left, cut + 4, broad)}/>`}
    ${cut === null && spread && high > low && wide > 3 && html`<path class="whisker" d=${`M${x + wide / 2} ${y(low ?? 0)}V${y(high)}`}/>`}
  </g>`;
}

const says = (bar, step) => `${step === "day" ? day(bar.start) : span(bar.start, bar.end)}: ${t("count.incidents", { n: bar.n })}, ${t("killed")} ${toll(bar.killed)}`;

/** First and last bar of what is kept, or null where all are. */
function edges(bars, { since, until }) {
  if ((!since && !until) || bars.length === 0) return null;
  const from = bars.findIndex((bar) => !since || bar.end >= since);
  const last = bars.findLastIndex((bar) => !until || bar.start <= until);
  return from < 0 || last < from ? null : [from, last];
}
