// The map: draws what the API aggregates for the part of the world in view, and tells what was chosen on it.
import { html, later, useEffect, useRef, useState } from "./lib.js";
import { get, once } from "./api.js";
import { say } from "./parts.js";
import { areas, cities, held, points, world } from "./mapdata.js";
import { addImages, HOLDERS, style } from "./mapstyle.js";
import { allGroups, Sign, typeName } from "./symbols.js";
import { country, day, t } from "./words.js";
import { useTheme } from "./theme.js";

const PICKED = ["signs", "clusters", "held", "areas"];
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** filters: of the Query, without box; view: "lat,lon,zoom" or ""; chosen: CARD or null. onView(view, box), onPick(id), onArea(area). */
export function MapView({ filters, view, chosen, onView, onPick, onArea }) {
  const box = useRef(null);
  const state = useRef({});
  const [ready, setReady] = useState(false);
  const [failed, setFailed] = useState(null);
  const [tip, setTip] = useState(null);
  const [found, setFound] = useState(null);
  const theme = useTheme();
  Object.assign(state.current, { filters, onView, onPick, onArea, setTip, setFound });

  useEffect(() => {
    let live = true;
    start(box.current, state.current, view).then(() => live && setReady(true), (error) => live && setFailed(error));
    return () => {
      live = false;
      state.current.dead = true;
      state.current.map?.remove();
    };
  }, []);
  useEffect(() => { if (ready) repaint(state.current); }, [theme]);
  useEffect(() => { if (ready) refresh(state.current); }, [ready, JSON.stringify(filters)]);
  useEffect(() => { if (ready) showChosen(state.current, chosen); }, [ready, chosen?.id, chosen?.where?.lat]);

  return html`<section class="map" aria-label=${t("map.label")}>
    <div class="map-canvas" ref=${box}></div>
    ${!ready && !failed && html`<p class="map-wait quiet" role="status">${t("loading")}</p>`}
    ${failed && html`<p class="map-failed" role="status">${t("map.failed", { why: String(failed.message ?? failed) })}</p>`}
    ${tip && html`<div class="tip" style=${placed(tip)}>${tip.lines.map((line, n) => html`<div key=${n} dir="auto">${line}</div>`)}</div>`}
    <${Legend} found=${found}/>
  </section>`;
}

const placed = ({ lines, ...sides }) => Object.fromEntries(Object.entries(sides).map(([side, pixels]) => [side, `${pixels}px`]));

function Legend({ found }) {
  const holders = found?.holders ?? [];
  return html`<details class="legend" open=${innerWidth > 1600}>
    <summary>${t("map.legend")}</summary>
    <ul>${allGroups().map((group) => html`<li key=${group}><${Sign} group=${group}/> ${t(`group.${group}`)}</li>`)}</ul>
    <p>${t("map.size")}</p>
    <p><svg width="14" height="14" viewBox="0 0 24 24" class="hollow" aria-hidden="true"><circle cx="12" cy="12" r="8"/></svg> ${t("map.near")}</p>
    <p><i class="shade"></i> ${t("map.area")}</p>
    ${holders.length > 0 && html`<p>${t("map.held")}</p><ul>${holders.slice(0, 8).map(([name, n]) => html`<li key=${name} dir="auto"><i class="held" style=${{ "--ink": HOLDERS[n] }}></i> ${name}</li>`)}</ul>`}
    ${found?.unplaced > 0 && html`<p class="quiet">${t("map.unplaced", { n: found.unplaced })}</p>`}
    <p class="quiet">${t("map.credit")}</p>
  </details>`;
}

const LONGEST_WAIT = 3000; // a page in a hidden tab is never painted

/** After the first paint, so that list and timeline never wait for the map's programs. */
const painted = () =>
  new Promise((done) => {
    const name = "first-contentful-paint";
    if (performance.getEntriesByName(name).length) return done();
    const fallback = setTimeout(done, LONGEST_WAIT);
    return new PerformanceObserver((seen, watch) => {
      if (!seen.getEntriesByName(name).length) return;
      watch.disconnect();
      clearTimeout(fallback);
      done();
    }).observe({ type: "paint", buffered: true });
  });

