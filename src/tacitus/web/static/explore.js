// The first view: map, timeline, list and filters over one query, so that choosing on one narrows the others.
import { cls, html, useEffect, useLayoutEffect, useRef, useState } from "./lib.js";
import { useData } from "./api.js";
import { Chips, Filters } from "./filters.js";
import { useKeys } from "./keys.js";
import { List, step, useCards } from "./list.js";
import { MapView } from "./map.js";
import { Preview } from "./preview.js";
import { change, filtersOf, go, here } from "./state.js";
import { Timeline } from "./timeline.js";
import { TakeAway } from "./takeaway.js";
import { t } from "./words.js";

/** Wide enough for map and list side by side? */
function useWide() {
  const wide = matchMedia("(min-width: 860px)");
  const [now, set] = useState(wide.matches);
  useEffect(() => {
    const turn = () => set(wide.matches);
    wide.addEventListener("change", turn);
    return () => wide.removeEventListener("change", turn);
  }, []);
  return now;
}

/** Keeps the place in the list while one incident is shown, and the focus where it was: both are lost with what is taken away. */
function useSide(sel) {
  const side = useRef(null);
  const was = useRef({ sel, top: 0, page: 0 });
  const { current: before } = was;
  if (sel && !before.sel && side.current) Object.assign(before, { top: side.current.scrollTop, page: scrollY });
  useLayoutEffect(() => {
    const lost = document.activeElement === document.body;
    if (sel && !before.sel) {
      side.current.scrollTop = 0;
      if (lost) side.current.querySelector(".preview").focus({ preventScroll: true });
    } else if (!sel && before.sel) {
      side.current.scrollTop = before.top;
      scrollTo({ top: before.page, behavior: "instant" });
      const line = side.current.querySelector(`[data-id="${CSS.escape(before.sel)}"]`);
      line?.scrollIntoView({ block: "nearest" }); // another may have been chosen meanwhile, by key or on the map
      if (lost) line?.focus({ preventScroll: true });
    }
    before.sel = sel;
  }, [sel]);
  return side;
}

export function Explore({ route: { q }, meta }) {
  const [taking, setTaking] = useState(false);
  const wide = useWide();
  const filters = filtersOf(q);
  const framed = filtersOf(q, { frame: true });
  const found = useCards(framed, q.sort ?? "-date");
  const picked = useData(q.sel ? `/incidents/${encodeURIComponent(q.sel)}` : null, q.as_of ? { as_of: q.as_of } : {}, { keep: false });
  const inList = found.cards.find((card) => card.id === q.sel);
  const chosen = picked.data?.incident ?? inList ?? null;
  const tab = q.tab ?? "list";
  const latest = useRef(found);
  latest.current = found;
  useKeys(() => ({
    j: [t("keys.next"), () => step(latest.current, 1)],
    k: [t("keys.before"), () => step(latest.current, -1)],
    Enter: [t("keys.open"), () => here().q.sel && go(`/incident/${here().q.sel}`)],
    Escape: [t("keys.clear"), () => change({ sel: null })],
    f: [t("keys.filters"), () => change({ panel: here().q.panel === "filters" ? null : "filters" })],
  }), []);
  const onView = (map, box) => change({ map, ...(here().q.follow ? { box } : {}) }, { replace: true });
  const onArea = (area) => change({ country: area.country, admin1: area.kind === "province" ? area.name : null, place: area.kind === "district" ? area.name : null, sel: null });
  const side = useSide(q.sel);
  const showMap = wide || tab === "map";
  return html`<main id="main" class=${cls("explore", `tab-${tab}`, q.panel === "filters" && "with-filters")}>
    <h1 class="unseen">${t("title.explore")}</h1>
    <${Filters} filters=${filters} q=${q} open=${q.panel === "filters"} onClose=${() => change({ panel: null })}/>
    <div class="stage">
      <div class="over"><button type="button" class="narrow" onClick=${() => change({ panel: "filters" })}>${t("filters.label")}</button><${Chips} q=${q}/>
        <label class="follow"><input type="checkbox" checked=${Boolean(q.follow)} onChange=${(event) => change(event.target.checked ? { follow: "1", box: here().q.box ?? boxOfView() } : { follow: null, box: null })}/> ${t("follow")}</label></div>
      ${showMap && html`<${MapView} filters=${withoutFollowedBox(framed, q)} view=${q.map} chosen=${chosen} onView=${onView} onPick=${(sel) => change({ sel })} onArea=${onArea}/>`}
      <${Timeline} filters=${filters} q=${q}/>
    </div>
    <div class="side" ref=${side}>
      ${q.sel ? html`<${Preview} found=${picked} card=${inList} q=${q}/>` : html`<${List} found=${found} q=${q} meta=${meta} onExports=${() => setTaking(true)}/>`}
    </div>
    <nav class="tabs narrow" aria-label=${t("tabs")}>${["map", "list"].map((name) => html`<button type="button" key=${name} aria-pressed=${tab === name} onClick=${() => change({ tab: name === "list" ? null : name, sel: null })}>${t(`tab.${name}`)}</button>`)}</nav>
    ${taking && html`<${TakeAway} q=${q} meta=${meta} total=${found.total} onClose=${() => setTaking(false)}/>`}
  </main>`;
}

/** A box that follows the map does not narrow the map itself: it asks for what is in view anyway. */
function withoutFollowedBox(filters, q) {
  if (!q.follow) return filters;
  const { box, ...others } = filters;
  return others;
}

/** The box that the last map view in the address spans, roughly, until the map tells it exactly. */
function boxOfView() {
  const [lat, lon, zoom] = (here().q.map ?? "20,20,1.5").split(",").map(Number);
  const half = Math.min(179, 360 / 2 ** zoom);
  const clip = (value, bound) => Math.max(-bound, Math.min(bound, value)).toFixed(3);
  return [clip(lon - half, 180), clip(lat - half / 2, 90), clip(lon + half, 180), clip(lat + half / 2, 90)].join(",");
}

