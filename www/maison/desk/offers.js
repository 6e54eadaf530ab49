// What they see, in the order in which they see it, with the rule behind it; and what they do not see.

import { button, make, node, prose, title } from "./words.js";

function found({ asked, observed }) {
  return `${prose(asked)} (is ${prose(observed)})`;
}

function offer({ id, title: what, why, change, claimable, declinable }, trace = []) {
  const said = [...why, ...(change ? [change] : [])].map((sentence) => make("p", "said", sentence));
  const leaves = trace.map((leaf) => make("li", leaf.holds ? "holds" : "fails", found(leaf)));
  const rule = leaves.length ? [make("ul", "trace", ...leaves)] : [];
  const acts = [
    ...(claimable ? [button("claim", id, "Claim for them", what, "button")] : []),
    ...(declinable ? [button("decline", id, "Not for them", what)] : []),
  ];
  return make("li", "", title(`offer-${id}`, what), ...said, ...rule, ...(acts.length ? [make("p", "acts", ...acts)] : []));
}

function withheld({ id, title: what, step, refusal, first_failing: first }) {
  const line = make("li", "", make("b", "", what), ` ${first ? found(first) : prose(refusal)}`);
  line.dataset.offer = id;
  if (step === "declined") line.append(" ", button("undo", id, "Offer it again", what));
  return line;
}

export function offers({ experience, seen }) {
  const traces = new Map(seen.offers.map(({ id, trace }) => [id, trace]));
  const listed = experience.offers.map((one) => offer(one, traces.get(one.id)));
  if (listed.length === 0) listed.push(make("li", "", "Nothing today, and that is a decision too: see below."));
  node("offers").replaceChildren(...listed);
  node("others").firstElementChild.textContent = `What they do not see, and why (${seen.withheld.length})`;
  node("withheld").replaceChildren(...seen.withheld.map(withheld));
}
