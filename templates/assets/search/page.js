/* The search page: what is asked, its answer, filters and order.

   What is asked stands in the address, so that it can be sent to someone and the way back works. The index is loaded
   when something is asked for the first time. */

import { open } from "./bundles.js";
import { facts, match } from "./match.js";
import { parse } from "./query.js";
import { element, label, result, root, themes } from "./results.js";
import { explain, summary } from "./sentences.js";

const PAGE = 10; // articles shown at a time
const FIRST = 8; // values of a filter before “more”
const PAUSE = 200; // milliseconds without a key before a search
const FILTERS = ["theme", "outlet", "month", "language"];

let form;
let loading; // the index
let asked; // the question whose answer is on the page
let turn = 0; // counts questions, so that a late answer to an early one is dropped
let waiting; // hits found and not shown yet
let terms; // of the question

const part = (selector) => form.querySelector(selector);

/** All bundles; loaded once, tried again after a failure. */
function index() {
  loading ??= open(new URL("search/index/", root)).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/* --- what is asked ------------------------------------------------------------------------------------------ */

/** The question in an address or in a form: words, values by filter, order. */
function question(parameters) {
  const filters = FILTERS.map((name) => [name, parameters.getAll(name)]).filter(([, values]) => values.length);
  return {
    words: (parameters.get("q") ?? "").trim(),
    filters: Object.fromEntries(filters),
    sort: parameters.get("sort") ?? "",
  };
}

function address({ words, filters, sort }) {
  const parameters = new URLSearchParams(words && { q: words });
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => parameters.append(name, value));
  if (sort) parameters.set("sort", sort);
  return location.pathname + (`${parameters}` && `?${parameters}`);
}

/** The hits with and without the filters, the terms, and how many hits each value of a filter has. */
async function find({ words, filters, sort }) {
  const bundles = await index();
  const query = parse(words);
  const isEmpty = words && !query.groups.length && !query.without.length;
  const found = await match(isEmpty ? [] : bundles, query, words ? sort : "date");
  const known = found.hits.map((hit) => ({ ...hit, facts: facts(hit.bundle, hit.number) }));
  const counts = Object.fromEntries(FILTERS.map((name) => [name, {}]));
  for (const hit of known)
    for (const name of FILTERS)
      for (const value of [hit.facts[name]].flat()) counts[name][value] = (counts[name][value] ?? 0) + 1;
  const suits = (hit) => Object.entries(filters).every(([name, values]) => [hit.facts[name]].flat().some((value) => values.includes(value)));
  return { ...found, query, bundles, counts, all: known.length, hits: known.filter(suits) };
}

/* --- what is shown ------------------------------------------------------------------------------------------ */

/** The results for some hits, whose sentences are loaded now. */
async function items(hits) {
  const articles = await Promise.all(hits.map(({ bundle, number }) => bundle.article(number)));
  return articles.map((article, at) => {
    const { bundle, number, facts } = hits[at];
    const here = terms.map((term) => ({ ...term, holds: () => term.articles.get(bundle).has(number) }));
    return result(article, facts.outlet, here);
  });
}

