// What the loader fetches once offers are there: what customers do with them, and what was seen of them. The build puts
// in the files of `www/loader` named below, in this order. `core` is what the loader lends; what changes is read from it.
export default (core) => {
  const { Refusal, asked, here, inquire, json, node, once, pause, personal, question, sound, still } = core;

  //= outbox.js     what they did that the network did not take
  //= act.js        what customers do
  //= press.js      what they click, where no app hears it
  //= reveal.js     what they keep back
  //= seen.js       what was seen
  //= renew.js      what is shown is asked for again
  //= live.js       what is told as it happens
  //= countdown.js  what is left of what ends soon

  return {
    copy, press, reveal, serve,
    /** To be called when an element comes, goes, or shows something else. */
    look(widget) {
      look(widget);
      expire(widget);
      countDown(widget);
      // Who comes back at once has not been away.
      setTimeout(tune, 50);
    },
    /** To be called when it may be somebody else. */
    deliver() {
      deliver();
      tune();
    },
  };
};
