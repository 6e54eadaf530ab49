// What is in progress: what they began anywhere and nobody has ended, and what they hold a code for.

import { button, make, node, title } from "./words.js";

function matter({ id, title: what, since, close }) {
  const about = make("div", "", title(`matter-${id}`, what), make("p", "note", since.text));
  return make("li", "", about, make("p", "acts", button("close", id, close, what)));
}

function claim({ offer, title: what, code, until }) {
  const about = make("div", "", title(`claim-${offer}`, what), make("code", "", code), make("p", "note", until.text));
  const give = button("undo", offer, "Give back", what), take = button("hand-in", code, "To the till", what);
  return make("li", "", about, make("p", "acts", take, give));
}

export function progress({ experience: { matters = [], claims } }) {
  const items = [...matters.map(matter), ...claims.map(claim)];
  if (items.length === 0) items.push(make("li", "none", "Nothing is left open."));
  node("matters").replaceChildren(...items);
}
