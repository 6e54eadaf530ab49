// The demonstration's switcher: try the shop as any of its customers. No part of a real shop.

import { known, say, signIn, signOut, words } from "./counter.js";

const node = (id) => document.getElementById(id);
const [switcher, open, people, who, leave, stages, form, error] =
  ["switcher", "open", "people", "who", "leave", "stages", "any", "any-error"].map(node);
const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language);
const plural = new Intl.PluralRules(language);
const day = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
const narrow = matchMedia("(max-width: 63.99rem)");

function orders(n) {
  return say(words.orders[n === 0 ? "zero" : plural.select(n)] ?? words.orders.other, { n });
}

function date(iso) {
  return day.format(new Date(iso)).replaceAll(" ", "\u00a0");
}

function detail(person) {
  const known = say(words.detail, { tier: person.tier_name[language], points: number.format(person.points), orders: orders(person.orders) });
  return person.last ? `${known}, ${say(words.last, { date: date(person.last) })}` : known;
}

/** Shows who is signed in. */
function show(person) {
  const stage = person && words.stages[person.stage].split(/\s*:/)[0];
  who.textContent = person
    ? say(words.signedIn, { customer: person.customer, stage: stage.toLowerCase(), tier: person.tier_name[language] })
    : words.signedOut;
  leave.ariaPressed = String(!person);
  for (const button of stages.querySelectorAll("button")) {
    button.ariaPressed = String(button.dataset.customer === person?.customer);
  }
}

function list(groups) {
  stages.replaceChildren(...groups.flatMap(({ stage, people }) => {
    const title = document.createElement("h3");
    title.textContent = words.stages[stage];
    const items = document.createElement("ul");
    for (const person of people) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.customer = person.customer;
      const [name, facts] = [document.createElement("b"), document.createElement("span")];
      name.textContent = say(words.customer, person);
      facts.textContent = detail(person);
      button.append(name, facts);
      items.appendChild(document.createElement("li")).append(button);
    }
    return [title, items];
  }));
}

async function load() {
  const { current, stages: groups } = await (await fetch("/shop/people")).json();
  list(groups.filter(({ people }) => people.length > 0));
  known(!!current);
  show(current);
}

function toggle(wanted) {
  people.hidden = !wanted;
  open.ariaExpanded = String(wanted);
  if (wanted) people.querySelector("h2").focus();
  else open.focus();
}

/** Lets the offers be seen after a change: on a small screen the list would cover them. */
function reveal() {
  if (narrow.matches) toggle(false);
  const top = document.querySelector("constance-offers").getBoundingClientRect().top;
  if (top < 0 || top > innerHeight / 2) document.querySelector(".for-you").scrollIntoView();
}

async function become(customer) {
  const person = await signIn(customer);
  error.textContent = person ? "" : say(words.unknown, { customer });
  if (!person) return;
  show(person);
  reveal();
}

open.addEventListener("click", () => toggle(people.hidden));
switcher.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !people.hidden) toggle(false);
});
stages.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) become(button.dataset.customer);
});
leave.addEventListener("click", async () => {
  await signOut();
  show(null);
  reveal();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  become(form.elements.number.value.trim());
});
addEventListener("aubade-bought", load);

switcher.hidden = false;
load();
