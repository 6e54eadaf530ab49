// What is left of the last hours of an offer or a claim: the one thing here that ticks. By the minute, in the last ten by the
// second, by the service's clock; it stands still where nobody sees it. Aloud it says an hour, ten minutes and the end.

const MINUTE = 6e4, MILESTONES = [60 * MINUTE, 10 * MINUTE, 0];
const UNITS = [["hour", 60 * MINUTE], ["minute", MINUTE], ["second", 1e3]];
const CACHED = 9e4; // in ms; so old may the answer to a visitor be, and our clock right
const faces = new Map(); // where it is shown → whose it is, whether it is seen, what was left
const ahead = new WeakMap(); // answer → how far the service's clock is ahead of ours
const aloud = new Set();
let next;

const gaze = once(() => new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) if (faces.has(target)) faces.get(target).seen = isIntersecting;
  tick();
}));

/** Looks for what is counted down in a widget, and away from what is there no more. */
const countDown = (widget) => {
  for (const [face, clock] of faces) if (!face.isConnected || !here.has(clock.widget)) {
    faces.delete(face);
    try { gaze().unobserve(face); } catch { /* it was not observed */ }
  }
  const { answer, shadow } = widget;
  if (answer && !ahead.has(answer)) {
    const by = Date.parse(answer.experience.decided_at) - Date.now();
    ahead.set(answer, Math.abs(by) < CACHED ? 0 : by);
  }
  if (answer && here.has(widget)) for (const face of shadow.querySelectorAll("[part=left]")) if (!faces.has(face)) {
    const clock = { widget };
    faces.set(face, clock);
    try { gaze().observe(face); } catch { clock.seen = true; }
  }
  tick();
};

/** One timer for all. Where the page took what it stands on away, nothing is counted. */
const tick = () => {
  next = clearTimeout(next);
  if (!document.hidden) try {
    const due = [...faces].filter(([face, { seen }]) => seen || !face.firstChild).map(([face, clock]) => move(face, clock));
    const soon = Math.min(...due);
    if (soon < Infinity) next = setTimeout(tick, soon);
  } catch { faces.clear(); }
};

/** Shows what is left, and gives how long that is true. */
const move = (face, clock) => {
  const { widget: { answer, words, shadow }, before } = clock, { locale } = answer.experience;
  const left = clock.before = Date.parse(face.dateTime) - Date.now() - ahead.get(answer);
  const calm = left > 10 * MINUTE || matchMedia("(prefers-reduced-motion: reduce)").matches, step = calm ? MINUTE : 1e3;
  const shown = Math.ceil(left / step) * step, text = left > 0 ? `${words.left} ${duration(shown, locale)}` : words.ended;
  if (face.textContent !== text) face.textContent = text;
  const passed = MILESTONES.filter((at) => before > at && left <= at).pop();
  const of = face.closest("article").getAttribute("aria-labelledby"), name = [of, face.dateTime, passed].join();
  if (passed >= 0 && !aloud.has(name)) {
    aloud.add(name);
    clock.widget.say(`${shadow.getElementById(of).textContent}. ${text}`);
  }
  return left > 0 ? left - shown + step : Infinity;
};

const duration = (left, locale) => {
  const parts = [];
  for (const [unit, size] of UNITS) {
    if (left >= size) {
      parts.push(new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(Math.floor(left / size)));
    }
    left %= size;
  }
  return new Intl.ListFormat(locale, { type: "unit" }).format(parts);
};

document.addEventListener("visibilitychange", tick);
