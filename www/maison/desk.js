// The desk: everything that is known of one caller, as `constance preview` tells it.

const node = (id) => document.getElementById(id);
const [form, number, trouble, seen] = ["find", "number", "trouble", "seen"].map(node);
const STAGES = {
  prospect: "prospect", new: "new", active: "active", loyal: "loyal", at_risk: "at risk", lapsed: "lapsed", won_back: "won back",
};
const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });
const hour = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone: "America/New_York" });
const percent = new Intl.NumberFormat("en", { style: "percent", roundingMode: "floor" }); // nobody is surely there
const decimal = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** An element with a class and children, each an element or a text. */
function make(name, kind, ...children) {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  element.append(...children);
  return element;
}

function date(iso) {
  return day.format(new Date(iso)).replaceAll(" ", "\u00a0");
}

/** The days, instants, stages and names in a sentence, as people say them. */
function prose(text) {
  return String(text)
    .replace(/\bat (?=\d{4}-\d{2}-\d{2}T)/g, "on ")
    .replace(/\b\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, (instant) => hour.format(new Date(instant)).replace(/ at 12:00\sAM$/, ""))
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, date)
    .replace(/\b(at_risk|won_back)\b/g, (stage) => STAGES[stage])
    .replace(/`([^`]*)`/g, "“$1”");
}

function found({ asked, observed }) {
  return `${prose(asked)} (is ${prose(observed)})`;
}

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
  node("stage-line").textContent = `${STAGES[relationship.stage]}${since}`;
  rows(node("relationship"), relationship.why.map(({ fact, value, threshold }) => [fact, prose(value), `asked: ${prose(threshold)}`]));
  const turns = relationship.next.map(({ on, stage }) => make("li", "", make("b", "", STAGES[stage]), ` on ${date(on)}`));
  if (turns.length === 0) turns.push(make("li", "", "They stay where they are."));
  node("next").replaceChildren(...turns);
  if (ambassador.is) node("stage-line").append(" · ambassador");
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

function earned({ tier, points }) {
  const pairs = [["Tier", tier.name, ...tier.told.map(prose)]];
  if (tier.since) pairs.push(["Since", date(tier.since.on), prose(tier.since.why)]);
  if (tier.to_keep) pairs.push(["To keep it", `${tier.to_keep.missing} points`, `by ${date(tier.to_keep.by)}`]);
  if (points) pairs.push(["To spend", `${points.active} points, ${points.pending} pending`]);
  rows(node("earned"), pairs);
  const benefit = ({ title, left }) => make("li", "", title, ...(left ? [make("span", "left", left)] : []));
  node("benefits").replaceChildren(...tier.benefits.map(benefit));
}

function offers({ offers, withheld }) {
  const listed = offers.map(({ title, why, change, trace }) => {
    const said = [...why, ...(change ? [change] : [])].map((sentence) => make("p", "said", sentence));
    const leaves = trace.map((leaf) => make("li", leaf.holds ? "holds" : "fails", found(leaf)));
    const rule = leaves.length ? [make("ul", "trace", ...leaves)] : [];
    return make("li", "", make("h3", "", title), ...said, ...rule);
  });
  if (listed.length === 0) listed.push(make("li", "", "Nothing today, and that is a decision too: see below."));
  node("offers").replaceChildren(...listed);
  node("others").firstElementChild.textContent = `What they do not see, and why (${withheld.length})`;
  const out = withheld.map(({ id, title, refusal, first_failing: first }) => {
    const line = make("li", "", make("b", "", title), ` ${first ? found(first) : prose(refusal)}`);
    line.dataset.offer = id;
    return line;
  });
  node("withheld").replaceChildren(...out);
}

async function look(customer) {
  const answer = await fetch("/shop/desk", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ customer }),
  }).catch(() => ({ ok: false }));
  if (answer.status === 204) return;
  // Nobody is told of one customer while another is asked for.
  seen.hidden = !answer.ok;
  if (!answer.ok) {
    node("who").textContent = "Who is calling?";
    node("stage-line").textContent = "";
    trouble.textContent = answer.status === 404 ? `There is no customer ${customer}.` : "That did not go through. Please try again.";
    return;
  }
  const told = await answer.json();
  trouble.textContent = "";
  node("who").textContent = `Customer ${told.customer}`;
  number.value = told.customer;
  for (const part of [relationship, outlook, earned, offers]) part(told);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await look(number.value.trim());
  if (!trouble.textContent) node("who").focus();
});

look(null);
