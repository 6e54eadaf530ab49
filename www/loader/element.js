// <constance-offers>.

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
