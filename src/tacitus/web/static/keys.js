// Keys: each view says which it has and what they do; "?" shows those of the present view; typing is never taken for a key.
import { html, useLayoutEffect, useState } from "./lib.js";
import { Dialog } from "./parts.js";
import { t } from "./words.js";

const layers = [];
let opened = () => {};

export const keys = { help: () => opened(true) };

const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]");

addEventListener("keydown", (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    event.preventDefault();
    opened(true);
    return;
  }
  if ((event.key === "Enter" || event.key === " ") && event.target.closest?.("a, button, summary, label, [role=tab]")) return;
  for (const layer of [...layers].sort((a, b) => b.level - a.level)) {
    const found = layer.current[event.key];
    if (found) {
      event.preventDefault();
      found[1](event);
      return;
    }
  }
});

/** make() gives {key: [what it does, act]}; in force from the moment that the component is shown. level: 0 the bar, 1 a view, 2 what is within it; the higher goes first. */
export function useKeys(make, inputs, level = 1) {
  useLayoutEffect(() => {
    const layer = { current: make(), level };
    layers.push(layer);
    return () => layers.splice(layers.indexOf(layer), 1);
  }, inputs);
}

const NAMES = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc", " ": "␣" };

/** The keys of the present view. */
export function Help() {
  const [open, set] = useState(false);
  opened = set;
  if (!open) return null;
  const all = new Map([...layers].sort((a, b) => a.level - b.level).flatMap((layer) => Object.entries(layer.current)).filter(([, [says]]) => says));
  return html`<${Dialog} title=${t("keys.title")} onClose=${() => set(false)}>
    <table class="keys"><tbody>${[...all].map(([key, [says]]) => html`<tr key=${key}><th scope="row"><kbd>${NAMES[key] ?? key}</kbd></th><td>${says}</td></tr>`)}</tbody></table>
    <p class="quiet">${t("keys.note")}</p>
  </${Dialog}>`;
}
