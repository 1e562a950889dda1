/* The index of generator/search/index.py, in bundles, loaded piece by piece and each piece once. */

const SUFFIX = ".index";

/** All bundles of the site, oldest first, with the tables of their articles. */
export async function open(folder) {
  const answer = await fetch(new URL("bundles.json", folder), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`bundles.json: ${answer.status}`);
  const bundles = Object.entries(await answer.json()).map(([name, digest]) => new Bundle(new URL(`${name}/`, folder), digest));
  await Promise.all(bundles.map((bundle) => bundle.open()));
  return bundles;
}

/** The whole numbers of which a list has the differences. */
function sums(differences) {
  let sum = 0;
  return differences.map((difference) => (sum += difference));
}

class Bundle {
  #loaded = new Map();
  #folder;
  #digest;

  constructor(folder, digest) {
    this.#folder = folder;
    this.#digest = digest.slice(0, 16); // in every address, so that no cache mixes two builds
  }

  async open() {
    this.table = await this.#load("articles");
    this.table.day = sums(this.table.day);
    this.size = this.table.day.length;
    this.meanLength = Math.max(1, this.table.length.reduce((sum, length) => sum + length, 0) / Math.max(1, this.size));
  }

  /** The entries of all words that begin with these letters, as arrays of word, stem, articles and weights. */
  async entries(letters) {
    const firsts = this.table.words;
    const after = firsts.findIndex((first) => first > letters && !first.startsWith(letters));
    const end = after < 0 ? firsts.length : after;
    let start = firsts.findLastIndex((first) => first <= letters);
    if (start < 0) start = 0;
    const numbers = Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);
    const parts = await Promise.all(numbers.map((number) => this.#part(number)));
    return parts.flat().filter(({ word }) => word.startsWith(letters));
  }

  #part(number) {
    return this.#once(`words-${number}`, (entries) =>
      entries.map(([word, stem, articles, weights], at) => ({ word, stem, part: number, at, weights, articles: sums(articles) })));
  }

  /** Where the word of an entry stands: positions by article, in the order of its articles; none where it is not shown. */
  async places({ part, at, weights }) {
    const shown = (await this.#once(`places-${part}`))[at];
    let next = 0;
    return weights.map((weight) => (weight ? sums(shown[next++]) : []));
  }

  compounds() {
    return this.#once("compounds");
  }

  article(number) {
    return this.#once(`article-${number}`);
  }

  #once(name, read = (content) => content) {
    if (!this.#loaded.has(name)) {
      const loading = this.#load(name).then(read);
      this.#loaded.set(name, loading);
      loading.catch(() => this.#loaded.delete(name)); // it is tried again when it is wanted again
    }
    return this.#loaded.get(name);
  }

  async #load(name) {
    const answer = await fetch(new URL(`${name}${SUFFIX}?${this.#digest}`, this.#folder));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
  }
}
