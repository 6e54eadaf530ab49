// Making nodes, from names and from the HTML of the service.

const node = (name, attributes, text = "") => {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.textContent = text;
  return made;
};

/** Shows HTML of the service without running anything in it. Says whether it could. */
const paint = (root, html) => {
  try {
    if (root.setHTML) root.setHTML(html, { sanitizer: { removeElements: ["script"], comments: true } });
    else root.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    return true;
  } catch { return false; }
};

/** `randomUUID` is missing where the page is not secure. */
const uuid = () => crypto.randomUUID?.() || crypto.getRandomValues(new Uint32Array(4)).join("-");
