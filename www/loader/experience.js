// What is shown to whom, asked for once for however many elements. What nobody waits for any more is not waited for.

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
    one = { waiting: 0, answer: personal("GET", path, { brand, signal: stop.signal }), drop() { done(); stop.abort(); } };
    one.answer.then(done, done);
    asked.set(name, one);
  }
  one.waiting++;
  return { answer: one.answer, leave() { if (!--one.waiting) one.drop(); } };
};
