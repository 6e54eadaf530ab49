// What the app does with a click, done without it.

/** `era`: when it was clicked. What another customer clicked is not done. */
const press = async (widget, button, era) => {
  const { act: verb, copy: code, offer } = button.dataset;
  if (code) button.querySelector("[part=label]").textContent = await copy(widget, code);
  else await (widget.acting = perform(widget, verb, offer, button, era));
};

const perform = async (widget, verb, offer, button, era) => {
  try {
    const answer = await act(widget, verb, offer, era), { claims, words } = answer.experience;
    const claim = claims.find((one) => one.offer === offer);
    widget.notice.replaceWith();
    widget.show(answer);
    if (verb === "decline") note(widget, answer.notice, "undo", offer, words.undo);
    else if (verb === "close") widget.focus(answer.experience.matters ? "matters" : "offers");
    else widget.focus(verb === "claim" && claim ? "claim-" + claim.id : "offer-" + offer);
  } catch (problem) {
    button.removeAttribute("aria-disabled");
    if (!widget.answer) return;
    if (problem.experience) widget.show(widget.answer);
    note(widget, problem.said, problem.retry && verb, offer, widget.words.retry);
  }
};

/** A sentence above the HTML, with one thing to do about it; nothing takes it away. */
const note = ({ notice, root }, text, act, offer, label) => {
  notice.replaceWith();
  if (!text) return;
  const said = node("p", { part: "notice-text", tabindex: -1 }, text);
  const button = node("button", { type: "button", part: act, "data-act": act, "data-offer": offer }, label);
  notice.replaceChildren(said, ...(act ? [button] : []));
  root.before(notice);
  still(notice.lastChild);
};

/** Where the clipboard is closed to us the code is selected, for the customer to copy. */
const copy = async (widget, code) => {
  try {
    await navigator.clipboard.writeText(code);
    return widget.say(widget.words.copied);
  } catch {
    const shown = [...widget.root.querySelectorAll("code")].find((one) => one.textContent === code);
    if (shown) getSelection()?.selectAllChildren(shown);
    return widget.say(widget.words.copy_failed);
  }
};
