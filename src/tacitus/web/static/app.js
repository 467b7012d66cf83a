// Where the page begins: loads words and signs, draws the bar at the top, and shows the view that the address names.
import { html, render, useEffect, useErrorBoundary, useState } from "./lib.js";
import { get, may, send, useToken } from "./api.js";
import { Explore } from "./explore.js";
import { Help, keys, useKeys } from "./keys.js";
import { Wait } from "./parts.js";
import { loadSymbols, loadTypes } from "./symbols.js";
import { address, change, filtersOf, followLinks, go, useRoute } from "./state.js";
import { applyTheme, turnTheme, useTheme } from "./theme.js";
import { loadWords, t } from "./words.js";

const VIEWS = {
  incident: () => import("./incident.js").then((found) => found.IncidentView),
  report: () => import("./report.js").then((found) => found.ReportView),
  review: () => import("./review.js").then((found) => found.ReviewView),
  dashboard: () => import("./dashboard.js").then((found) => found.DashboardView),
  add: () => import("./add.js").then((found) => found.AddView),
};

/** A view of its own file, fetched when it is first shown. */
function Later({ name, ...more }) {
  const [View, set] = useState(null);
  useEffect(() => {
    let live = true;
    set(null);
    VIEWS[name]().then((found) => live && set(() => found));
    return () => { live = false; };
  }, [name]);
  return View ? html`<${View} ...${more}/>` : html`<${Wait}/>`;
}

/** Ends the session, and loads the page anew. */
async function leave(path) {
  await send("POST", path, undefined, {}, "");
  location.assign("/");
}

function Bar({ route, meta }) {
  const dark = useTheme() === "dark";
  const at = (view) => (route.view === view ? "page" : undefined);
  const kept = filtersOf(route.q);
  const search = (event) => {
    event.preventDefault();
    const text = new FormData(event.currentTarget).get("text").trim();
    if (route.view === "explore" || route.view === "dashboard") change({ text, sel: null });
    else go("/", { ...kept, text });
  };
  return html`<header class="bar">
    <a class="skip" href="#main">${t("skip")}</a>
    <a class="brand" href="/">Tacitus</a>
    <form role="search" onSubmit=${search}>
      <input type="search" name="text" key=${route.q.text ?? ""} defaultValue=${route.q.text ?? ""} placeholder=${t("search.hint")} aria-label=${t("search.label")} dir="auto" data-key="/"/>
    </form>
    <nav aria-label=${t("nav.label")}>
      <a href=${address("/", kept)} aria-current=${at("explore")}>${t("nav.explore")}</a>
      <a href=${address("/dashboard", kept)} aria-current=${at("dashboard")}>${t("nav.dashboard")}</a>
      ${may(meta, "decide") && html`<a href=${address("/review", kept)} aria-current=${at("review")}>${t("nav.review")}</a>`}
      ${may(meta, "add") && html`<a href="/add" aria-current=${at("add")}>${t("nav.add")}</a>`}
    </nav>
    <span class="tools">
      ${meta?.user?.name && html`<span class="who" title=${t(`role.${meta.user.role}.does`)}><b dir="auto">${meta.user.name}</b>${meta.logout && html` <small>${t(`role.${meta.user.role}`)}</small>`}</span>`}
      ${meta?.logout && html`<button type="button" onClick=${() => leave(meta.logout)}>${t("logout")}</button>`}
      <button type="button" class="icon" onClick=${turnTheme} aria-pressed=${dark} aria-label=${t("theme.turn")} title=${t("theme.turn")}>${dark ? "☀" : "☾"}</button>
      <button type="button" class="icon" onClick=${() => keys.help()} aria-label=${t("keys.show")} title=${t("keys.show")}>?</button>
    </span>
  </header>`;
}

const BEAT = 1000;

/** How far a large record is opened, as long as its figures are waited for. */
function Opening() {
  const [now, set] = useState(null);
  useEffect(() => {
    const beat = setInterval(() => get("/opening").then(set, () => {}), BEAT);
    return () => clearInterval(beat);
  }, []);
  return now?.of ? html`<p class="notice" role="status">${t("opening", { done: now.done, n: now.of })} <progress max=${now.of} value=${now.done} aria-label=${t("opening.label")}></progress></p>` : null;
}

function App() {
  const route = useRoute();
  const [meta, setMeta] = useState(null);
  const [, setTyped] = useState(false);
  const [crash, reset] = useErrorBoundary();
  useEffect(() => {
    loadTypes().then(() => setTyped(true), () => {});
    get("/meta").then((found) => {
      useToken(found.csrf);
      setMeta(found);
    }, (error) => error.status === 401 && location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`));
  }, []);
  useEffect(reset, [route.path]);
  useEffect(() => { document.title = `${t(`title.${route.view}`)} · Tacitus`; }, [route.view]);
  useKeys(() => ({
    "/": [t("keys.search"), () => document.querySelector("[data-key='/']")?.focus()],
    g: [t("keys.explore"), () => go("/", filtersOf(route.q))],
    b: [t("keys.dashboard"), () => go("/dashboard", filtersOf(route.q))],
    ...(may(meta, "decide") ? { r: [t("keys.review"), () => go("/review", filtersOf(route.q))] } : {}),
  }), [route.path, JSON.stringify(route.q), meta], 0);
  const props = { route, meta, key: route.view };
  const held = { review: "decide", add: "add" }[route.view];
  return html`<${Bar} route=${route} meta=${meta}/>
    ${meta === null && html`<${Opening}/>`}
    ${meta?.withheld && html`<p class="notice">${t("withheld")}</p>`}
    ${crash
      ? html`<main id="main" class="plain"><h1>${t("crash")}</h1><p>${String(crash.message ?? crash)}</p><p><a class="button" href="/">${t("crash.back")}</a></p></main>`
      : held && !may(meta, held)
        ? html`<main id="main" class="plain"><h1>${t(`title.${route.view}`)}</h1><p>${t("role.not", { role: t(`role.${meta.user.role}`) })} ${t(`role.needs.${held}`)}</p><p><a class="button" href="/">${t("crash.back")}</a></p></main>`
      : route.view in VIEWS ? html`<${Later} name=${route.view} ...${props}/>` : html`<${Explore} ...${props}/>`}
    <${Help}/>
    <div id="say" class="unseen" role="status" aria-live="polite"></div>`;
}

async function begin() {
  applyTheme();
  await Promise.all([loadWords(), loadSymbols()]);
  document.addEventListener("click", followLinks);
  const root = document.getElementById("app");
  root.textContent = "";
  render(html`<${App}/>`, root);
}

begin();
