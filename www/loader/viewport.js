// When to begin. Nothing is loaded for an element that nobody is about to see, and the wasm never before the offers.

/** Begins less than 300 px from what is seen; where that cannot be known, at once. Gives the way to stop. */
const approach = (element, begin) => {
  try {
    const eye = new IntersectionObserver(
      (seen) => { if (seen.some((one) => one.isIntersecting)) begin(); },
      { rootMargin: "300px" },
    );
    eye.observe(element);
    return () => eye.disconnect();
  } catch {
    begin();
    return () => {};
  }
};

let hurry; // somebody turns to the offers
const intent = new Promise((go) => { hurry = go; });
/** After what was just shown has been painted and the page has nothing else to do, or as soon as somebody turns to it. */
const calm = () => Promise.race([intent, new Promise((go) => requestAnimationFrame(() => {
  window.requestIdleCallback ? requestIdleCallback(go, { timeout: 2e3 }) : setTimeout(go);
}))]);
