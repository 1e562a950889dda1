/* A query → the articles that hold all of it, each with how well it answers. */

import { parse } from "./query.js";
import { AFTER_CLITIC, IN_CAPITALS, isUnspaced } from "./words.js";

const STRENGTH = { whole: 1, form: 0.8, beginning: 0.6, inside: 0.5 }; // of a match
const MIN_SHARED_LETTERS = 3; // of all forms of a word
const MIN_STEM_LETTERS = [3, 4]; // that an ending of one letter leaves, and a longer one
const WITH_UMLAUTS = new Set(["de", "et", "fi", "hu", "sv", "tr"]);
const MIN_INSIDE_LETTERS = 5;
const MAX_COMPOUNDS = 40;
const [IN_TITLE, IN_OPENING, TIMES] = [1, 2, 4]; // parts of a weight, as generator/search/index.py writes it
const [TITLE_BONUS, OPENING_BONUS] = [1.5, 0.75];
const [K1, B] = [1.2, 0.75]; // Robertson and Walker 1994
const STEPS = 4; // into which scores are divided; within one the newest comes first
const DAY_ONE = 719163; // 1 January 1970, counted from 1 January of the year 1

/** What an answer says of a bundle's article without loading it. */
export function facts({ table }, number) {
  const day = table.day[number] && new Date((table.day[number] - DAY_ONE) * 86_400_000).toISOString().slice(0, 10);
  return {
    day,
    month: day ? day.slice(0, 7) : "undated",
    outlet: table.outlets[table.outlet[number]] || "Outlet unknown",
    language: table.languages[table.language[number]],
    theme: table.theme[number].map((theme) => table.themes[theme]),
  };
}

/**
 * All articles that hold a query, the best first or the newest first: `hits`, each with bundle, number and score.
 *
 * `terms` are those looked for, with the number of articles that hold each, the way it was matched, and, for the marks
 * on a sentence, the words that were found. Without any term all articles are hits.
 */
export async function match(bundles, { groups, without }, sort) {
  const terms = await Promise.all([...groups.flat(), ...without].map((term) => evaluate(bundles, term)));
  const kept = terms.slice(0, groups.flat().length);
  const left = terms.slice(kept.length);
  let taken = 0;
  const grouped = groups.map((group) => kept.slice(taken, (taken += group.length)));
  const total = bundles.reduce((sum, bundle) => sum + bundle.size, 0);
  const hits = bundles.flatMap((bundle) => {
    const numbers = candidates(bundle, grouped);
    const wanted = numbers.filter((number) => !left.some((term) => term.articles.get(bundle).has(number)));
    return wanted.map((number) => ({ bundle, number, score: rate(bundle, number, kept, total) }));
  });
  return { hits: ordered(hits, sort), groups: grouped, terms: kept, without: left };
}

/** The number of articles that hold a word that begins with a term. */
export async function countBeginnings(bundles, { text }) {
  const [[term]] = parse(`${text}*`).groups;
  return (await evaluate(bundles, term)).count;
}

function candidates(bundle, grouped) {
  if (!grouped.length) return Array.from({ length: bundle.size }, (_, number) => number);
  const sets = grouped.map((group) => new Set(group.flatMap((term) => [...term.articles.get(bundle).keys()])));
  return [...sets[0]].filter((number) => sets.every((set) => set.has(number)));
}

/** How well an article answers: rare words count more, and words of its title and its opening. */
function rate(bundle, number, terms, total) {
  const length = bundle.table.length[number] / bundle.meanLength;
  return terms.reduce((sum, term) => {
    const found = term.articles.get(bundle).get(number);
    if (!found) return sum;
    const rarity = Math.log(1 + (total - term.count + 0.5) / (term.count + 0.5));
    const often = (found.times * (K1 + 1)) / (found.times + K1 * (1 - B + B * length));
    return sum + rarity * (often + TITLE_BONUS * found.title + OPENING_BONUS * found.opening);
  }, 0);
}

function ordered(hits, sort) {
  const best = hits.reduce((most, { score }) => Math.max(most, score), 0) || 1;
  const step = ({ score }) => (sort === "date" ? 0 : Math.round((STEPS * score) / best));
  const day = ({ bundle, number }) => bundle.table.day[number];
  return hits.sort((a, b) => step(b) - step(a) || day(b) - day(a) || b.score - a.score || a.number - b.number);
}

