// Making nodes, from names and from the HTML of the service.

const node = (name, attributes = {}, text = "") => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};

/** Where Trusted Types are enforced, parsing takes a policy the page must name: it passes what our service rendered. */
const policy = once(() => trustedTypes.createPolicy("constance", { createHTML: (html) => html }));
const trusted = (html) => { try { return policy().createHTML(html); } catch { return html; } };

/** Shows HTML of the service without running a script in it, with the comments it begins with. Says whether it could. */
const paint = (root, html) => {
  try {
    if (root.setHTML) root.setHTML(html, { sanitizer: { removeElements: ["script"], comments: true } });
    else root.replaceChildren(...new DOMParser().parseFromString(trusted("<body>" + html), "text/html").body.childNodes);
    return true;
  } catch { return false; }
};

/** Of what comes into an empty root the theme lays out what is seen first, and the rest a frame later: a task each. */
const unfold = (root) => {
  root.toggleAttribute("data-first", true);
  requestAnimationFrame(() => setTimeout(() => root.removeAttribute("data-first")));
};

/** Takes the focus. A page that still glides would carry it out of sight again. */
const still = (node) => {
  scrollBy({ behavior: "instant" });
  node?.focus();
};
