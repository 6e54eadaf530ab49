// What a page can set on an element, and what is asked of the service because of it.

const OPTIONS = ["brand", "placement", "surface", "limit", "layout", "theme", "heading-level", "privacy"]; // and `lang`
const NUMBERS = { limit: /^\d{1,4}$/, "heading-level": /^[2-6]$/ };
const SURFACES = /^(web|social|webview|agent|till|kiosk)$/;

/** `heading-level` is the property `headingLevel`. */
const property = (name) => name.replace(/-(.)/, (_, letter) => letter.toUpperCase());
/** A number that makes no sense counts as not set. */
const option = (element, name) => {
  const value = element.getAttribute(name), number = NUMBERS[name];
  return number ? number.test(value) ? +value : null : value;
};

/** An app that shows the page in a view of its own is known by the bridge it puts there, not by what it calls itself. */
const surrounding = () => {
  if (window.ReactNativeWebView || window.webkit?.messageHandlers) return "webview";
  return window.parent === window ? "web" : "social";
};

const languages = (element) => {
  while (element && !element.lang) element = element.parentNode || element.host;
  try { return element?.lang || [...navigator.languages].slice(0, 5).join(); } catch { return navigator.language; }
};

const question = (element, revealed) => {
  const { brand, placement, surface, limit, headingLevel: heading, privacy } = element;
  const all = {
    brand: brand || pageBrand || "", placement: placement || "", locale: languages(element) || null,
    surface: SURFACES.test(surface) ? surface : surrounding(), limit, heading,
    privacy: privacy === "mask" && !revealed ? privacy : null,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
};
