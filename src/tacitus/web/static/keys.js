// Keys: each view says which it has and what they do; "?" shows those of the present view; typing is never taken for a key.
import { html, useEffect, useState } from "./lib.js";
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
  for (const layer of [...layers].reverse()) {
    const found = layer.current[event.key];
    if (found) {
      event.preventDefault();
      found[1](event);
      return;
    }
  }
});

/** make() gives {key: [what it does, act]}; in force while the component is shown, before those of the views around it. */
export function useKeys(make, inputs) {
  useEffect(() => {
    const layer = { current: make() };
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
  const all = new Map([...layers].flatMap((layer) => Object.entries(layer.current)).filter(([, [says]]) => says));
  return html`<${Dialog} title=${t("keys.title")} onClose=${() => set(false)}>
    <table class="keys"><tbody>${[...all].map(([key, [says]]) => html`<tr key=${key}><th scope="row"><kbd>${NAMES[key] ?? key}</kbd></th><td>${says}</td></tr>`)}</tbody></table>
    <p class="quiet">${t("keys.note")}</p>
  </${Dialog}>`;
}
