// What `privacy` keeps back.

/** Shows what customers like to keep to themselves, until they turn away; then `to` has the focus. */
const reveal = async (widget, to) => {
  widget.masked = widget.answer || {};
  await widget.load();
  widget.focus(to);
};

const mask = (widget) => {
  const { masked } = widget;
  if (!masked) return;
  widget.masked = null;
  masked.experience ? widget.show(masked) : widget.wipe();
  widget.load();
};
document.addEventListener("visibilitychange", () => { if (document.hidden) here.forEach(mask); });
