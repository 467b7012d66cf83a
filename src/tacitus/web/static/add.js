// Reports in: paste a text, give an address, drop files; then what became of each, with every failure and what to try.
import { cls, html, useEffect, useState } from "./lib.js";
import { get, send } from "./api.js";
import { Row, Trouble } from "./parts.js";
import { named, t } from "./words.js";

const BEAT = 700;
const KEPT = "tacitus-jobs";
const NAME = 70; // letters
const KINDS = ["known", "copies", "irrelevant", "unsupported"]; // reports of which no incident is made, by why

/** The runs begun in this tab, the latest first; they are there again when one comes back to this view. */
function begun() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
}

function keep(jobs) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(jobs.slice(0, 20)));
  } catch {
    // a browser that keeps nothing shows them until the view is left
  }
  return jobs;
}

/** The beginning of a text, to know it by. */
const shortened = (text) => (text?.trim().length > NAME ? `${text.trim().slice(0, NAME)}…` : text?.trim());

export function AddView() {
  const [jobs, setJobs] = useState(begun);
  const [error, setError] = useState(null);
  const [over, setOver] = useState(false);
  const start = async (body, name) => {
    try {
      setError(null);
      const found = await send("POST", "/reports", body);
      setJobs((was) => keep([{ id: found.job, name }, ...was]));
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    }
  };
  const files = (list) => {
    if (!list?.length) return;
    const form = new FormData();
    [...list].forEach((file) => form.append("files", file, file.name));
    start(form, [...list].map((file) => file.name).join(", "));
  };
  const given = (event) => Object.fromEntries([...new FormData(event.currentTarget)].filter(([, value]) => value));
  const submit = (name) => async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const body = given(event);
    if (await start(body, body.title ?? body.url ?? shortened(body.text) ?? t(name))) form.reset();
  };
  return html`<main id="main" class="add">
    <h1>${t("title.add")}</h1>
    ${error && html`<${Trouble} error=${error}/>`}
    <div class="ways">
      <form onSubmit=${submit("add.text")}><h2>${t("add.text")}</h2>
        <label class="wide">${t("add.words")} <textarea name="text" rows="9" required dir="auto"></textarea></label>
        <div class="two"><label>${t("add.published")} <input name="published" type="date"/></label><label>${t("add.publisher")} <input name="publisher" dir="auto"/></label></div>
        <label class="wide">${t("add.heading")} <input name="title" dir="auto"/></label>
        <p class="quiet">${t("add.why.date")}</p><p><button class="first">${t("add.read")}</button></p></form>
      <div>
        <form onSubmit=${submit("add.address")}><h2>${t("add.address")}</h2>
          <label class="wide">${t("add.url")} <input name="url" type="url" required placeholder="https://"/></label><p><button class="first">${t("add.read")}</button></p></form>
        <section class=${cls("drop", over && "over")} aria-label=${t("add.files")}
          onDragOver=${(event) => { event.preventDefault(); setOver(true); }} onDragLeave=${() => setOver(false)}
          onDrop=${(event) => { event.preventDefault(); setOver(false); files(event.dataTransfer.files); }}>
          <h2>${t("add.files")}</h2><p>${t("add.drop")}</p>
          <label class="button">${t("add.choose")} <input type="file" multiple class="unseen" onChange=${(event) => { files(event.target.files); event.target.value = ""; }}/></label>
          <p class="quiet">${t("add.kinds")}</p></section>
        <p class="quiet">${t("add.watch")} <code>tacitus watch</code></p>
      </div>
    </div>
    <section aria-label=${t("add.jobs")}>${jobs.length > 0 && html`<h2>${t("add.jobs")}</h2>`}${jobs.map((job) => html`<${Job} key=${job.id} job=${job} onGone=${() => setJobs((was) => keep(was.filter((one) => one.id !== job.id)))}/>`)}</section>
  </main>`;
}

/** One run: how far it is, what it found, what failed. */
function Job({ job, onGone }) {
  const [now, setNow] = useState({ state: "waiting", done: 0, total: 0, reports: [], incidents: [], failures: [] });
  const [error, setError] = useState(null);
  const [cards, setCards] = useState([]);
  useEffect(() => {
    let live = true;
    const look = async () => {
      try {
        const found = await get(`/jobs/${job.id}`);
        if (!live) return;
        setNow(found);
        if (found.state === "waiting" || found.state === "reading") setTimeout(look, BEAT);
        else {
          const some = await Promise.all(found.incidents.slice(0, 30).map((id) => get(`/incidents/${id}`).then((one) => one.incident, () => null)));
          const { toCard } = await import("./evidence.js");
          if (live) setCards(some.filter(Boolean).map(toCard));
        }
      } catch (failure) {
        if (live && failure.status === 404) onGone(); // a server that was started again knows no runs of before
        else if (live) setError(failure);
      }
    };
    look();
    return () => { live = false; };
  }, [job.id]);
  const busy = now.state === "waiting" || now.state === "reading";
  return html`<article class="job" aria-busy=${busy}>
    <header><b dir="auto">${job.name}</b> <span role="status">${named("job", now.state)}${now.total ? ` · ${t("job.progress", { done: now.done, total: now.total })}` : ""}</span></header>
    ${busy && html`<progress max=${now.total || undefined} value=${now.total ? now.done : undefined} aria-label=${t("job.reading")}></progress>`}
    ${error && html`<${Trouble} error=${error}/>`}
    ${now.failures.length > 0 && html`<ul class="failures">${now.failures.map((one, n) => html`<li key=${n}><code>${one.code}</code> <b dir="auto">${one.where ?? ""}</b> <span dir="auto">${one.what}</span> ${one.hint && html`<small class="quiet" dir="auto">${one.hint}</small>`}</li>`)}</ul>`}
    ${!busy && html`<p>${t("job.found", { n: now.incidents.length })} ${KINDS.map((kind) => now[kind] > 0 && html`<span key=${kind}>${t(`job.${kind}`, { n: now[kind] })} </span>`)}${now.reports.map((id, n) => html`<a key=${id} href=${`/report/${id}`}>${t("job.report", { number: String(n + 1) })}</a> `)}</p>`}
    <ul class="rows">${cards.map((card) => html`<${Row} key=${card.id} card=${card} q=${{}} path="incident"/>`)}</ul>
  </article>`;
}
