// What can be taken away from the present view: exports, a situation report, feeds, alerts, and the search itself.
import { html, useState } from "./lib.js";
import { may, send, url, useData } from "./api.js";
import { copy, Dialog, say, Trouble } from "./parts.js";
import { address, filtersOf } from "./state.js";
import { named, t } from "./words.js";

export function TakeAway({ q, meta, total, onClose }) {
  const filters = filtersOf(q, { frame: true });
  const { as_of: past, ...followed } = filters;
  const search = new URLSearchParams(followed).toString();
  const feed = (kind) => `/feeds/${kind}${search ? `?${search}` : ""}`;
  return html`<${Dialog} title=${t("take.title")} onClose=${onClose}>
    <p>${total == null ? "" : t("take.view", { n: total })}</p>
    <h3>${t("take.files")}</h3>
    <ul class="formats">${(meta?.formats ?? []).filter((one) => one.id !== "sitrep").map((one) => html`<li key=${one.id}>
      <a href=${url("/export", { format: one.id, ...filters })} download>${named("format", one.id)}</a> <small class="quiet">${one.says}</small>${" "}
      <a class="quiet" href=${url("/export/manifest", { format: one.id, ...filters })} target="_blank" rel="noopener">${t("take.manifest")}</a></li>`)}</ul>
    <p><a class="button" href=${url("/sitrep", filters)} target="_blank" rel="noopener">${t("take.sitrep")}</a></p>
    <h3>${t("take.follow")}</h3>
    <p><a href=${feed("atom")} type="application/atom+xml">Atom</a> · <a href=${feed("json")} type="application/feed+json">JSON Feed</a>${" "}
      <button type="button" class="link" onClick=${() => copy(new URL(feed("atom"), location.origin).href)}>${t("copy")}</button></p>
    ${meta?.logout && html`<p class="quiet">${t("take.token")}</p>`}
    <${Searches} search=${{ ...filters, sort: q.sort ?? "" }} keeps=${may(meta, "keep")}/>
    ${may(meta, "alert") && html`<${Alerts} filters=${followed}/>`}
    <h3>${t("take.link")}</h3>
    <p class="copyline"><input readonly value=${location.href} aria-label=${t("take.link")} onFocus=${(event) => event.target.select()}/><button type="button" onClick=${() => copy(location.href)}>${t("copy")}</button></p>
  </${Dialog}>`;
}

/** Searches that were saved under a name; choosing one goes there. keeps: whether this reader saves and removes them. */
function Searches({ search, keeps }) {
  const { data, error, again } = useData("/searches");
  const [trouble, setTrouble] = useState(null);
  const act = async (work, words) => {
    try {
      await work();
      setTrouble(null);
      say(words, true);
      again();
    } catch (failure) {
      setTrouble(failure);
    }
  };
  const save = (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = new FormData(form).get("name").trim();
    if (name) act(() => send("POST", "/searches", { name, query: new URLSearchParams(Object.entries(search).filter(([, value]) => value)).toString() }).then(() => form.reset()), t("search.saved"));
  };
  const all = data?.searches ?? (Array.isArray(data) ? data : []);
  return html`<h3>${t("search.saved.title")}</h3>
    ${(trouble || error) && html`<${Trouble} error=${trouble ?? error}/>`}
    <ul class="saved">${all.map((one) => html`<li key=${one.id}><a href=${address("/", Object.fromEntries(new URLSearchParams(queryOf(one))))} dir="auto">${one.name}</a>${" "}
      ${keeps && html`<button type="button" class="link" onClick=${() => act(() => send("DELETE", `/searches/${one.id}`), t("search.gone"))} aria-label=${t("search.remove", { name: one.name })}>${t("remove")}</button>`}</li>`)}</ul>
    ${!keeps && html`<p class="quiet">${t("role.needs.keep")}</p>`}
    ${keeps && html`<form onSubmit=${save}><label>${t("search.name")} <input name="name" required maxlength="200" dir="auto"/></label> <button>${t("search.save")}</button></form>`}`;
}

const queryOf = (one) => (typeof one.query === "string" ? one.query.replace(/^\?/, "") : new URLSearchParams(one.query ?? {}).toString());

/** Addresses that are told of every new or changed incident of the search. */
function Alerts({ filters }) {
  const { data, error, again } = useData("/alerts");
  const [trouble, setTrouble] = useState(null);
  const act = (work) => work.then(() => { setTrouble(null); again(); }, setTrouble);
  const add = (event) => {
    event.preventDefault();
    const to = new FormData(event.currentTarget).get("url");
    act(send("POST", "/alerts", { query: new URLSearchParams(filters).toString(), url: to }));
  };
  if (error?.status === 404 || error?.status === 403) return null;
  return html`<h3>${t("alerts.title")}</h3>
    ${(trouble || error) && html`<${Trouble} error=${trouble ?? error}/>`}
    <ul class="saved">${(data?.alerts ?? (Array.isArray(data) ? data : [])).map((one) => html`<li key=${one.id}><code>${one.url}</code> <small class="quiet">${queryOf(one) || t("alerts.all")}</small>${" "}
      <button type="button" class="link" onClick=${() => act(send("DELETE", `/alerts/${one.id}`))}>${t("remove")}</button></li>`)}</ul>
    <form onSubmit=${add}><label>${t("alerts.url")} <input name="url" type="url" required placeholder="https://"/></label> <button>${t("alerts.add")}</button></form>`;
}