/* --- one term ----------------------------------------------------------------------------------------------- */

/** A term with its articles: bundle → number → how often it stands there, and whether in title and opening. */
async function evaluate(bundles, term) {
  const articles = new Map(bundles.map((bundle) => [bundle, new Map()]));
  const ways = new Set();
  const marks = [];
  for (const sequence of term.sequences) {
    const atoms = await Promise.all(sequence.map((atom) => look(bundles, atom)));
    marks.push(atoms.map(({ matches }) => new Set([...matches.values()].flat().map(({ entry }) => entry.word))));
    atoms.forEach(({ way }, at) => sequence[at].firm || ways.add(way));
    await Promise.all(bundles.map(async (bundle) => {
      const lists = atoms.map(({ matches }) => matches.get(bundle));
      const found = lists.length === 1 ? single(bundle, lists[0]) : await adjacent(bundle, lists);
      for (const [number, value] of found) add(articles.get(bundle), number, value);
    }));
  }
  const count = bundles.reduce((sum, bundle) => sum + articles.get(bundle).size, 0);
  return { ...term, articles, marks, count, ways };
}

function add(articles, number, value) {
  const before = articles.get(number) ?? { times: 0, title: 0, opening: 0 };
  articles.set(number, {
    times: before.times + value.times,
    title: Math.max(before.title, value.title),
    opening: Math.max(before.opening, value.opening),
  });
}

/** The articles with one word, whichever of the matches it is. */
function single(bundle, matches) {
  const found = new Map();
  for (const { entry, strength, suits } of matches)
    entry.articles.forEach((number, at) => suits(number) && add(found, number, weigh(entry.weights[at], strength)));
  return found;
}

function weigh(weight, strength) {
  return {
    times: strength * Math.floor(weight / TIMES),
    title: weight & IN_TITLE ? strength : 0,
    opening: weight & IN_OPENING ? strength : 0,
  };
}

/** The articles in which words follow each other, one of each list of matches. */
async function adjacent(bundle, lists) {
  const found = new Map();
  if (lists.some((matches) => !matches.length)) return found;
  const placed = await Promise.all(lists.map((matches) => placesByArticle(bundle, matches)));
  for (const [number, { places, value }] of placed[0]) {
    const others = placed.slice(1).map((articles) => articles.get(number)?.places ?? new Set());
    const times = [...places].filter((place) => others.every((set, at) => set.has(place + at + 1))).length;
    if (times) found.set(number, { ...value, times });
  }
  return found;
}

async function placesByArticle(bundle, matches) {
  const articles = new Map();
  for (const { entry, strength, suits } of matches) {
    const places = await bundle.places(entry);
    entry.articles.forEach((number, at) => {
      if (!suits(number)) return;
      const known = articles.get(number) ?? { places: new Set(), value: weigh(entry.weights[at], strength) };
      places[at].forEach((place) => known.places.add(place));
      articles.set(number, known);
    });
  }
  return articles;
}

/* --- one word ----------------------------------------------------------------------------------------------- */

/**
 * The words of the index that an atom stands for, by bundle, and in which way.
 *
 * The word itself and its other forms count. Only where the whole index has no such word, words that begin with it do as
 * well, and only where it has none of these, long words that hold it.
 */
async function look(bundles, { key, capitals, exact, beginning, firm }) {
  const search = (way) => all(bundles, (bundle) => way(bundle, key));
  if (capitals) {
    const matches = await all(bundles, (bundle) => itself(bundle, capitals));
    if (list(matches).length) return { way: "capitals", matches };
  }
  if (beginning) return { way: "beginning", matches: await search(beginnings) };
  if (exact) return { way: "whole", matches: await search(itself) };
  const whole = await forms(bundles, key);
  const isWord = list(whole).some(({ entry, strength }) => strength === STRENGTH.whole || bare(entry) === key);
  if (isWord || firm) return { way: "whole", matches: whole };
  const spelled = await search((bundle) => umlauts(bundle, key, always));
  if (list(spelled).length) return { way: "whole", matches: spelled };
  const begun = key.length > 1 ? merged(whole, await search(beginnings)) : whole;
  if (list(begun).length) return { way: list(whole).length ? "form" : "beginning", matches: begun };
  return { way: "inside", matches: key.length < MIN_INSIDE_LETTERS ? begun : await search(compounds) };
}

