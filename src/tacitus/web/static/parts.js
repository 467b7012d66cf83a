// Small pieces that several views share: troubles, badges, signs of disputes, the line of one incident.
import { cls, html, useLayoutEffect, useRef } from "./lib.js";
import { address, change, isPlain } from "./state.js";
import { Sign, typeName } from "./symbols.js";
import { named, t, toll, tollSaid, when, where } from "./words.js";

/** A problem as it is told to people, with its code and what to try. */
export function Trouble({ error, again }) {
  return html`<div class="trouble" role="alert">
    <strong dir="auto">${error.message}</strong>
    ${error.hint && html`<div dir="auto">${error.hint}</div>`}
    ${error.code && html`<small>${error.code}</small>`}
    ${again && html` <button type="button" onClick=${again}>${t("again")}</button>`}
  </div>`;
}

/** A view whose values are still to come: says so after a moment, for most are there before one could read it. */
export const Wait = () => html`<main id="main" class="wait" aria-busy="true"><p class="quiet" role="status">${t("loading")}</p></main>`;

/** Says something to a screen reader, and shows it for a moment where `shown`. */
export function say(text, shown = false) {
  const place = document.getElementById("say");
  if (!place) return;
  place.textContent = text;
  place.className = shown ? "toast" : "unseen";
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { place.className = "unseen"; }, 3500);
}

/** Copies words, and says so. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say(t("copied"), true);
  } catch {
    say(t("copied.not"), true);
  }
}

/** What sets an incident apart: its status, grade, disputes, doubts. */
export function Badges({ card }) {
  return html`<span class="badges">
    ${card.status !== "reported" && html`<b class=${cls("badge", card.status)}>${named("status", card.status)}</b>`}
    ${card.disputed && html`<b class="badge disputed">${t("disputed")}</b>`}
    ${!card.disputed && card.doubts > 0 && html`<b class="badge doubt">${t("doubts", { n: card.doubts })}</b>`}
    ${card.grade && html`<span class="grade" title=${t("grade.says", { grade: card.grade })}>${card.grade}</span>`}
    <span class="quiet">${t("count.sources", { n: card.independent_sources ?? card.reports })}</span>
  </span>`;
}

/** What was found, with the words in the midst of theirs. */
export const Found = ({ found }) => html`<p class="found" dir="auto">${found.slice(0, 2).map((pieces, n) => html`<span key=${n}>…${pieces.map((words, at) => (at % 2 ? html`<mark key=${at}>${words}</mark>` : words))}… </span>`)}</p>`;

/** The dead and the wounded in large figures; what nobody said is said to be so. */
export const Figures = ({ card }) => html`<p class="figures"><span><b class=${cls(!card.killed && "unsaid")} title=${tollSaid(card.killed) || undefined}>${toll(card.killed)}</b> ${card.killed ? t("killed") : t("count.killed.unknown")}</span>
  ${card.wounded && html`<span><b title=${tollSaid(card.wounded) || undefined}>${toll(card.wounded)}</b> ${t("wounded")}</span>`}</p>`;

/** One incident in a list: a link that chooses it. */
export function Row({ card, q, chosen, path = "/" }) {
  const line = useRef(null);
  useLayoutEffect(() => { if (chosen) line.current?.scrollIntoView({ block: "nearest" }); }, [chosen]);
  const choose = (event) => {
    if (path !== "/" || !isPlain(event)) return; // its link is of the view that it was drawn in; the map may have moved since
    event.preventDefault();
    change({ sel: card.id });
  };
  const who = [card.attackers?.join(", "), card.targets?.join(", ")].map((part) => part || null);
  return html`<li class=${cls("row", chosen && "chosen")} ref=${line}>
    <a href=${path === "/" ? address("/", { ...q, sel: card.id }) : `/incident/${card.id}`} onClick=${choose} aria-current=${chosen ? "true" : undefined} data-id=${card.id}>
      <span class="row-top"><${Sign} type=${card.type} family=${card.family}/><span class="what">${typeName(card.type)}</span><span class="day">${when(card.when)}</span></span>
      <span class="row-where" dir="auto">${where(card.where)}</span>
      ${(who[0] || who[1]) && html`<span class="row-who" dir="auto">${who[0] ?? t("who.unnamed")}${who[1] ? html` <span aria-hidden="true">→</span><span class="unseen">${t("who.to")}</span> ${who[1]}` : ""}</span>`}
      ${card.found?.length > 0 && html`<${Found} found=${card.found}/>`}
      <${Badges} card=${card}/>
      <span class=${cls("toll", !card.killed && "unsaid")}><b title=${tollSaid(card.killed) || undefined}>${toll(card.killed)}</b><small>${card.killed ? t("killed") : t("not.said")}</small></span>
    </a>
  </li>`;
}

/** A dialog of the browser's own, so that focus and Escape are right. */
export function Dialog({ title, onClose, children }) {
  const box = useRef(null);
  useLayoutEffect(() => {
    box.current?.showModal();
  }, []);
  return html`<dialog ref=${box} aria-label=${title} onClose=${onClose} onClick=${(event) => event.target === box.current && onClose()}>
    <div class="dialog"><header><h2>${title}</h2><button type="button" class="icon" onClick=${onClose} aria-label=${t("close")}>×</button></header>${children}</div>
  </dialog>`;
}
