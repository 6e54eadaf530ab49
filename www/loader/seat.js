// Apps outlive elements: Yew never takes its listeners off a root again. So what an element leaves behind when it goes,
// root, app and all, is taken by the next one that comes.

const vacant = new Set(); // the longest vacant first

/** What the wasm takes for its element: it speaks to whoever sits here now. */
const seat = (owner, root) => ({
  owner, root, app: null, life: traps,
  async act(wish) {
    const { owner } = this, { shown } = owner, era = epoch;
    return (await acts(owner)).serve(this, owner, wish, era, shown);
  },
  async copy(code) {
    const { owner } = this;
    return await (await later())?.copy(owner, code) === owner.words.copied;
  },
  focus(id) { this.owner.focus(id); },
});

/** A seat with its app, if one is free. Its last owner, should they come back, finds another. */
const vacancy = (owner) => {
  const free = [...vacant].find((one) => one.life === traps);
  if (!free) return null;
  vacant.delete(free);
  free.owner.unseat();
  owner.root.replaceWith(free.root);
  owner.root = free.root;
  return Object.assign(free, { owner });
};
