// How the map looks: land, borders, names, signs by kind and size by deaths, in the present theme; nothing is fetched.
import { allGroups, colour, path } from "./symbols.js";

const FONT = ["system-ui"];
const NONE = { type: "FeatureCollection", features: [] };
export const HOLDERS = ["#0067a8", "#c04a00", "#00775a", "#a8437c", "#9a6b00", "#4b57a8"];

const LIGHT = { sea: "#dde6ec", land: "#f8f7f3", border: "#b3b0a6", words: "#5d5b55", halo: "#f8f7f3", area: "#1d3a5f", cluster: "#1d3a5f", on: "#ffffff", sel: "#111111", province: "#d6d3ca" };
const DARK = { sea: "#10171d", land: "#20282f", border: "#4a555f", words: "#a5adb3", halo: "#20282f", area: "#9cc3ec", cluster: "#a9cdf2", on: "#0f1a24", sel: "#ffffff", province: "#353f48" };
const theme = () => (document.documentElement.dataset.theme === "dark" ? DARK : LIGHT);

/** By deaths: the sign's side grows with their square root; unknown is as small as none. */
const SIZE = ["interpolate", ["linear"], ["sqrt", ["max", 0, ["get", "killed"]]], 0, 0.5, 3, 0.72, 10, 1.15, 22, 1.9];
const MANY = ["interpolate", ["linear"], ["sqrt", ["get", "n"]], 1.4, 10, 10, 17, 40, 27, 200, 40];

/** The whole style; its sources are filled by map.js. */
export function style(shapes, borders, names, cities) {
  const c = theme();
  const source = (data, more) => ({ type: "geojson", data, ...more });
  return {
    version: 8,
    sources: {
      land: source(shapes), borders: source(borders), names: source(names), cities: source(cities), provinces: source(NONE),
      areas: source(NONE), "area-labels": source(NONE), held: source(NONE), points: source(NONE), chosen: source(NONE),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": c.sea } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": c.land } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": c.area, "fill-opacity": ["interpolate", ["linear"], ["ln", ["get", "n"]], 0, 0.1, 5, 0.34] } },
      { id: "held", type: "fill", source: "held", paint: { "fill-pattern": ["get", "pattern"] } },
      { id: "held-edge", type: "line", source: "held", paint: { "line-color": c.words, "line-width": 1 } },
      { id: "provinces", type: "line", source: "provinces", minzoom: 3.5, paint: { "line-color": c.province, "line-width": 0.8 } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": c.border, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.4, 6, 1.2] } },
      { id: "area-edge", type: "line", source: "areas", filter: ["!=", ["get", "kind"], "country"], paint: { "line-color": c.area, "line-width": 1.2, "line-dasharray": [3, 2], "line-opacity": 0.7 } },
      ...labels(c),
      ...happenings(c),
    ],
  };
}

/** A country is named once so many square degrees of it, by zoom, are large enough on the screen; islets only from near. */
function labels(c) {
  const look = { "text-color": c.words, "text-halo-color": c.halo, "text-halo-width": 1.3 };
  return [
    { id: "names", type: "symbol", source: "names", maxzoom: 6.5,
      filter: [">=", ["get", "size"], ["step", ["zoom"], 40, 2, 8, 3, 1, 4, 0]],
      paint: { ...look, "text-opacity": 0.85 },
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": ["interpolate", ["linear"], ["zoom"], 2, 10, 6, 14], "text-transform": "uppercase", "text-letter-spacing": 0.08, "text-max-width": 7, "symbol-sort-key": ["-", 0, ["get", "size"]], "text-padding": 6 } },
    { id: "cities", type: "symbol", source: "cities", minzoom: 4, paint: look,
      filter: [">=", ["get", "thousands"], ["step", ["zoom"], 2500, 5, 900, 6, 400, 7, 150, 8, 0]],
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 11, "symbol-sort-key": ["get", "rank"], "text-padding": 8, "text-anchor": "top", "text-offset": [0, 0.3] } },
  ];
}

function happenings(c) {
  const one = ["==", ["get", "n"], 1];
  return [
    { id: "area-labels", type: "symbol", source: "area-labels", paint: { "text-color": c.area, "text-halo-color": c.halo, "text-halo-width": 1.6 },
      layout: { "text-field": ["get", "label"], "text-font": FONT, "text-size": 12, "text-allow-overlap": false } },
    { id: "clusters", type: "circle", source: "points", filter: [">", ["get", "n"], 1], paint: { "circle-radius": MANY, "circle-color": c.cluster, "circle-opacity": 0.82, "circle-stroke-color": c.halo, "circle-stroke-width": 1.5 } },
    { id: "cluster-n", type: "symbol", source: "points", filter: [">", ["get", "n"], 1], paint: { "text-color": c.on },
      layout: { "text-field": ["get", "label"], "text-font": FONT, "text-size": 12, "text-allow-overlap": true } },
    { id: "signs", type: "symbol", source: "points", filter: one,
      layout: { "icon-image": ["concat", "sign-", ["get", "group"], ["case", ["get", "near"], "-near", ""]], "icon-size": SIZE, "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-sort-key": ["-", 0, ["get", "killed"]] } },
    { id: "chosen", type: "circle", source: "chosen", paint: { "circle-radius": 17, "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": c.sel, "circle-stroke-width": 2.5 } },
  ];
}

/** Draws the signs and the hatchings of holders into the map's images. */
export function addImages(map) {
  const c = theme();
  for (const group of allGroups()) {
    put(map, `sign-${group}`, sign(group, { fill: colour(group), edge: c.halo }));
    put(map, `sign-${group}-near`, sign(group, { fill: c.halo, edge: colour(group), wide: 3.4, inset: 2 }));
  }
  HOLDERS.forEach((ink, n) => put(map, `hatch-${n}`, hatch(ink, n)));
}

function put(map, name, image) {
  if (map.hasImage(name)) map.removeImage(name);
  map.addImage(name, image, { pixelRatio: 2 });
}

function canvas(side) {
  const made = document.createElement("canvas");
  made.width = made.height = side;
  return made.getContext("2d", { willReadFrequently: true });
}

function sign(group, { fill, edge, wide = 2, inset = 0 }) {
  const side = 52;
  const pen = canvas(side);
  const scale = (side - 4 - 2 * inset) / 24;
  pen.translate(2 + inset, 2 + inset);
  pen.scale(scale, scale);
  const shape = new Path2D(path(group));
  pen.lineWidth = wide;
  pen.lineJoin = "round";
  pen.fillStyle = fill;
  pen.strokeStyle = edge;
  pen.globalAlpha = 0.94;
  pen.fill(shape);
  pen.stroke(shape);
  return pen.getImageData(0, 0, side, side);
}

function hatch(ink, n) {
  const pen = canvas(16);
  pen.globalAlpha = 0.16;
  pen.fillStyle = ink;
  pen.fillRect(0, 0, 16, 16);
  pen.globalAlpha = 0.85;
  pen.strokeStyle = ink;
  pen.lineWidth = n % 3 === 2 ? 2 : 3;
  pen.beginPath();
  if (n % 3 !== 1) for (const x of [-16, 0, 16]) pen.moveTo(x, 16), pen.lineTo(x + 16, 0);
  if (n % 3 !== 0) for (const x of [-16, 0, 16]) pen.moveTo(x, 0), pen.lineTo(x + 16, 16);
  pen.stroke();
  return pen.getImageData(0, 0, 16, 16);
}
