// The record at a glance: incidents and deaths by week, kind, actor and province, each with how far it is uncertain.
import { html, useEffect, useRef, useState } from "./lib.js";
import { url, useData } from "./api.js";
import { NamedBars, save, TimeBars } from "./chart.js";
import { Chips } from "./filters.js";
import { Trouble, Wait } from "./parts.js";
import { address, filtersOf, go } from "./state.js";
import { colour, groupOf, typeName } from "./symbols.js";
import { num, span, t, toll, weight } from "./words.js";
import { scaleOf } from "./scale.js";
import { useTheme } from "./theme.js";

const NAMED = [["types", "type"], ["actors", "actor"], ["provinces", "admin1"]]; // and the filter of each
const SHOWN = 12; // bars of a picture
const labelOf = (name, one) => (name === "types" ? typeName(one.id) : one.label ?? one.id);

function Panel({ title, note, wide, children }) {
  const box = useRef(null);
  const take = (kind) => () => save(box.current.querySelector("svg"), title, kind);
  return html`<figure class=${wide ? "panel wide" : "panel"} ref=${box}>
    <figcaption><h2>${title}</h2><span class="save"><button type="button" class="link" onClick=${take("png")} aria-label=${t("save.png", { title })}>PNG</button> <button type="button" class="link" onClick=${take("svg")} aria-label=${t("save.svg", { title })}>SVG</button></span></figcaption>
    ${children}
    ${note && html`<p class="quiet">${note}</p>`}
  </figure>`;
}

/** How wide a drawing across both columns may be, in pixels, so that its words are as large on a phone as on a desk. */
function useWide(shown) {
  const panels = useRef(null);
  const [width, set] = useState(980);
  useEffect(() => {
    if (!shown) return undefined;
    const watcher = new ResizeObserver(([entry]) => set(Math.round(Math.max(300, Math.min(1200, entry.contentRect.width - 30)))));
    watcher.observe(panels.current);
    return () => watcher.disconnect();
  }, [shown]);
  return [panels, width];
}

export function DashboardView({ route: { q } }) {
  const filters = filtersOf(q);
  const { data, error, loading } = useData("/dashboard", filters);
  useTheme();
  const [panels, width] = useWide(Boolean(data));
  if (error) return html`<main id="main" class="plain"><h1>${t("title.dashboard")}</h1><${Trouble} error=${error}/></main>`;
  if (!data) return html`<${Wait}/>`;
  const { step, bars: rows } = data;
  const toBars = (measure) => rows.map((one) => (measure === "n" ? { ...one, value: one.n, figure: num(one.n), says: `${span(one.start, one.end)}: ${t("count.incidents", { n: one.n })}` } : { ...one, value: one.killed?.best ?? one.killed?.low ?? 0, low: one.killed?.low, high: one.killed?.high, figure: toll(one.killed), says: `${span(one.start, one.end)}: ${t("killed")} ${toll(one.killed)}` }));
  const pickDays = (bar) => go("/", { ...filters, since: bar.start, until: bar.end });
  return html`<main id="main" class="dashboard" aria-busy=${loading}>
    <header class="dash-head"><h1>${t("title.dashboard")}</h1><${Chips} q=${q}/><span class="grow"></span>
      <a class="button" href=${url("/sitrep", filters)} target="_blank" rel="noopener">${t("take.sitrep")}</a> <a class="button" href=${address("/", filters)}>${t("onmap")}</a></header>
    <${Tiles} total=${data.total}/>
    ${data.total.apart.n > 0 && html`<p class="quiet">${t("dash.apart", { n: data.total.apart.n, killed: toll(data.total.apart.killed) })}</p>`}
    <div class="panels" ref=${panels}>
      <${Panel} title=${t(`dash.n.${step}`)} note=${[beside(data), cutNote(toBars("n"))].filter(Boolean).join(". ")} wide><${TimeBars} bars=${toBars("n")} step=${step} width=${width} label=${t(`dash.n.${step}`)} onPick=${pickDays}/></${Panel}>
      <${Panel} title=${t(`dash.killed.${step}`)} note=${[t("dash.whisker"), cutNote(toBars("killed")), longer(data)].filter(Boolean).join(" ")} wide><${TimeBars} bars=${toBars("killed")} step=${step} width=${width} label=${t(`dash.killed.${step}`)} ink="var(--ink-dead)" onPick=${pickDays}/></${Panel}>
      ${NAMED.map(([name, filter]) => html`<${Names} key=${name} name=${name} rows=${data[name] ?? []} onPick=${(row) => go("/", { ...filters, [filter]: row.filter })}/>`)}
    </div>
    <${Table} rows=${rows} step=${step} data=${data} filters=${filters}/>
  </main>`;
}

