// All words that people read: texts from strings/, numbers, days and tolls; what is not known is said, never left blank.
let texts = {};
let language = "en";

/** Loads the texts of the first of the reader's languages that there is; English has all. */
export async function loadWords() {
  const load = async (code) => (await fetch(`/static/strings/${code}.json`)).json();
  const [index, english] = await Promise.all([load("index"), load("en")]);
  const asked = new URLSearchParams(location.search).get("lang");
  const wanted = [asked, ...navigator.languages].filter(Boolean).map((code) => code.toLowerCase().split("-")[0]);
  language = wanted.find((code) => code in index) ?? "en";
  texts = { ...english, ...(language === "en" ? {} : await load(language)) };
  document.documentElement.lang = language;
  document.documentElement.dir = index[language].dir;
}

/** The text of a key with {names} filled in; "{n}" also chooses between "key.one" and "key.other". */
export function t(key, values = {}) {
  let text = texts[key];
  if ("n" in values) {
    const form = maker(Intl.PluralRules, "").select(Number(values.n) || 0);
    text = texts[`${key}.${form}`] ?? texts[`${key}.other`] ?? text;
  }
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? num(values[name]) : values[name] ?? ""));
}

/** Whether there is a text of that key. */
export const has = (key) => key in texts;

/** A text for an id of the record, such as a field or a status; the id itself, in words, where there is none. */
export const named = (group, id) => (id == null ? "" : has(`${group}.${id}`) ? t(`${group}.${id}`) : String(id).replace(/[-_.]/g, " "));

const made = new Map();
/** A maker of words of the browser's own, made once: making one takes as long as using it hundreds of times. */
function maker(Kind, name, options) {
  const key = `${language} ${Kind.name} ${name}`;
  if (!made.has(key)) made.set(key, new Kind(language, options));
  return made.get(key);
}

export const num = (value) => maker(Intl.NumberFormat, "").format(value);

/** A country's name from its ISO letters. */
export function country(iso) {
  try {
    return maker(Intl.DisplayNames, "region", { type: "region" }).of(iso);
  } catch {
    return iso;
  }
}

const SHAPES = {
  day: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "short", year: "numeric" },
  year: { year: "numeric" },
};

/** An ISO day, month or year for people; "" for none. */
export function day(iso, shape) {
  if (!iso) return "";
  const kind = shape ?? { 4: "year", 7: "month" }[iso.length] ?? "day";
  const date = new Date(`${iso.slice(0, 10)}${{ 4: "-01-01", 7: "-01" }[iso.length] ?? ""}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : maker(Intl.DateTimeFormat, kind, { ...SHAPES[kind], timeZone: "UTC" }).format(date);
}

/** A time stamp in the reader's own zone, to the minute. */
export const moment = (iso) =>
  iso ? maker(Intl.DateTimeFormat, "moment", { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso)) : "";

/** The record's `when` in words, no more precise than it is. */
export function when(value) {
  if (!value || (!value.start && !value.end)) return t("when.unknown");
  if (!value.start) return t("when.until", { day: day(value.end) });
  if (!value.end) return t("when.since", { day: day(value.start) });
  if (value.precision === "year" && value.start.slice(0, 4) === value.end.slice(0, 4)) return day(value.start, "year");
  if (value.precision === "month" && value.start.slice(0, 7) === value.end.slice(0, 7)) return day(value.start, "month");
  return span(value.start, value.end);
}

/** Two ISO days as a span, saying once what both share. */
export function span(start, end) {
  if (start === end) return day(start);
  const dates = [start, end].map((iso) => new Date(`${iso.slice(0, 10)}T00:00:00Z`));
  if (dates.some((date) => Number.isNaN(date.getTime()))) return `${start} – ${end}`;
  return maker(Intl.DateTimeFormat, "day", { ...SHAPES.day, timeZone: "UTC" }).formatRange(...dates);
}

/** The record's `where` in words. */
export function where(value) {
  const land = value?.country ? country(value.country) : "";
  const name = value?.name ?? value?.said;
  if (!name) return land ? t("where.somewhere", { country: land }) : t("where.unknown");
  if (value.precision === "country" || name === land) return land || name;
  const shown = value.relation ?? (value.precision === "near" ? t("where.near", { name }) : name);
  const unresolved = value.lat == null && value.precision === "unknown" ? ` ${t("where.unresolved")}` : "";
  const inside = value.admin1 && !value.admin1.startsWith(name) ? value.admin1 : null;
  return [shown + unresolved, inside, land].filter(Boolean).join(", ");
}

/** Low, best and high as one short figure: "44", "50+", "40–60", "≤ 30"; "–" where nothing is said. */
export function toll(count) {
  if (!count) return "–";
  const { low, high, best } = count;
  const more = count.open ? "+" : "";
  if (low != null && low === high) return num(low) + more;
  if (low != null && high != null) return `${num(low)}–${num(high)}${more}`;
  if (low != null) return `${num(low)}+`;
  if (high != null) return `≤ ${num(high)}`;
  return best != null ? num(best) : "?";
}

/** The same in words, with the best figure where it is another: "at least 50; best figure 60". "" where nothing is said. */
export function tollSaid(count) {
  if (!count) return "";
  const { low, high, best, open } = count;
  const bounds = low != null && high != null ? (low === high ? "" : t("toll.between", { low, high })) : low != null ? t("toll.least", { n: low }) : high != null ? t("toll.most", { n: high }) : "";
  return [bounds, open ? t("toll.open") : "", best != null && best !== low && best !== high ? t("best", { n: best }) : ""].filter(Boolean).join("; ");
}

/** The one number to draw a count by, or null. */
export const weight = (count) => (typeof count === "number" ? count : count ? count.best ?? count.low ?? count.high ?? null : null);
