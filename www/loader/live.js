// Told as it happens. A page listens once for a brand, however many elements it has, and of the pages of one browser
// that can tell each other one listens for all.

const HUSH = 6e4; // a page that nobody looks at listens for so long
const GREETING = 1e4; // in ms; a stream that has not greeted after so long is held back on the way
const SILENT = 4e4; // one that says nothing for so long is dead, for it has a heartbeat
const SHORT = 5e3, CUT = 3; // so often in a row none greeted and lasted for so long: something holds or cuts them
const POLL = 3e4, POLLS = 10; // then it is asked so often, so many times, until a stream is tried again
const LONGEST = 6e5; // what a service asks to be spared for, at most

const lines = new Map(); // brand → how it is listened for
let hushed = 0;

/** Listens for the brands that are there, and no longer for those that are not. Nobody hears of strangers. */
const tune = async () => {
  const brands = new Set(hushed < 0 ? [] : [...here].filter((one) => one.answer).map((one) => one.query.brand));
  for (const [brand, line] of lines) if (!brands.has(brand) || line.era !== core.epoch) {
    lines.delete(brand);
    line.stop.abort();
  }
  for (const brand of brands) if (!lines.has(brand)) {
    const line = { brand, era: core.epoch, stop: new AbortController(), place: placeOf(brand), spared: 0, tell() {} };
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
    cut = line.greeted && performance.now() - since >= SHORT ? 0 : cut + 1;
    wait = cut ? Math.min(wait * 2, POLL) : 1e3;
    if (status === 401) await renew(line.brand); // and with it the session
    else if (cut >= CUT) {
      for (let turn = 0; turn < POLLS && !signal.aborted; turn++) {
        await rest(line, POLL);
        if (!document.hidden && !signal.aborted) await poll(line);
      }
      cut = CUT - 1; // one more that is none, and it is asked again
    }
    await rest(line, wait * (.5 + Math.random() / 2));
  }
};

/** For so long, or until the network is back; where the service asked for longer, for that. Or nobody listens any more. */
const rest = (line, ms) => new Promise((done) => {
  const timer = setTimeout(done, Math.max(ms, line.spared));
  line.wake = line.stop.signal.onabort = () => done(clearTimeout(timer));
});

const ask = async (line, path, headers, signal) => {
  const token = await core.sessions.get(line.brand), response = await fetch(core.at(path), {
    headers: { ...headers, Authorization: "Bearer " + token },
    credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", signal,
  });
  const { status, headers: told } = response, busy = status === 429 || status === 503;
  line.spared = busy && Math.min(told.get("Retry-After") * 1e3 || 0, LONGEST);
  return response;
};

/** Listens until it ends. Gives the status it was answered with. */
const stream = async (line) => {
  const stop = new AbortController(), { signal } = line.stop, end = () => stop.abort();
  signal.addEventListener("abort", end);
  line.greeted = false;
  let silence = setTimeout(end, GREETING), text = "";
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
  line.greeted = true;
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

/** Where nothing can be told: whether something is new, and what. Elements that show the same ask once. */
const poll = (line) => {
  const polls = new Map();
  return renew(line.brand, (one) => {
    const path = "/v1/experience?" + new URLSearchParams(one.query), name = path + one.answer?.tag;
    if (!polls.has(name)) polls.set(name, polled(line, path, one));
    return polls.get(name);
  });
};

/** What is shown, itself where nobody could say whether it is what it was. */
const polled = async (line, path, { query, answer: shown }) => {
  try {
    const known = shown?.tag && { "If-None-Match": shown.tag };
    const response = await ask(line, path, known, line.stop.signal), { ok, status, headers } = response;
    if (status === 401) return inquire(query).answer; // in a new session
    if (status === 304) return { ...shown };
    if (!ok) return shown;
    const answer = sound(await response.json()), heard = headers.get("last-event-id");
    if (heard) line.tell(line.place = heard);
    return Object.assign(answer, { heard, tag: headers.get("etag") });
  } catch { return shown; }
};

addEventListener("online", () => { for (const { wake, spared } of lines.values()) if (!spared) wake?.(); });
document.addEventListener("visibilitychange", () => {
  hushed = clearTimeout(hushed) || 0;
  if (document.hidden) hushed = setTimeout(() => { hushed = -1; tune(); }, HUSH);
  else tune();
});
addEventListener("pagehide", () => { hushed = -1; tune(); });
addEventListener("pageshow", () => { hushed = 0; tune(); });
