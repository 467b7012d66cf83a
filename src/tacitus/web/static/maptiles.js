// A base map of the user's own: one PMTiles file, read piece by piece from the same server, drawn under what happened.
import { PMTiles, Protocol } from "./vendor/pmtiles.mjs";

let protocol = null;
/** Colours by what a layer's name says, in the light and the dark theme; faint, so that signs and borders stay in front. */
const LOOKS = [
  [/water|ocean|lake|river/, "#9db8cc", "#1d3444"],
  [/road|transport|street|rail/, "#b09c7a", "#6f6a5c"],
  [/bound|admin/, "#9a958a", "#66707a"],
  [/build/, "#c9c4b8", "#3c444b"],
];
const OTHER = ["#cfd6c4", "#2b352f"];
const isDark = () => document.documentElement.dataset.theme === "dark";
const lookOf = (name) => {
  const [light, dark] = LOOKS.find(([words]) => words.test(name))?.slice(1) ?? OTHER;
  return isDark() ? dark : light;
};
const NAMED = /place|label|name/;
const SPOTS = /poi|point/;
const OWN_NAMES_FROM = 7; // nearer than this our own list of cities thins out

/** Adds the file's layers beneath areas and borders: pictures as pictures, shapes as faint fills and lines, places by name. */
export async function addTiles(map, maplibre, url) {
  const file = new PMTiles(url);
  if (!protocol) {
    protocol = new Protocol();
    maplibre.addProtocol("pmtiles", protocol.tile);
  }
  protocol.add(file);
  const [header, about] = await Promise.all([file.getHeader(), file.getMetadata()]);
  if (!map.style || map.getSource("own")) return;
  const isVector = header.tileType === 1;
  map.addSource("own", { type: isVector ? "vector" : "raster", url: `pmtiles://${url}`, ...(isVector ? {} : { tileSize: 256 }) });
  if (!isVector) {
    map.addLayer({ id: "own", type: "raster", source: "own", paint: { "raster-opacity": isDark() ? 0.55 : 0.85 } }, "areas");
    return;
  }
  for (const { id } of about?.vector_layers ?? []) {
    if (NAMED.test(id)) addNames(map, id);
    else if (!SPOTS.test(id)) addShapes(map, id);
  }
}

function addShapes(map, id) {
  const colour = lookOf(id);
  const common = { source: "own", "source-layer": id };
  map.addLayer({ ...common, id: `own-${id}-fill`, type: "fill", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour, "fill-opacity": 0.5 } }, "areas");
  map.addLayer({ ...common, id: `own-${id}-line`, type: "line", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": colour, "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.6, 13, 2] } }, "areas");
}

function addNames(map, id) {
  const name = ["coalesce", ["get", `name:${document.documentElement.lang}`], ["get", "name:en"], ["get", "name"]];
  map.addLayer({
    id: `own-${id}-name`, type: "symbol", source: "own", "source-layer": id, minzoom: OWN_NAMES_FROM, filter: ["==", ["geometry-type"], "Point"],
    paint: { "text-color": map.getPaintProperty("cities", "text-color"), "text-halo-color": map.getPaintProperty("cities", "text-halo-color"), "text-halo-width": 1.3 },
    layout: { "text-field": name, "text-font": ["system-ui"], "text-size": 11, "text-padding": 6 },
  }, "area-labels");
}