async function start(element, state, view) {
  await painted();
  const [maplibre, earth, towns] = await Promise.all([import("./vendor/maplibre-gl.mjs"), world(), cities()]);
  if (state.dead) return;
  if (!document.getElementById("maplibre-css")) {
    const link = Object.assign(document.createElement("link"), { id: "maplibre-css", rel: "stylesheet", href: "/static/vendor/maplibre-gl.css" });
    document.head.append(link);
  }
  Object.assign(state, { maplibre, earth, towns });
  const [lat, lon, zoom] = view ? view.split(",").map(Number) : [22, 25, 1.4];
  const map = new maplibre.Map({
    container: element, style: style(earth.shapes, earth.borders, earth.names, towns), center: [lon, lat], zoom,
    attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxZoom: 14, minZoom: 0.5,
    localIdeographFontFamily: "system-ui, sans-serif", fadeDuration: still() ? 0 : 150,
  });
  state.map = map;
  state.fit = !view;
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibre.ScaleControl({ maxWidth: 90 }), "bottom-right");
  map.getCanvas().setAttribute("aria-label", t("map.keys"));
  await new Promise((done) => map.once("load", done));
  addImages(map);
  listen(state);
  ownTiles(state);
}

function listen(state) {
  const { map } = state;
  const moved = later(() => {
    if (state.dead) return; // the address is another view's by now
    const at = map.getCenter();
    state.onView(`${at.lat.toFixed(3)},${at.lng.toFixed(3)},${map.getZoom().toFixed(2)}`, boxOf(map));
    refresh(state);
  }, 120);
  map.on("moveend", moved);
  map.on("idle", () => tellDrawn(state));
  map.on("click", (event) => pick(state, event));
  let frame = 0;
  const look = (event) => {
    frame = 0;
    if (state.dead || map.isMoving()) return state.setTip(null);
    const [feature] = map.queryRenderedFeatures(event.point, { layers: PICKED });
    map.getCanvas().style.cursor = feature ? "pointer" : "";
    state.setTip(feature ? { ...beside(map, event.point), lines: describe(feature) } : null);
  };
  map.on("mousemove", (event) => {
    state.pointer = event;
    frame ||= requestAnimationFrame(() => look(state.pointer)); // one look a frame, however fast the hand is
  });
  map.on("mouseout", () => {
    cancelAnimationFrame(frame);
    frame = 0;
    state.setTip(null);
  });
}

/** Says on the page what is drawn, once it is: points, areas, places held. Tests and measures wait for it. */
function tellDrawn({ last }) {
  if (last) document.documentElement.dataset.map = [last.dots, last.areaFeatures.shapes, last.heldFeatures.shapes].map((one) => one.features.length).join(" ");
}

/** Where a note stands: below and to the right of the point, or to its other side where there is no room. */
function beside(map, { x, y }) {
  const { clientWidth: wide, clientHeight: high } = map.getContainer();
  return { ...(x > wide - 250 ? { right: wide - x + 10 } : { left: x + 14 }), ...(y > high - 90 ? { bottom: high - y + 8 } : { top: y + 10 }) };
}

/** West, south, east, north of what is in view, in degrees. */
function boxOf(map) {
  const bounds = map.getBounds();
  const round = (value) => Number(value.toFixed(3));
  const wide = bounds.getEast() - bounds.getWest() >= 360;
  const turn = (lon) => round(((((lon + 180) % 360) + 360) % 360) - 180);
  const [west, east] = wide ? [-180, 180] : [turn(bounds.getWest()), turn(bounds.getEast())];
  return [west, Math.max(-90, round(bounds.getSouth())), east, Math.min(90, round(bounds.getNorth()))].join(",");
}

async function refresh(state) {
  const { map, filters } = state;
  state.stop?.abort();
  state.stop = new AbortController();
  const { signal } = state.stop;
  const zoom = map.getZoom();
  try {
    const params = { ...filters, zoom: Math.floor(zoom), ...(state.fit ? {} : { box: filters.box ?? boxOf(map) }) };
    const found = await get("/map", params, signal);
    const [areaFeatures, heldFeatures] = await Promise.all([areas(found, state.earth), held(found, zoom)]);
    if (state.dead || signal.aborted) return;
    const dots = points(found);
    map.getSource("points").setData(dots);
    map.getSource("areas").setData(areaFeatures.shapes);
    map.getSource("area-labels").setData(areaFeatures.labels);
    map.getSource("held").setData(heldFeatures.shapes);
    state.last = { dots, areaFeatures, heldFeatures };
    state.setFound({ ...found, holders: heldFeatures.holders });
    if (state.fit) fitTo(state, found);
    provinces(state, found);
  } catch (error) {
    if (error.name !== "AbortError") state.setTip({ left: 12, top: 12, lines: [error.message] });
  }
}

