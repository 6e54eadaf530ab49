// Who it is, and what they agree to. Tokens live in these closures and nowhere else.

let provider = null; // the page's function that gives a brand-signed token
let welcome = false; // whether offers may be chosen for a visitor, too
const visits = new Map(); // brand → the session of its visitor
let epoch = 0; // grows whenever the customer may be another one
let sessions = new Map(); // brand → promise of a bearer token, or of nothing
const here = new Set(); // the widgets in the page

const open = async (brand) => {
  try {
    const token = provider && await provider() || undefined, { session, anonymousId } = visits.get(brand) || {};
    if (!token && !welcome) return;
    // What a visitor did is theirs when they say who they are.
    const answer = await call("POST", "/v1/session", { token: session, body: { brand, token, anonymousId } });
    token ? visits.delete(brand) : visits.set(brand, answer);
    return answer.session;
  } catch (problem) {
    const code = problem instanceof Refusal ? problem.code : "identity_failed";
    for (const one of here) code === "identity_refused" ? one.tell("identity-needed", { code }) : one.fail(code, true);
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

const refresh = async () => {
  asked.clear();
  again();
  await Promise.all([...here].map((one) => one.load()));
};

/** From here on it is someone else, perhaps. What belonged to the last one goes first of all. */
const become = (ask, wipe) => {
  provider = ask || null;
  epoch++;
  sessions = new Map();
  if (wipe) for (const one of here) one.wipe();
  late?.deliver(); // what waits was the last one's: it is refused
  return refresh();
};

const identify = (ask) => become(ask, !!provider);
const signOut = () => {
  const ended = sessions.values(), shown = become(null, true);
  for (const held of ended) held.then((token) => token && call("DELETE", "/v1/session", { token })).catch(() => {});
  return shown;
};

/** Being measured, and remembered as a visitor, is agreed to for this page; what a customer says of offers is kept. */
const setConsent = async (consent) => {
  const { measurement, personalOffers } = consent || {};
  if (typeof measurement === "boolean") measure(measurement);
  if (typeof personalOffers !== "boolean") return;
  const era = epoch;
  welcome = personalOffers;
  for (const brand of visits.keys()) sessions.delete(brand);
  visits.clear();
  const brands = new Set([...here].map((one) => one.query.brand).concat(pageBrand || []));
  await Promise.all([...brands].map(async (brand) => {
    if (!await session(brand) || era !== epoch || visits.has(brand)) return;
    const body = { brand, personal_offers: personalOffers };
    try {
      await personal("PUT", "/v1/me/consent", { brand, body });
    } catch ({ code, retry }) {
      for (const one of here) one.fail(code, retry);
    }
  }));
  return refresh();
};
