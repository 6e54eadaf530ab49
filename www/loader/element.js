// <constance-offers>: what a page sees of a widget.

class ConstanceOffers extends HTMLElement {
  static observedAttributes = [...OPTIONS, "lang"];
  #widget = new Widget(this, this.shadowRoot || this.attachShadow({ mode: "open" }));

  connectedCallback() {
    for (const name of OPTIONS.map(property).filter((name) => this.hasOwnProperty(name))) {
      const value = this[name]; // set before there was this class
      delete this[name];
      this[name] = value;
    }
    this.#widget.enter();
  }
  connectedMoveCallback() {} // with it, a move is no leaving
  /** Who puts it elsewhere at once has not taken it away. */
  disconnectedCallback() { queueMicrotask(() => this.isConnected || this.#widget.leave()); }
  /** Another document takes no sheet of the last one. */
  adoptedCallback() { this.#widget.undress(); }
  attributeChangedCallback(name, old, value) { if (old !== value) this.#widget.schedule(); }

  // Ask again; say who it is (an async function that gives a brand-signed token, or nothing); end what was said; say what
  // the customer agrees to.
  refresh() {
    return this.#widget.refresh();
  }
  identify(ask) { return identify(ask); }
  signOut() { return signOut(); }
  setConsent(consent) { return setConsent(consent); }
}

for (const name of OPTIONS) Object.defineProperty(ConstanceOffers.prototype, property(name), {
  configurable: true, enumerable: true,
  get() { return option(this, name); },
  set(value) { value == null ? this.removeAttribute(name) : this.setAttribute(name, value); },
});
