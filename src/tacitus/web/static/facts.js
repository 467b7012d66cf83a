// The table of an incident's fields: what holds, by which rule, and under it every alternative with its words and source.
import { cls, html, useState } from "./lib.js";
import { alternatives, fieldsOf, figureNotes, keyOf, publishedOf, sourceOf, valueOf } from "./evidence.js";
import { markOf } from "./highlight.js";
import { named, num, t } from "./words.js";

const SHOWN = 3;

/** One thing that one report says, with its words; `at` is {lit, setLit, show} of the view around it. */
export function Line({ line, reports, at }) {
  const report = reports[line.report];
  const keys = (line.quotes ?? []).map(keyOf);
  const words = (line.quotes ?? []).map((quote) => quote.words);
  const notes = [line.speaker ? t("says", { who: line.speaker }) : null, ...figureNotes(line.figure, t), line.background ? t("background") : null].filter(Boolean);
  return html`<button type="button" class=${cls("line", keys.some((key) => at?.lit?.has(key)) && "lit")}
      onPointerEnter=${() => at?.setLit(new Set(keys))} onPointerLeave=${() => at?.setLit(new Set())} onFocus=${() => at?.setLit(new Set(keys))}
      onClick=${() => keys[0] && at?.show(line.report, keys[0])}>
    ${words.length ? html`<q dir="auto">${[...new Set(words)].slice(0, 3).join("” · “")}</q>` : html`<span class="unworded">${line.basis ? named("basis", line.basis) : t("no.words")}</span>`}
    <span class="source" dir="auto">${sourceOf(report)}${publishedOf(report) ? `, ${publishedOf(report)}` : ""}${notes.length ? ` · ${notes.join(" · ")}` : ""}</span>
  </button>`;
}

function Alternative({ group, single, reports, at }) {
  const [all, setAll] = useState(false);
  const lines = all ? group.lines : group.lines.slice(0, SHOWN);
  return html`<li class=${cls("alternative", group.chosen && "held")}>
    ${!single && html`<span class="alt-value" dir="auto">${group.value}${group.chosen ? html` <i class="tick">${t("held")}</i>` : ""} <small>${t("count.statements", { n: group.lines.length })}</small></span>`}
    ${lines.map((line, n) => html`<${Line} key=${n} line=${line} reports=${reports} at=${at}/>`)}
    ${group.lines.length > SHOWN && html`<button type="button" class="link" aria-expanded=${all} onClick=${() => setAll(!all)}>${all ? t("facet.fewer") : t("facet.more", { n: group.lines.length - SHOWN })}</button>`}
  </li>`;
}

/** How the value came about: a rule's name, or a person's decision. */
function ruleOf(field, incident) {
  const decided = [...(incident.decisions ?? [])].reverse().find((one) => one.field === field && ["correct", "confirm"].includes(one.kind));
  if (decided) return t(`decided.${decided.kind}`, { who: decided.user });
  const rule = field.startsWith("counts.") ? incident.counts[field.slice(7)]?.rule : incident.rules?.[field];
  return rule ? t("rule", { rule }) : null;
}

function Extra({ field, incident }) {
  if (field === "when" && incident.when?.start) return html`<small class="quiet" dir="auto">${incident.when.said ? `“${incident.when.said}” · ` : ""}${named("precision", incident.when.precision)} · ${named("basis", incident.when.basis)}</small>`;
  if (field === "where" && incident.where) {
    const { lat, lon, precision, precision_km: km, runners_up: others = [] } = incident.where;
    return html`<small class="quiet">${named("precision", precision)}${km ? ` (± ${num(Math.round(km))} km)` : ""}${lat != null ? ` · ${lat.toFixed(3)}, ${lon.toFixed(3)}` : ""}${others.length ? ` · ${t("runners", { n: others.length })}` : ""}</small>`;
  }
  if (field.startsWith("counts.")) {
    const { best, low, high } = incident.counts[field.slice(7)];
    return best != null && low !== high ? html`<small class="quiet">${t("best", { n: best })}</small>` : null;
  }
  return null;
}

/** data: {incident, statements, reports}; at: {lit, setLit, show}; onCorrect(field), where the reader may. */
export function Facts({ data, at, onCorrect, brief = false }) {
  const { incident, statements } = data;
  const reports = Object.fromEntries(data.reports.map((report) => [report.id, report]));
  return html`<dl class=${cls("facts", brief && "brief")}>${fieldsOf(incident).map((field) => {
    const groups = alternatives(field, incident, statements);
    const value = valueOf(field, incident);
    const rule = ruleOf(field, incident);
    return html`<div class="fact" key=${field} data-field=${field}>
      <dt><i class=${`dot m-${markOf(field)}`}></i>${named("field", field)}
        ${onCorrect && html`<button type="button" class="link correct" onClick=${() => onCorrect(field)} aria-label=${t("correct.field", { field: named("field", field) })}>${t("correct")}</button>`}</dt>
      <dd><span class="value" dir="auto">${value ?? t("not.said")}</span> ${!brief && html`<${Extra} field=${field} incident=${incident}/>`}
        ${!brief && rule && html` <small class="quiet">${rule}</small>`}
        ${groups.length > 1 && groups.some((group) => !group.chosen) && html`<small class="several">${t("alternatives", { n: groups.length })}</small>`}
        <ul class="alternatives">${(brief ? groups.slice(0, 2) : groups).map((group) => html`<${Alternative} key=${group.value} group=${brief ? { ...group, lines: group.lines.slice(0, 1) } : group} single=${groups.length === 1 && group.value === value} reports=${reports} at=${at}/>`)}</ul></dd>
    </div>`;
  })}</dl>`;
}
