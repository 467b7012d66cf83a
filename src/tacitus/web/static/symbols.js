// The sign of each kind of happening: a shape (readable without colour) and a colour, the same on map, list and charts.
import { html } from "./lib.js";
import { once } from "./api.js";

/** Paths in a box of 24 × 24. */
const PATHS = {
  star: "M12 1.5l3 6.6 7.2.8-5.4 4.8 1.6 7.1L12 17.1l-6.4 3.7 1.6-7.1L1.8 8.9 9 8.1z",
  down: "M2 4h20L12 22z",
  up: "M12 2l10 18H2z",
  square: "M3.5 3.5h17v17h-17z",
  diamond: "M12 1l11 11-11 11L1 12z",
  hexagon: "M7 2.6h10L22.5 12 17 21.4H7L1.5 12z",
  flag: "M5 1h2.4v2H21l-4 5 4 5H7.4v10H5z",
  circle: "M12 2.5a9.5 9.5 0 110 19 9.5 9.5 0 010-19z",
};

let groups = {};
let families = {};
let types = {};

/** Loads the signs; to be awaited once, before anything is drawn. */
export async function loadSymbols() {
  ({ groups, families } = await once("/static/symbols.json"));
}

/** Loads the types; until they are there, a card's own family gives its sign. */
export async function loadTypes() {
  const known = await once("/types");
  types = Object.fromEntries(known.types.map((type) => [type.id, type]));
}

export const allGroups = () => Object.keys(groups);
export const allTypes = () => Object.values(types);

/** The families that are drawn with a group's sign. */
export const familiesOf = (group) => Object.keys(families).filter((family) => families[family] === group);

/** The group whose sign a type has. */
export const groupOf = (type, family) => families[family ?? types[type]?.family] ?? families[type] ?? "other";

/** The type's name in words. */
export const typeName = (type) => types[type]?.label ?? String(type ?? "").replace(/-/g, " ");

/** A group's colour in the present theme. */
export const colour = (group) => groups[group]?.[document.documentElement.dataset.theme === "dark" ? "dark" : "light"];

/** A group's shape as a path in 24 × 24. */
export const path = (group) => PATHS[groups[group]?.shape ?? "circle"];

/** The sign as a small picture; hidden from screen readers, since the words beside it say the same. */
export function Sign({ type, family, group = groupOf(type, family), size = 14 }) {
  return html`<svg class="sign" width=${size} height=${size} viewBox="0 0 24 24" aria-hidden="true"><path d=${path(group)} class=${`g-${group}`}/></svg>`;
}
