// The shop's counter: signing in and out, and buying.

export const words = JSON.parse(document.getElementById("words").textContent);
const receipt = document.getElementById("receipt");
let visitor = false;
let fading;

/** Signs in. Answers with what the shop knows of the customer, or null where there is no such customer. */
export async function signIn(customer) {
  const answer = await post("/shop/sign-in", { customer });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`);
  known(true);
  constance.push(["identify", shopToken]);
  return answer.json();
}

/** Signs out, here and in the offers. */
export async function signOut() {
  await post("/shop/sign-out", {});
  known(false);
  constance.push(["signOut"]);
}

/** Tells the counter whether somebody is signed in. */
export function known(is) {
  visitor = !is;
}

/** Puts named values into a sentence of the page. */
export function say(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/** Shows a line at the foot of the page, for a while. */
export function tell(text) {
  clearTimeout(fading);
  receipt.textContent = text;
  fading = setTimeout(() => (receipt.textContent = ""), 8000);
}

function post(path, body) {
  return fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function buy(button) {
  if (button.ariaDisabled === "true") return;
  if (visitor) return tell(words.signInFirst);
  button.ariaDisabled = "true";
  try {
    const answer = await post("/shop/buy", { product: button.dataset.buy });
    if (answer.status === 401) return tell(words.signInFirst);
    if (!answer.ok) return tell(words.failed);
    const item = button.closest("li");
    const title = item.querySelector("cite").textContent;
    const price = item.querySelector("data").textContent;
    tell(say(words.bought, { title, price }));
    constance.push(["refresh"]);
    dispatchEvent(new Event("aubade-bought"));
  } catch {
    tell(words.failed);
  } finally {
    button.ariaDisabled = null;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-buy]");
  if (button) buy(button);
});
