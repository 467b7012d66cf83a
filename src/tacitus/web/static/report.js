// One report: its archived text with every quote marked by field, what was read from it, and what was set aside and why.
import { cls, html, useMemo, useState } from "./lib.js";
import { useData } from "./api.js";
import { alternatives, fieldsOf, keyOf, publishedOf, sourceOf, toCard, valueOf } from "./evidence.js";
import { MarkLegend, markOf, ReportText } from "./highlight.js";
import { safe } from "./incident.js";
import { Row, Trouble, Wait } from "./parts.js";
import { Sign, typeName } from "./symbols.js";
import { moment, named, t } from "./words.js";

export function ReportView({ route: { id } }) {
  const { data, error, again } = useData(`/reports/${encodeURIComponent(id)}`, {}, { keep: false });
  if (error) return html`<main id="main" class="plain"><h1>${t("title.report")}</h1><${Trouble} error=${error} again=${again}/></main>`;
  if (!data) return html`<${Wait}/>`;
  return html`<${Whole} key=${id} data=${data}/>`;
}

function Whole({ data }) {
  const { report, statements, set_aside: aside = [], incidents = [] } = data;
  const wordless = (data.asides ?? []).map((one) => one.aside).filter((one) => !one.quotes?.length);
  const [over, setLit] = useState(new Set());
  const [chosen, setChosen] = useState(new Set());
  const lit = over.size ? over : chosen;
  const [focus, setFocus] = useState(null);
  const [withAside, setWithAside] = useState(false);
  const marks = useMemo(() => [...data.marks, ...(withAside ? aside.map((one) => ({ ...one, field: "aside" })) : [])], [data, withAside]);
  const at = {
    lit, setLit,
    show: (key) => { setFocus({ key }); setChosen(new Set([key])); },
  };
  return html`<main id="main" class="record report-view">
    <article class="paper wide-paper">
      <h1 dir="auto">${report.title ?? sourceOf(report)}</h1>
      <p class="lead" dir="auto">${[report.publisher, report.author, publishedOf(report) || t("undated.none")].filter(Boolean).join(" · ")}</p>
      <p class="quiet">${t("published.how", { how: named("how", report.published?.how) })}${report.published?.doubt ? ` – ${report.published.doubt}` : ""} · ${t("language", { code: report.language ?? "?" })} · <abbr title=${named("reliability", report.reliability)}>${t("reliability.short", { code: report.reliability })}</abbr>
        ${report.retrieved ? ` · ${t("retrieved", { at: moment(report.retrieved) })}` : ""}${safe(report.url) ? html` · <a href=${safe(report.url)} target="_blank" rel="noopener noreferrer">${t("original")}</a>` : ""}</p>
      ${data.withdrawn && html`<p class="notice">${t("withdrawn")}</p>`}
      ${!report.readable && html`<p class="notice">${t("unreadable")}</p>`}
      ${report.copies?.length > 0 && html`<p class="quiet">${t("copies", { n: report.copies.length })}: ${report.copies.map((one) => html`<a key=${one} href=${`/report/${one}`}>${one.slice(0, 8)}</a> `)}</p>`}
      <${ReportText} report=${report} marks=${marks} lit=${lit} focus=${focus} onHover=${(keys) => setLit(new Set(keys))}/>
    </article>
    <aside class="evidence read" aria-label=${t("read.label")}>
      <${MarkLegend}/>
      <h2>${t("read.title", { n: statements.length })}</h2>
      ${statements.length === 0 && html`<p class="quiet">${t("read.none")}</p>`}
      ${statements.map((one) => html`<${Stated} key=${one.id} statement=${one} at=${at} incident=${data.marks.find((mark) => mark.statement === one.id)?.incident}/>`)}
      <h2>${t("aside.title", { n: aside.length + wordless.length })}</h2>
      ${aside.length > 0 && html`<label><input type="checkbox" checked=${withAside} onChange=${(event) => setWithAside(event.target.checked)}/> ${t("aside.mark")}</label>
        <ul class="asides">${aside.map((one, n) => html`<li key=${n}><${Words} quote=${{ ...one, report: report.id }} at=${at}/> <span class="quiet" dir="auto">${one.field ? `${named("field", one.field)}: ` : ""}${one.why}</span></li>`)}</ul>`}
      ${wordless.length > 0 && html`<ul class="asides">${wordless.map((one, n) => html`<li key=${n}><b dir="auto">${one.value}</b> <span class="quiet" dir="auto">${named("field", one.field)}: ${one.why}</span></li>`)}</ul>`}
      <h2>${t("incidents.title")}</h2>
      <ul class="rows">${incidents.map((card) => html`<${Row} key=${card.id} card=${toCard(card)} q=${{}} path="incident"/>`)}</ul>
    </aside>
  </main>`;
}

/** Words of the text that light up there, and when lit there, here. */
function Words({ quote, at }) {
  const key = keyOf(quote);
  return html`<button type="button" class=${cls("line inline", at.lit.has(key) && "lit")} onPointerEnter=${() => at.setLit(new Set([key]))} onPointerLeave=${() => at.setLit(new Set())} onFocus=${() => at.setLit(new Set([key]))} onClick=${() => at.show(key)}><q dir="auto">${quote.words}</q></button>`;
}

function Stated({ statement, incident, at }) {
  const as = { ...statement, decisions: [] };
  return html`<section class="stated">
    <h3><${Sign} type=${statement.type}/> ${typeName(statement.type)} <small class="quiet">${named("status", statement.status)} · ${named("told", statement.role_in_report)}</small>
      ${incident && html` <a href=${`/incident/${incident}`}>${t("to.incident")}</a>`}</h3>
    <dl class="facts brief">${fieldsOf(as).filter((field) => valueOf(field, as) !== null).map((field) => html`<div class="fact" key=${field}>
      <dt><i class=${`dot m-${markOf(field)}`}></i>${named("field", field)}</dt>
      <dd><span dir="auto">${valueOf(field, as)}</span> ${alternatives(field, as, [statement]).flatMap((group) => group.lines.flatMap((line) => line.quotes ?? [])).map((quote, n) => html`<${Words} key=${n} quote=${quote} at=${at}/>`)}</dd></div>`)}
      ${statement.claims.map((one, n) => html`<div class="fact" key=${`c${n}`}><dt><i class="dot m-claim"></i>${t(`stance.${one.stance}`)}</dt><dd><span dir="auto">${one.by}${one.against ? ` → ${one.against}` : ""}</span> ${(one.quotes ?? []).map((quote, k) => html`<${Words} key=${k} quote=${quote} at=${at}/>`)}</dd></div>`)}
    </dl>
    ${statement.traces?.length > 0 && html`<details><summary>${t("traces", { n: statement.traces.length })}</summary><ul class="traces">${statement.traces.map((one, n) => html`<li key=${n}>${named("field", one.field)}: ${one.rule}${one.confidence != null ? ` (${one.confidence.toFixed(2)})` : ""}</li>`)}</ul></details>`}
  </section>`;
}
