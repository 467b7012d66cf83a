// One incident, whole: every field with all that was said of it, beside the text that says it; and what people decided.
import { cls, html, useEffect, useMemo, useState } from "./lib.js";
import { may as mayDo, useData } from "./api.js";
import { Actions } from "./actions.js";
import { Correct, Revisions, undo } from "./deciding.js";
import { keyOf, publishedOf, sourceOf, toCard } from "./evidence.js";
import { Facts, Line } from "./facts.js";
import { MarkLegend, ReportText } from "./highlight.js";
import { useKeys } from "./keys.js";
import { Badges, copy, Dialog, Figures, Trouble, Wait } from "./parts.js";
import { go } from "./state.js";
import { Sign, typeName } from "./symbols.js";
import { TollChart } from "./toll.js";
import { moment, named, t, when, where } from "./words.js";

/**
 * What the words and the fields beside each other share: which quotes are lit, and which text is open at which; at first the text
 * `first`, at `words` of it where a quote is given. What was chosen by
 * a click stays lit while the pointer is on nothing else: a finger leaves what it touches at once.
 */
export function useEvidence(first, words) {
  const [over, setLit] = useState(NONE);
  const [chosen, setChosen] = useState(NONE);
  const [open, setOpen] = useState(first ?? null);
  const [focus, setFocus] = useState(words ? { key: keyOf(words), within: true } : null);
  const show = (report, key) => {
    setOpen(report);
    setFocus({ key });
    setChosen(new Set([key]));
  };
  return { lit: over.size ? over : chosen, setLit, open, setOpen, focus, show };
}

const NONE = new Set();

export function IncidentView({ route: { id, q }, meta }) {
  const found = useData(`/incidents/${encodeURIComponent(id)}`, q.as_of ? { as_of: q.as_of } : {}, { keep: false });
  if (found.error) return html`<main id="main" class="plain"><h1>${t("title.incident")}</h1><${Trouble} error=${found.error} again=${found.again}/></main>`;
  if (!found.data) return html`<${Wait}/>`;
  return html`<${Whole} key=${id} data=${found.data} q=${q} meta=${meta} again=${found.again}/>`;
}

function Whole({ data, q, meta, again }) {
  const { incident, reports } = data;
  const at = useEvidence(q.tab ?? incident.reports[0]);
  const [correcting, setCorrecting] = useState(null);
  const [picked, setPicked] = useState(null);
  const [citing, setCiting] = useState(false);
  const [trouble, setTrouble] = useState(null);
  const may = !q.as_of && mayDo(meta, "decide");
  const byId = useMemo(() => Object.fromEntries(reports.map((report) => [report.id, report])), [reports]);
  useEffect(() => {
    if (data.incident.id !== q.id) document.title = `${typeName(incident.type)}, ${where(incident.where)} · Tacitus`;
  }, [incident.id]);
  const done = () => {
    setCorrecting(null);
    setPicked(null);
    again();
  };
  useKeys(() => ({
    c: [may ? t("keys.correct") : null, () => may && setCorrecting("counts.killed")],
    z: [may ? t("keys.undo") : null, () => may && undo().then((some) => some && again(), setTrouble)],
    Escape: [t("keys.back"), () => (correcting ? setCorrecting(null) : history.length > 1 ? history.back() : go("/"))],
  }), [correcting, may]);
  return html`<main id="main" class="record">
    <article>
      ${q.as_of && html`<p class="notice">${t("chip.as_of", { at: moment(q.as_of) })} · <a href=${`/incident/${incident.id}`}>${t("history.now")}</a></p>`}
      <${Head} incident=${incident} card=${data.card ?? toCard(incident)} onCite=${() => setCiting(true)}/>
      ${trouble && html`<${Trouble} error=${trouble}/>`}
      <${Doubts} incident=${incident} at=${at}/>
      <h2>${t("facts.title")}</h2>
      <${Facts} data=${data} at=${at} onCorrect=${may ? setCorrecting : null}/>
      ${Object.keys(incident.counts).map((what) => html`<${TollChart} key=${what} what=${what} given=${data.toll} count=${incident.counts[what]} reports=${byId} at=${at}/>`)}
      <${Claims} incident=${incident} reports=${byId} at=${at}/>
      <${Sources} data=${data} at=${at}/>
      <${Actions} data=${data} may=${may} onDone=${done}/>
      <${History} incident=${incident}/>
    </article>
    <${Evidence} incident=${incident} reports=${reports} at=${at} correcting=${correcting} picked=${picked} onPick=${(words) => setPicked(words)}>
      ${correcting && html`<${Correct} incident=${incident} field=${correcting} picked=${picked} onDone=${done} onClose=${() => setCorrecting(null)}/>`}
      ${!correcting && picked && may && html`<p class="offer"><button type="button" class="first" onClick=${() => setCorrecting("counts.killed")}>${t("correct.with")}</button> <q dir="auto">${picked.words}</q></p>`}
    </${Evidence}>
    ${citing && html`<${Cite} data=${data} onClose=${() => setCiting(false)}/>`}
  </main>`;
}

