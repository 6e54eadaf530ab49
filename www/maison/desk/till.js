// The till: a voucher is handed in, and accepted once.

import { node, prose } from "./words.js";

const [form, code, accepted] = ["till", "code", "accepted"].map(node);
let receipt; // stays the same until there is an answer: what is sent twice is accepted once

/** Puts a voucher's code where it is accepted. */
export function handIn(text) {
  code.value = text;
  accepted.textContent = "";
  code.focus();
}

/** Accepts what is handed in, and tells of it. */
export function till(post, done) {
  code.addEventListener("input", () => { receipt = null; });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    receipt ??= crypto.randomUUID();
    const { ok, body } = await post("/shop/till", { code: code.value.trim(), key: receipt });
    if (!body) return void (accepted.textContent = "That did not go through. Please try again.");
    receipt = null;
    accepted.textContent = ok ? `Accepted from customer ${body.customer}: ${body.title}.` : prose(body.detail);
    accepted.classList.toggle("refused", !ok);
    if (!ok) return code.select();
    code.value = "";
    done();
  });
}
