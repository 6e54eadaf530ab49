// Who it is: where the relationship stands, what is to be expected of it, what was earned.

import { STAGES, button, date, make, node, prose } from "./words.js";

const percent = new Intl.NumberFormat("en", { style: "percent", roundingMode: "floor" }); // nobody is surely there
const decimal = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

function money(currency) {
  return new Intl.NumberFormat("en", { style: "currency", currency }).format;
}

function rows(list, pairs) {
  list.replaceChildren(...pairs.map(([term, ...said]) => make("div", "", make("dt", "", term), ...said.map((one) => make("dd", "", one)))));
}

/** What is expected is never nothing at all. */
function rough(number, least, format) {
  return number < least ? `under ${format(least)}` : format(number);
}

/** A share of a whole, as a bar that is also read out. */
function meter(label, share, said) {
  const bar = make("meter", "");
  bar.value = share;
  bar.ariaLabel = label;
  return make("p", "gauge", make("span", "label", label), bar, make("b", "", said));
}

function relationship({ relationship, ambassador }) {
  const since = relationship.since ? `, since ${date(relationship.since)}` : "";
  node("stage-line").textContent = `${STAGES[relationship.stage]}${since}${ambassador.is ? " · ambassador" : ""}`;
  rows(node("relationship"), relationship.why.map(({ fact, value, threshold }) => [fact, prose(value), `asked: ${prose(threshold)}`]));
  const turns = relationship.next.map(({ on, stage }) => make("li", "", make("b", "", STAGES[stage]), ` on ${date(on)}`));
  if (turns.length === 0) turns.push(make("li", "", "They stay where they are."));
  node("next").replaceChildren(...turns);
}

function outlook({ outlook }) {
  if (!outlook) return node("outlook").replaceChildren(make("p", "", "Nothing to reckon from: there is no order yet."));
  const { still_with_us: chance, purchases, each, value, currency, model } = outlook;
  const alive = chance === null ? [] : [meter("Still with us", chance, rough(chance, 0.01, percent.format))];
  const sums = [[rough(purchases, 0.1, decimal.format), "purchases in the next twelve months"]];
  const paid = money(currency);
  if (value !== null) sums.push([rough(value, 1, paid), `in all, ${paid(each)} each`]);
  const year = make("div", "sums", ...sums.map(([sum, what]) => make("p", "", make("b", "", sum), ` ${what}`)));
  node("outlook").replaceChildren(...alive, year, make("p", "note", `By ${model} on all customers. Never told to the customer.`));
}

/** What can be counted can be used up, so the desk writes it down. */
function benefit({ id, title, left }) {
  if (!left) return make("li", "", title);
  return make("li", "counted", make("span", "", title, make("span", "left", left)), make("span", "acts", button("use", id, "Use it", title)));
}

function earned({ seen: { tier, points }, experience }) {
  const pairs = [["Tier", tier.name, ...tier.told.map(prose)]];
  if (tier.since) pairs.push(["Since", date(tier.since.on), prose(tier.since.why)]);
  if (tier.to_keep) pairs.push(["To keep it", `${tier.to_keep.missing} points`, `by ${date(tier.to_keep.by)}`]);
  if (points) pairs.push(["To spend", `${points.active} points, ${points.pending} pending`]);
  rows(node("earned"), pairs);
  node("benefits").replaceChildren(...experience.benefits.map(benefit));
}

export function person(told) {
  relationship(told.seen);
  outlook(told.seen);
  earned(told);
}
