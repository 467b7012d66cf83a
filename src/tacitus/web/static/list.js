// The list: what the map and the timeline show, in words, a page at a time as one scrolls; the same for all readers.
import { html, useEffect, useRef, useState } from "./lib.js";
import { get, may } from "./api.js";
import { Row, Trouble } from "./parts.js";
import { change, FILTERS, here } from "./state.js";
import { allTypes } from "./symbols.js";
import { t } from "./words.js";

const PAGE = 40;
export const SORTS = ["-date", "date", "-killed", "killed", "-changed"];

/** The incidents of filters, page after page: {cards, total, more, error, loading}. */
export function useCards(filters, sort) {
  const key = JSON.stringify([filters, sort]);
  const [state, set] = useState({ key: null, cards: [], total: null, next: null, error: null, loading: true });
  const turn = useRef({});
  const ask = async (cursor) => {
    const mine = (turn.current = { key });
    set((was) => ({ ...was, loading: true }));
    try {
      const found = await get("/incidents", { ...filters, sort, limit: PAGE, cursor });
      if (turn.current !== mine) return;
      set((was) => ({ key, cards: cursor ? [...was.cards, ...found.incidents] : found.incidents, total: found.total, next: found.next, error: null, loading: false }));
    } catch (error) {
      if (turn.current === mine) set((was) => ({ ...was, key, error, cards: cursor ? was.cards : [], total: cursor ? was.total : null, next: null, loading: false }));
    }
  };
  useEffect(() => { ask(null); }, [key]);
  return { ...state, more: () => state.next && !state.loading && ask(state.next), again: () => ask(null) };
}

/** Chooses the incident so many lines further down the list, fetching more near its end. */
export function step(found, by) {
  const { cards } = found;
  const from = here().q.sel ?? document.activeElement?.dataset?.id; // back in the list, one goes on from where one was
  const at = cards.findIndex((card) => card.id === from);
  const to = cards[Math.max(0, Math.min(cards.length - 1, at + by))];
  if (to) change({ sel: to.id }, { replace: true });
  if (at + by >= cards.length - 3) found.more();
}

/** Draws a card's line once and keeps it: neither a moved map nor the next page of a long list draws all anew. */
function useLines({ map, ...q }) {
  const kept = useRef({});
  const key = JSON.stringify([q, Object.keys(allTypes()).length]);
  if (kept.current.key !== key) kept.current = { key, lines: new WeakMap() };
  const { lines } = kept.current;
  return (card) => {
    if (!lines.has(card)) lines.set(card, html`<${Row} key=${card.id} card=${card} q=${q} chosen=${card.id === q.sel}/>`);
    return lines.get(card);
  };
}

/** found: what useCards gave; q: the address's parameters. */
export function List({ found, q, meta, onExports }) {
  const box = useRef(null);
  const end = useRef(null);
  const latest = useRef(found);
  latest.current = found;
  useEffect(() => {
    if (!found.next) return undefined;
    const watcher = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && latest.current.more(), { rootMargin: "400px" });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [found.next]);
  const line = useLines(q);
  const narrowed = FILTERS.some((name) => q[name]) || q.frame;
  return html`<section class="list" aria-label=${t("list.label")} ref=${box}>
    <header class="list-head">
      <strong role="status">${found.total === null ? t("loading") : t("count.incidents", { n: found.total })}</strong>
      <label><span class="unseen">${t("sort.label")}</span>
        <select value=${q.sort ?? "-date"} onChange=${(event) => change({ sort: event.target.value === "-date" ? null : event.target.value })}>
          ${SORTS.map((sort) => html`<option key=${sort} value=${sort}>${t(`sort.${sort}`)}</option>`)}
        </select></label>
      <button type="button" class="taking" onClick=${onExports}>${t("take")}</button>
    </header>
    ${found.error && html`<${Trouble} error=${found.error} again=${found.again}/>`}
    ${found.total === 0 && html`<div class="empty"><p>${narrowed ? t("list.none") : t("list.empty")}</p>${narrowed && html`<a class="button" href="/">${t("filters.clear")}</a>`} ${may(meta, "add") && html`<a class="button" href="/add">${t("nav.add")}</a>`}</div>`}
    <ol class="rows" tabindex="-1">${found.cards.map(line)}</ol>
    <div ref=${end} class="end">${found.next && t("loading")}</div>
  </section>`;
}
