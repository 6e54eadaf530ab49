// What was seen: half of a card for a second without a pause. The service hears of it once a session and offer, so that
// what was seen often can make room. Of visitors nothing is told.

const heard = new Set(), unsaid = new Map(), timers = new Map(); // the last: card → until it has been seen
let soon;

const saw = (card) => {
  if (!card.isConnected) return;
  const { brand, placement, surface } = question(card.getRootNode().host);
  const place = json([core.epoch, brand, placement, surface]), { offers = [] } = unsaid.get(place) || {};
  const offer = card.getAttribute("aria-labelledby").slice(6), name = place + offer; // without "offer-"
  if (heard.has(name)) return;
  heard.add(name);
  unsaid.set(place, { era: core.epoch, brand, placement, surface, offers: [...offers, offer] });
  soon ||= setTimeout(tellSeen, 1e3);
};

/** `last`: the page may go before there is an answer. */
const tellSeen = (last) => {
  soon = clearTimeout(soon);
  for (const { era, ...body } of unsaid.values()) {
    const { brand } = body, held = era === core.epoch && core.sessions.get(brand);
    const options = { brand, body, keepalive: !!last };
    if (held) held.then((token) => token && personal("POST", "/v1/shown", options)).catch(() => {});
  }
  unsaid.clear();
};

const forget = (card) => {
  clearTimeout(timers.get(card));
  timers.delete(card);
};
const eye = once(() => new IntersectionObserver((cards) => {
  for (const { target: card, intersectionRatio } of cards) {
    forget(card);
    if (intersectionRatio >= .5 && !document.hidden) timers.set(card, setTimeout(saw, 1e3, card));
  }
}, { threshold: .5 }));
/** Looks at the cards of a widget, once they are there. A browser that cannot tell what is seen tells nothing. */
const look = (widget) => {
  if (here.has(widget)) try {
    for (const card of widget.shadow.querySelectorAll('[part~="card"]')) eye().observe(card);
  } catch { /* as it is */ }
};
const lookAgain = () => {
  for (const card of [...timers.keys()]) forget(card);
  try { eye().disconnect(); } catch { /* as it is */ }
  for (const one of here) look(one);
};

addEventListener("pagehide", () => tellSeen(true));
document.addEventListener("visibilitychange", () => {
  if (document.hidden) tellSeen(true);
  lookAgain();
});
