// What customers do, told to the service.

let doing = 0; // acts that are under way, until all of the page shows them

/** Tells the service. Throws a refusal, with what to say, and with what to show now where trying again is no use. */
const act = async (widget, verb, offer, era) => {
  const of = verb === "close" ? "matters" : "offers";
  const path = `/v1/${of}/${encodeURIComponent(offer)}/${verb}`, { keys } = widget;
  const { brand, ...body } = widget.query, key = keys.get(path) || uuid();
  let others = [];
  doing++;
  const current = () => { if (era !== core.epoch) throw new Refusal("superseded", true); };
  keys.set(path, key);
  try {
    const answer = await post(async () => {
      current();
      const sent = personal("POST", path, { brand, body, key }).then(sound), settle = () => pause(0);
      widget.acting = sent.then(settle, settle);
      return sent;
    }, () => {
      widget.acting = null;
      widget.say(widget.words.waiting || "");
      widget.remark("waiting");
    });
    current();
    keys.delete(path);
    const line = lines.get(brand);
    if (line) line.own = answer.heard;
    widget.say(widget.take(answer).notice);
    const told = { claim: "claimed", decline: "declined" }[verb];
    if (told) widget.tell(told, { offer });
    asked.clear(); // what was asked before this may not know of it
    others = [...here].filter((other) => other !== widget).map((other) => other.load());
    return answer;
  } catch (problem) {
    const { code, retry } = problem;
    if (era !== core.epoch) throw problem;
    if (code === "session_needed") widget.tell("identity-needed", { code, offer });
    if (!retry) {
      keys.delete(path);
      const answer = await inquire(widget.query).answer.catch(() => null);
      if (answer && era === core.epoch) problem.experience = widget.take(answer).experience;
    }
    const { words } = widget, gone = (problem.experience ? words.gone : words.failed) || "";
    problem.said = widget.say(code === "session_needed" && words.sign_in || gone);
    widget.fail(code, retry);
    throw problem;
  } finally {
    Promise.all(others).then(() => { doing--; });
  }
};

/** For the app in a seat: what its owner clicked, and in which era, when so much was shown. */
const serve = async (seat, owner, { verb, offer }, era, shown) => {
  try {
    return await act(owner, verb, offer, era);
  } finally {
    // The app is lost meanwhile, or was shown something else and waits for no answer any more.
    if (owner.seat !== seat && owner.answer && here.has(owner)) owner.show(owner.answer);
    else if (owner.shown !== shown) owner.load();
  }
};

/** `randomUUID` is missing where the page is not secure. */
const uuid = () => {
  try { return crypto.randomUUID(); } catch { return crypto.getRandomValues(new Uint32Array(4)).join("-"); }
};
