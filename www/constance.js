// The loader: defines <constance-offers>, and owns what the widget must not: the network, the session, the way without
// WebAssembly. It shows the HTML the service rendered as soon as it is there; the wasm takes it over when it arrives.
// One global (`constance`), one element, nothing else on the page. The build puts in the files named below, in this
// order, and the names of the assets.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || customElements.get("constance-offers")) return;
  const { src: base, dataset: { brand: pageBrand } } = script;
  const GLUE = "__GLUE__", WASM = "__WASM__", THEME = "__THEME__";

  //= network.js     a request, and what can go wrong with it
  //= customer.js    whose requests they are
  //= experience.js  what is shown to them
  //= engine.js      the theme and the wasm
  //= paint.js       nodes, and HTML that runs nothing
  //= element.js     the element
  //= face.js        what a page can say to us
})();