function fitTo(state, { bounds }) {
  state.fit = false;
  if (!bounds) return;
  const [west, south, east, north] = bounds;
  state.map.fitBounds([[west, Math.max(-80, south)], [east, Math.min(82, north)]], { padding: 46, maxZoom: 7, animate: false });
}

/** Outlines of the provinces of the country in the middle of the view, once one is near enough to see them. */
async function provinces(state, found) {
  if (state.map.getZoom() < 3.5) return;
  const near = [...new Set([...found.areas.map((one) => one.country), ...state.map.queryRenderedFeatures({ layers: ["land"] }).map((one) => one.properties.iso)])];
  const wanted = near.filter(Boolean).slice(0, 12);
  state.lines ??= new Map();
  await Promise.all(wanted.filter((iso) => !state.lines.has(iso)).map(async (iso) => {
    state.lines.set(iso, []);
    const shapes = await get("/outlines", { country: iso }).catch(() => ({ features: [] }));
    state.lines.set(iso, shapes.features ?? []);
  }));
  if (!state.dead) state.map.getSource("provinces").setData({ type: "FeatureCollection", features: wanted.flatMap((iso) => state.lines.get(iso) ?? []) });
}

function describe({ layer, properties: one }) {
  const dead = Number(one.killed) >= 0 ? t("count.killed", { n: Number(one.killed) }) : t("count.killed.unknown");
  if (layer.id === "held") return [t("map.held.by", { place: one.place, holder: one.holder ?? "?" }), one.since ? t("map.held.since", { day: day(one.since) }) : t("map.held.when"), t("map.held.says", { who: one.who || "?" })];
  if (layer.id === "areas") return [one.kind === "country" ? country(one.country) : one.name, t("map.area.n", { n: Number(one.n), kind: t(`precision.${one.kind}`) }), dead];
  if (layer.id === "clusters") return [t("count.incidents", { n: Number(one.n) }), dead];
  return [typeName(one.type), dead, ...(one.near ? [t("map.near")] : [])];
}

function pick(state, event) {
  const { map } = state;
  const [feature] = map.queryRenderedFeatures(event.point, { layers: PICKED });
  if (!feature) return;
  const one = feature.properties;
  if (feature.layer.id === "clusters") {
    map.easeTo({ center: feature.geometry.coordinates, zoom: Math.min(13, map.getZoom() + 2), animate: !still() });
  } else if (feature.layer.id === "areas") {
    state.onArea({ kind: one.kind, name: one.name, country: one.country });
  } else if (one.id) {
    state.onPick(one.id);
  }
}

function showChosen(state, chosen) {
  const { map } = state;
  const at = chosen?.where?.lat != null ? [chosen.where.lon, chosen.where.lat] : null;
  map.getSource("chosen").setData({ type: "FeatureCollection", features: at ? [{ type: "Feature", geometry: { type: "Point", coordinates: at }, properties: {} }] : [] });
  if (at && (!map.getBounds().contains(at) || map.getZoom() < 3)) map.easeTo({ center: at, zoom: Math.max(5, map.getZoom()), animate: !still() });
}

function repaint(state) {
  const { map, earth, towns, last } = state;
  map.setStyle(style(earth.shapes, earth.borders, earth.names, towns), { diff: false });
  map.once("styledata", async () => {
    addImages(map);
    if (last) {
      map.getSource("points").setData(last.dots);
      map.getSource("areas").setData(last.areaFeatures.shapes);
      map.getSource("area-labels").setData(last.areaFeatures.labels);
      map.getSource("held").setData(last.heldFeatures.shapes);
    }
    ownTiles(state);
  });
}

/** The user's own base map, where the server was given a PMTiles file: water, land use, roads and borders as it has them. */
async function ownTiles(state) {
  const { tiles } = await once("/meta").catch(() => ({}));
  if (!tiles || state.dead) return;
  try {
    await (await import("./maptiles.js")).addTiles(state.map, state.maplibre, new URL(tiles, location.origin).href);
    state.map.on("error", ({ sourceId, error }) => sourceId === "own" && tellOnce(state, error));
  } catch (error) {
    tellOnce(state, error);
  }
}

/** The map goes on without the tiles, and says so once. */
function tellOnce(state, error) {
  if (state.dead || state.told) return;
  state.told = true;
  say(t("map.tiles.failed", { why: String(error?.message ?? error) }), true);
}
