/* What is typed → what is looked for: words, phrases in quotation marks, a minus, OR, and an asterisk. */

import { IN_CAPITALS, fold, isUnspaced, runs } from "./words.js";

const TOKEN = /([-−])?(?:["“”„«「『]([^"“”«»「」『』]*)(?:["“”»」』]|$)|((?:[^\s"“”„«»「」『』]|(?<=[א-ת])"(?=[א-ת]))+))/gu;
const JOINING = new Map([["OR", "or"], ["|", "or"], ["AND", "and"], ["NOT", "not"]]);

const UMLAUTS = { ä: "ae", ö: "oe", ü: "ue" };

/**
 * The terms that an article must hold, in groups of which one is enough, and those that it must not hold.
 *
 * A term has `text` as typed, and `sequences`: ways to write it, each an array of atoms that follow each other in the
 * text. An atom is a `key` with what may stand for it: only itself (`exact`), its other forms (`firm`), any word that it
 * begins (`beginning`), or, if it is none of these, its other forms and, where there are none, what is like it.
 */
export function parse(text) {
  const groups = [];
  const without = [];
  let joining = "and";
  for (const [, minus, phrase, word] of text.matchAll(TOKEN)) {
    if (JOINING.has(word) && !minus) {
      joining = JOINING.get(word);
      continue;
    }
    const terms = phrase === undefined ? words(word) : phrases(phrase);
    if (minus || joining === "not") without.push(...terms);
    else if (joining === "or" && groups.length && terms.length) groups.at(-1).push(...terms);
    else groups.push(...terms.map((term) => [term]));
    joining = "and";
  }
  return { groups, without };
}

function phrases(text) {
  const pieces = runs(text).flatMap((run) => run.pieces);
  return pieces.length ? [{ text: text.trim(), isPhrase: true, sequences: [pieces.map((piece) => atom(piece, { exact: true }))] }] : [];
}

/** The words of a part of a query between blanks; several where a sign divides them. */
function words(text) {
  return runs(text).map(({ from, to, pieces, joined }) => {
    const beginning = text[to] === "*";
    const last = pieces.length - 1;
    // The last character of a script without spaces stands in the pair before it.
    const kept = isUnspaced(pieces[last].keys[0]) && last > 0 ? pieces.slice(0, -1) : pieces;
    const apart = kept.map((piece, at) => atom(piece, { beginning: beginning && at === kept.length - 1 }));
    const typed = text.slice(from, to);
    const others = [...(joined.length ? [joined] : []), ...spelledOut(typed)];
    return { text: typed, beginning, sequences: [apart, ...others.map((keys) => [atom({ keys }, { beginning, firm: true })])] };
  });
}

/** Müller as Mueller. */
function spelledOut(word) {
  const other = word.normalize("NFC").toLowerCase().replace(/[äöü]/g, (letter) => UMLAUTS[letter]);
  return other === word.normalize("NFC").toLowerCase() ? [] : [[fold(other)]];
}

function atom({ keys }, { exact = false, beginning = false, firm = false }) {
  const [key] = keys;
  const isCharacter = isUnspaced(key) && [...key].length === 1;
  const capitals = keys.find((other) => other.endsWith(IN_CAPITALS));
  return { key, capitals, isCharacter, firm, exact: exact && !isCharacter, beginning: beginning || isCharacter };
}
