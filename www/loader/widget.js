// What is inside one element: the nodes of its shadow root, the answer they show, the app that keeps them alive.

const ground = once(() => {
  const sheet = new CSSStyleSheet();
  // Even without the theme date and terms are two.
  sheet.replaceSync(`:host{display:block;min-block-size:var(--constance-reserve,0)}
:host([hidden]){display:none!important}
:where([part=fine-print]>*){display:block}`);
  return sheet;
});

class Widget {
  // Also `answer`: what is shown; `request`: what is waited for; `seat`: where the app is, once the wasm is there; `begun`,
  // `since`, `first`: whether and when it began, and how long until there was something to see; `stop`: no longer waits to be
  // near; `vain`: it asked in vain, and asks again; `masked`: what is shown again when what `privacy` keeps back has been
  // seen; and what was done already: `painted`, `told`, `counted`, `due`, `acting`, `dressed`, `slow`.
  era = epoch; // in which epoch the answer is,
  asked = ""; // for which question
  turn = 0; // counts what would change the content: of two answers the one asked for last counts
  keys = new Map(); // act → idempotency key, kept until the service has answered

  /** A server may have sent the same nodes along, and what was shown then. It stays until there is an answer. */
  constructor(element, shadow) {
    const part = (selector, name, attributes) =>
      shadow.querySelector(selector) || shadow.appendChild(node(name, attributes));
    const slot = (name, attributes) => part(`slot[name=${name}]`, "slot", { name, ...attributes });
    Object.assign(this, { element, shadow });
    slot("heading");
    this.root = part("[part=root]", "div", { part: "root" });
    this.status = part("[part=status]", "div", { part: "status", role: "status" });
    this.fallback = slot("fallback");
    this.fallback.append(node("div", { part: "skeleton", "aria-hidden": true })); // where the page has nothing else
    this.empty = slot("empty", { hidden: "" });
    slot("legal");
    this.notice = node("div", { part: "notice" }); // said beside the HTML while no wasm is there to say it
    this.line = node("p"); // what is true of all that is shown
    this.given = !!this.root.firstChild;
    this.fallback.hidden ||= this.given;
    shadow.addEventListener("click", (event) => click(this, event));
    for (const turned of ["pointerenter", "focusin"]) element.addEventListener(turned, () => { hurry(); this.begin(); });
    this.lay();
  }

  get app() { return this.seat?.app; }
  get words() { return this.answer?.experience.words || {}; }
  get query() { return question(this.element, !!this.masked); }

  // --- It comes and goes. ---
  enter() {
    here.add(this);
    vacant.delete(this.seat);
    if (this.era !== epoch) this.wipe();
    else if (this.seat && this.seat.life !== traps) this.revive();
    else if (this.answer && !this.root.firstChild) this.show(this.answer);
    else if (this.answer && !this.told) this.enliven();
    this.stop ||= this.begun ? () => {} : approach(this.element, () => this.begin());
    late?.look(this);
    this.schedule();
  }
  leave() {
    here.delete(this);
    late?.look(this);
    this.slow = clearTimeout(this.slow);
    if (this.seat) vacant.add(this.seat);
    this.stop?.();
    this.stop = null;
    if (!this.request) return;
    this.turn++;
    this.request.leave();
    this.request = null;
    this.asked = "";
  }
  refresh() {
    asked.clear();
    again();
    return this.begun ? this.load() : this.begin();
  }
  async begin() {
    if (this.begun) return;
    this.begun = true;
    this.since = performance.now();
    this.stop?.();
    return this.load();
  }
  /** Several changes at once are one request; none where nothing else is asked for. */
  async schedule() {
    const due = this.due = {};
    await null;
    const current = this.answer && this.era === epoch && this.asked === json(this.query);
    if (due === this.due && here.has(this) && !current) this.load();
  }
  async load() {
    if (!this.begun) return;
    const turn = ++this.turn, before = this.request, { query } = this, request = this.request = inquire(query);
    const same = this.asked === (this.asked = json(query));
    before?.leave();
    this.dressed ||= Promise.race([this.dress(), pause(PATIENCE)]);
    try {
      const [answer] = await Promise.all([request.answer, this.dressed]);
      if (same) await this.acting; // its answer is newer
      if (turn === this.turn) this.show(answer);
    } catch ({ code, retry }) {
      if (code === "network") await pause(MOMENT);
      if (turn !== this.turn) return;
      if (this.answer) this.remark("stale");
      else this.count(this.given ? "html" : "fallback", code);
      if (this.vain = retry) persist();
      this.fail(code, retry);
    } finally {
      if (this.request === request) this.request = null;
    }
  }

