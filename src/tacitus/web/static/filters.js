// The filters: facets with their numbers, bounds, and chips for what holds now; each change goes to the address.
import { cls, html, useState } from "./lib.js";
import { useData } from "./api.js";
import { change, FILTERS, toggled } from "./state.js";
import { allGroups, familiesOf, groupOf, Sign, typeName } from "./symbols.js";
import { country, day, moment, named, num, t } from "./words.js";

const FACETS = [["type", "type"], ["country", "country"], ["admin1", "admin1"], ["actor", "actor"], ["status", "status"], ["grade", "grade"], ["source", "source"]];
const SHOWN = 6;
const SEVERAL = new Set(["type", "country", "status", "grade"]);

const labelOf = (facet, one) => ({ type: () => typeName(one.id), country: () => country(one.id), status: () => named("status", one.id) }[facet]?.() ?? (one.label || one.id));

function Facet({ facet, filter, values, given }) {
  const [all, setAll] = useState(false);
  const chosen = new Set((given ?? "").split(",").filter(Boolean));
  const known = values.filter((one) => one.id);
  const shown = all ? known : known.filter((one, n) => n < SHOWN || chosen.has(one.id));
  if (known.length === 0) return null;
  const pick = (id) => change({ [filter]: SEVERAL.has(filter) ? toggled(given, id) : given === id ? null : id, sel: null });
  return html`<fieldset class="facet">
    <legend>${t(`facet.${facet}`)}</legend>
    <ul>${shown.map((one) => html`<li key=${one.id}><label class=${cls(chosen.has(one.id) && "on")}>
      <input type="checkbox" checked=${chosen.has(one.id)} onChange=${() => pick(one.id)}/>
      ${facet === "type" && html`<${Sign} type=${one.id} size="12"/>`}
      <span class="name" dir="auto">${labelOf(facet, one)}</span><span class="n">${num(one.n)}</span></label></li>`)}</ul>
    ${known.length > SHOWN && html`<button type="button" class="link" aria-expanded=${all} onClick=${() => setAll(!all)}>${all ? t("facet.fewer") : t("facet.more", { n: known.length - SHOWN })}</button>`}
  </fieldset>`;
}

function Kinds({ given }) {
  const chosen = new Set((given ?? "").split(",").filter(Boolean));
  const turn = (group) => {
    const families = familiesOf(group);
    const on = families.every((family) => chosen.has(family));
    const rest = [...chosen].filter((one) => !families.includes(one) && groupOf(one) !== group);
    change({ type: (on ? rest : [...rest, ...families]).join(","), sel: null });
  };
  return html`<div class="kinds" role="group" aria-label=${t("facet.kind")}>${allGroups().map((group) => html`<button type="button" key=${group} class="kind"
    aria-pressed=${familiesOf(group).every((family) => chosen.has(family))} onClick=${() => turn(group)} title=${t(`group.${group}`)}><${Sign} group=${group}/><span>${t(`group.${group}`)}</span></button>`)}</div>`;
}

/** The rail of filters. filters: those in force. */
export function Filters({ filters, q, open, onClose }) {
  const { data } = useData("/facets", filters);
  const set = (name) => (event) => change({ [name]: event.target.value, sel: null });
  return html`<aside class=${cls("filters", open && "open")} aria-label=${t("filters.label")}>
    <header class="narrow"><h2>${t("filters.label")}</h2><button type="button" class="icon" aria-label=${t("close")} onClick=${onClose}>×</button></header>
    <${Kinds} given=${q.type}/>
    <fieldset class="facet bounds"><legend>${t("facet.killed")}</legend>
      <label>${t("from")} <input type="number" min="0" inputmode="numeric" value=${q.killed_min ?? ""} onChange=${set("killed_min")}/></label>
      <label>${t("to")} <input type="number" min="0" inputmode="numeric" value=${q.killed_max ?? ""} onChange=${set("killed_max")}/></label>
    </fieldset>
    <fieldset class="facet"><legend>${t("facet.review")}</legend><ul>${[["disputed", "yes"], ["reviewed", "no"], ["reviewed", "yes"]].map(([name, value]) => html`<li key=${name + value}><label class=${cls(q[name] === value && "on")}>
      <input type="checkbox" checked=${q[name] === value} onChange=${() => change({ [name]: q[name] === value ? null : value, sel: null })}/><span class="name">${t(`${name}.${value}`)}</span></label></li>`)}</ul></fieldset>
    ${FACETS.map(([facet, filter]) => html`<${Facet} key=${facet} facet=${facet} filter=${filter} values=${data?.[facet] ?? []} given=${q[filter]}/>`)}
    <label class="facet">${t("filters.place")} <input type="text" key=${q.place ?? ""} defaultValue=${q.place ?? ""} onChange=${set("place")} dir="auto"/></label>
    <label class="facet">${t("filters.actor")} <input type="text" key=${q.actor ?? ""} defaultValue=${q.actor ?? ""} onChange=${set("actor")} dir="auto"/></label>
  </aside>`;
}

const SHOW = {
  type: (value) => chipTypes(value), country: (value) => value.split(",").map(country).join(", "), status: (value) => value.split(",").map((one) => named("status", one)).join(", "),
  since: (value) => t("chip.since", { day: day(value) }), until: (value) => t("chip.until", { day: day(value) }),
  killed_min: (value) => t("chip.killed_min", { n: Number(value) }), killed_max: (value) => t("chip.killed_max", { n: Number(value) }),
  box: () => t("chip.box"), radius: (value) => t("chip.radius", { km: value.split(",")[2] }), as_of: (value) => t("chip.as_of", { at: value.length > 10 ? moment(value) : day(value) }), disputed: (value) => t(`disputed.${value}`), reviewed: (value) => t(`reviewed.${value}`), grade: (value) => t("chip.grade", { grade: value }),
};

function chipTypes(value) {
  const chosen = value.split(",");
  const groups = allGroups().filter((group) => familiesOf(group).length && familiesOf(group).every((family) => chosen.includes(family)));
  const rest = chosen.filter((one) => !groups.some((group) => familiesOf(group).includes(one)));
  return [...groups.map((group) => t(`group.${group}`)), ...rest.map(typeName)].join(", ");
}

/** What holds now, each removable. */
export function Chips({ q }) {
  const held = FILTERS.filter((name) => q[name]);
  if (held.length === 0) return null;
  return html`<div class="chips" role="group" aria-label=${t("chips.label")}>
    ${held.map((name) => html`<button type="button" key=${name} class="chip" onClick=${() => change({ [name]: null, ...(name === "box" ? { follow: null } : {}) })}>
      <span class="unseen">${t("chips.remove")} </span><span class="quiet">${SHOW[name] ? "" : `${t(`facet.${name}`)}: `}</span><span dir="auto">${SHOW[name]?.(q[name]) ?? q[name]}</span> <span aria-hidden="true">×</span></button>`)}
    <button type="button" class="link" onClick=${() => change(Object.fromEntries([...FILTERS, "follow", "frame"].map((name) => [name, null])))}>${t("filters.clear")}</button>
  </div>`;
}
