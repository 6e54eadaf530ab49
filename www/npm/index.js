// Puts the loader of a service into the page. The element itself always comes from the service: page and service are
// never of different versions.

/** Gives the queue, and puts the loader into the page unless it is there. On a server it does nothing. */
export function connect({ service, brand, nonce }) {
  if (typeof document === "undefined") return { push() {} };
  window.constance ||= [];
  if (!customElements.get("constance-offers") && !document.querySelector('script[src$="/constance.js"][data-brand]')) {
    const script = document.createElement("script");
    script.async = true;
    script.src = new URL("/constance.js", service).href;
    script.dataset.brand = brand;
    if (nonce) script.nonce = nonce;
    document.head.append(script);
  }
  // Looked up on each call: the loader takes the place of the array.
  return { push: (...commands) => window.constance.push(...commands) };
}