  // --- What it looks like. ---
  lay(...sheets) { try { this.shadow.adoptedStyleSheets = [...sheets, ground()]; } catch { return true; } }
  /** A page without constructed style sheets gets a link. Without any theme it is plain, but there. */
  async dress() {
    const links = [...this.shadow.querySelectorAll("link")];
    try {
      if (this.lay(await theme())) throw 0;
      for (const link of links) link.replaceWith();
    } catch ({ code }) {
      if (links[0]) return;
      if (code) return void pause(MOMENT).then(() => this.fail("theme_failed", true));
      const link = sheetLink();
      this.shadow.prepend(link);
      await new Promise((done) => { link.onload = done; link.onerror = () => done(this.fail("theme_failed", true)); });
    }
  }
  /** The sheets of one document are none of another's. */
  undress() {
    this.lay();
    if (this.dressed) this.dressed = this.dress();
  }
  show(answer) {
    const { offers, placement } = answer.experience;
    this.shown = answer;
    this.take(answer);
    if (!this.root.parentNode) this.status.before(this.root);
    this.seat ||= this.root.firstChild ? null : vacancy(this);
    this.speak(this.root);
    if (this.app) this.attempt(() => this.app.update(answer.experience));
    else if (!this.shows(answer.html)) {
      if (!this.root.firstChild) unfold(this.root);
      if (!(this.painted = paint(this.root, answer.html))) this.fail("paint_refused", true);
    }
    this.given = false;
    if (this.fallback.hidden = this.painted || !!this.app) {
      this.first ??= Math.round(performance.now() - this.since);
      this.tell("shown", { placement, offers: offers.length });
    }
    if (!this.app || !this.told) this.enliven();
  }
  /** Whether the very HTML is there already, sent along by a server. */
  shows(html) {
    if (!this.given) return false;
    const copy = this.root.cloneNode(false);
    return this.painted = paint(copy, html) && copy.isEqualNode(this.root);
  }
  take(answer) {
    const { offers, claims } = answer.experience, none = !offers.length && !claims.length;
    this.turn++;
    this.vain = vain = 0;
    this.answer = answer;
    this.era = epoch;
    this.empty.hidden = !none;
    this.root.toggleAttribute("data-empty", none && this.empty.assignedNodes().length > 0);
    for (const one of [this.root, this.notice, this.status, this.line]) this.speak(one);
    this.line.replaceWith();
    this.glance();
    return answer;
  }
  /** The app shows it in a moment. */
  glance() { setTimeout(() => late?.look(this), 99); }
  /** In the language of the offers, which need not be the page's. */
  speak(node) {
    const { locale, dir } = this.answer.experience;
    Object.assign(node, { lang: locale, dir });
  }
  async enliven() {
    if (!this.app) try {
      await calm();
      later();
      if (!this.answer || !here.has(this)) return;
      const life = traps;
      this.slow ||= setTimeout(() => this.settle("wasm_slow"), PATIENCE);
      const glue = await engine();
      this.slow = clearTimeout(this.slow);
      await this.acting; // what was done before must be answered first
      await pause(); // starting it and mounting it are a task each
      if (!this.answer || !here.has(this)) return;
      if (life !== traps) return void this.enliven();
      if (!this.app) this.mount(glue);
      if (!this.app) return; // it trapped; the next one is on its way
    } catch ({ code = "glue_failed" }) {
      this.settle(code);
    }
    this.settle();
  }
  /** As alive as it will be, for now. Said once. */
  settle(code) {
    this.slow = clearTimeout(this.slow);
    this.fallback.hidden ||= !!this.app;
    this.glance(); // hydrating takes a countdown's text
    if (this.told) return;
    this.told = true;
    if (code) this.fail(code, true);
    this.tell("ready", { wasm: !!this.app });
    this.count(this.app ? "wasm" : this.painted ? "html" : "fallback", code);
  }
  /** What another build rendered is rendered anew; after a trap everything is. */
  mount(glue) {
    const { experience } = this.answer, same = this.painted && !traps && glue.build() === experience.build;
    const taken = this.seat = seat(this, this.root);
    this.attempt(() => { taken.app = glue.mount(this.root, taken, experience, same); });
  }
  attempt(run) {
    const { life } = this.seat;
    try { run(); } catch { trapped(life); }
  }
  /** Leaves the app to others, or to nobody. */
  unseat() {
    const fresh = node("div", { part: "root" });
    this.root.replaceWith(fresh);
    this.root = fresh;
    this.seat = null;
  }
  revive() {
    if (!this.seat) return;
    this.unseat();
    if (this.answer) {
      this.speak(this.root);
      this.painted = paint(this.root, this.answer.html);
    }
    this.fail("wasm_trap", true);
    this.count("html", "wasm_trap");
    this.enliven();
  }
  wipe() {
    this.turn++;
    this.answer = this.masked = this.acting = null;
    this.given = this.painted = this.fallback.hidden = false;
    this.empty.hidden = true;
    this.keys.clear();
    this.status.textContent = "";
    this.line.replaceWith();
    this.notice.replaceWith();
    if (this.app) {
      this.root.replaceWith();
      this.attempt(() => this.app.clear());
    } else this.root.replaceChildren();
  }

  // --- What it says. ---
  /** A sentence above all, for as long as it is true. */
  remark(word) {
    const text = this.words[word];
    if (!text) return;
    this.line.setAttribute("part", word);
    this.line.textContent = text;
    this.root.before(this.line);
  }
  /** Announced. The same sentence twice is said twice: a space makes it another. */
  say(text) {
    this.status.textContent = text + (text === this.status.textContent ? "\u00a0" : "");
    return text;
  }
  fail(code = "internal", retry) {
    complain(code);
    this.tell("error", { code, recoverable: !!retry });
  }
  /** What became of it, if that is another thing than was counted before. */
  count(path, code) {
    const { query: { brand, surface }, first, counted } = this;
    this.counted = path + code;
    if (path === "fallback") this.fallback.textContent = ""; // what does not come has no shape
    if (this.counted !== counted) count({ brand, surface, path, code, first, traps: traps || undefined });
  }
  focus(id) { still(this.shadow.getElementById(id)); }
  tell(name, detail, cancelable) {
    const how = { detail, bubbles: true, composed: true, cancelable };
    return this.element.dispatchEvent(new CustomEvent("constance-" + name, how));
  }
}
