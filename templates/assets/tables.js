// A table too wide for the page scrolls sideways in a frame that the theme puts around it. This lets the keyboard reach it.

function reach() {
  for (const frame of document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])")) frame.tabIndex = 0;
}

new MutationObserver(reach).observe(document.body, { childList: true, subtree: true });
reach();
