// What a customer does.

const click = (widget, event) => {
  event[HEARD] = true;
  const { shadow, root } = widget, found = event.composedPath()[0].closest?.("[data-act],[data-copy],a[data-offer]");
  if (!found || !shadow.contains(found)) return;
  const { act: verb, copy: code, offer } = found.dataset;
  if (found.href) return void (widget.tell("opened", { offer }, true) || event.preventDefault());
  if (verb === "reveal") return void widget.reveal();
  if (widget.app && root.contains(found)) return; // the app's
  if (code) {
    copy(widget, code).then((said) => { found.querySelector("[part=label]").textContent = said; });
  } else if (!found.hasAttribute("aria-disabled")) {
    found.setAttribute("aria-disabled", "true");
    widget.acting = perform(widget, verb, offer, found);
  }
};

/** What the app does with an act, done without it. */
const perform = async (widget, verb, offer, button) => {
  try {
    const answer = await act(widget, verb, offer), { claims, words } = answer.experience;
    const claim = claims.find((one) => one.offer === offer);
    widget.note();
    widget.show(answer);
    if (verb === "decline") widget.note(answer.notice, "undo", offer, words.undo);
    else widget.focus(verb === "claim" && claim ? "claim-" + claim.id : "offer-" + offer);
  } catch (problem) {
    button.removeAttribute("aria-disabled");
    if (!widget.answer) return;
    if (problem.experience) widget.show(widget.answer);
    widget.note(problem.said, problem.retry && verb, offer, widget.words.retry);
  }
};

/** Tells the service. Throws a refusal, with what to say, and with what to show now where trying again is no use. */
const act = async (widget, verb, offer) => {
  const path = `/v1/offers/${encodeURIComponent(offer)}/${verb}`, era = epoch, { keys } = widget;
  const { brand, ...body } = widget.query, key = keys.get(path) || uuid();
  const current = () => { if (era !== epoch) throw new Refusal("superseded", true); };
  keys.set(path, key);
  try {
    const answer = await post(async () => {
      current();
      const sent = personal("POST", path, { brand, body, key }), settle = () => pause(0);
      widget.acting = sent.then(settle, settle);
      return sent;
    }, () => {
      widget.acting = null;
      widget.say(widget.words.waiting || "");
      widget.remark("waiting");
    });
    current();
    keys.delete(path);
    widget.say(widget.take(answer).notice);
    if (verb !== "undo") widget.tell(verb === "claim" ? "claimed" : "declined", { offer });
    asked.clear(); // what was asked before this may not know of it
    for (const other of here) if (other !== widget) other.load();
    return answer;
  } catch (problem) {
    const { code, retry } = problem;
    if (era !== epoch) throw problem;
    if (code === "session_needed") widget.tell("identity-needed", { code, offer });
    if (!retry) {
      keys.delete(path);
      const answer = await inquire(widget.query).answer.catch(() => null);
      if (answer && era === epoch) problem.experience = widget.take(answer).experience;
    }
    const { words } = widget, gone = problem.experience ? words.gone : words.failed;
    problem.said = widget.say(code === "session_needed" && words.sign_in || gone);
    widget.fail(code, retry);
    throw problem;
  }
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
