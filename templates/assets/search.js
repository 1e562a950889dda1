/* The search page, and the key “/” on every page.

   The index is Pagefind's, in bundles (generator/search), and is loaded when something is asked for the first time.
   What is asked stands in the address, so that it can be sent to someone and the way back works. Whatever comes out of
   the index is somebody else's text: it becomes text nodes, never markup, and an address only below this site. */

const root = new URL("..", import.meta.url); // this file lies in assets/
const form = document.querySelector("form.b-ask");

const PAGE = 10; // articles shown at a time
const PASSAGES = 3; // sentences of one article
const FIRST = 8; // values of a filter before “more”
const PAUSE = 200; // milliseconds without a key before a search
const MONTHS = "January February March April May June July August September October November December".split(" ");

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing) return;
  event.preventDefault();
  if (form) form.q.focus();
  else document.querySelector(".b-open-search")?.click();
});

/* --- the index ---------------------------------------------------------------------------------------------- */

let loading;

/** Pagefind over all bundles, and their names, oldest first; loaded once, tried again after a failure. */
function index() {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load() {
  const folder = new URL("search/index/", root);
  const answer = await fetch(new URL("bundles.json", folder), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`bundles.json: ${answer.status}`);
  const bundles = Object.entries(await answer.json());
  const names = bundles.map(([name]) => name);
  if (!names.length) return { names };
  const options = bundles.map(([name, made]) => ({ mergeFilter: { bundle: name }, metaCacheTag: made.slice(0, 16) }));
  const pagefind = await import(new URL(`${names.at(-1)}/pagefind.js`, folder));
  await pagefind.options(options.at(-1));
  const others = names.slice(0, -1);
  await Promise.all(others.map((name, at) => pagefind.mergeIndex(new URL(`${name}/`, folder).href, options[at])));
  await pagefind.filters(); // or counts by theme, outlet … would be missing from the answers
  return { pagefind, names };
}

/** What Pagefind finds, in the order asked for: `results`, and `totalFilters` as if no filter were set. */
async function find({ words, filters, sort }) {
  const { pagefind, names } = await index();
  if (!pagefind) return { results: [], totalFilters: {}, unfilteredResultCount: 0 };
  const any = Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, { any: values }]));
  const all = await pagefind.search(words || null, { filters: any });
  if (sort !== "date") return all;
  // Pagefind sorts each bundle by itself. Bundles follow each other in time, so one behind the other is in order.
  const parts = await Promise.all([...names].reverse().map((bundle) =>
    pagefind.search(words || null, { filters: { ...any, bundle }, sort: { date: "desc" } })));
  return { ...all, results: parts.flatMap((part) => part.results) };
}

/* --- what is asked ------------------------------------------------------------------------------------------ */

const FILTERS = ["theme", "outlet", "month", "language"];

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

/* --- what is shown ------------------------------------------------------------------------------------------ */

/** An element with attributes and children; a child that is a string is text. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A link to a place below this site, whatever the path says. */
function link(kind, path, label) {
  const place = new URL(path, root);
  return element("a", { class: kind, href: place.href.startsWith(root.href) ? place.href : root.href }, label);
}

/** `2022-02-14` → `14 Feb 2022`, as the pages write it. */
function short(day) {
  const [year, month, number] = day.split("-").map(Number);
  return `${number} ${MONTHS[month - 1].slice(0, 3)} ${year}`;
}

const languages = new Intl.DisplayNames("en", { type: "language" });

/** How the value of a filter is called. */
function label(filter, value) {
  if (filter === "theme") return themes.get(value)?.title ?? value;
  if (filter === "month" && /^\d{4}-\d\d$/.test(value)) return `${MONTHS[value.slice(5) - 1]} ${value.slice(0, 4)}`;
  if (filter === "language" && /^[a-z]{2,3}$/.test(value)) return languages.of(value);
  return value;
}

/** The sentences of an article that hold what was asked for, the best few, in their order; else its lead. */
function passages({ content, raw_content: raw, anchors, weighted_locations: hits }) {
  const segmented = raw.includes("\u200b"); // in scripts without spaces Pagefind marks the ends of words by these
  const words = segmented ? raw.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split("\u200b") : content.split(" ");
  const places = anchors.filter(({ element }) => element === "s" || element === "lead");
  const all = places.map(({ id, element, location }, at) => ({
    number: id,
    lead: element === "lead",
    from: location,
    words: words.slice(location, places[at + 1]?.location),
    joint: segmented ? "" : " ",
    found: new Set(),
    score: 0,
  }));
  for (const { location, balanced_score: score } of hits) {
    const passage = all.findLast(({ from }) => from <= location);
    if (!passage) continue;
    passage.found.add(location - passage.from);
    passage.score += score;
  }
  const best = all.filter(({ score }) => score).sort((a, b) => b.score - a.score).slice(0, PASSAGES);
  return best.length ? best.sort((a, b) => a.from - b.from) : all.filter(({ lead }, at) => lead || !at).slice(-1);
}

