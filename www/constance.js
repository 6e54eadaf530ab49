// The loader: defines <constance-offers>, and owns what the widget must not: the network, the session, the way without
// WebAssembly. It shows the HTML the service rendered as soon as it is there; the wasm takes it over when it arrives.
// One global (`constance`), one element, nothing else on the page. The build puts in the files named below, in this
// order, and the names of the assets.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || customElements.get("constance-offers")) return;
  // Where the page's own `Map` and `Set` are none, what is in the slots stays.
  try { if (new Map([[1, 1]]).get(1) + new Set([1]).size !== 2) return; } catch { return; }
  const { src: base, dataset: { brand: pageBrand } } = script;

  //= network.js     a request, and what can go wrong with it
  //= files.js       what else we are made of
  //= health.js      what a page and its brand hear of that
  //= customer.js    whose requests they are
  //= experience.js  what is shown to them
  //= options.js     what a page sets
  //= engine.js      the theme and the wasm
  //= paint.js       nodes, and HTML that runs nothing
  //= seat.js        the apps, and who has which
  //= viewport.js    when to begin
  //= later.js       what comes later
  //= click.js       what becomes of a click
  //= widget.js      what is in an element
  //= element.js     the element
  //= clicks.js      clicks that a page stops
  //= face.js        what a page can say to us
})();