/** What a bar with a gap means, where there is one. */
const cutNote = (rows) => (scaleOf(rows.map((row) => Math.max(row.high ?? 0, row.value ?? 0))).broken ? t("dash.cut") : null);

/** How many incidents are in no bar, since no day, or no single one, is known. */
function beside({ undated = 0, wider = [] }) {
  const long = wider.reduce((sum, one) => sum + one.n, 0);
  return [undated ? t("undated", { n: undated }) : null, long ? t("wider", { n: long }) : null].filter(Boolean).join("; ");
}

/** How many died in incidents that are in no bar since their span is longer: of a whole war, often more than in all bars. */
function longer({ wider = [] }) {
  const sum = (name) => wider.reduce((all, one) => all + one.killed[name], 0);
  return sum("high") ? t("dash.wider", { n: wider.reduce((all, one) => all + one.n, 0), killed: toll({ low: sum("low"), best: sum("best"), high: sum("high"), open: sum("open") }) }) : null;
}

function Tiles({ total }) {
  const n = typeof total.n === "number" ? total.n : 0;
  return html`<dl class="tiles"><div><dt>${t("incidents")}</dt><dd>${num(n)}</dd></div>
    ${["killed", "wounded"].map((what) => html`<div key=${what}><dt>${t(`field.counts.${what}`)}</dt><dd>${num(weight(total[what]) ?? 0)} <small class="quiet">${t("dash.range", { low: total[what]?.low ?? 0, high: total[what]?.high ?? total[what]?.low ?? 0 })}${total[what]?.open ? ` ${t("dash.open", { n: total[what].open })}` : ""}</small></dd></div>`)}</dl>`;
}

/** Bars by name, those with the most first: of incidents in one picture, of deaths in the other. */
function Names({ name, rows, onPick }) {
  const dead = (one) => weight(one.killed) ?? 0;
  const labelled = (one) => ({
    id: one.id ?? one.label, filter: one.id ?? one.label, name: labelOf(name, one),
    says: `${labelOf(name, one)}: ${t("count.incidents", { n: one.n })}, ${t("killed")} ${toll(one.killed)}`,
  });
  const often = rows.slice(0, SHOWN).map((one) => ({ ...labelled(one), value: one.n, figure: `${num(one.n)} · ${toll(one.killed)}`, ink: name === "types" ? colour(groupOf(one.id)) : undefined }));
  const deadly = [...rows].sort((a, b) => dead(b) - dead(a)).slice(0, SHOWN).map((one) => ({ ...labelled(one), value: dead(one), low: one.killed?.low, high: one.killed?.high, figure: toll(one.killed) }));
  return html`<${Panel} title=${t(`dash.${name}.n`)} note=${cutNote(often)}><${NamedBars} rows=${often} label=${t(`dash.${name}.n`)} onPick=${onPick}/></${Panel}>
    <${Panel} title=${t(`dash.${name}.killed`)} note=${[t("dash.whisker"), cutNote(deadly)].filter(Boolean).join(" ")}><${NamedBars} rows=${deadly} label=${t(`dash.${name}.killed`)} ink="var(--ink-dead)" onPick=${onPick}/></${Panel}>`;
}

/** The same numbers for those who read rather than look, and the same ways on for those without a pointer. */
function Table({ rows, step, data, filters }) {
  const days = rows.map((one) => ({ ...one, id: one.start, name: span(one.start, one.end), to: { since: one.start, until: one.end } }));
  const named = ([name, filter]) => (data[name] ?? []).map((one) => ({ ...one, name: labelOf(name, one), to: { [filter]: one.id } }));
  return html`<details class="table"><summary>${t("dash.table")}</summary>
    <${Sums} title=${t(`dash.n.${step}`)} head=${t(`step.${step}`)} rows=${days} filters=${filters}/>
    ${NAMED.map((one) => html`<${Sums} key=${one[0]} title=${t(`dash.${one[0]}.n`)} head=${t(`facet.${one[1]}`)} rows=${named(one)} filters=${filters}/>`)}</details>`;
}

const Sums = ({ title, head, rows, filters }) => rows.length > 0 && html`<table><caption>${title}</caption><thead><tr><th scope="col">${head}</th><th scope="col">${t("incidents")}</th><th scope="col">${t("killed")}</th></tr></thead>
  <tbody>${rows.map((one) => html`<tr key=${one.id}><th scope="row"><a href=${address("/", { ...filters, ...one.to })} dir="auto">${one.name}</a></th><td>${num(one.n)}</td><td>${toll(one.killed)}</td></tr>`)}</tbody></table>`;