/** All matches of all bundles. */
function list(matches) {
  return [...matches.values()].flat();
}

/** Two sets of matches as one, in which no word stands twice. */
function merged(first, second) {
  const known = new Set(list(first).map(({ entry }) => entry));
  return new Map([...first].map(([bundle, matches]) => [bundle, [...matches, ...second.get(bundle).filter(({ entry }) => !known.has(entry))]]));
}

async function all(bundles, search) {
  return new Map(await Promise.all(bundles.map(async (bundle) => [bundle, await search(bundle)])));
}

const always = () => true;
const plain = ({ word }) => !word.endsWith(IN_CAPITALS);
const bare = ({ word }) => (word.endsWith(AFTER_CLITIC) ? word.slice(0, -1) : word);

async function itself(bundle, key) {
  const entries = await bundle.entries(key);
  return entries.filter(({ word }) => word === key).map((entry) => ({ entry, strength: STRENGTH.whole, suits: always }));
}

async function beginnings(bundle, letters) {
  const entries = (await bundle.entries(letters)).filter(plain);
  const strength = (entry) => (bare(entry) === letters ? STRENGTH.whole : STRENGTH.beginning);
  return entries.map((entry) => ({ entry, strength: strength(entry), suits: always }));
}

/** Long words of German and the like that hold the letters elsewhere than at their beginning. */
async function compounds(bundle, letters) {
  const words = (await bundle.compounds()).filter((word) => word.indexOf(letters) > 0).slice(0, MAX_COMPOUNDS);
  const matches = await Promise.all(words.map((word) => itself(bundle, word)));
  return matches.flat().map((match) => ({ ...match, strength: STRENGTH.inside }));
}

/** The word as it is, behind a clitic, and in its other forms by the rules of the language of each article. */
async function forms(bundles, key) {
  if (isUnspaced(key)) return all(bundles, (bundle) => itself(bundle, key));
  const shared = key.slice(0, Math.max(MIN_SHARED_LETTERS, Math.floor(0.6 * key.length))); // by all its forms
  const entries = await all(bundles, (bundle) => bundle.entries(shared));
  const stems = knownStems(entries, key);
  return all(bundles, async (bundle) => [
    ...entries.get(bundle).filter(plain).flatMap((entry) => related(bundle, entry, key, stems)),
    ...(await umlauts(bundle, key)),
  ]);
}

/** The word with ä, ö, ü for ae, oe, ue, in articles of some languages. */
async function umlauts(bundle, key, writes = (language) => WITH_UMLAUTS.has(language)) {
  const other = key.replace(/([aou])e/g, "$1");
  const fitting = bundle.table.languages.map(writes);
  if (other === key || !fitting.some(Boolean)) return [];
  const matches = await itself(bundle, other);
  return matches.map((match) => ({ ...match, suits: (number) => fitting[bundle.table.language[number]] }));
}

/** The stems of a word as a function of a language: those of the index, or else those its endings suggest. */
function knownStems(entries, key) {
  const same = [...entries.values()].flat().filter((entry) => plain(entry) && bare(entry) === key);
  const anywhere = same.filter(({ stem }) => typeof stem === "string").map(({ stem }) => stem || key);
  return (language, endings = []) => {
    if (same.length) return new Set([...anywhere, ...same.map(({ stem }) => stem[language]).filter(Boolean)]);
    const stems = endings.flatMap(([ending, instead]) => {
      const stem = key.endsWith(ending) ? key.slice(0, key.length - ending.length) + instead : "";
      return stem.length >= MIN_STEM_LETTERS[Math.min(ending.length, 2) - 1] ? [stem] : [];
    });
    return new Set([key, ...stems]);
  };
}

function related({ table }, entry, key, stems) {
  if (bare(entry) === key) return [{ entry, strength: entry.word === key ? STRENGTH.whole : STRENGTH.form, suits: always }];
  const fitting = table.languages.map((language) => {
    if (!(language in table.endings)) return entry.word.startsWith(key) && key.length > 1; // nothing is known of its forms
    const stem = typeof entry.stem === "string" ? entry.stem || bare(entry) : entry.stem[language];
    return stem !== undefined && stems(language, table.endings[language]).has(stem);
  });
  if (!fitting.some(Boolean)) return [];
  return [{ entry, strength: STRENGTH.form, suits: (number) => fitting[table.language[number]] }];
}
