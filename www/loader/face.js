// What a page sees of us: properties, the queue of commands, the element.

for (const name of OPTIONS) Object.defineProperty(ConstanceOffers.prototype, name, {
  configurable: true, enumerable: true,
  get() { return this.getAttribute(name); },
  set(value) { value == null ? this.removeAttribute(name) : this.setAttribute(name, value); },
});

// What the page said before we were there comes first: no visitor's offers flash up for someone who is signed in.
const commands = { identify, signOut, refresh }, before = window.constance;
const push = (...calls) => { for (const [name, ...rest] of calls) commands[name]?.(...rest); };
window.constance = { push };
if (Array.isArray(before)) push(...before);
// A page that comes back from the browser's memory may come back to someone else.
addEventListener("pageshow", (event) => { if (event.persisted && provider) identify(provider); });
customElements.define("constance-offers", ConstanceOffers);