/** The words of a passage, those that were found in bold without the punctuation around them. */
function marked({ words, found, joint }) {
  return words.flatMap((word, at) => {
    const space = at ? joint : "";
    if (!found.has(at)) return [space + word];
    const [, before, core, behind] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
    return [space + before, element("b", {}, core), behind];
  });
}

/** One article as a result: its title, what is known of it, and the sentences that answer. */
function article(data) {
  const sign = (kind) => data.anchors.find(({ element }) => element === kind)?.id;
  const { outlet, theme = [], language } = data.filters;
  const quoted = { dir: "auto", ...(language[0] === document.documentElement.lang ? {} : { lang: language[0] }) };
  const title = link("b-title", data.raw_url, data.meta.title);
  for (const [name, value] of Object.entries(quoted)) title.setAttribute(name, value);

  const day = sign("day");
  const date = day ? element("time", { datetime: day }, short(day)) : link("b-tag", "about/#undated", "undated");
  const known = theme.filter((id) => themes.has(id));
  const about = known.map((id) => link(themes.get(id).kind, `themes/${id}/`, themes.get(id).title));
  const source = [outlet[0], date, ...about].flatMap((part, at) => (at ? [" · ", part] : [part]));
  if (sign("derived")) source.push(" ", link("b-tag", "about/#derived-title", "derived title"));

  const sentences = passages(data).map((passage) => {
    const place = `sentence ${passage.number} of ${sign("of")}`;
    const quotation = element("q", quoted, ...marked(passage));
    return element("li", {}, quotation, " ", link("b-place", `${data.raw_url}#s${passage.number}`, place));
  });
  const parts = [element("h2", {}, title), element("p", { class: "b-src" }, ...source), element("ul", {}, ...sentences)];
  return element("li", {}, ...parts);
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
  const there = Object.keys(counts).filter((value) => counts[value]);
  const values = ordered(name, [...new Set([...there, ...chosen])], counts);
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

/** What was found, in a sentence; its words are announced to those who do not see the list. */
function summary({ words, filters }, { results, unfilteredResultCount: without }) {
  const about = words ? [" for ", element("b", {}, words)] : [];
  if (results.length) return [`${results.length} ${results.length === 1 ? "article" : "articles"}`, ...about, "."];
  const filtered = without && Object.keys(filters).length;
  if (filtered) return [`None with these filters; ${without} without them`, ...about, "."];
  return ["No article", ...about, ". Fewer words, or the beginning of a word, find more."];
}

/* --- the page ----------------------------------------------------------------------------------------------- */

const themes = new Map(); // id → title and class, as the page lists them
let asked; // the question whose answer is on the page
let turn = 0; // counts questions, so that a late answer to an early one is dropped
let waiting; // articles found and not shown yet

const part = (selector) => form.querySelector(selector);

async function show(next, again = false) {
  const mine = ++turn;
  part(".b-without").hidden = true;
  if (!next.words && !Object.keys(next.filters).length) return clear(next);
  if (!loading) part(".b-count").textContent = "Loading the index …";
  try {
    const found = await find(next);
    const first = await Promise.all(found.results.slice(0, PAGE).map((result) => result.data()));
    if (mine !== turn) return;
    if (again || next.words !== asked?.words) {
      for (const each of form.querySelectorAll(".b-facet"))
        facet(each, found.totalFilters[each.dataset.filter] ?? {}, next.filters[each.dataset.filter] ?? []);
    }
    asked = next;
    waiting = found.results.slice(PAGE);
    part(".b-results").replaceChildren(...first.map(article));
    part(".b-next").hidden = !waiting.length;
    part(".b-facets").hidden = !found.unfilteredResultCount;
    part(".b-count").replaceChildren(...summary(next, found));
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
  part(".b-results").replaceChildren();
  part(".b-count").replaceChildren();
  part(".b-facets").hidden = part(".b-next").hidden = true;
}

async function more() {
  const next = await Promise.all(waiting.splice(0, PAGE).map((result) => result.data()));
  const items = next.map(article);
  part(".b-results").append(...items);
  part(".b-next").hidden = !waiting.length;
  items[0]?.querySelector("a").focus();
}

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

if (form) {
  for (const { dataset, className, textContent } of form.querySelectorAll("[data-filter=theme] li"))
    themes.set(dataset.value, { kind: className, title: textContent });
  let pause;
  form.addEventListener("input", ({ target }) => {
    clearTimeout(pause);
    if (target === form.q) pause = setTimeout(ask, PAUSE, true);
    else ask(false);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    ask(false);
  });
  form.addEventListener("keydown", move);
  part(".b-next").addEventListener("click", more);
  addEventListener("popstate", restore);
  restore();
  if (!location.search) form.q.focus();
}