/** Values as their filter orders them: themes as configured, months newest first, others by how many there are. */
function ordered(filter, values, counts) {
  const configured = [...themes.keys()];
  const month = (value) => (/^\d/.test(value) ? value : ""); // “undated” comes last
  const orders = {
    theme: (a, b) => configured.indexOf(a) - configured.indexOf(b),
    month: (a, b) => (month(a) < month(b) ? 1 : -1),
  };
  return values.sort(orders[filter] ?? ((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || (a < b ? -1 : 1)));
}

/** One filter with the values there are for these words, and how many articles have each. */
function facet(fieldset, counts, chosen) {
  const name = fieldset.dataset.filter;
  const values = ordered(name, [...new Set([...Object.keys(counts), ...chosen])], counts);
  const items = values.map((value, at) => {
    const box = element("input", { type: "checkbox", name, value, id: `b-${name}-${at}` });
    box.checked = chosen.includes(value);
    const kind = name === "theme" ? themes.get(value)?.kind ?? "" : "";
    return element("li", {}, box, element("label", { for: box.id, class: kind },
      `${label(name, value)} `, element("span", {}, `${counts[value] ?? 0}`)));
  });
  const rest = items.splice(FIRST);
  if (rest.length) {
    const more = element("details", {}, element("summary", {}, `${rest.length} more`), element("ul", {}, ...rest));
    more.open = rest.some((item) => item.querySelector(":checked"));
    items.push(element("li", {}, more));
  }
  fieldset.querySelector("ul").replaceChildren(...items);
  fieldset.hidden = values.length < 2 && !chosen.length;
}

async function show(next, again = false) {
  const mine = ++turn;
  part(".b-without").hidden = true;
  part(".b-hints").hidden = Boolean(next.words || Object.keys(next.filters).length);
  if (!part(".b-hints").hidden) return clear(next);
  if (!loading) part(".b-count").textContent = "Loading the index …";
  try {
    const found = await find(next);
    terms = found.terms;
    const first = await items(found.hits.slice(0, PAGE));
    const explanation = await explain(found);
    if (mine !== turn) return;
    if (again || next.words !== asked?.words) {
      for (const each of form.querySelectorAll(".b-facet"))
        facet(each, found.counts[each.dataset.filter], next.filters[each.dataset.filter] ?? []);
    }
    asked = next;
    waiting = found.hits.slice(PAGE);
    part(".b-results").replaceChildren(...first);
    part(".b-next").hidden = !waiting.length;
    part(".b-facets").classList.toggle("b-idle", !found.all);
    part(".b-count").replaceChildren(...summary(next, found));
    part(".b-understood").replaceChildren(...explanation);
  } catch (error) {
    if (mine !== turn) return;
    console.error(error);
    clear(next);
    part(".b-count").textContent = "The index of this site could not be loaded. “Search” tries again.";
    part(".b-without").hidden = false;
  }
}

function clear(next) {
  asked = next;
  for (const name of [".b-results", ".b-count", ".b-understood"]) part(name).replaceChildren();
  part(".b-facets").classList.add("b-idle");
  part(".b-next").hidden = true;
}

async function more() {
  const next = await items(waiting.splice(0, PAGE));
  part(".b-results").append(...next);
  part(".b-next").hidden = !waiting.length;
  next[0]?.querySelector("a").focus();
}

/* --- what is done ------------------------------------------------------------------------------------------- */

/** Answers what the form says, and writes it into the address: a new entry of the history, or instead of the last. */
function ask(instead) {
  const next = question(new FormData(form));
  const change = instead ? "replaceState" : "pushState";
  if (address(next) !== location.pathname + location.search) history[change](null, "", address(next));
  return show(next);
}

/** Answers what the address says. */
function restore() {
  const next = question(new URLSearchParams(location.search));
  form.q.value = next.words;
  form.sort.value = next.sort;
  return show(next, true);
}

/** Arrows lead through the box and the results, and Escape back to the box. */
function move(event) {
  const stops = [form.q, ...form.querySelectorAll(".b-results a:is(.b-title, .b-place)")];
  const at = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  let stop;
  if (step && at >= 0) stop = stops[at + step];
  if (event.key === "Escape" && at) stop = form.q; // in the box itself, Escape empties it
  if (!stop) return;
  event.preventDefault();
  stop.focus();
}

/** Makes the form of the search page work. */
export function start(found) {
  form = found;
  let pause;
  form.addEventListener("input", ({ target }) => {
    clearTimeout(pause);
    if (target === form.q) pause = setTimeout(ask, PAUSE, true);
    else ask(false);
  });
  form.addEventListener("submit", () => {
    clearTimeout(pause);
    ask(false);
  });
  form.addEventListener("keydown", move);
  part(".b-next").addEventListener("click", more);
  addEventListener("popstate", restore);
  if (!location.search && form.q.value) ask(true); // typed before this file was loaded
  else restore();
  if (!location.search) form.q.focus();
}
