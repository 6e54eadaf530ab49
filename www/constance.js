// The loader: defines <constance-offers>, and owns what the widget must not: the network, the session, the way without
// WebAssembly. It shows the HTML the service rendered as soon as it is there; the wasm takes it over when it arrives.
// `cargo xtask` puts in the names of the assets. One global (`constance`), one element, nothing else on the page.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || customElements.get("constance-offers")) return;
  const { src: base, dataset: { brand: pageBrand } } = script;
  const GLUE = "__GLUE__", WASM = "__WASM__", THEME = "__THEME__";

  const at = (path) => new URL(path, base).href, asset = (name) => at("/assets/" + name);
  const once = (make) => { let made; return () => (made ||= make()); };

  // --- The network. Nothing is sent along but what is written here. ---
  /** `code` as in the service's problem document; `retry`: the same request may yet succeed. */
  class Refusal extends Error {
    constructor(code, retry) { super(code); Object.assign(this, { code, retry }); }
  }

  const call = async (method, path, { body, key, token }) => {
    const headers = { ...(body && { "Content-Type": "application/json" }), ...(key && { "Idempotency-Key": key }) };
    if (token) headers.Authorization = "Bearer " + token;
    try {
      const response = await fetch(at(path), {
        method, headers, body: body && JSON.stringify(body), credentials: "omit", referrerPolicy: "no-referrer",
        // A visitor's answer may be kept for a minute, and has the same address as a customer's.
        cache: token ? "no-store" : "default", keepalive: method === "DELETE", signal: AbortSignal.timeout?.(1e4),
      });
      const { ok, status } = response;
      const answer = status === 204 || await response.json().catch((lost) => { if (ok) throw lost; return {}; });
      if (ok) return answer;
      throw new Refusal(answer.code || "internal", status >= 500 || status === 408 || status === 429);
    } catch (problem) {
      throw problem instanceof Refusal ? problem : new Refusal("network", true);
    }
  };

  // --- Who it is. Tokens live in these closures and nowhere else. ---
  let provider = null; // the page's function that gives a brand-signed token
  let epoch = 0; // grows whenever the customer may be another one
  let sessions = new Map(); // brand → promise of a bearer token, or of nothing
  const here = new Set(); // the elements in the page

  const open = async (brand) => {
    try {
      const token = provider && await provider();
      return token && (await call("POST", "/v1/session", { body: { brand, token } })).session;
    } catch (problem) {
      const code = problem instanceof Refusal ? problem.code : "identity_failed";
      const told = code === "identity_refused" ? ["identity-needed", { code }] : ["error", { code, recoverable: true }];
      for (const one of here) one.tell(...told);
    }
  };

  /** Only a session is remembered: without one the page is asked again next time. */
  const session = (brand) => {
    const all = sessions, held = all.get(brand) || open(brand);
    all.set(brand, held);
    held.then((token) => token || all.delete(brand));
    return held;
  };

  /** A call in the customer's name. A session that has ended is renewed, once. */
  const personal = async (method, path, options) => {
    const era = epoch, { brand } = options, held = session(brand);
    const attempt = async (token) => {
      if (era !== epoch) throw new Refusal("superseded", true);
      return call(method, path, { ...options, token });
    };
    try {
      return await attempt(await held);
    } catch (problem) {
      if (problem.code !== "session_needed" || !await held) throw problem;
      if (sessions.get(brand) === held) sessions.delete(brand);
      return attempt(await session(brand));
    }
  };

  const refresh = async () => { asked.clear(); await Promise.all([...here].map((one) => one.load())); };

  /** From here on it is someone else, perhaps. What belonged to the last one goes first of all. */
  const become = (ask, wipe) => {
    provider = ask || null;
    epoch++;
    sessions = new Map();
    if (wipe) for (const one of here) one.wipe();
    return refresh();
  };

  const identify = (ask) => become(ask, !!provider);
  const signOut = () => {
    const ended = sessions.values(), shown = become(null, true);
    for (const held of ended) held.then((token) => token && call("DELETE", "/v1/session", { token })).catch(() => {});
    return shown;
  };

  // --- What is loaded once, for however many elements. ---
  const asked = new Map();
  const experience = (query) => {
    const { brand } = query, path = "/v1/experience?" + new URLSearchParams(query), name = epoch + path;
    const coming = asked.get(name) || personal("GET", path, { brand }), done = () => asked.delete(name);
    asked.set(name, coming);
    coming.then(done, done);
    return coming;
  };

  const theme = once(async () => {
    const sheet = new CSSStyleSheet(), response = await fetch(asset(THEME), { credentials: "omit" });
    if (!response.ok) throw new Refusal("theme", true);
    return sheet.replace(await response.text());
  });

  let trapped = false;
  const engine = once(async () => {
    if (typeof WebAssembly !== "object") throw new Refusal("wasm_unavailable", true);
    const module_or_path = fetch(asset(WASM), { credentials: "omit" });
    module_or_path.catch(() => {});
    const glue = await import(asset(GLUE));
    await glue.default({ module_or_path });
    return glue;
  });

  /** After a trap nothing in the module can be trusted: every element goes back to its last HTML. */
  const trap = () => { trapped = true; for (const one of here) one.revive(); };
  const caught = (event) => {
    const stack = String((event.error || event.reason)?.stack);
    if (![GLUE, WASM].some((name) => stack.includes(name))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    trap();
  };
  for (const name of ["error", "unhandledrejection"]) addEventListener(name, caught, true);

  // --- The page's elements. ---
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

  const OPTIONS = ["brand", "placement", "theme", "limit", "layout"]; // and `lang`, which every element has

  class ConstanceOffers extends HTMLElement {
    static observedAttributes = [...OPTIONS, "lang"];
    #shadow = this.shadowRoot || this.attachShadow({ mode: "open" });
    #root = node("div", { part: "root" });
    #status = node("div", { part: "status", role: "status" });
    #fallback = node("slot", { name: "fallback" }); #empty = node("slot", { name: "empty", hidden: "" });
    #notice = node("div", { part: "notice" }); // said beside the HTML while no wasm is there to say it
    #answer = null; // what is shown,
    #era = 0; // in which epoch,
    #asked = ""; // for which query
    #app = null; // the widget, once the wasm is there
    #turn = 0; // counts what would change the content: of two answers the one asked for last counts
    #painted = false; #due = null; #told = false; #acting = null; #dressed = null;
    #keys = new Map(); // act → idempotency key, kept until the service has answered
    #handle = { // for the page's other elements and the wasm
      load: () => this.#load(), wipe: () => this.#wipe(), revive: () => this.#revive(),
      tell: (name, detail) => this.#tell(name, detail),
      act: (verb, offer) => this.#act(verb, offer), focus: (id) => this.#focus(id),
      copy: async (code) => await this.#copy(code) === this.#words.copied,
    };

    constructor() {
      super();
      const heading = node("slot", { name: "heading" }), legal = node("slot", { name: "legal" });
      this.#shadow.replaceChildren(heading, this.#root, this.#status, this.#fallback, this.#empty, legal);
      this.#shadow.addEventListener("click", (event) => this.#click(event));
    }

    connectedCallback() {
      for (const name of OPTIONS.filter((name) => this.hasOwnProperty(name))) {
        const value = this[name]; // set before there was this class
        delete this[name];
        this[name] = value;
      }
      here.add(this.#handle);
      if (this.#era !== epoch) this.#wipe();
      else if (trapped && this.#app) this.#revive();
      this.#schedule();
    }

    disconnectedCallback() { here.delete(this.#handle); }
    attributeChangedCallback(name, old, value) { if (old !== value) this.#schedule(); }
    // Ask again; say who it is (an async function that gives a brand-signed token, or nothing); end what was said.
    refresh() { asked.clear(); return this.#load(); }
    identify(ask) { return identify(ask); }
    signOut() { return signOut(); }
    get #words() { return this.#answer?.experience.words || {}; }
    get #query() {
      const { brand, placement, limit } = this;
      let speaker = this;
      while (speaker && !speaker.lang) speaker = speaker.parentNode || speaker.host;
      const locale = speaker?.lang || navigator.language;
      return { brand: brand || pageBrand || "", placement: placement || "", locale, ...(limit && { limit }) };
    }
    /** Several changes at once are one request; none where nothing else is asked for. */
    async #schedule() {
      const due = this.#due = {};
      await null;
      const known = this.#answer && this.#era === epoch && this.#asked === JSON.stringify(this.#query);
      if (due === this.#due && this.isConnected && !known) this.#load();
    }
    async #load() {
      const turn = ++this.#turn, query = this.#query, coming = experience(query);
      this.#asked = JSON.stringify(query);
      this.#dressed ||= this.#dress();
      engine().catch(() => {});
      try {
        const [answer] = await Promise.all([coming, this.#dressed]);
        if (turn === this.#turn) this.#show(answer);
      } catch ({ code, retry }) {
        if (turn === this.#turn) this.#tell("error", { code, recoverable: !!retry });
      }
    }
    /** A page without constructed style sheets gets a link. Without any theme it is plain, but there. */
    async #dress() {
      try {
        this.#shadow.adoptedStyleSheets = [await theme()];
      } catch {
        const link = node("link", { rel: "stylesheet", href: asset(THEME) });
        this.#shadow.prepend(link);
        await new Promise((done) => { link.onload = link.onerror = done; });
      }
    }
    #show(answer) {
      const { offers, placement } = answer.experience;
      this.#take(answer);
      if (!this.#root.parentNode) this.#status.before(this.#root);
      if (this.#app) this.#try(() => this.#app.update(answer.experience));
      else this.#painted = paint(this.#root, answer.html);
      this.#fallback.hidden = this.#painted || !!this.#app;
      if (this.#fallback.hidden) this.#tell("shown", { placement, offers: offers.length });
      if (!this.#app) this.#enliven();
    }
    #take(answer) {
      const { offers, claims } = answer.experience, none = !offers.length && !claims.length;
      this.#turn++;
      this.#answer = answer;
      this.#era = epoch;
      this.#empty.hidden = !none;
      this.#root.toggleAttribute("data-empty", none && this.#empty.assignedNodes().length > 0);
      return answer;
    }
    async #enliven() {
      try {
        const glue = await engine();
        await this.#acting; // what was done before must be answered first
        if (!this.#answer) return;
        const { experience } = this.#answer, same = this.#painted && glue.build() === experience.build;
        if (!trapped) this.#app ||= glue.mount(this.#root, this.#handle, experience, same);
        this.#fallback.hidden ||= !!this.#app;
      } catch {
        if (!this.#told) this.#tell("error", { code: "wasm_unavailable", recoverable: true });
      }
      if (!this.#told) this.#tell("ready", { wasm: !!this.#app });
      this.#told = true;
    }
    #try(run) { try { run(); } catch { trap(); } }
    #revive() {
      if (!this.#app) return;
      const fresh = node("div", { part: "root" });
      this.#root.replaceWith(fresh);
      this.#root = fresh;
      this.#app = null;
      if (this.#answer) this.#painted = paint(this.#root, this.#answer.html);
      this.#tell("error", { code: "wasm_trap", recoverable: true });
    }
    #wipe() {
      this.#turn++;
      this.#answer = null;
      this.#painted = this.#fallback.hidden = false;
      this.#empty.hidden = true;
      this.#keys.clear();
      this.#status.textContent = "";
      this.#note();
      if (this.#app) {
        this.#root.remove();
        this.#try(() => this.#app.clear());
      } else this.#root.replaceChildren();
    }
    // --- What a customer does. ---
    #click(event) {
      const found = event.composedPath()[0].closest?.("[data-act],[data-copy],a[data-offer]");
      if (!found || !this.#shadow.contains(found)) return;
      const { act, copy, offer } = found.dataset;
      if (found.href) return void (this.#tell("opened", { offer }, true) || event.preventDefault());
      if (this.#app && this.#root.contains(found)) return; // the widget's
      if (copy) {
        this.#copy(copy).then((said) => { found.querySelector("[part=label]").textContent = said; });
      } else if (found.ariaDisabled !== "true") {
        found.ariaDisabled = "true";
        this.#acting = this.#perform(act, offer, found);
      }
    }
    /** What the widget does with an act, done without it. */
    async #perform(verb, offer, button) {
      try {
        const answer = await this.#act(verb, offer), { claims, words } = answer.experience;
        const claim = claims.find((one) => one.offer === offer);
        this.#note();
        this.#show(answer);
        if (verb === "decline") this.#note(answer.notice, "undo", offer, words.undo);
        else this.#focus(verb === "claim" && claim ? "claim-" + claim.id : "offer-" + offer);
      } catch (problem) {
        button.removeAttribute("aria-disabled");
        if (!this.#answer) return;
        if (problem.experience) this.#show(this.#answer);
        this.#note(this.#words[problem.experience ? "gone" : "failed"], problem.retry && verb, offer, this.#words.retry);
      }
    }
    /** A sentence above the HTML, with one thing to do about it; nothing takes it away. */
    #note(text, act, offer, label) {
      this.#notice.remove();
      if (!text) return;
      const said = node("p", { part: "notice-text", tabindex: -1 }, text);
      const button = node("button", { type: "button", part: act, "data-act": act, "data-offer": offer }, label);
      this.#notice.replaceChildren(said, ...(act ? [button] : []));
      this.#root.before(this.#notice);
      this.#notice.lastChild.focus();
    }
    /** Tells the service. Throws a refusal, with what to show now where trying again is no use. */
    async #act(verb, offer) {
      const path = `/v1/offers/${encodeURIComponent(offer)}/${verb}`, era = epoch;
      const { brand, limit, ...body } = this.#query, key = this.#keys.get(path) || uuid();
      this.#keys.set(path, key);
      if (limit) body.limit = +limit;
      try {
        const answer = await personal("POST", path, { brand, body, key });
        if (era !== epoch) throw new Refusal("superseded", true);
        this.#keys.delete(path);
        this.#say(this.#take(answer).notice);
        if (verb !== "undo") this.#tell(verb === "claim" ? "claimed" : "declined", { offer });
        asked.clear(); // what was asked before this may not know of it
        for (const other of here) if (other !== this.#handle) other.load();
        return answer;
      } catch (problem) {
        if (era !== epoch) throw problem;
        if (problem.code === "session_needed") this.#tell("identity-needed", { code: problem.code, offer });
        if (!problem.retry) {
          this.#keys.delete(path);
          const answer = await experience(this.#query).catch(() => null);
          if (answer && era === epoch) problem.experience = this.#take(answer).experience;
        }
        this.#say(this.#words[problem.experience ? "gone" : "failed"]);
        this.#tell("error", { code: problem.code, recoverable: !!problem.retry });
        throw problem;
      }
    }
    /** Where the clipboard is closed to us the code is selected, for the customer to copy. */
    async #copy(code) {
      try {
        await navigator.clipboard.writeText(code);
        return this.#say(this.#words.copied);
      } catch {
        const shown = [...this.#root.querySelectorAll("code")].find((one) => one.textContent === code);
        if (shown) getSelection()?.selectAllChildren(shown);
        return this.#say(this.#words.copy_failed);
      }
    }
    #focus(id) { this.#shadow.getElementById(id)?.focus(); }
    /** The same sentence twice is said twice: a space makes it another. */
    #say(text) {
      this.#status.textContent = text + (text === this.#status.textContent ? "\u00a0" : "");
      return text;
    }
    #tell(name, detail, cancelable) {
      const how = { detail, bubbles: true, composed: true, cancelable };
      return this.dispatchEvent(new CustomEvent("constance-" + name, how));
    }
  }

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
})();
