// What is shown to whom, asked for once for however many elements.

const asked = new Map();
const experience = (query) => {
  const { brand } = query, path = "/v1/experience?" + new URLSearchParams(query), name = epoch + path;
  const coming = asked.get(name) || personal("GET", path, { brand }), done = () => asked.delete(name);
  asked.set(name, coming);
  coming.then(done, done);
  return coming;
};
