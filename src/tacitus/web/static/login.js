// The page where people sign in: sends name and password once, and goes back to where they came from.
import { applyTheme } from "./theme.js";
import { Problem, send } from "./api.js";
import { loadWords, t } from "./words.js";

/** Where to go afterwards: a place of this server, whatever the address says. */
function next() {
  try {
    const to = new URL(new URLSearchParams(location.search).get("next") ?? "/", location.origin);
    return to.origin === location.origin && to.pathname !== "/login" ? to.pathname + to.search + to.hash : "/";
  } catch {
    return "/";
  }
}

/** What went wrong, in words. */
function says(error) {
  if (!(error instanceof Problem)) throw error;
  if (error.status === 401) return t("login.wrong");
  if (error.status === 429) return t("login.wait");
  return [error.message, error.hint].filter(Boolean).join(". ");
}

async function signIn(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button");
  const problem = document.getElementById("problem");
  button.disabled = true;
  problem.textContent = "";
  try {
    await send("POST", "/login", Object.fromEntries(new FormData(form)));
    location.replace(next());
  } catch (error) {
    problem.textContent = says(error);
    form.password.value = "";
    form.password.focus();
    button.disabled = false;
  }
}

const put = (where, words) => { document.querySelector(`main ${where}`).textContent = words; };

async function begin() {
  applyTheme();
  await loadWords();
  document.title = `${t("title.login")} · Tacitus`;
  put("h1", t("title.login"));
  put("button", t("title.login"));
  put("label[for='name']", t("login.name"));
  put("label[for='password']", t("login.password"));
  put(".quiet", t("login.help"));
  document.querySelector("form").addEventListener("submit", signIn);
  document.getElementById("main").hidden = false;
  document.getElementById("name").focus();
}

begin();
