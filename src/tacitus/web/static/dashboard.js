// The record at a glance: incidents and deaths by week, kind, actor and province, each with how far it is uncertain.
import { html, useEffect, useRef, useState } from "./lib.js";
import { url, useData } from "./api.js";
import { NamedBars, save, TimeBars } from "./chart.js";
import { Chips } from "./filters.js";
import { Trouble } from "./parts.js";
import { address, filtersOf, go } from "./state.js";
import { colour, groupOf, typeName } from "./symbols.js";
import { day, num, span, t, toll, weight } from "./words.js";
import { useTheme } from "./theme.js";

const dayAfter = (iso, days) => new Date(Date.parse(`${iso}T00:00:00Z`) + days * 864e5).toISOString().slice(0, 10);

function Panel({ title, note, wide, children }) {
  const box = useRef(null);
  const take = (kind) => () => save(box.current.querySelector("svg"), title, kind);
  return html`<figure class=${wide ? "panel wide" : "panel"} ref=${box}>
    <figcaption><h2>${title}</h2><span class="save"><button type="button" class="link" onClick=${take("png")} aria-label=${t("save.png", { title })}>PNG</button> <button type="button" class="link" onClick=${take("svg")} aria-label=${t("save.svg", { title })}>SVG</button></span></figcaption>
    ${children}
    ${note && html`<p class="quiet">${note}</p>`}
  </figure>`;
}

/** Weeks become months, then years, where there are too many to see. */
function gathered(weeks, told) {
  if (told !== "week") return { step: told, rows: weeks };
  const years = new Set(weeks.map((one) => one.start.slice(0, 4)));
  const months = new Set(weeks.map((one) => one.start.slice(0, 7)));
  const spanned = weeks.length ? (Date.parse(weeks[weeks.length - 1].start) - Date.parse(weeks[0].start)) / 6048e5 : 0;
  const step = spanned <= 160 ? "week" : spanned <= 700 ? "month" : "year";
  if (step === "week") return { step, rows: weeks.map((one) => ({ ...one, end: dayAfter(one.start, 6) })) };
  const cut = step === "month" ? 7 : 4;
  const rows = [...(step === "month" ? months : years)].map((key) => {
    const inside = weeks.filter((one) => one.start.slice(0, cut) === key);
    const sum = (pick) => inside.reduce((all, one) => all + (pick(one) ?? 0), 0);
    const start = step === "month" ? `${key}-01` : `${key}-01-01`;
    return { start, end: step === "month" ? dayAfter(dayAfter(start, 31).slice(0, 8) + "01", -1) : `${key}-12-31`, n: sum((one) => one.n), killed: { low: sum((one) => one.killed?.low), best: sum((one) => one.killed?.best), high: sum((one) => one.killed?.high) } };
  });
  return { step, rows };
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
  if (!data) return html`<main id="main" class="wait" aria-busy="true"></main>`;
  const { step, rows } = gathered(data.weeks ?? [], data.step ?? "week");
  const toBars = (measure) => rows.map((one) => (measure === "n" ? { ...one, value: one.n, says: `${span(one.start, one.end)}: ${t("count.incidents", { n: one.n })}` } : { ...one, value: one.killed?.best ?? one.killed?.low ?? 0, low: one.killed?.low, high: one.killed?.high, says: `${span(one.start, one.end)}: ${t("killed")} ${toll(one.killed)}` }));
  const pickDays = (bar) => go("/", { ...filters, since: bar.start, until: bar.end });
  return html`<main id="main" class="dashboard" aria-busy=${loading}>
    <header class="dash-head"><h1>${t("title.dashboard")}</h1><${Chips} q=${q}/><span class="grow"></span>
      <a class="button" href=${url("/sitrep", filters)} target="_blank" rel="noopener">${t("take.sitrep")}</a> <a class="button" href=${address("/", filters)}>${t("onmap")}</a></header>
    <${Tiles} total=${data.total}/>
    <div class="panels" ref=${panels}>
      <${Panel} title=${t(`dash.n.${step}`)} note=${beside(data)} wide><${TimeBars} bars=${toBars("n")} step=${step} width=${width} label=${t(`dash.n.${step}`)} onPick=${pickDays}/></${Panel}>
      <${Panel} title=${t(`dash.killed.${step}`)} note=${t("dash.whisker")} wide><${TimeBars} bars=${toBars("killed")} step=${step} width=${width} label=${t(`dash.killed.${step}`)} ink="var(--ink-dead)" onPick=${pickDays}/></${Panel}>
      ${[["types", "type"], ["actors", "actor"], ["provinces", "admin1"]].map(([name, filter]) => html`<${Names} key=${name} name=${name} rows=${data[name] ?? []} onPick=${(row) => go("/", { ...filters, [filter]: row.filter })}/>`)}
    </div>
    <${Table} rows=${rows} step=${step}/>
  </main>`;
}

/** How many incidents are in no bar, since no day, or no single one, is known. */
function beside({ undated = 0, wider = [] }) {
  const long = wider.reduce((sum, one) => sum + one.n, 0);
  return [undated ? t("undated", { n: undated }) : null, long ? t("wider", { n: long }) : null].filter(Boolean).join("; ");
}

function Tiles({ total }) {
  const n = typeof total.n === "number" ? total.n : 0;
  return html`<dl class="tiles"><div><dt>${t("incidents")}</dt><dd>${num(n)}</dd></div>
    ${["killed", "wounded"].map((what) => html`<div key=${what}><dt>${t(`field.counts.${what}`)}</dt><dd>${num(weight(total[what]) ?? 0)} <small class="quiet">${t("dash.range", { low: total[what]?.low ?? 0, high: total[what]?.high ?? total[what]?.low ?? 0 })}${total[what]?.open ? ` ${t("dash.open", { n: total[what].open })}` : ""}</small></dd></div>`)}</dl>`;
}

function Names({ name, rows, onPick }) {
  const labelled = rows.slice(0, 12).map((one) => ({
    id: one.id ?? one.label, filter: one.id ?? one.label, name: name === "types" ? typeName(one.id) : one.label ?? one.id,
    value: one.n, figure: `${num(one.n)} · ${toll(one.killed)}`, ink: name === "types" ? colour(groupOf(one.id)) : undefined,
    says: `${one.label ?? one.id}: ${t("count.incidents", { n: one.n })}, ${t("killed")} ${toll(one.killed)}`,
  }));
  const dead = rows.slice(0, 12).map((one, n) => ({ ...labelled[n], value: one.killed?.best ?? one.killed?.low ?? 0, low: one.killed?.low, high: one.killed?.high, figure: toll(one.killed) }));
  return html`<${Panel} title=${t(`dash.${name}.n`)}><${NamedBars} rows=${labelled} label=${t(`dash.${name}.n`)} onPick=${onPick}/></${Panel}>
    <${Panel} title=${t(`dash.${name}.killed`)} note=${t("dash.whisker")}><${NamedBars} rows=${dead} label=${t(`dash.${name}.killed`)} ink="var(--ink-dead)" onPick=${onPick}/></${Panel}>`;
}

/** The same numbers for those who read rather than look. */
function Table({ rows, step }) {
  return html`<details class="table"><summary>${t("dash.table")}</summary><table><thead><tr><th scope="col">${t(`step.${step}`)}</th><th scope="col">${t("incidents")}</th><th scope="col">${t("killed")}</th></tr></thead>
    <tbody>${rows.map((one) => html`<tr key=${one.start}><th scope="row">${day(one.start)}</th><td>${num(one.n)}</td><td>${toll(one.killed)}</td></tr>`)}</tbody></table></details>`;
}
