// The review: one question after another, what matters most and is least sure first; one key decides and moves on.
import { html, useEffect, useMemo, useState } from "./lib.js";
import { get, send, useData } from "./api.js";
import { Conflict, decide, undo } from "./deciding.js";
import { alternatives, fieldsOf, sourceOf, toCard, valueOf } from "./evidence.js";
import { Line } from "./facts.js";
import { Evidence, useEvidence } from "./incident.js";
import { useKeys } from "./keys.js";
import { Badges, say, Trouble } from "./parts.js";
import { filtersOf } from "./state.js";
import { Sign, typeName } from "./symbols.js";
import { moment, named, t, toll, when, where } from "./words.js";

const TELLING = 0.05; // points that are more than 0.0 as they are shown

/** The queue of a query: {items, at, left, ...}; looking forward or back decides nothing. */
function useQueue(filters) {
  const [state, set] = useState({ items: [], at: 0, left: null, next: null, error: null, loading: true });
  const ask = async (after, key) => {
    try {
      const found = await get("/review", { ...filters, after });
      set((was) => {
        const items = after ? [...was.items, ...found.items.filter((one) => !was.items.some((old) => old.key === one.key))] : found.items;
        return { items, at: after ? was.at : Math.max(0, items.findIndex((one) => one.key === key)), left: found.left, next: found.next ?? null, error: null, loading: false };
      });
    } catch (error) {
      set((was) => ({ ...was, error, loading: false }));
    }
  };
  const key = JSON.stringify(filters);
  useEffect(() => { ask(null); }, [key]);
  useEffect(() => { if (state.next && state.at >= state.items.length - 4) ask(state.next); }, [state.at, state.items.length]);
  return {
    ...state,
    item: state.items[state.at] ?? null,
    look: (by) => set((was) => ({ ...was, at: Math.max(0, Math.min(was.items.length - 1, was.at + by)) })),
    leave: (gone) => set((was) => {
      const items = was.items.filter((one) => one.key !== gone);
      return { ...was, items, at: Math.max(0, Math.min(was.at, items.length - 1)), left: Math.max(0, (was.left ?? 1) - 1) };
    }),
    again: (key) => ask(null, key),
  };
}

export function ReviewView({ route: { q }, meta }) {
  const queue = useQueue(filtersOf(q));
  const [log, setLog] = useState(0);
  const [trouble, setTrouble] = useState(null);
  const back = () => undo().then((some) => {
    if (some) queue.again(some);
    setLog((n) => n + 1);
  }, setTrouble);
  useKeys(() => ({
    ArrowRight: [t("keys.look.next"), () => queue.look(1)],
    ArrowLeft: [t("keys.look.before"), () => queue.look(-1)],
    z: [t("keys.undo"), back],
  }), [queue.items.length]);
  const { item } = queue;
  return html`<main id="main" class="review">
    <header class="review-head"><h1>${t("title.review")}</h1>
      <span role="status">${queue.left === null ? t("loading") : t("review.left", { n: queue.left })}</span>
      <span class="grow"></span>
      <button type="button" onClick=${() => queue.look(-1)} disabled=${queue.at === 0}><kbd>←</kbd> ${t("review.before")}</button>
      <button type="button" onClick=${() => queue.look(1)} disabled=${queue.at >= queue.items.length - 1}>${t("review.next")} <kbd>→</kbd></button>
      <button type="button" onClick=${back}><kbd>Z</kbd> ${t("undo")}</button></header>
    ${(queue.error || trouble) && html`<${Trouble} error=${queue.error ?? trouble} again=${() => queue.again()}/>`}
    ${item ? html`<${Item} key=${item.key} item=${item} queue=${queue} meta=${meta} onDecided=${() => setLog((n) => n + 1)}/>` : !queue.loading && !queue.error && html`<div class="empty"><p>${t("review.none")}</p><a class="button" href="/">${t("nav.explore")}</a></div>`}
    <${Log} turn=${log}/>
  </main>`;
}

