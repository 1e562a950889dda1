/* The key “/” on every page, and on the search page what answers there. */

const form = document.querySelector("form.b-ask");

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing) return;
  event.preventDefault();
  if (form) form.q.focus();
  else document.querySelector(".b-open-search")?.click();
});

if (form) {
  form.addEventListener("submit", (event) => event.preventDefault()); // also before the rest is loaded
  import("./search/page.js").then(({ start }) => start(form), () => {
    form.querySelector(".b-without").hidden = false; // a browser that does not know what it needs
  });
}
