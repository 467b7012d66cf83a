// What stands behind a value: every statement's own value of a field, with its words, who says it, where and when.
import { day, named, toll, when, where } from "./words.js";
import { typeName } from "./symbols.js";

/** A quote's name, the same in text and table: "report:start:end". */
export const keyOf = (quote) => `${quote.report}:${quote.start}:${quote.end}`;

/** The fields of an incident that are shown, in order: those of all, its roles, its counts. */
export function fieldsOf(incident) {
  const roles = Object.keys(incident.roles ?? {}).map((role) => `roles.${role}`);
  const order = ["roles.attacker", "roles.target", "roles.victim", "roles.weapon"];
  roles.sort((a, b) => ((order.indexOf(a) + 99) % 99) - ((order.indexOf(b) + 99) % 99));
  const counts = Object.keys(incident.counts ?? {}).map((what) => `counts.${what}`);
  const first = ["counts.killed", "counts.wounded"];
  counts.sort((a, b) => ((first.indexOf(a) + 99) % 99) - ((first.indexOf(b) + 99) % 99));
  return ["type", "when", "where", ...roles, ...counts];
}

/** A field's value in words, of an incident or a statement; null where it has none. */
export function valueOf(field, one) {
  const [whole, part] = field.split(".");
  if (field === "type") return typeName(one.type);
  if (field === "status") return named("status", one.status);
  if (field === "when") return one.when?.start || one.when?.end ? when(one.when) : null;
  if (field === "where") return one.where?.name || one.where?.said || one.where?.country ? where(one.where) : null;
  if (whole === "roles") return one.roles?.[part]?.length ? one.roles[part].map(party).join("; ") : null;
  if (whole === "counts") return one.counts?.[part] ? toll(one.counts[part]) : null;
  return null;
}

/** A name, marked where it is not simply stated. */
export const party = (one) => (one.status === "stated" ? one.name || one.words : `${one.name || one.words} (${named("party", one.status)})`);

const quotesOf = (field, one) => ({ type: one.quotes, when: one.when?.quotes, where: one.where?.quotes, status: one.quotes }[field] ?? []);

/**
 * The alternatives of a field: [{value, chosen, lines: [{report, statement, speaker, quotes, basis}]}], what holds first.
 * Each line is what one report says, with its words.
 */
export function alternatives(field, incident, statements) {
  const groups = new Map();
  const chosen = valueOf(field, incident);
  const add = (value, line, isChosen) => {
    if (value === null) return;
    const key = value.toLocaleLowerCase();
    if (!groups.has(key)) groups.set(key, { value, chosen: false, lines: [] });
    groups.get(key).chosen ||= isChosen;
    groups.get(key).lines.push(line);
  };
  for (const one of statements) {
    const line = { report: one.report, statement: one.id, speaker: one.speaker, background: one.role_in_report === "background" };
    const [whole, part] = field.split(".");
    if (whole === "roles") {
      for (const who of one.roles?.[part] ?? []) {
        const held = (incident.roles?.[part] ?? []).some((known) => (known.actor && known.actor === who.actor) || known.name === who.name);
        add(party(who), { ...line, quotes: who.quotes }, held);
      }
    } else if (whole === "counts") {
      for (const figure of one.counts?.[part]?.said ?? []) {
        const value = figure.low == null && figure.high == null ? figure.words : toll(figure);
        add(value, { ...line, speaker: figure.speaker ?? one.speaker, quotes: figure.quotes, figure }, value === chosen);
      }
    } else {
      const value = valueOf(field, one);
      add(value, { ...line, quotes: quotesOf(field, one), basis: field === "when" ? one.when.basis : null }, value === chosen);
    }
  }
  return [...groups.values()].sort((a, b) => b.chosen - a.chosen || b.lines.length - a.lines.length);
}

/** What is odd about a figure, in words: of whom, with attackers, so far. */
export function figureNotes(figure, t) {
  if (!figure) return [];
  return [
    figure.of, figure.includes_attackers ? t("figure.attackers") : null,
    figure.cumulative === true ? t("figure.cumulative") : figure.cumulative === false ? t("figure.additional") : null,
  ].filter(Boolean);
}

/** A report in short: who published it and when. */
export const sourceOf = (report) => (report ? report.publisher ?? (report.url ? hostOf(report.url) : null) ?? report.title ?? report.source ?? report.id.slice(0, 8) : "?");

const hostOf = (url) => {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
};

export const publishedOf = (report) => day(dateOf(report).slice(0, 10));

/** When a report was published, of a whole one and of one in short; "" where it is not known. */
const dateOf = (report) => (typeof report?.published === "string" ? report.published : report?.published?.date) ?? "";

/** A whole Incident as the card that lists show; a card stays as it is. */
export function toCard(one) {
  if (!one.counts) return one;
  return {
    ...one, killed: one.counts.killed ?? null, wounded: one.counts.wounded ?? null,
    attackers: (one.roles.attacker ?? []).map(party), targets: (one.roles.target ?? one.roles.victim ?? []).map(party),
    reports: one.reports.length, doubts: one.doubts.length, disputed: one.doubts.some((doubt) => /toll|figure|claim/.test(doubt.kind)),
    headline: `${typeName(one.type)}, ${where(one.where)}`,
  };
}

