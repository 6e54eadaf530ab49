// Clicks the page keeps from us: a listener above the element that stops them all.

const HEARD = Symbol();
/** Stopping a click does not disarm a button; preventing it does. What was only stopped is done after all. */
addEventListener("click", (event) => {
  const button = event.composedPath()[0]?.closest?.("button");
  if (!(button?.getRootNode().host instanceof ConstanceOffers)) return;
  setTimeout(() => {
    if (event[HEARD] || event.defaultPrevented) return;
    button.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  });
}, true);
