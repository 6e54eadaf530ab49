// What is shown is asked for again: because something happened, or because time alone takes something away.

const due = new Map(); // brand → how its elements ask
let renewing = null;

/** Asks again for every element of a brand. What comes meanwhile is asked for once, after it. Never fails. */
const renew = (brand, ask = (one) => inquire(one.query).answer) => {
  due.set(brand, ask);
  return renewing ||= (async () => {
    const changed = new Map();
    let own = doing;
    for (const [brand, ask] of due) {
      due.delete(brand);
      asked.clear();
      const ours = [...here].filter((one) => one.begun && one.query.brand === brand);
      await Promise.all(ours.map((one) => change(one, ask(one), changed)));
      own ||= doing;
    }
    if (!own) announce(changed); // what the customer did here was said where they did it
  })().catch(() => {}).finally(() => { renewing = null; });
};

const change = async (widget, coming, changed) => {
  const { turn } = widget, era = core.epoch, answer = await coming.catch(() => null);
  await widget.acting;
  if (era !== core.epoch || !here.has(widget)) return;
  if (turn !== widget.turn) return void renew(widget.query.brand); // something came that may be older
  if (answer === widget.answer) return;
  if (!answer) return void widget.load(); // says so where that is no use either, and goes on asking
  if (answer.html !== widget.answer?.html) return void changed.set(widget, exchange(widget, answer));
  if (widget.vain) widget.take(answer);
  widget.answer = answer;
  expire(widget);
};

/** What is new comes quietly and leaves nobody's focus behind. Says whether the focus was there. */
const exchange = (widget, answer) => {
  const { shadow, root } = widget, there = root.contains(shadow.activeElement);
  widget.root.toggleAttribute("data-live", !!widget.app);
  widget.show(answer);
  setTimeout(() => there && !shadow.activeElement && widget.focus("offers"), 99);
  return there;
};

/** Of the elements of a page one says that something changed: that which has the focus, or the first in sight. */
const announce = (changed) => {
  const all = [...changed.keys()], inSight = ({ element }) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height && bottom > 0 && top < innerHeight;
  };
  const one = all.find((one) => changed.get(one)) || all.find(inSight) || all[0];
  one?.say(one.words.changed || "");
};

/** What is shown holds until an instant by the service's clock. Who is away asks when they are back. */
const expire = (widget) => {
  const { answer } = widget, { until, decided_at } = answer?.experience || {};
  widget.alarm = clearTimeout(widget.alarm);
  if (!until || !here.has(widget)) return;
  answer.ends ??= Date.now() + Date.parse(until) - Date.parse(decided_at);
  const left = answer.ends - Date.now(), { brand } = widget.query;
  // Not everybody asks in the same millisecond.
  if (left < 2 ** 31 - 1e4) widget.alarm = setTimeout(() => renew(brand), left + Math.random() * 1e3);
};
// While a machine sleeps its timers do, too.
document.addEventListener("visibilitychange", () => { if (!document.hidden) here.forEach(expire); });
