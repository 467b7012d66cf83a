// The whole state of the page lives in the address: which view, which filters, what is chosen, where the map looks.
import { useEffect, useState } from "./lib.js";

/** Filters of the one Query that page, API, CLI and exports share. */
export const FILTERS = [
  "text", "type", "country", "admin1", "place", "actor", "since", "until", "killed_min", "killed_max",
  "status", "grade", "source", "disputed", "reviewed", "box", "radius", "as_of",
];
/** What else the address holds, which no export or feed needs. */
export const VIEWING = ["sort", "sel", "map", "follow", "tz", "measure", "frame", "step", "panel", "lang", "tab"];

const listeners = new Set();
const tell = () => listeners.forEach((listener) => listener());
addEventListener("popstate", tell);

/** The present route: {view, id, path, q} where q holds all parameters as strings. */
export function here() {
  const parts = location.pathname.split("/").filter(Boolean);
  const view = parts[0] ?? "explore";
  return { view, id: parts[1] ? decodeURIComponent(parts[1]) : null, path: location.pathname, q: Object.fromEntries(new URLSearchParams(location.search)) };
}

/** The address of a path with parameters; empty ones are left out and the order is always the same. */
export function address(path, q = {}) {
  const order = [...FILTERS, ...VIEWING];
  const names = Object.keys(q).filter((name) => q[name] !== null && q[name] !== undefined && q[name] !== "");
  names.sort((a, b) => (order.indexOf(a) + 99) % 99 - (order.indexOf(b) + 99) % 99);
  const search = names.map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(q[name]).replace(/%2C/g, ",").replace(/%20/g, "+")}`).join("&");
  return path + (search ? `?${search}` : "");
}

/** Goes to a path; `replace` for what should make no step in the history, such as a moved map. */
export function go(path, q = {}, { replace = false } = {}) {
  const to = address(path, q);
  if (to === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", to);
  tell();
}

/** Changes some parameters of the present address; null removes one. */
export function change(some, options) {
  const { path, q } = here();
  go(path, { ...q, ...some }, options);
}

/** The present route, drawn again whenever it changes. */
export function useRoute() {
  const [route, set] = useState(here);
  useEffect(() => {
    const listener = () => set(here());
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return route;
}

/** Only the filters of the parameters, for the API, feeds and exports; a frame of the play is a span of days. */
export function filtersOf(q, { frame = false } = {}) {
  const found = Object.fromEntries(FILTERS.filter((name) => q[name]).map((name) => [name, q[name]]));
  if (frame && q.frame) [found.since, found.until] = q.frame.split("..");
  return found;
}

/** Adds a value to a filter that takes several, or takes it out again. */
export function toggled(given, value) {
  const all = given ? given.split(",") : [];
  return (all.includes(value) ? all.filter((one) => one !== value) : [...all, value]).join(",");
}

/** Whether a click means to go there, and not to a new tab or window. */
export const isPlain = (event) => !(event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

/** Makes plain clicks on links of the page change the view without loading it anew. */
export function followLinks(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || !isPlain(event)) return;
  const to = new URL(link.href);
  if (to.origin !== location.origin || link.target || link.hasAttribute("download") || /^\/(api|feeds|static|openapi|i|log)/.test(to.pathname)) return;
  event.preventDefault();
  if (to.pathname === location.pathname && to.hash && to.search === location.search) {
    document.querySelector(to.hash)?.scrollIntoView();
    return;
  }
  history.pushState(null, "", to.pathname + to.search);
  tell();
  scrollTo(0, 0);
}
