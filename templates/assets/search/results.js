/* Hits → elements of the page. Whatever comes out of the index is somebody else's text: it becomes text nodes, never
   markup, and an address only below this site. */

import { tokens } from "./words.js";

export const root = new URL("../..", import.meta.url); // this file lies in assets/search/
const form = document.querySelector("form.b-ask");
const labels = new URL(form.dataset.labels, location); // the page that explains tags
/** Id → title, class and address of each theme, as the page lists them. */
export const themes = new Map(
  [...form.querySelectorAll("[data-filter=theme] li")].map(({ dataset, className, textContent }) =>
    [dataset.value, { kind: className, title: textContent, address: new URL(dataset.address, location) }]),
);
const PASSAGES = 3; // sentences of one article
const MONTHS = "January February March April May June July August September October November December".split(" ");
const languages = new Intl.DisplayNames("en", { type: "language" });

/** An element with attributes and children; a child that is a string is text. */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A link to a place below this site, whatever the path says. */
export function link(kind, path, label) {
  const place = new URL(path, root);
  return element("a", { class: kind, href: place.href.startsWith(root.href) ? place.href : root.href }, label);
}

/** How the value of a filter is called. */
export function label(filter, value) {
  if (filter === "theme") return themes.get(value)?.title ?? value;
  if (filter === "month" && /^\d{4}-\d\d$/.test(value)) return `${MONTHS[value.slice(5) - 1]} ${value.slice(0, 4)}`;
  if (filter === "language" && /^[a-z]{2,3}$/.test(value)) return languages.of(value);
  return value;
}

/** `2022-02-14` → `14 Feb 2022`, as the pages write it. */
function short(day) {
  const [year, month, number] = day.split("-").map(Number);
  return `${number} ${MONTHS[month - 1].slice(0, 3)} ${year}`;
}

/** One article as a result: its title, what is known of it, and the sentences that answer. */
export function result(article, outlet, terms) {
  const page = article.url;
  const quoted = { dir: "auto", ...(article.language === document.documentElement.lang ? {} : { lang: article.language }) };
  const title = link("b-title", page, article.title);
  for (const [name, value] of Object.entries(quoted)) title.setAttribute(name, value);

  const date = article.day ? element("time", { datetime: article.day }, short(article.day)) : link("b-tag", `${labels}#undated`, "undated");
  const known = article.themes.filter((id) => themes.has(id));
  const about = known.map((id) => link(themes.get(id).kind, themes.get(id).address, themes.get(id).title));
  const source = [outlet, date, ...about].flatMap((part, at) => (at ? [" · ", part] : [part]));
  if (article.is_title_derived) source.push(" ", link("b-tag", `${labels}#derived-title`, "derived title"));

  const { passages, hidden } = answer(article, terms);
  const sentences = passages.map(({ number, text, marks }) => {
    const place = `sentence ${number} of ${article.sentence_count}`;
    const quotation = element("q", quoted, ...marked(text, marks));
    return element("li", {}, quotation, " ", link("b-place", `${page}#s${number}`, place));
  });
  const parts = [element("h2", {}, title), element("p", { class: "b-src" }, ...source), element("ul", {}, ...sentences)];
  if (hidden.length) parts.push(element("p", { class: "b-hidden" }, ...listed(hidden), " in a part that is not shown here"));
  return element("li", {}, ...parts);
}

/** The words as bold elements, with commas between them. */
export function listed(texts) {
  return texts.flatMap((text, at) => [...(at ? [", "] : []), element("b", {}, text)]);
}

/** The sentences that hold most of what is asked, in their order, else the lead; and the terms that none of all holds. */
function answer(article, terms) {
  const all = article.sentences.map(([number, text]) => ({ number, text, ...find(text, terms) }));
  const shown = new Set([...find(article.title, terms).terms, ...all.flatMap((sentence) => [...sentence.terms])]);
  const hidden = terms.filter((term) => term.count && !shown.has(term) && term.holds(article)).map((term) => term.text);
  const best = all.filter(({ terms }) => terms.size).sort((a, b) => b.terms.size - a.terms.size || a.number - b.number);
  const lead = all.filter(({ number }) => number === article.lead);
  const chosen = best.length ? best.slice(0, PASSAGES) : [...lead, ...all].slice(0, 1);
  return { passages: chosen.sort((a, b) => a.number - b.number), hidden };
}

/** Which terms a text holds, and where: pairs of places in it. */
function find(text, terms) {
  const byPlace = [];
  for (const token of tokens(text)) (byPlace[token.position] ??= []).push(token);
  const holding = new Set();
  const marks = [];
  for (const term of terms)
    term.marks.forEach((words, way) => byPlace.forEach((_, start) => {
      const tokensOf = words.map((known, at) => byPlace[start + at]?.find(({ key }) => known.has(key)));
      if (!tokensOf.every(Boolean)) return;
      holding.add(term);
      tokensOf.forEach(({ from, to }, at) => {
        const { isCharacter, key } = term.sequences[way][at];
        marks.push([from, isCharacter ? from + key.length : to]);
      });
    }));
  return { terms: holding, marks };
}

/** The text with its marked places in bold. */
function marked(text, marks) {
  const parts = [];
  let end = 0;
  for (const [from, to] of marks.sort(([a], [b]) => a - b)) {
    if (to <= end) continue;
    const start = Math.max(from, end);
    const bold = start === end && parts.at(-1) instanceof HTMLElement ? parts.at(-1) : element("b", {});
    bold.append(text.slice(start, to));
    if (start > end) parts.push(text.slice(end, start));
    if (parts.at(-1) !== bold) parts.push(bold);
    end = to;
  }
  return [...parts, text.slice(end)];
}
