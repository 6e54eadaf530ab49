// What is needed only once offers are there is a module of its own, so that they are there sooner.

let late = null, coming = null, tries = 0; // what the module gives, the promise of it, and how often it was asked for
const core = {
  Refusal, asked, at, here, inquire, json, node, once, pause, personal, question, sound, still,
  get epoch() { return epoch; }, get sessions() { return sessions; },
};

/** Gives nothing where it does not come. Whoever needs it asks again. */
const later = () => coming ||= brought(LATER, tries++).then((module) => {
  late = module.default(core);
  for (const one of here) late.look(one);
  return late;
}).catch(() => { coming = null; });
