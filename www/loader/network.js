// The network. Nothing is sent along but what is written here.

const at = (path) => new URL(path, base).href, asset = (name) => at("/assets/" + name);
const once = (make) => { let made; return () => (made ||= make()); };

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
