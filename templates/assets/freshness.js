// Says so where the newest article is older than the editor expects one to be. The build knows no clock, so this is
// counted in the reader's browser; without script, the page simply states its period.

const DAY = 24 * 60 * 60 * 1000;
const TOLERANCE = 1; // day, for readers in time zones ahead of the newsroom's

function daysSince(newest) {
  return Math.floor((Date.now() - Date.parse(newest)) / DAY);
}

function sayWhenStale(note) {
  const age = daysSince(note.dataset.newest);
  if (age <= Number(note.dataset.every) + TOLERANCE) return;
  note.querySelector("b").textContent = `${age} days`;
  note.hidden = false;
}

document.querySelectorAll(".b-stale").forEach(sayWhenStale);
