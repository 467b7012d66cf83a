// What the API says of the map, as features to draw: points where a point is known, shapes where only an area is.
import { get, once } from "./api.js";
import { groupOf } from "./symbols.js";
import { country, num } from "./words.js";

const KM_PER_DEGREE = 111.2;
const collection = (features) => ({ type: "FeatureCollection", features });

/** The countries of Natural Earth: shapes, borders and names as GeoJSON; outlines and middles by ISO letters. */
export async function world() {
  const [topology, { feature, mesh }] = await Promise.all([once("/static/vendor/world.json"), import("./vendor/topojson.mjs")]);
  const shapes = feature(topology, topology.objects.countries);
  shapes.features.forEach(({ geometry: one }) => { one.coordinates = one.type === "Polygon" ? one.coordinates.map(unbroken) : one.coordinates.map((rings) => rings.map(unbroken)); });
  const byIso = new Map(shapes.features.filter((one) => one.properties.iso).map((one) => [one.properties.iso, one.geometry]));
  const middles = new Map(shapes.features.map((one) => [one.properties.iso, one.properties.at]));
  const names = collection(shapes.features.filter((one) => one.properties.iso).map((one) => ({
    type: "Feature", geometry: { type: "Point", coordinates: one.properties.at }, properties: { name: country(one.properties.iso), size: extent(one.geometry) },
  })));
  const borders = mesh(topology, topology.objects.countries, (a, b) => a !== b);
  borders.coordinates = borders.coordinates.map(unbroken);
  return { shapes, borders, byIso, middles, names };
}

/** A line that crosses the 180th meridian, carried on beyond it instead of back around the world; one around a pole stays as it is. */
export function unbroken(line) {
  let turn = 0;
  const found = line.map(([lon, lat], n) => {
    if (n > 0) turn -= Math.round((lon - line[n - 1][0]) / 360);
    return [lon + 360 * turn, lat];
  });
  return turn === 0 || line.at(-1)[0] !== line[0][0] ? found : line;
}

/** The larger cities, so that the map can be read: GeoNames. */
export async function cities() {
  const rows = await once("/static/vendor/cities.json");
  return collection(rows.map(([name, lon, lat, thousands], rank) => ({
    type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: { name, rank, thousands },
  })));
}

function extent(geometry) {
  const rings = geometry.type === "Polygon" ? [geometry.coordinates[0]] : geometry.coordinates.map((polygon) => polygon[0]);
  return Math.max(...rings.map((ring) => {
    const xs = ring.map(([x]) => x);
    const ys = ring.map(([, y]) => y);
    return (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
  }));
}

/** A ring of so many kilometres around a point. */
export function ring(lat, lon, km, steps = 48) {
  const wide = Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  const points = Array.from({ length: steps + 1 }, (_, n) => {
    const turn = (2 * Math.PI * n) / steps;
    return [lon + ((km / KM_PER_DEGREE) * Math.cos(turn)) / wide, lat + (km / KM_PER_DEGREE) * Math.sin(turn)];
  });
  return { type: "Polygon", coordinates: [points] };
}

/** Points and clusters. */
export const points = (found) => collection((found.points ?? []).map((one) => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [one.lon, one.lat] },
  properties: {
    n: one.n, killed: one.killed ?? -1, id: one.id ?? "", near: one.precision === "near",
    group: one.type ? groupOf(one.type) : "other", type: one.type ?? "", label: one.n > 1 ? num(one.n) : "",
  },
})));

const outlines = new Map();
function outline(id) {
  if (!outlines.has(id)) outlines.set(id, get(`/outlines/${encodeURIComponent(id)}`).then((found) => found.geometry ?? found.features?.[0]?.geometry ?? null, () => null));
  return outlines.get(id);
}

/** Areas: a country or province by its own outline, a district by the ring within which it lies; never a pin. */
export async function areas(found, { byIso, middles }) {
  const features = await Promise.all((found.areas ?? []).map(async (one) => {
    const shape = one.kind === "country" ? byIso.get(one.country) : one.outline ? await outline(one.outline) : null;
    if (!shape && one.lat == null) return null;
    const properties = { n: one.n, killed: one.killed ?? -1, kind: one.kind, name: one.name ?? "", country: one.country ?? "", label: num(one.n), drawn: Boolean(shape) };
    return { type: "Feature", geometry: shape ?? ring(one.lat, one.lon, one.km ?? 20), properties, at: one.lat == null ? middles.get(one.country) : [one.lon, one.lat] };
  }));
  const all = features.filter(Boolean);
  const labels = all.filter((one) => one.at).map(({ at, properties }) => ({ type: "Feature", geometry: { type: "Point", coordinates: at }, properties }));
  return { shapes: collection(all.map(({ at, ...one }) => one)), labels: collection(labels) };
}

/**
 * Places said to be held, by holder: {shapes, holders: [[name, pattern]]}. A province by its outline, a place as an area of at least
 * a few pixels; one known to its country only is not hatched, for nobody says that all of the country is held.
 */
export async function held(found, zoom) {
  const all = (found.held ?? []).filter((one) => one.lat != null && one.precision !== "country");
  const holders = [...new Set(all.map((one) => one.holder ?? "?"))];
  const kmPerPixel = 78.27 / 2 ** zoom; // at the equator, the world being 512 pixels wide at zoom 0
  const round = (one) => ring(one.lat, one.lon, Math.max(one.km ?? 6, kmPerPixel * 13 * Math.cos((one.lat * Math.PI) / 180)));
  const shapes = await Promise.all(all.map(async (one) => ({
    type: "Feature", geometry: (one.outline && (await outline(one.outline))) || round(one),
    properties: { ...one, who: [one.said_by].flat().filter(Boolean).join(", "), pattern: `hatch-${holders.indexOf(one.holder ?? "?") % 6}`, id: one.incident },
  })));
  return { shapes: collection(shapes), holders: holders.map((name, n) => [name, n % 6]) };
}
