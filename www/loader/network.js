// The network. Nothing is sent along but what is written here.

const at = (path) => new URL(path, base).href, asset = (name) => at("/assets/" + name);
const once = (make) => { let made; return () => (made ||= make()); };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
// A page that is left loses what was on its way, and Firefox says so before it goes. A moment later nobody is there to hear.
const MOMENT = 2e3;
/** Some pages give arrays and objects a `toJSON` of their own; this passes it by. */
const json = (value) => JSON.stringify(value, function (key) { return this[key]; });
/** A time limit, where there is such a thing. */
const within = (ms) => { try { return AbortSignal.timeout(ms); } catch { /* as long as the browser waits */ } };

/** `code` as in the service's problem document; `retry`: the same request may yet succeed. */
class Refusal {
  constructor(code, retry) { Object.assign(this, { code, retry }); }
}

const call = async (method, path, { body, key, token, signal = within(1e4), keepalive = method === "DELETE" }) => {
  const headers = { ...(body && { "Content-Type": "application/json" }), ...(key && { "Idempotency-Key": key }) };
  if (token) headers.Authorization = "Bearer " + token;
  try {
    const response = await fetch(at(path), {
      method, headers, body: body && json(body), credentials: "omit", referrerPolicy: "no-referrer",
      // A visitor's answer may be kept for a minute, and has the same address as a customer's.
      cache: token ? "no-store" : "default", keepalive, signal,
    });
    const { ok, status } = response;
    const answer = status === 204 || await response.json().catch((lost) => { if (ok) throw lost; return {}; });
    if (ok) return Object.assign(answer, { heard: response.headers.get("last-event-id"), tag: response.headers.get("etag") });
    const { code = "internal", detail } = answer;
    MEANS[code] ||= detail;
    throw new Refusal(code, status >= 500 || status === 408 || status === 429);
  } catch (problem) {
    throw problem instanceof Refusal ? problem : new Refusal("network", true);
  }
};

/** A file of ours, if what came is one; else the code says what came instead. */
const fetched = async (name, what, type) => {
  const refuse = (why) => { throw new Refusal(what + why, true); };
  let response;
  try { response = await file(name); } catch { refuse("_network"); }
  if (!response.ok) refuse("_status");
  if (!(response.headers.get("content-type") || "").startsWith(type)) refuse("_type");
  return response;
};
