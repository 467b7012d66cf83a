// People's decisions from the page: made on what the person saw, sent once, undone by one key; a conflict is shown, not lost.
import { html, useEffect, useRef, useState } from "./lib.js";
import { send } from "./api.js";
import { Row, say, Trouble } from "./parts.js";
import { toCard, valueOf } from "./evidence.js";
import { moment, named, t } from "./words.js";

const made = [];

/** Sends a decision and remembers it for undo. about: what `undo` is to give back. Raises Problem; of status 409 where somebody else was first. */
export async function decide(decision, about = true) {
  const found = await send("POST", "/decisions", decision);
  made.push({ id: found.decision?.id ?? found.decision, about });
  say(t("decided.said", { what: named("decision", decision.kind) }), true);
  return found;
}

/** Takes back the last decision made on this page; gives what it was about, false where there is none. */
export async function undo() {
  const last = made.pop();
  if (!last) {
    say(t("undo.none"), true);
    return false;
  }
  try {
    await send("POST", "/decisions", { kind: "undo", undoes: last.id });
  } catch (error) {
    made.push(last);
    throw error;
  }
  say(t("undo.done", { id: last.id }), true);
  return last.about;
}

/** What somebody else changed meanwhile, with the choice to look again or to decide all the same. */
export function Conflict({ error, decision, about, onAgain, onDone }) {
  const [failed, setFailed] = useState(null);
  const { incident, revisions = [] } = error.body.changed ?? {};
  const anyway = async () => {
    const { seen, ...rest } = decision;
    try {
      onDone(await decide(incident ? { ...rest, seen: { ...seen, [incident.id]: incident.revision } } : rest, about));
    } catch (failure) {
      setFailed(failure);
    }
  };
  return html`<div class="conflict" role="alert">
    <h3>${t("conflict.title")}</h3><p dir="auto">${worded(error.message)}</p>
    ${incident && html`<ul class="rows"><${Row} card=${toCard(incident)} q=${{}} path="incident"/></ul>`}
    <${Revisions} revisions=${revisions}/>
    ${failed && html`<${Trouble} error=${failed}/>`}
    <p><button type="button" class="first" onClick=${onAgain}>${t("conflict.again")}</button> <button type="button" onClick=${anyway}>${t("conflict.anyway")}</button></p>
  </div>`;
}

/** A sentence of the record with the names of fields in words. */
const worded = (text) => String(text ?? "").replace(/\b(?:counts|roles)\.[a-z_]+\b/g, (field) => named("field", field).toLowerCase());

/** Revisions as what was and what is, the newest first. of: the incident, whose past can then be looked at. */
export function Revisions({ revisions, of }) {
  return html`<ol class="revisions">${[...revisions].sort((a, b) => b.n - a.n).map((one) => html`<li key=${one.n}>
    <header><b>${t("revision", { n: one.n })}</b> <time datetime=${one.at}>${moment(one.at)}</time> <span class="quiet" dir="auto">${one.by ?? one.author}</span> ${of && html`<a href=${`/incident/${of}?as_of=${encodeURIComponent(one.at)}`}>${t("history.then")}</a>`}</header>
    <p dir="auto">${worded(one.says || one.cause)}${one.decision ? html` <code>${one.decision}</code>` : ""}</p>
    ${one.changes?.length > 0 && html`<table class="diff"><tbody>${one.changes.map((change, n) => html`<tr key=${n}><th scope="row">${named("field", change.field)}</th>
      <td dir="auto">${change.was ? html`<del>${change.was}</del> ` : ""}${change.now ? html`<ins>${change.now}</ins>` : html`<i class="quiet">${t("nothing")}</i>`}</td></tr>`)}</tbody></table>`}
  </li>`)}</ol>`;
}

const FIELDS = ["type", "status", "when", "where", "roles.attacker", "roles.target", "roles.victim", "roles.weapon", "counts.killed", "counts.wounded", "counts.kidnapped", "counts.arrested"];

/** What words of the text most simply mean as the value of a field: the number in them, or the words. */
function guess(field, words) {
  if (field.startsWith("counts.")) return /\d[\d,.]*/.exec(words)?.[0].replace(/[,.]/g, "") ?? "";
  return field.startsWith("roles.") || field === "where" ? words : "";
}

/** Corrects one field by words selected in the text. picked: {report, start, end, words} or null. onDone(answer), onClose(). */
export function Correct({ incident, field: first, picked, onDone, onClose }) {
  const [field, setField] = useState(first ?? "counts.killed");
  const [value, setValue] = useState(() => (picked ? guess(first ?? "counts.killed", picked.words) : ""));
  const [comment, setComment] = useState("");
  const [error, setError] = useState(null);
  const touched = useRef(false);
  useEffect(() => setField(first ?? field), [first]);
  useEffect(() => { if (picked && !touched.current) setValue(guess(field, picked.words)); }, [picked, field]);
  const decision = {
    kind: "correct", incident: incident.id, field, value, seen: { [incident.id]: incident.revision },
    ...(comment.trim() ? { comment: comment.trim() } : {}),
    ...(picked ? { quotes: [{ report: picked.report, start: picked.start, end: picked.end }] } : {}),
  };
  const submit = async (event) => {
    event.preventDefault();
    try {
      onDone(await decide(decision));
    } catch (failure) {
      setError(failure);
    }
  };
  const all = [...new Set([...FIELDS, field])];
  return html`<form class="correct-form" onSubmit=${submit} aria-label=${t("correct.title")}>
    <header><strong>${t("correct.title")}</strong><button type="button" class="icon" aria-label=${t("close")} onClick=${onClose}>×</button></header>
    <p class="quiet">${t("correct.how")}</p>
    <label>${t("correct.which")} <select value=${field} onChange=${(event) => { touched.current = false; setField(event.target.value); }}>${all.map((one) => html`<option key=${one} value=${one}>${named("field", one)}</option>`)}</select></label>
    <p>${t("correct.now")} <b dir="auto">${valueOf(field, incident) ?? t("not.said")}</b></p>
    <label>${t("correct.value")} <input required value=${value} dir="auto" placeholder=${t(`correct.hint.${field.split(".")[0]}`)} onInput=${(event) => { touched.current = true; setValue(event.target.value); }}/></label>
    <p>${t("correct.words")} ${picked ? html`<q dir="auto">${picked.words}</q>` : html`<i class="quiet">${t("correct.select")}</i>`}</p>
    <label>${t("comment")} <input value=${comment} maxlength="2000" dir="auto" onInput=${(event) => setComment(event.target.value)}/></label>
    ${error && (error.status === 409 ? html`<${Conflict} error=${error} decision=${decision} onAgain=${() => onDone(null)} onDone=${onDone}/>` : html`<${Trouble} error=${error}/>`)}
    <p><button class="first">${t("correct.save")}</button></p>
  </form>`;
}
