// What is shown to whom, asked for once for however many elements. What nobody waits for any more is not waited for.

/** What answers all is well need not be the service. */
const sound = (answer) => {
  if (answer.html != null && answer.experience?.offers) return answer;
  throw new Refusal("network", true);
};

const asked = new Map();
const inquire = (query) => {
  const { brand } = query, path = "/v1/experience?" + new URLSearchParams(query), name = epoch + path;
  let one = asked.get(name);
  if (!one) {
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), 1e4);
    const done = () => {
      clearTimeout(timer);
      if (asked.get(name) === one) asked.delete(name);
    };
    one = { waiting: 0, answer: personal("GET", path, { brand, signal: stop.signal }).then(sound), drop() { done(); stop.abort(); } };
    one.answer.then(done, done);
    asked.set(name, one);
  }
  one.waiting++;
  return { answer: one.answer, leave() { if (!--one.waiting) one.drop(); } };
};

let vain = 0, waiting; // how often nobody answered, and until when it is left at that
/** Who asked in vain asks again: after half a minute, then ever later, but for 8 minutes at most. */
const persist = () => { waiting ||= setTimeout(insist, 3e4 * Math.min(2 ** vain++, 16)); };
const insist = () => {
  waiting = clearTimeout(waiting);
  for (const one of here) if (one.vain) one.load();
};
addEventListener("online", insist);
