/* What the page says in sentences: how many articles, which word none holds, and how the question was read. */

import { countBeginnings } from "./match.js";
import { element } from "./results.js";

const WAYS = {
  capitals: (text) => `“${text}” in capitals`,
  beginning: (text) => `words that begin with “${text}”`,
  form: (text) => `words like “${text}”`,
  inside: (text) => `longer words that hold “${text}”`,
};

/** How many articles, and of what; its words are announced to those who do not see the list. */
export function summary({ words, filters }, { hits, all, terms, query }) {
  const about = words ? [" for ", element("b", {}, words)] : [];
  if (hits.length) return [`${hits.length} ${hits.length === 1 ? "article" : "articles"}`, ...about, "."];
  if (all && Object.keys(filters).length) return [`None with these filters; ${all} without them`, ...about, "."];
  return ["No article", ...about, ". ", reason(query, terms)];
}

/** Why there is no article: a word that none holds, or words that none holds together. */
function reason(query, terms) {
  if (!terms.length) return query.without.length ? "Every article holds what was left out." : "Type a word or a number.";
  const missing = terms.filter(({ count }) => !count);
  if (missing.length) return `No article holds ${listed(missing.map(quoted), "or")}.`;
  const counts = terms.map((term) => `${quoted(term)} (${term.count})`);
  if (query.without.length) return `Each of ${listed(counts, "and")} is held by articles, but not without ${listed(query.without.map(quoted), "and")}.`;
  return `No article holds ${listed(counts, "and")} together.`;
}

/** How the question was read, where that is not plain from its words, and what could be asked instead. */
export async function explain({ hits, groups, terms, without, bundles }) {
  const plain = !without.length && groups.every((group) => group.length === 1 && read(group[0]) === quoted(group[0]));
  const held = groups.map((group) => group.map(read).join(" or "));
  const parts = plain ? [] : [`Understood as: ${listed([...held, ...without.map((term) => `without ${read(term)}`)], "and")}. `];
  const shown = shownPart(bundles);
  if (shown && terms.some(({ isPhrase }) => isPhrase)) parts.push(`Phrases are looked for in what may be shown: ${shown}. `);
  const rest = terms.filter(({ count }) => count);
  if (!hits.length && rest.length && rest.length < terms.length) parts.push("Without it: ", ask(rest.map(typed).join(" ")));
  if (plain && terms.length === 1 && terms[0].count) {
    const more = await countBeginnings(bundles, terms[0]);
    if (more > terms[0].count) parts.push("Words that begin with it: ", ask(`${terms[0].text}*`), `, ${more} articles.`);
  }
  return parts;
}

/** How a term was read. */
function read(term) {
  if (term.isPhrase) return `“${term.text}” word for word`;
  if (term.beginning) return WAYS.beginning(term.text);
  const way = [...term.ways].find((name) => name in WAYS);
  return way && term.count && !term.sequences[0][0].isCharacter ? WAYS[way](term.text) : quoted(term);
}

/** How much of the texts may be shown, if not all. */
function shownPart(bundles) {
  const sum = (name) => bundles.reduce((total, { table }) => total + table[name], 0);
  return sum("shown") < sum("sentences") ? `${sum("shown")} of ${sum("sentences")} sentences` : "";
}

function quoted({ text }) {
  return `“${text}”`;
}

/** A term as it can be asked again. */
function typed({ text, isPhrase, beginning }) {
  return isPhrase ? `"${text}"` : text + (beginning ? "*" : "");
}

/** A link that asks something else. */
function ask(words) {
  return element("a", { href: `?${new URLSearchParams({ q: words })}` }, words);
}

/** “a”, “b” and “c”. */
function listed(texts, joining) {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} ${joining} ${texts.at(-1)}`;
}
