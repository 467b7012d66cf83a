// The page's drawing kit in one place: preact, its hooks, and htm bound to it.
import { Fragment, h, render } from "./vendor/preact.mjs";
import htm from "./vendor/htm.mjs";

export { Fragment, render };
export { useCallback, useEffect, useErrorBoundary, useId, useLayoutEffect, useMemo, useRef, useState } from "./vendor/hooks.mjs";
export const html = htm.bind(h);

/** Class names from those that hold: cls("a", cond && "b"). */
export const cls = (...names) => names.filter(Boolean).join(" ");

/** Calls `act` only after `wait` milliseconds without another call. */
export function later(act, wait) {
  let timer = 0;
  const run = (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), wait);
  };
  run.stop = () => clearTimeout(timer);
  return run;
}
