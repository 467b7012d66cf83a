// A report's text with its quotes marked by field, by the CSS Custom Highlight API; where that is missing, by <mark>s.
import { html, useEffect, useLayoutEffect, useMemo, useRef } from "./lib.js";
import { keyOf } from "./evidence.js";
import { t } from "./words.js";

const GROUPS = { type: "what", status: "what", when: "when", where: "where", roles: "who", counts: "toll", claims: "claim", aside: "aside" };
export const MARKS = ["what", "when", "where", "who", "toll", "claim", "other", "aside"];

const PRIORITY = { lit: 9, other: 1, aside: 0 }; // words of a doubt or a correction are those of the value too, and show as that

/** The colour group of a field. */
export const markOf = (field) => GROUPS[String(field ?? "").split(".")[0]] ?? "other";

/** Turns code points, in which the record counts, into the UTF-16 units of scripts; and back. */
export function units(text) {
  if (!/[\ud800-\udbff]/.test(text)) return { to: (n) => n, from: (n) => n };
  const starts = [];
  let at = 0;
  for (const letter of text) {
    starts.push(at);
    at += letter.length;
  }
  starts.push(at);
  return { to: (n) => starts[Math.min(n, starts.length - 1)], from: (n) => { const found = starts.findIndex((start) => start >= n); return found < 0 ? starts.length - 1 : found; } };
}

const native = () => typeof Highlight !== "undefined" && Boolean(CSS.highlights);
const owners = new Map();

function publish() {
  for (const name of [...MARKS, "lit"]) {
    const ranges = [...owners.values()].flatMap((one) => one[name] ?? []);
    if (!ranges.length) CSS.highlights.delete(name);
    else {
      const made = new Highlight(...ranges);
      made.priority = PRIORITY[name] ?? 2;
      CSS.highlights.set(name, made);
    }
  }
}

/** marks: [{start, end, field, report}]; lit: Set of quote keys; onHover(keys), onSelect({start, end, words}). */
export function ReportText({ report, marks, lit, focus, onHover, onSelect }) {
  const box = useRef(null);
  const owner = useRef({});
  const { text } = report;
  const scale = useMemo(() => units(text), [text]);
  const spans = useMemo(() => marks.map((mark) => ({ ...mark, from: scale.to(mark.start), to: scale.to(mark.end), key: keyOf({ report: report.id, ...mark }) })).sort((a, b) => a.from - b.from || b.to - a.to), [marks, scale]);
  const drawn = native();

  useLayoutEffect(() => {
    if (!drawn) return undefined;
    const node = box.current.firstChild;
    const range = ({ from, to }) => {
      const made = document.createRange();
      made.setStart(node, Math.min(from, node.length));
      made.setEnd(node, Math.min(to, node.length));
      return made;
    };
    const found = {};
    for (const span of spans) (found[markOf(span.field)] ??= []).push(range(span));
    found.lit = spans.filter((span) => lit?.has(span.key)).map(range);
    owners.set(owner.current, found);
    publish();
    return () => {
      owners.delete(owner.current);
      publish();
    };
  }, [spans, lit, drawn]);

  useEffect(() => {
    const span = focus && spans.find((one) => one.key === focus.key);
    if (!span) return;
    const range = rangeOf(box.current, span.from, span.to);
    const at = range?.getBoundingClientRect();
    const frame = box.current.closest(".paper") ?? box.current;
    const shown = frame.getBoundingClientRect();
    if (!focus.within && (shown.top > innerHeight * 0.7 || shown.bottom < 0)) frame.scrollIntoView({ block: "start", behavior: "instant" }); // on a phone the text stands below
    if (at && at.height) frame.scrollBy({ top: at.top - shown.top - frame.clientHeight / 3, behavior: "instant" });
  }, [focus, spans]);

  const hover = (event) => {
    const offset = offsetAt(box.current, event);
    const found = offset === null ? [] : spans.filter((span) => span.from <= offset && offset < span.to);
    box.current.classList.toggle("on-mark", found.length > 0);
    onHover?.(found.map((span) => span.key), found);
  };
  const select = () => {
    const found = selected(box.current);
    if (found && onSelect) onSelect({ report: report.id, start: scale.from(found.from), end: scale.from(found.to), words: text.slice(found.from, found.to) });
  };
  return html`<div class="text" dir="auto" ref=${box} tabindex="0" role="document" aria-label=${t("report.text")} onPointerMove=${hover} onPointerLeave=${() => onHover?.([], [])} onPointerUp=${select} onKeyUp=${select}>${drawn ? text : pieces(text, spans, lit)}</div>`;
}

/** The text cut at every mark's ends, for browsers without the API; of marks that overlap the shortest shows. */
function pieces(text, spans, lit) {
  const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.from, span.to])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, n) => {
    const inside = spans.filter((span) => span.from <= from && cuts[n + 1] <= span.to).sort((a, b) => (a.to - a.from) - (b.to - b.from) || (markOf(a.field) === "other") - (markOf(b.field) === "other"));
    const words = text.slice(from, cuts[n + 1]);
    return inside.length ? html`<mark key=${from} class=${`m-${markOf(inside[0].field)}${inside.some((span) => lit?.has(span.key)) ? " m-lit" : ""}`}>${words}</mark>` : words;
  });
}

/** Where in the box's text, in UTF-16 units, a pointer is; null where it is beside the words. */
function offsetAt(box, { clientX, clientY }) {
  const found = document.caretPositionFromPoint?.(clientX, clientY);
  const [node, offset] = found ? [found.offsetNode, found.offset] : (({ startContainer, startOffset } = {}) => [startContainer, startOffset])(document.caretRangeFromPoint?.(clientX, clientY) ?? undefined);
  if (!node || !box.contains(node) || node.nodeType !== Node.TEXT_NODE) return null;
  return before(box, node) + offset;
}

/** How many units of the box's text come before a node of it. */
function before(box, node) {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let sum = 0;
  while (walker.nextNode()) {
    if (walker.currentNode === node) return sum;
    sum += walker.currentNode.length;
  }
  return sum;
}

function rangeOf(box, from, to) {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let sum = 0;
  let begun = false;
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (!begun && from < sum + node.length) {
      range.setStart(node, from - sum);
      begun = true;
    }
    if (begun && to <= sum + node.length) {
      range.setEnd(node, to - sum);
      return range;
    }
    sum += node.length;
  }
  return null;
}

/** The words that the reader has selected in the box, whole words only at their ends trimmed: {from, to}, or null. */
function selected(box) {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0);
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null;
  let from = place(box, range.startContainer, range.startOffset);
  let to = place(box, range.endContainer, range.endOffset);
  const { textContent } = box;
  while (from < to && /\s/.test(textContent[from])) from += 1;
  while (to > from && /\s/.test(textContent[to - 1])) to -= 1;
  return from < to ? { from, to } : null;
}

/** A range's end as an offset in the box's text; an end may name an element and one of its children. */
function place(box, node, offset) {
  if (node.nodeType === Node.TEXT_NODE) return before(box, node) + offset;
  const range = document.createRange();
  range.selectNodeContents(box);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** What the colours mean. */
export const MarkLegend = () => html`<ul class="mark-legend" aria-label=${t("marks.legend")}>${MARKS.map((name) => html`<li key=${name}><mark class=${`m-${name}`}>${t(`mark.${name}`)}</mark></li>`)}</ul>`;
