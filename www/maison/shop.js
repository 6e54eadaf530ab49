// Maison Aubade's own script: who is signed in to the shop. Constance asks when it needs to know; it is told before it
// has loaded, so that nobody who is signed in sees a visitor's offers first.

/** A token the shop's back end signed for whoever is signed in, or null. */
async function shopToken() {
  const answer = await fetch("/shop/token", { method: "POST" });
  return answer.status === 200 ? (await answer.json()).token : null;
}

window.constance = window.constance || [];
constance.push(["identify", shopToken]);
