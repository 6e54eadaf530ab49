// What happened, newest first, a page at a time.

import { date, make, node, prose } from "./words.js";

const [list, more] = ["timeline", "earlier"].map(node);
let customer, before, titles;

/** An order that was imported had no number that anybody knows; an offer has a name that its customers know. */
function told(text) {
  const named = text.replace(/\boffer ([a-z][a-z0-9-]*)/, (all, id) => titles.has(id) ? `“${titles.get(id)}”` : all);
  return prose(named).replace(/^Order import:\S+ for /, "Order for ");
}

function line({ on, text, name }) {
  const when = make("time", "", date(on));
  when.dateTime = on;
  // Of a person of several numbers, which one it was.
  const as = name === customer ? [] : [make("span", "note", ` as ${name}`)];
  return make("li", "", when, make("span", "", told(text), ...as));
}

function keep(timeline) {
  ({ customer, before } = timeline);
  more.hidden = !before;
  return timeline.happened.map(line);
}

export function history({ timeline, seen }) {
  titles = new Map([...seen.offers, ...seen.withheld].map(({ id, title }) => [id, title]));
  list.replaceChildren(...keep(timeline));
}

/** Tells what came before; the focus goes to where it begins. */
export async function earlier(post) {
  const answer = await post("/shop/desk/earlier", { customer, before });
  if (!answer.ok) return;
  const lines = keep(answer.body);
  list.append(...lines);
  if (!lines[0]) return;
  lines[0].tabIndex = -1;
  lines[0].focus();
}
