// Acts that the network did not take wait here, while the page lives, and are sent again in their order.

const outbox = [], ROOM = 20, AGAIN = 3e4;
let sending = false, timer;

/** Keeps the promise open until the service has answered; `wait` is called if that takes another try. */
const post = async (send, wait) => {
  if (!outbox.length) try {
    return await send();
  } catch (problem) {
    if (problem.code !== "network") throw problem;
  }
  if (outbox.length >= ROOM) throw new Refusal("network", true);
  wait();
  return new Promise((done, fail) => {
    outbox.push({ send, done, fail });
    timer ||= setInterval(deliver, AGAIN);
    if (outbox.length > 1) deliver();
  });
};

/** One after the other, each once; the first that does not get through keeps the others waiting. */
const deliver = async () => {
  if (sending) return;
  sending = true;
  while (outbox.length) {
    const [{ send, done, fail }] = outbox;
    try {
      done(await send());
    } catch (problem) {
      if (problem.code === "network") break;
      fail(problem);
    }
    outbox.shift();
  }
  if (!outbox.length) timer = clearInterval(timer);
  sending = false;
};

addEventListener("online", deliver);
document.addEventListener("visibilitychange", () => document.hidden || deliver());
