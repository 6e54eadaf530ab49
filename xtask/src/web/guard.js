
// The end of the glue. The wasm is entered through here only, by calls as by listeners, timers and promises, so that
// nothing that goes wrong in it reaches whoever called.

let tell, depth = 0, dead = false;
/** Calls `trapped` when the wasm cannot go on, once. It is never entered again. */
export const supervise = (trapped) => { tell = trapped; };

const guarded = (exports) => {
  const kept = { __proto__: null };
  for (const [name, it] of Object.entries(exports)) {
    kept[name] = typeof it !== "function" ? it : (...given) => {
      if (dead) return [];
      depth++;
      try {
        return it(...given);
      } catch {
        dead = true;
        return []; // what is read from it is nothing
      } finally {
        if (!--depth && dead) tell();
      }
    };
  }
  return kept;
};
