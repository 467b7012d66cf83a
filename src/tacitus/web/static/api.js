// The way to the record: reads and writes of /api/v1, with errors as the record's own codes and hints.
import { useEffect, useState } from "./lib.js";
import { t } from "./words.js";

const ROOT = "/api/v1";
let token = null;

/** A failure that a person can read: what, code, what to try; `body` is the whole problem. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || t("error.status", { status: String(status) }));
    Object.assign(this, { status, body, code: body.code ?? null, hint: body.hint ?? null });
  }
}

/** The address of a call with its parameters. */
export function url(path, params = {}) {
  const given = Object.entries(params).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return ROOT + path + (search ? `?${search}` : "");
}

/** Reads JSON. Raises Problem; an AbortError where `signal` was set off. */
export async function get(path, params, signal) {
  return answer(await call(url(path, params), { signal, headers: { Accept: "application/json" } }));
}

/** Sends JSON, or a form with files, and reads what comes back. Raises Problem. */
export async function send(method, path, body, headers = {}, root = ROOT) {
  const isForm = body instanceof FormData;
  const secret = token ?? /(?:^|; )tacitus_csrf=([^;]+)/.exec(document.cookie)?.[1];
  const all = { ...headers, ...(secret ? { "X-CSRF-Token": decodeURIComponent(secret) } : {}), ...(isForm || body === undefined ? {} : { "Content-Type": "application/json" }) };
  const payload = isForm || body === undefined ? body : JSON.stringify(body);
  return answer(await call(root + path, { method, headers: all, body: payload }));
}

/** Keeps the token that a changing call must carry where there are users. */
export const useToken = (given) => { token = given ?? token; };

async function call(to, options) {
  try {
    return await fetch(to, { credentials: "same-origin", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, { detail: t("error.offline"), hint: t("error.offline.hint") });
  }
}

async function answer(response) {
  const text = await response.text();
  let body = {};
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    body = { detail: text.slice(0, 200) };
  }
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}

/** Reads while a component is shown: {data, error, loading, again}. The last data stay until the new ones are there. */
export function useData(path, params = {}, { keep = true } = {}) {
  const key = path === null ? null : url(path, params);
  const [state, set] = useState({ key: null, data: null, error: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (key === null) return undefined;
    const stop = new AbortController();
    const { pathname, search } = new URL(key, location.origin);
    get(pathname.slice(ROOT.length), Object.fromEntries(new URLSearchParams(search)), stop.signal).then(
      (data) => set({ key, data, error: null }),
      (error) => error.name !== "AbortError" && set((was) => ({ key, data: keep ? was.data : null, error })),
    );
    return () => stop.abort();
  }, [key, turn]);
  const fresh = state.key === key;
  return { data: fresh || keep ? state.data : null, error: fresh ? state.error : null, loading: key !== null && !fresh, again: () => setTurn((n) => n + 1) };
}

/** Whether the one who asks may do a thing (`may` of /meta); nothing is held back before that is known: the server decides. */
export const may = (meta, what) => meta?.may?.includes(what) ?? true;

const kept = new Map();
/** Reads once and keeps it: types, the page's own files. */
export function once(path) {
  if (!kept.has(path)) {
    const asked = path.startsWith("/static/") ? fetch(path).then((found) => found.json()) : get(path);
    asked.catch(() => kept.delete(path));
    kept.set(path, asked);
  }
  return kept.get(path);
}

/** `once` as a hook; null until it is there. */
export function useOnce(path) {
  const [data, set] = useState(null);
  useEffect(() => {
    let live = true;
    once(path).then((found) => live && set(found), () => {});
    return () => { live = false; };
  }, [path]);
  return data;
}