function Item({ item, queue, onDecided }) {
  const [typed, setTyped] = useState("");
  const [comment, setComment] = useState("");
  const [asking, setAsking] = useState(null);
  const [picked, setPicked] = useState(null);
  const [failed, setFailed] = useState(null);
  const [busy, setBusy] = useState(false);
  const ids = item.incidents.map((one) => one.id);
  const first = useData(`/incidents/${ids[0]}`);
  const second = useData(ids[1] ? `/incidents/${ids[1]}` : null);
  const sides = [first.data, second.data].filter(Boolean);
  const finish = (answer) => {
    queue.leave(item.key);
    if (answer) onDecided(answer);
  };
  const choose = async (option) => {
    if (busy) return;
    if (option.asks && asking !== option.key) {
      setAsking(option.key);
      setTimeout(() => document.getElementById("asked")?.focus(), 0);
      return;
    }
    setBusy(true);
    const quotes = picked ? [{ report: picked.report, start: picked.start, end: picked.end }] : undefined;
    const decision = option.decision && {
      ...option.decision, ...(option.asks === "value" || (option.asks && typed) ? { value: typed } : {}),
      ...(option.asks && quotes ? { quotes } : {}), ...(comment.trim() ? { comment: comment.trim() } : {}),
    };
    try {
      const answer = decision ? await decide(decision, item.key) : await send("POST", "/review/skip", { key: item.key }).then(() => say(t("review.skipped"), true));
      finish(answer ?? {});
    } catch (error) {
      setFailed({ error, decision });
    }
    setBusy(false);
  };
  useKeys(() => Object.fromEntries(item.options.map((option) => [option.key.toLowerCase(), [option.says, () => choose(option)]])), [item.key, asking, picked, typed, comment, busy], 2);
  const option = item.options.find((one) => one.key === asking);
  return html`<section class="question" aria-label=${t("review.question")}>
    <header><h2>${t(`question.${item.kind}`)}</h2><p class="why" dir="auto">${item.why}</p>
      <p class="quiet">${item.deaths ? t("review.stake", { n: item.deaths }) : ""} ${item.unsure != null ? t("review.unsure", { percent: String(Math.round(item.unsure * 100)) }) : ""}
        ${Object.entries(item.features ?? {}).filter(([, points]) => Math.abs(points) >= TELLING).map(([name, points]) => html`<span key=${name} class=${points < 0 ? "feature against" : "feature for"}>${named("feature", name)} ${points > 0 ? "+" : "−"}${Math.abs(points).toFixed(1)}</span>`)}</p></header>
    <div class="options" role="group" aria-label=${t("review.options")}>${item.options.map((one) => html`<button type="button" key=${one.key} class=${asking === one.key ? "first" : ""} disabled=${busy} onClick=${() => choose(one)}><kbd>${one.key.toUpperCase()}</kbd> ${one.says}</button>`)}
      <label>${t("comment")} <input value=${comment} dir="auto" maxlength="2000" onInput=${(event) => setComment(event.target.value)}/></label></div>
    ${option && html`<form class="correct-form inline" onSubmit=${(event) => { event.preventDefault(); choose(option); }}>
      <label>${t("review.value", { field: named("field", item.field ?? "value") })} <input id="asked" value=${typed} required=${option.asks === "value"} dir="auto" onInput=${(event) => setTyped(event.target.value)}/></label>
      <span>${t("correct.words")} ${picked ? html`<q dir="auto">${picked.words}</q>` : html`<i class="quiet">${t("correct.select")}</i>`}</span>
      <button class="first">${option.says}</button> <button type="button" onClick=${() => setAsking(null)}>${t("cancel")}</button></form>`}
    ${failed && (failed.error.status === 409 ? html`<${Conflict} ...${failed} about=${item.key} onAgain=${() => { setFailed(null); queue.again(); }} onDone=${finish}/>` : html`<${Trouble} error=${failed.error}/>`)}
    ${ids.length === 2 ? html`<${Pair} sides=${sides} item=${item}/>` : html`<${One} data=${sides[0]} item=${item} onPick=${setPicked} onValue=${(value) => setTyped(value)} asking=${asking}/>`}
  </section>`;
}

/** Two incidents field by field, differences marked, each with its text below. */
function Pair({ sides, item }) {
  const cards = item.incidents.map(toCard);
  const incidents = sides.length === 2 ? sides.map((one) => one.incident) : null;
  const fields = incidents ? [...new Set(incidents.flatMap(fieldsOf))] : [];
  return html`<div class="pair">
    <table class="versus"><thead><tr><td></td>${cards.map((card, n) => html`<th scope="col" key=${card.id}><a href=${`/incident/${card.id}`} target="_blank" rel="noopener">${"AB"[n]}</a> <${Sign} type=${card.type} family=${card.family}/> ${typeName(card.type)} <b>${toll(card.killed)}</b> ${t("killed")}<${Badges} card=${card}/></th>`)}</tr></thead>
      <tbody>${incidents ? fields.map((field) => {
        const [a, b] = incidents.map((one) => valueOf(field, one));
        return html`<tr key=${field} class=${a !== null && b !== null && a !== b ? "differs" : ""}><th scope="row">${named("field", field)}</th><td dir="auto">${a ?? "–"}</td><td dir="auto">${b ?? "–"}</td></tr>`;
      }) : cards.map((card) => html`<tr key=${card.id}><th scope="row">${card.id}</th><td colspan="2" dir="auto">${where(card.where)}, ${when(card.when)}</td></tr>`)}</tbody></table>
    <div class="texts">${sides.map((side) => html`<${Side} key=${side.incident.id} data=${side}/>`)}</div>
  </div>`;
}

