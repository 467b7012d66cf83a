// A base map of the user's own: one PMTiles file, read piece by piece from the same server, drawn under what happened.
import { PMTiles, Protocol } from "./vendor/pmtiles.mjs";

let protocol = null;
const LOOKS = [
  [/water|ocean|lake|river/, "#9db8cc"],
  [/road|transport|street|rail/, "#b9a88c"],
  [/bound|admin/, "#9a958a"],
  [/build/, "#c9c4b8"],
];
const lookOf = (name) => LOOKS.find(([words]) => words.test(name))?.[1] ?? "#cfd6c4";

/** Adds the file's layers beneath the borders; pictures as pictures, shapes as faint fills and lines. */
export async function addTiles(map, maplibre, url) {
  const file = new PMTiles(url);
  if (!protocol) {
    protocol = new Protocol();
    maplibre.addProtocol("pmtiles", protocol.tile);
  }
  protocol.add(file);
  const [header, about] = await Promise.all([file.getHeader(), file.getMetadata()]);
  const isVector = header.tileType === 1;
  map.addSource("own", { type: isVector ? "vector" : "raster", url: `pmtiles://${url}`, ...(isVector ? {} : { tileSize: 256 }) });
  if (!isVector) {
    map.addLayer({ id: "own", type: "raster", source: "own", paint: { "raster-opacity": 0.85 } }, "areas");
    return;
  }
  for (const { id } of about?.vector_layers ?? []) {
    const colour = lookOf(id);
    const common = { source: "own", "source-layer": id };
    if (!/place|poi|label|name/.test(id)) {
      map.addLayer({ ...common, id: `own-${id}-fill`, type: "fill", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour, "fill-opacity": 0.35 } }, "areas");
      map.addLayer({ ...common, id: `own-${id}-line`, type: "line", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": colour, "line-width": 0.8 } }, "areas");
    }
  }
}
