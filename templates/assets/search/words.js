/* Text → the keys that it is found by, by the rules of generator/search/words.py, where they are explained. */

export const IN_CAPITALS = "^";
export const AFTER_CLITIC = "~";
const MAX_ABBREVIATION = 3;

const APOSTROPHES = /[’‘‛ʼʻʾʿʹ′`´＇׳״]/gu;
const HYPHENS = /[‐‑⁃﹣－−]/gu;
const LETTERS = String.raw`[\p{L}\p{N}\p{M}\u0640\u00ad\u200c\u200d\u2060]+`;
const PIECE = String.raw`${LETTERS}(?:(?<=\p{Nd})[.,](?=\p{Nd})${LETTERS})*`;
const RUN = String.raw`${PIECE}(?:['.&\-]${PIECE})*`;
const UNSPACED = String.raw`[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+`;
const PARTS = new RegExp(`(${UNSPACED})`, "u");
const WHOLE = new RegExp(`^${UNSPACED}$`, "u");

const IGNORED =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640\u00ad\u200c\u200d\u2060]/gu;
const PLAIN_LETTERS = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i", ς: "σ", ى: "ي", ة: "ه", ٱ: "ا", ی: "ي", ک: "ك",
};
const NOT_PLAIN = new RegExp(`[${Object.keys(PLAIN_LETTERS).join("")}]`, "gu");
const GROUPED_NUMBER = /^(?:\p{Nd}{1,3}(?:,\p{Nd}{3})+(?!\p{Nd})|\p{Nd}{1,3}(?:\.\p{Nd}{3})+(?!\p{Nd})|\p{Nd}+(?:,\p{Nd}+){2,})/u;
const CLITICS = [/^[وف]?(?:ال|بال|كال|لل)(?=.{2})/u, /^[והבלכמש](?=[א-ת]{3})/u, /^(?:ו[הבלכמש]|[שכמבל]ה)(?=[א-ת]{3})/u];

/** The word without capitals, accents and invisible signs. */
export function fold(word) {
  const decomposed = word.normalize("NFKD").toLowerCase().replace(NOT_PLAIN, (letter) => PLAIN_LETTERS[letter]);
  return decomposed.replace(IGNORED, "").normalize("NFC");
}

/** True for a key that is made of characters of a script without spaces between words. */
export const isUnspaced = (key) => WHOLE.test(key);

/** What is written together in a text: the keys of its pieces, one array a position, and those of it as one word. */
export function runs(text) {
  const plain = text.replace(APOSTROPHES, "'").replace(HYPHENS, "-").replaceAll("＆", "&").replaceAll("．", ".").replaceAll("_", " ");
  return [...plain.matchAll(new RegExp(RUN, "gu"))].map((run) => {
    const found = [...run[0].matchAll(new RegExp(PIECE, "gu"))];
    const pieces = found.flatMap((piece) => split(piece[0], run.index + piece.index));
    const together = found.map(([piece]) => piece).join("");
    const isOneWord = found.length > 1 && pieces.length === found.length;
    const joined = isOneWord ? [found.map(([piece]) => fold(piece)).join(""), ...inCapitals(together)] : [];
    return { from: run.index, to: run.index + run[0].length, pieces, joined };
  });
}

/** The keys of a text with their positions and the part of the text that each stands for. */
export function tokens(text) {
  let position = 0;
  return runs(text).flatMap(({ from, to, pieces, joined }) => {
    const first = position;
    position += pieces.length;
    const listed = pieces.flatMap((piece, at) => piece.keys.map((key) => ({ ...piece, key, position: first + at })));
    const places = joined.length ? [first, position - 1] : [];
    return [...listed, ...places.flatMap((at) => joined.map((key) => ({ from, to, key, position: at })))];
  });
}

/** One piece as one position, or as many as it has characters of a script without spaces. */
function split(piece, from) {
  const folded = fold(piece);
  const isSame = folded.length === piece.length;
  let at = from;
  return folded.split(PARTS).filter(Boolean).flatMap((part) => {
    const start = at;
    at += part.length;
    const place = (begin, length) => (isSame ? { from: begin, to: begin + length } : { from, to: from + piece.length });
    if (!isUnspaced(part))
      return [{ keys: spacedKeys(piece, part), ...place(start, part.length) }];
    const characters = [...part];
    return characters.map((character, index) => {
      const key = character + (characters[index + 1] ?? "");
      return { keys: [key], ...place(start + characters.slice(0, index).join("").length, key.length) };
    });
  });
}

function spacedKeys(piece, folded) {
  const key = number(folded);
  const ends = new Set(CLITICS.flatMap((clitic) => clitic.exec(key)?.[0].length ?? []));
  return [key, ...inCapitals(piece), ...[...ends].sort().map((end) => key.slice(end) + AFTER_CLITIC)];
}

function number(key) {
  if (!/^\p{Nd}/u.test(key)) return key;
  return GROUPED_NUMBER.test(key) ? key.replace(/[.,]/g, "") : key.replaceAll(",", ".");
}

function inCapitals(piece) {
  const isShort = piece.length >= 2 && piece.length <= MAX_ABBREVIATION && /^\p{L}+$/u.test(piece);
  return isShort && piece === piece.toUpperCase() && piece !== piece.toLowerCase() ? [fold(piece) + IN_CAPITALS] : [];
}
