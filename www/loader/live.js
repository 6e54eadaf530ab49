// Told as it happens. A page listens once for a brand, however many elements it has, and of the pages of one browser
// that can tell each other one listens for all.

const HUSH = 6e4; // a page that nobody looks at listens for so long
const SILENT = 4e4; // in ms; a stream that says nothing for so long is dead, for it has a heartbeat
const SHORT = 5e3, CUT = 3; // so often in a row no stream lasted for so long: something on the way cuts them
const POLL = 3e4, POLLS = 10; // then it is asked so often, so many times, until a stream is tried again

const lines = new Map(); // brand → how it is listened for
const ends = new Map(); // widget → when what it shows ends
let hushed = 0;

/** Listens for the brands that are there, and no longer for those that are not. Nobody hears of strangers. */
const tune = async () => {
  const brands = new Set(hushed < 0 ? [] : [...here].filter((one) => one.answer).map((one) => one.query.brand));
  for (const [brand, line] of lines) if (!brands.has(brand) || line.era !== core.epoch) {
    lines.delete(brand);
    line.stop.abort();
  }
  for (const brand of brands) if (!lines.has(brand)) {
    const line = { brand, era: core.epoch, stop: new AbortController(), place: placeOf(brand), tell() {} };
    lines.set(brand, line);
    // Who has no session is told nothing, and is looked for again at the next answer.
    const token = await core.sessions.get(brand);
    if (line.stop.signal.aborted) continue;
    if (token) share(line, token).catch(() => {});
    else lines.delete(brand);
  }
};

/** How far what is shown has heard. */
const placeOf = (brand) => [...here].find((one) => one.query.brand === brand && one.answer?.heard)?.answer.heard;

/** The last part of a token is the same for all sessions of one customer, and says nothing else. */
const share = async (line, token) => {
  const { stop: { signal } } = line, name = `constance ${line.brand} ${token.split(".").pop()}`;
  if (!navigator.locks || !window.BroadcastChannel) return follow(line);
  const channel = new BroadcastChannel(name);
  // Who comes asks how far the others have heard: something may have happened since it was answered.
  channel.onmessage = ({ data }) => {
    if (!data) line.leads && line.place && channel.postMessage(line.place);
    else if (data !== line.place) learn(line, data);
  };
  line.tell = (place) => channel.postMessage(place);
  signal.addEventListener("abort", () => channel.close());
  channel.postMessage("");
  await navigator.locks.request(name, { signal }, () => {
    line.leads = true;
    return follow(line);
  });
};

const follow = async (line) => {
  const { stop: { signal } } = line;
  for (let cut = 0, wait = 1e3; !signal.aborted;) {
    const since = performance.now(), status = await stream(line).catch(() => 0);
    if (signal.aborted) return;
    cut = performance.now() - since < SHORT ? cut + 1 : 0;
    wait = cut ? Math.min(wait * 2, POLL) : 1e3;
    if (status === 401) await renew(line.brand); // and with it the session
    else if (cut >= CUT) {
      for (let turn = 0; turn < POLLS && !signal.aborted; turn++) {
        await pause(POLL);
        if (!document.hidden) await poll(line);
      }
      cut = 0;
    }
    await pause(wait * (.5 + Math.random() / 2));
  }
};

const ask = async (line, path, headers, signal) => {
  const token = await core.sessions.get(line.brand);
  return fetch(core.at(path), {
    headers: { ...headers, Authorization: "Bearer " + token },
    credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", signal,
  });
};

/** Listens until it ends. Gives the status it was answered with. */
const stream = async (line) => {
  const stop = new AbortController(), { signal } = line.stop, end = () => stop.abort();
  signal.addEventListener("abort", end);
  let silence = setTimeout(end, SILENT), text = "";
  try {
    const { place } = line, told = place && { "Last-Event-ID": place };
    const response = await ask(line, "/v1/live?brand=" + encodeURIComponent(line.brand), told, stop.signal);
    if (!response.ok) return response.status;
    const reader = response.body.getReader(), words = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return response.status;
      clearTimeout(silence);
      silence = setTimeout(end, SILENT);
      const said = (text + words.decode(value, { stream: true })).split("\n\n");
      text = said.pop();
      for (const one of said) hear(line, one, place);
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener("abort", end);
  }
};

/** Where a stream began without our saying how far we had heard, something may have happened before. */
const hear = (line, said, known) => {
  const field = (name) => said.match(new RegExp(`^${name}: ?(.*)$`, "m"))?.[1], place = field("id");
  if (!place) return; // a heartbeat
  if (field("event") === "hello" && known) line.place = place;
  else learn(line, place);
  line.tell(place);
};
/** What came of an act of this page's own, its answer told already. */
const learn = async (line, place) => {
  line.place = place;
  await Promise.all([...here].map((one) => one.acting));
  if (line.own === place) line.own = 0;
  else renew(line.brand);
};

/** Where nothing can be told: whether something is new. */
const poll = async (line) => {
  const path = (one) => "/v1/experience?" + new URLSearchParams(one.query);
  for (const one of here) if (one.answer && one.query.brand === line.brand) {
    const known = one.tag && { "If-None-Match": one.tag };
    const response = await ask(line, path(one), known, line.stop.signal).catch(() => null);
    if (response?.status === 401) return renew(line.brand);
    if (!response?.ok) continue;
    one.tag = response.headers.get("ETag");
    await renew(line.brand);
  }
};

let renewing = null, more = false;
/** Asks again for every element of a brand. What comes meanwhile is asked for once, after it. */
const renew = (brand) => {
  if (renewing) return more = true, renewing;
  return renewing = (async () => {
    do {
      more = false;
      asked.clear();
      await Promise.all([...here].filter((one) => one.begun && one.query.brand === brand).map(change));
    } while (more);
  })().finally(() => { renewing = null; });
};

const change = async (widget) => {
  const { turn } = widget, era = core.epoch, answer = await inquire(widget.query).answer.catch(() => null);
  await widget.acting;
  if (!answer || era !== core.epoch || !here.has(widget)) return;
  if (turn !== widget.turn) return void (more = true); // something came that may be older
  if (answer.html !== widget.answer?.html) exchange(widget, answer);
};

/** What is new comes quietly, is announced, and leaves nobody's focus behind. */
const exchange = (widget, answer) => {
  const { shadow, root } = widget, there = root.contains(shadow.activeElement);
  widget.root.toggleAttribute("data-live", !!widget.app);
  widget.show(answer);
  widget.say(widget.words.changed || "");
  setTimeout(() => there && !shadow.activeElement && widget.focus("offers"), 99);
};

/** What is shown holds until an instant by the service's clock. Not everybody asks in the same millisecond. */
const expire = (widget) => {
  const { answer } = widget, before = ends.get(widget);
  if (before?.answer === answer) return;
  clearTimeout(before?.timer);
  ends.delete(widget);
  if (!answer?.experience.until || !here.has(widget)) return;
  const { until, decided_at } = answer.experience, left = Date.parse(until) - Date.parse(decided_at);
  if (!(left < 2 ** 31 - 1e4)) return;
  const timer = setTimeout(() => here.has(widget) && renew(widget.query.brand), left + Math.random() * 1e3);
  ends.set(widget, { answer, timer });
};

document.addEventListener("visibilitychange", () => {
  hushed = clearTimeout(hushed) || 0;
  if (document.hidden) hushed = setTimeout(() => { hushed = -1; tune(); }, HUSH);
  else tune();
});
addEventListener("pagehide", () => { hushed = -1; tune(); });
addEventListener("pageshow", () => { hushed = 0; tune(); });