function Head({ incident, card, onCite }) {
  return html`<header class="record-head">
    <h1><${Sign} type=${incident.type} size="22"/> ${typeName(incident.type)} <span class="lead" dir="auto">${where(incident.where)}</span></h1>
    <p class="lead"><b>${when(incident.when)}</b></p>
    <${Figures} card=${card}/>
    <${Badges} card=${card}/> ${incident.admiralty && html`<span class="quiet">${t("admiralty", { code: incident.admiralty })}</span>`}
    <p class="links"><a class="button" href=${`/?sel=${incident.id}${incident.where.lat != null ? `&map=${incident.where.lat.toFixed(3)},${incident.where.lon.toFixed(3)},7` : ""}`}>${t("onmap")}</a>
      <button type="button" onClick=${() => copy(new URL(`/incident/${incident.id}`, location.origin).href)}>${t("permalink")}</button>
      <button type="button" onClick=${onCite}>${t("cite")}</button>
      <a class="quiet" href=${`/api/v1/incidents/${incident.id}`} target="_blank" rel="noopener">JSON</a> <code>${incident.id}</code> <span class="quiet">${t("revision", { n: incident.revision })}</span></p>
    ${incident.links?.length > 0 && html`<p>${incident.links.map((link) => html`<span key=${link.incident}>${named("link", link.kind)} <a href=${`/incident/${link.incident}`}>${link.incident}</a> </span>`)}</p>`}
  </header>`;
}

function Doubts({ incident, at }) {
  if (!incident.doubts.length && !incident.corrections.length) return null;
  const light = (quotes) => () => at.setLit(new Set((quotes ?? []).map(keyOf)));
  const dark = () => at.setLit(NONE);
  return html`<section class="doubts"><h2>${t("doubts.title")}</h2><ul>
    ${incident.doubts.map((doubt, n) => html`<li key=${n} onPointerEnter=${light(doubt.quotes)} onPointerLeave=${dark}><b>${named("field", doubt.field)}</b> <span dir="auto">${doubt.why}</span>
      ${doubt.reasons?.length > 0 && html` <small class="quiet">${doubt.reasons.map((one) => named("reason", one)).join(", ")}</small>`}</li>`)}
    ${incident.corrections.map((one, n) => html`<li key=${`c${n}`} onPointerEnter=${light(one.quotes)} onPointerLeave=${dark}><b>${t("correction")}</b> <span dir="auto"><del>${one.was}</del> → <ins>${one.now}</ins></span>
      ${one.quotes?.[0] && html` <q dir="auto">${one.quotes[0].words}</q>`}</li>`)}
  </ul></section>`;
}

function Claims({ incident, reports, at }) {
  if (!incident.claims.length) return null;
  return html`<section><h2>${t("claims.title")}</h2><ul class="claims">${incident.claims.map((one, n) => html`<li key=${n} class=${`stance-${one.stance}`}>
    <p dir="auto"><b>${one.by}</b> ${t(`stance.${one.stance}`)} ${one.against ?? ""}${one.via ? html` <span class="quiet">${t("via", { via: one.via })}</span>` : ""}</p>
    <${Line} line=${{ report: one.quotes?.[0]?.report, quotes: one.quotes }} reports=${reports} at=${at}/></li>`)}</ul></section>`;
}

