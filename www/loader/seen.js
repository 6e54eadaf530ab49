// What was seen: half of a card for a second without a pause. The service hears of it once a session and offer, wherever
// it was seen, so that what was seen often can make room; and later, where the network did not take it. Of visitors
// nothing is told.

const heard = new Set(), unsaid = new Map(), timers = new Map(); // the last: card → until it has been seen
let soon;

const saw = (card) => {
  if (!card.isConnected) return;
  const { brand, placement, surface } = question(card.getRootNode().host);
  const offer = card.getAttribute("aria-labelledby").slice(6), name = json([core.epoch, brand, offer]); // without "offer-"
  if (heard.has(name)) return;
  heard.add(name);
  keepSeen({ era: core.epoch, brand, placement, surface }, [offer], 1e3);
};

/** To be told after so many ms. */
const keepSeen = (place, more, ms) => {
  const name = json(place), { offers = [] } = unsaid.get(name) || {};
  unsaid.set(name, { ...place, offers: [...offers, ...more] });
  soon ||= setTimeout(tellSeen, ms);
};

/** `last`: the page may go before there is an answer. */
const tellSeen = (last) => {
  soon = clearTimeout(soon);
  for (const { offers, ...place } of unsaid.values()) {
    const { era, ...where } = place, { brand } = where, held = era === core.epoch && core.sessions.get(brand);
    const options = { brand, body: { ...where, offers }, keepalive: !!last };
    if (held) held.then((token) => token && personal("POST", "/v1/shown", options))
      .catch(({ retry }) => retry && keepSeen(place, offers, AGAIN));
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

addEventListener("online", () => tellSeen());
addEventListener("pagehide", () => tellSeen(true));
document.addEventListener("visibilitychange", () => {
  if (document.hidden) tellSeen(true);
  lookAgain();
});
