// How the desk writes: elements, and days, instants and stages as people say them.

export const node = (id) => document.getElementById(id);

export const STAGES = {
  prospect: "prospect", new: "new", active: "active", loyal: "loyal", at_risk: "at risk", lapsed: "lapsed", won_back: "won back",
};

const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });
const hour = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone: "America/New_York" });

/** An element with a class and children, each an element or a text. */
export function make(name, kind, ...children) {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  element.append(...children);
  return element;
}

/** A heading that the focus can be moved to. */
export function title(id, text) {
  const heading = make("h3", "", text);
  Object.assign(heading, { id, tabIndex: -1 });
  return heading;
}

/** A button that does something for the customer, to what it is `of`; `title` is heard, not seen. */
export function button(act, of, label, title, kind = "quiet") {
  const made = make("button", kind, label, make("span", "unseen", `: ${title}`));
  made.type = "button";
  Object.assign(made.dataset, { act, of });
  return made;
}

export function date(iso) {
  return day.format(new Date(iso)).replaceAll(" ", "\u00a0");
}

/** The days, instants, stages and names in a sentence, as people say them. */
export function prose(text) {
  return String(text)
    .replace(/\bat (?=\d{4}-\d{2}-\d{2}T)/g, "on ")
    .replace(/\b\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, (instant) => hour.format(new Date(instant)).replace(/ at 12:00\sAM$/, ""))
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, date)
    .replace(/\b(at_risk|won_back)\b/g, (stage) => STAGES[stage])
    .replace(/`([^`]*)`/g, "“$1”");
}
