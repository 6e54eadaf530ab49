// What the package's types say of a page without a framework; `tsc` reads it, nobody runs it.

import { connect, type Command, type ConstanceOffers } from "constance-offers";

const queue = connect({ service: "https://offers.brand.example", brand: "maison" });
queue.push(["identify", async () => (await fetch("/my-token", { method: "POST" })).text()], ["refresh"]);
queue.push(["setConsent", { measurement: true }]);
window.constance?.push(["signOut"]);
// @ts-expect-error There is no such command.
queue.push(["reload"]);
// @ts-expect-error A token is given by a function, so that it is fetched when it is needed.
const wrong: Command = ["identify", "a token"];

const offers: ConstanceOffers = document.createElement("constance-offers");
offers.limit = 3;
offers.headingLevel = 2;
offers.layout = "compact";
// @ts-expect-error There is no such layout.
offers.layout = "carousel";
offers.addEventListener("constance-claimed", (event) => event.detail.offer.toUpperCase());
offers.addEventListener("constance-error", ({ detail }) => detail.recoverable || detail.code.toUpperCase());
// @ts-expect-error No event says who the customer is.
offers.addEventListener("constance-claimed", (event) => event.detail.customer);
export const done: Promise<void> = offers.refresh();
export { wrong };
