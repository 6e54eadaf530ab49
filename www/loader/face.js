// What a page can say to us, and what the browser tells of the page.

// What the page said before we were there comes first: no visitor's offers flash up for someone who is signed in.
const commands = { __proto__: null, identify, signOut, refresh, setConsent }, before = window.constance;
const push = (...calls) => {
  for (const call of calls) if (Array.isArray(call)) commands[call[0]]?.(...call.slice(1));
};
window.constance = { push };
if (Array.isArray(before)) push(...before);

// What is personal is not kept in the browser's memory of a page: it may come back to someone else.
addEventListener("pagehide", (event) => {
  if (event.persisted && provider) for (const one of here) one.wipe();
});
addEventListener("pageshow", (event) => { if (event.persisted && provider) identify(provider); });
customElements.define("constance-offers", ConstanceOffers);