function Side({ data }) {
  const at = useEvidence(data.incident.reports[0], data.incident.quotes.find((quote) => quote.report === data.incident.reports[0]));
  return html`<${Evidence} incident=${data.incident} reports=${data.reports} at=${at} narrow/>`;
}

/** One incident: the values that stand against each other, and the text they rest on. */
function One({ data, item, onPick, onValue, asking }) {
  const first = item.values?.[0]?.quotes?.[0];
  const at = useEvidence(first?.report ?? null, first);
  const reports = useMemo(() => Object.fromEntries((data?.reports ?? []).map((report) => [report.id, report])), [data]);
  const card = toCard(item.incidents[0]);
  const shown = item.values?.length ? item.values.map((one) => ({ value: one.label ?? one.value, takes: one.value, lines: [{ report: one.quotes?.[0]?.report ?? one.reports?.[0], speaker: saidBy(one, reports), quotes: one.quotes }] }))
    : data && item.field ? alternatives(item.field, data.incident, data.statements) : [];
  return html`<div class="one">
    <div>
      <p class="lead"><a href=${`/incident/${card.id}`} target="_blank" rel="noopener"><${Sign} type=${card.type} family=${card.family}/> ${typeName(card.type)}</a>, <span dir="auto">${where(card.where)}</span>, ${when(card.when)} · <b>${toll(card.killed)}</b> ${t("killed")}</p>
      <${Badges} card=${card}/>
      ${item.field && shown.length > 0 && html`<h3>${named("field", item.field)}</h3>`}
      <ul class="alternatives">${shown.map((group, n) => html`<li key=${n} class="alternative"><span class="alt-value" dir="auto">${group.value}</span>
        ${asking && html` <button type="button" class="link" onClick=${() => onValue(String(group.takes ?? group.value))}>${t("review.take")}</button>`}
        ${group.lines.map((line, k) => html`<${Line} key=${k} line=${line} reports=${reports} at=${at}/>`)}</li>`)}</ul>
    </div>
    ${data && html`<${Evidence} incident=${data.incident} reports=${data.reports} at=${at} onPick=${onPick} narrow/>`}
  </div>`;
}

/** Who gives a value, where it is not simply the report that stands beside it anyway. */
function saidBy(one, reports) {
  const report = reports[one.quotes?.[0]?.report ?? one.reports?.[0]];
  const names = report ? [sourceOf(report), report.publisher, report.title, report.source].filter(Boolean) : [];
  return (one.says ?? "").split("; ").filter((part) => !names.some((name) => part.startsWith(name))).join("; ") || null;
}

/** Who did what lately. */
function Log({ turn }) {
  const { data, again } = useData("/decisions", { limit: 15 });
  useEffect(() => { if (turn) again(); }, [turn]);
  const all = data?.decisions ?? [];
  if (all.length === 0) return null;
  return html`<details class="log"><summary>${t("review.log", { n: all.length })}</summary><ul class="decisions">${all.map((one) => html`<li key=${one.id} class=${data.undone?.[one.id] ? "undone" : ""}><code>${one.id}</code> <b dir="auto">${one.user}</b> ${named("decision", one.kind)}
    ${one.incident ? html` <a href=${`/incident/${one.incident}`}>${one.incident}</a>` : ""}${one.field ? ` ${named("field", one.field)}` : ""} <b dir="auto">${one.value ?? ""}</b>${one.other ? html` <a href=${`/incident/${one.other}`}>${one.other}</a>` : ""} <time class="quiet" datetime=${one.at}>${moment(one.at)}</time>${data.undone?.[one.id] ? html` <i>${t("undone.by", { id: data.undone[one.id] })}</i>` : ""}${one.comment ? html` <q dir="auto">${one.comment}</q>` : ""}</li>`)}</ul></details>`;
}