function Sources({ data: { incident, statements, reports }, at }) {
  return html`<section><h2>${t("sources.title")} <small class="quiet">${t("sources.independent", { n: incident.independent_sources })}</small></h2>
    <table class="sources"><thead><tr><th scope="col">${t("source")}</th><th scope="col">${t("published")}</th><th scope="col">${t("reliability")}</th><th scope="col">${t("role")}</th><th scope="col"><span class="unseen">${t("read")}</span></th></tr></thead>
    <tbody>${reports.map((report) => {
      const mine = statements.filter((one) => one.report === report.id);
      return html`<tr key=${report.id}><td dir="auto"><a href=${`/report/${report.id}`}>${report.title ?? sourceOf(report)}</a>${report.title && report.title !== sourceOf(report) ? html`<br/><small>${sourceOf(report)}</small>` : ""}</td>
        <td>${publishedOf(report) || t("undated.none")}</td><td><abbr title=${named("reliability", report.reliability)}>${report.reliability}</abbr></td>
        <td>${[...new Set(mine.map((one) => named("told", one.role_in_report)))].join(", ")}${report.copies?.length ? html`<br/><small class="quiet">${t("copies", { n: report.copies.length })}</small>` : ""}</td>
        <td><button type="button" onClick=${() => at.setOpen(report.id)} aria-label=${t("read.named", { name: sourceOf(report) })}>${t("read")}</button></td></tr>`;
    })}</tbody></table></section>`;
}

function History({ incident }) {
  const { data, error } = useData(`/incidents/${incident.id}/history`);
  const decisions = incident.decisions ?? [];
  return html`<section><h2>${t("history.title")}</h2>
    ${decisions.length > 0 && html`<ul class="decisions">${decisions.map((one) => html`<li key=${one.id}><b dir="auto">${one.user}</b> ${named("decision", one.kind)} ${one.field ? html`<i>${named("field", one.field)}</i> ` : ""}<b dir="auto">${one.value ?? one.other ?? ""}</b>
      <time class="quiet" datetime=${one.at}> ${moment(one.at)}</time>${one.comment ? html` <q dir="auto">${one.comment}</q>` : ""}</li>`)}</ul>`}
    ${error && html`<${Trouble} error=${error}/>`}
    <${Revisions} revisions=${data?.revisions ?? []} of=${incident.id}/></section>`;
}

function Cite({ data, onClose }) {
  const cite = data.cite ?? {};
  return html`<${Dialog} title=${t("cite")} onClose=${onClose}>
    <p class="cite" dir="auto">${cite.plain}</p><p><button type="button" onClick=${() => copy(cite.plain)}>${t("copy")}</button></p>
    <pre class="cite">${cite.bibtex}</pre><p><button type="button" onClick=${() => copy(cite.bibtex)}>${t("copy.bibtex")}</button></p>
  </${Dialog}>`;
}

/** The texts, one open at a time, marked with this incident's quotes. */
export function Evidence({ incident, reports, at, onPick, children, narrow = false }) {
  const open = reports.find((one) => one.id === at.open) ?? reports[0];
  const { data, error } = useData(open ? `/reports/${open.id}` : null, {}, { keep: false });
  const mine = useMemo(() => (data?.marks ?? []).filter((mark) => !mark.incident || mark.incident === incident.id || (incident.statements ?? []).includes(mark.statement)), [data, incident.id]);
  return html`<aside class=${cls("evidence", narrow && "narrow-evidence")} aria-label=${t("evidence.label")}>
    <div class="report-tabs" role="tablist" aria-label=${t("sources.title")}>${reports.map((report) => html`<button type="button" role="tab" key=${report.id} aria-selected=${report.id === open.id} onClick=${() => at.setOpen(report.id)} dir="auto">${sourceOf(report)} <small>${publishedOf(report)}</small></button>`)}</div>
    ${children}
    ${error && html`<${Trouble} error=${error}/>`}
    ${data && html`<div class="paper" role="tabpanel" tabindex="-1">
      <h3 dir="auto"><a href=${`/report/${open.id}`}>${data.report.title ?? sourceOf(data.report)}</a></h3>
      <p class="quiet" dir="auto">${sourceOf(data.report)} · ${publishedOf(data.report) || t("undated.none")}${data.report.url ? html` · <a href=${safe(data.report.url)} target="_blank" rel="noopener noreferrer">${t("original")}</a>` : ""}</p>
      <${ReportText} report=${data.report} marks=${mine} lit=${at.lit} focus=${at.focus} onHover=${(keys) => at.setLit(new Set(keys))} onSelect=${onPick}/>
    </div>`}
    <${MarkLegend}/>
  </aside>`;
}

/** Only addresses of the web become links. */
export const safe = (address) => (/^https?:\/\//i.test(address ?? "") ? address : undefined);

