// What a reviewer can do with a whole incident: confirm it, merge it with another, part it, comment on it.
import { html, useState } from "./lib.js";
import { useData } from "./api.js";
import { Conflict, decide } from "./deciding.js";
import { sourceOf } from "./evidence.js";
import { Row, Trouble } from "./parts.js";
import { typeName } from "./symbols.js";
import { t, toll, when, where } from "./words.js";

/** data: of the incident; may: whether this reader decides; onDone(answer). */
export function Actions({ data, may, onDone }) {
  const { incident } = data;
  const [failed, setFailed] = useState(null);
  const [comment, setComment] = useState("");
  const [parted, setParted] = useState(null);
  if (!may) return null;
  const act = async (decision) => {
    const whole = { ...decision, seen: { [incident.id]: incident.revision }, ...(comment.trim() ? { comment: comment.trim() } : {}) };
    try {
      setFailed(null);
      const answer = await decide(whole);
      setComment("");
      setParted(decision.kind === "split" ? { by: answer.decision.id, cards: answer.incidents.filter((card) => card.id !== incident.id) } : null);
      onDone(answer);
    } catch (error) {
      setFailed({ error, decision: whole });
    }
  };
  return html`<section class="actions"><h2>${t("actions.title")}</h2>
    ${failed && (failed.error.status === 409 ? html`<${Conflict} ...${failed} onAgain=${() => onDone(null)} onDone=${onDone}/>` : html`<${Trouble} error=${failed.error}/>`)}
    <label class="wide">${t("comment")} <input value=${comment} dir="auto" maxlength="2000" onInput=${(event) => setComment(event.target.value)}/></label>
    ${parted?.cards.length > 0 && incident.decisions.some((one) => one.id === parted.by) && html`<div class="parted" role="status"><p>${t("split.gone", { n: parted.cards.length })}</p>
      <ul class="rows">${parted.cards.map((card) => html`<${Row} key=${card.id} card=${card} q=${{}} path="incident"/>`)}</ul></div>`}
    <p><button type="button" onClick=${() => act({ kind: "confirm", incident: incident.id })}>${t("confirm")}</button>
      <button type="button" disabled=${!comment.trim()} onClick=${() => act({ kind: "comment", incident: incident.id })}>${t("comment.only")}</button></p>
    <${Merge} incident=${incident} act=${act}/>
    ${incident.statements.length > 1 && html`<${Split} data=${data} act=${act}/>`}
  </section>`;
}

function Merge({ incident, act }) {
  const [open, setOpen] = useState(false);
  const [other, setOther] = useState("");
  const { lat, lon } = incident.where;
  const around = { ...(lat != null ? { radius: `${lat},${lon},60` } : { country: incident.where.country }), ...days(incident.when), limit: 8, sort: "-date" };
  const { data } = useData(open ? "/incidents" : null, around);
  const near = (data?.incidents ?? []).filter((card) => card.id !== incident.id);
  return html`<details onToggle=${(event) => setOpen(event.currentTarget.open)}><summary>${t("merge")}</summary>
    <p class="quiet">${t("merge.how")}</p>
    ${near.map((card) => html`<div key=${card.id} class="choice"><ul class="rows"><${Row} card=${card} q=${{}} path="incident"/></ul>
      <p><button type="button" onClick=${() => act({ kind: "same", incident: incident.id, other: card.id })}>${t("same")}</button> <button type="button" onClick=${() => act({ kind: "not-same", incident: incident.id, other: card.id })}>${t("not.same")}</button></p></div>`)}
    <p><label>${t("merge.id")} <input value=${other} onInput=${(event) => setOther(event.target.value.trim())}/></label> <button type="button" disabled=${!other} onClick=${() => act({ kind: "same", incident: incident.id, other })}>${t("same")}</button></p>
  </details>`;
}

/** Three days to either side, or nothing where the day is not known. */
function days({ start, end }) {
  if (!start || !end) return {};
  const move = (iso, by) => new Date(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) + by * 864e5).toISOString().slice(0, 10);
  return { since: move(start, -3), until: move(end, 3) };
}

function Split({ data: { incident, statements, reports }, act }) {
  const [chosen, setChosen] = useState([]);
  const byId = Object.fromEntries(reports.map((report) => [report.id, report]));
  const turn = (id) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const some = chosen.length > 0 && chosen.length < statements.length;
  return html`<details><summary>${t("split")}</summary><p class="quiet">${t("split.how")}</p>
    <ul class="plainlist">${statements.map((one) => html`<li key=${one.id}><label><input type="checkbox" checked=${chosen.includes(one.id)} onChange=${() => turn(one.id)}/>
      <span dir="auto"><b>${sourceOf(byId[one.report])}</b> ${typeName(one.type)}, ${where(one.where)}, ${when(one.when)}${one.counts.killed ? `, ${t("killed")} ${toll(one.counts.killed)}` : ""} <q>${one.quotes[0]?.words}</q></span></label></li>`)}</ul>
    <p><button type="button" disabled=${!some} onClick=${() => act({ kind: "split", incident: incident.id, statements: chosen })}>${t("split.do", { n: chosen.length })}</button></p></details>`;
}
