// What the customer does meanwhile, told as it happens. The stream is the service's, through the desk's own back end.

const GREETING = 1e4; // in ms; a stream that has not greeted after so long is held back on the way
const SILENT = 4e4; // one that says nothing for so long is dead, for it has a heartbeat
const SHORT = 5e3, CUT = 3; // so often in a row none greeted and lasted for so long: something holds or cuts them
const POLL = 5e3, POLLS = 12; // then it is asked so often, so many times, until a stream is tried again

/**
 * Listens until what it gives is called. `told` shows what is new: it is given how far the stream has told, or nothing
 * where none could, and says whether that went well.
 */
export function listen(customer, told) {
  const stop = new AbortController();
  follow(customer, told, stop.signal);
  return () => stop.abort();
}

async function follow(customer, told, signal) {
  for (let cut = 0; !signal.aborted;) {
    const since = performance.now(), greeted = await stream(customer, told, signal);
    cut = greeted && performance.now() - since >= SHORT ? 0 : cut + 1;
    const polls = cut < CUT ? 1 : POLLS, wait = cut < CUT ? 1e3 * 2 ** cut : POLL;
    for (let poll = 0; poll < polls && !signal.aborted; poll++) {
      await new Promise((done) => setTimeout(done, wait * (.5 + Math.random() / 2)));
      if (cut && !signal.aborted) await told();
    }
  }
}

/** Listens until it ends, or what it told cannot be shown. Says whether it has told anything. */
async function stream(customer, told, signal) {
  const stop = new AbortController(), end = () => stop.abort();
  let silence = setTimeout(end, GREETING), text = "", greeted = false;
  try {
    const answer = await fetch("/shop/desk/live", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ customer }),
      signal: AbortSignal.any([signal, stop.signal]),
    });
    if (!answer.ok) return false;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part; !(part = await reader.read()).done;) {
      clearTimeout(silence);
      silence = setTimeout(end, SILENT);
      const events = (text + part.value).split("\n\n");
      text = events.pop();
      for (const event of events) {
        const place = event.match(/^id: ?(.*)$/m)?.[1];
        if (!place) continue; // a heartbeat
        greeted = true;
        if (!await told(place)) return false;
      }
    }
  } catch {
    // It was cut, and is opened again.
  } finally {
    clearTimeout(silence);
    end();
  }
  return greeted;
}
