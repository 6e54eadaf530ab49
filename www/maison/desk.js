// The desk: everything that is known of one caller, and what can be done for them. Its back end asks the service.

import { earlier, history } from "./desk/history.js";
import { listen } from "./desk/live.js";
import { offers } from "./desk/offers.js";
import { person } from "./desk/person.js";
import { progress } from "./desk/progress.js";
import { handIn, till } from "./desk/till.js";
import { node, prose } from "./desk/words.js";

const [form, number, trouble, seen, who, said, undo, same, other] =
  ["find", "number", "trouble", "seen", "who", "said", "undo", "same", "other"].map(node);

const FAILED = "That did not go through. Please try again.";
const DONE = {
  claim: "Claimed for them. The code is in progress, above.", decline: "Noted: not for them.", undo: "Taken back.",
  close: "Closed.", use: "Used.", question: "A question is open.", complaint: "A complaint is open.",
  merge: "One person from now on.", unmerge: "Two persons again.",
};

const keys = new Map(); // what is done → its key, until it is answered
let caller = null, shown = "", turn = 0, fading;
let heard, asked = 0, latest = 0; // how far the stream had told of what is shown, and which question it answers
let acting, due, hush = () => {};

/** What came back; `body` is missing where nothing did. */
async function post(path, body) {
  const headers = { "content-type": "application/json" };
  try {
    const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    const { ok, status } = answer;
    return { ok, status, body: status === 204 ? null : await answer.json().catch(() => null) };
  } catch {
    return { ok: false };
  }
}

/** The same but for the instant. */
function gist({ seen, experience, timeline }) {
  return JSON.stringify([{ ...seen, at: "" }, { ...experience, decided_at: "" }, timeline]);
}

/** Shows what is new, and leaves nobody's focus behind. Says whether anything was. */
function show(told) {
  const { until, decided_at } = told.experience, left = Date.parse(until) - Date.parse(decided_at);
  heard = told.heard;
  clearTimeout(due);
  if (left < 2 ** 31) due = setTimeout(again, left); // time alone changes it then
  const next = gist(told), { activeElement: at } = document, { act, of } = at?.dataset ?? {};
  if (next === shown) return false;
  shown = next;
  for (const part of [person, progress, offers, history]) part(told);
  if (at && !at.isConnected) {
    const again = act && document.querySelector(`[data-act="${act}"][data-of="${CSS.escape(of)}"]`);
    (again || (at.id && node(at.id)) || who).focus();
  }
  return true;
}

/** Says what was done, for a while; what can be undone stays. */
function say(text, offer) {
  clearTimeout(fading);
  if (!offer) fading = setTimeout(() => (said.textContent = ""), 8000);
  undo.hidden = !offer;
  undo.dataset.of = offer ?? "";
  said.textContent = text;
}

/** Nobody is told of one customer while another is asked for. */
async function look(customer) {
  const mine = ++turn, { ok, status, body } = await post("/shop/desk", { customer });
  if (status === 204 || mine !== turn) return;
  seen.hidden = !ok;
  caller = ok ? body.seen.customer : null;
  attend();
  say("");
  if (!ok) {
    shown = "";
    who.textContent = "Who is calling?";
    node("stage-line").textContent = "";
    trouble.textContent = status === 404 ? `There is no customer ${customer}.` : FAILED;
    return;
  }
  trouble.textContent = "";
  who.textContent = `Customer ${caller}`;
  number.value = caller;
  show(body);
}

/** Whether the customer, or somebody else, did something meanwhile. */
async function keepUp(quietly) {
  const mine = turn, whom = caller, question = ++asked, { ok, body } = await post("/shop/desk", { customer: whom });
  if (!ok || mine !== turn || whom !== caller) return false;
  if (question < latest) return true;
  latest = question;
  if (show(body) && !quietly) say("Something has just changed; it is shown here.");
  return true;
}

/** Listens for the customer, as long as somebody looks at the page. */
function attend() {
  hush();
  // What an act of the agent's own has shown is told as well, and not asked for again.
  const told = async (place) => (await acting, place && place === heard) || keepUp();
  if (caller && !document.hidden) hush = listen(caller, told);
}

const again = () => caller && !document.hidden && keepUp();

/** Does something for the customer. The focus goes where it shows. */
async function act(deed, of = "") {
  const name = `${caller} ${deed} ${of}`, key = keys.get(name) ?? crypto.randomUUID(), mine = ++turn;
  keys.set(name, key);
  const { ok, body } = await post("/shop/desk/act", { customer: caller, key, act: deed, of });
  if (mine !== turn) return;
  if (body) keys.delete(name);
  await keepUp(true); // it may have been done, and the answer lost
  if (!body) return say(FAILED);
  say(ok ? DONE[deed] : prose(body.detail), ok && deed === "decline" ? of : undefined);
  if (!ok) return;
  const goal = {
    claim: `claim-${of}`, decline: "undo", undo: `offer-${of}`, close: "progress", question: "progress", complaint: "progress",
    use: "gives", merge: "who", unmerge: "who",
  }[deed];
  (node(goal) ?? node("sees")).focus();
}

document.addEventListener("click", (event) => {
  const { act: deed, of } = event.target.closest("[data-act]")?.dataset ?? {};
  if (deed === "hand-in") handIn(of);
  else if (deed) acting = act(deed, of);
});
node("earlier").addEventListener("click", () => earlier(post));
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await look(number.value.trim());
  if (!trouble.textContent) who.focus();
});
same.addEventListener("submit", (event) => {
  event.preventDefault();
  acting = act(event.submitter?.value ?? "merge", other.value.trim());
});
till((path, body) => (acting = post(path, body)), () => caller && keepUp(true));

document.addEventListener("visibilitychange", () => {
  attend();
  again();
});
look(null);
