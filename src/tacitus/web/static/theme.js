// Light or dark: as the system says until the reader chooses; the choice is kept in this browser.
import { useEffect, useState } from "./lib.js";

const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set();

function kept() {
  try {
    return localStorage.getItem("tacitus-theme");
  } catch {
    return null;
  }
}

/** The theme in force: "light" or "dark". */
export const theme = () => kept() ?? (system.matches ? "dark" : "light");

/** Puts the theme on the page. */
export function applyTheme() {
  document.documentElement.dataset.theme = theme();
  listeners.forEach((listener) => listener(theme()));
}
system.addEventListener("change", applyTheme);

/** Changes to the other one. */
export function turnTheme() {
  try {
    localStorage.setItem("tacitus-theme", theme() === "dark" ? "light" : "dark");
  } catch {
    // a browser that keeps nothing stays with the system's
  }
  applyTheme();
}

/** The theme as a hook. */
export function useTheme() {
  const [now, set] = useState(theme);
  useEffect(() => {
    listeners.add(set);
    return () => listeners.delete(set);
  }, []);
  return now;
}
