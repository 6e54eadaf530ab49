// What becomes of a click.

const click = (widget, event) => {
  event[HEARD] = true;
  const { shadow, root } = widget, found = event.composedPath()[0].closest?.("[data-act],[data-copy],a[data-offer]");
  if (!found || !shadow.contains(found)) return;
  const { act: verb, offer } = found.dataset, era = epoch;
  if (found.href) return void (widget.tell("opened", { offer }, true) || event.preventDefault());
  if (verb === "reveal") return void acts(widget).then((acts) => acts.reveal(widget, offer), () => {});
  if (widget.app && root.contains(found)) return; // the app's
  if (found.hasAttribute("aria-disabled")) return;
  if (verb) found.setAttribute("aria-disabled", "true");
  const pressed = acts(widget).then((acts) => acts.press(widget, found, era), () => {
    found.removeAttribute("aria-disabled");
    widget.remark("failed");
  });
  if (verb) widget.acting = pressed;
};

/** What acts take. Where it does not come they end as those that failed. */
const acts = async (widget) => {
  const come = await later();
  if (come) return come;
  const problem = new Refusal("acts_failed", true);
  problem.said = widget.say(widget.words.failed || "");
  widget.fail(problem.code, true);
  throw problem;
};
