// The chosen incident beside the map: what holds and the first words for it; the whole record is one step further.
import { html } from "./lib.js";
import { toCard } from "./evidence.js";
import { Facts } from "./facts.js";
import { Badges, Figures, Trouble } from "./parts.js";
import { address, change } from "./state.js";
import { Sign, typeName } from "./symbols.js";
import { t, when, where } from "./words.js";

/** found: of useData for the incident; card: the list's, until that is there. */
export function Preview({ found, card, q }) {
  const incident = found.data?.incident;
  const one = found.data?.card ?? (incident ? toCard(incident) : card);
  const back = () => change({ sel: null });
  return html`<section class="preview" tabindex="-1" aria-label=${t("preview.label")} aria-busy=${found.loading}>
    <header class="list-head"><button type="button" onClick=${back}>← ${t("preview.back")}</button>
      ${q.sel && html`<a class="button first" href=${`/incident/${q.sel}`}>${t("preview.open")}</a>`}</header>
    ${found.error && html`<${Trouble} error=${found.error}/>`}
    ${one && html`<div class="preview-head">
      <h2><${Sign} type=${one.type} family=${one.family} size="18"/> ${typeName(one.type)}</h2>
      <p class="lead" dir="auto">${where(one.where)}<br/><b>${when(one.when)}</b></p>
      <${Figures} card=${one}/>
      <${Badges} card=${one}/>
    </div>`}
    ${found.data && html`<${Facts} data=${found.data} brief/>
      <p class="center"><a class="button" href=${address(`/incident/${q.sel}`, {})}>${t("preview.open")}</a></p>`}
  </section>`;
}

