/** The reader's progress ↔ one JSON text in the browser's storage, which README.md documents. */
(() => {
  "use strict";
  const { key, settings } = studyleaf;
  const VERSION = 1;
  const guide = settings.guide || "";

  /** What could not be written; it lasts as long as the page. @type {Studyleaf.Record | null} */
  let pending = null;
  /** What this tab wrote and no other is known to have heard of.
   * @type {Studyleaf.Record["questions"]} */
  const mine = Object.create(null);
  /** Why progress isn't kept, as a key of the words. @type {ReturnType<Studyleaf.Store["trouble"]>} */
  let trouble = "";

  const time = (/** @type {any} */ value) => (Number.isFinite(value) && value > 0 ? value : 0);

  /** The usable part of an entry, or null. @type {(raw: any) => Studyleaf.Entry | null} */
  const entryOf = (raw) => {
    if (!raw || typeof raw !== "object" || Array.isArray(raw)) return null;
    const entry = { ...raw, at: time(raw.at), tries: time(raw.tries), flagAt: time(raw.flagAt) };
    entry.flag = raw.flag === true;
    if (raw.result !== "right" && raw.result !== "wrong") delete entry.result;
    if (!Array.isArray(raw.chosen)) delete entry.chosen;
    return entry;
  };

  const empty = () => ({ version: VERSION, guide, questions: Object.create(null) });

  /** The page that is read, and how many questions it has. */
  let here = { page: "", total: 0 };
  const withHere = (/** @type {Studyleaf.Record} */ record) => {
    record.pages = { ...record.pages, [here.page]: here.total };
    return record;
  };

  /** @type {Studyleaf.Store["read"]} */
  const stored = () => {
    let text = null;
    try {
      text = localStorage.getItem(key);
      if (text === null) return empty();
      const { whole, ...record } = self.parse(text);
      if (whole) return record;
      keepCopy(text);
      return record;
    } catch {
      if (text === null) trouble ||= "unsaved";
      else keepCopy(text);
      return empty();
    }
  };

  /** Keep what can't be read. @type {(text: string) => void} */
  const keepCopy = (text) => {
    trouble ||= "damaged";
    try {
      localStorage.setItem(`${key}:damaged`, text);
    } catch {
      trouble = "unsaved";
    }
  };

  /** Change what is kept of a question.
   * @type {(id: string, change: (entry: Studyleaf.Entry) => Partial<Studyleaf.Entry>) => void} */
  const update = (id, change) => {
    if (!id) return;
    const record = self.read();
    const entry = record.questions[id] || { at: 0, tries: 0 };
    mine[id] = record.questions[id] = { ...entry, page: here.page, ...change(entry) };
    self.write(withHere(record));
  };

  // Tabs hear of each other late: what one wrote without having heard of ours is put right.
  addEventListener("storage", (event) => {
    if (event.key !== key || !event.newValue) return;
    const heard = event.oldValue ? self.parse(event.oldValue).questions : {};
    for (const [id, { at, flagAt = 0 }] of Object.entries(mine))
      if (heard[id]?.at >= at && (heard[id].flagAt || 0) >= flagAt) delete mine[id];
    if (Object.keys(mine).length) self.write(self.merge(self.read(), { ...empty(), questions: mine }));
  });

  /** @type {Studyleaf.Store} */
  const self = {
    trouble: () => trouble,

    read() {
      const now = stored();
      return pending ? self.merge(now, pending) : now;
    },

    /** Read the text of a record. Throws where it is none; leaves out what is no entry. */
    parse(text) {
      const raw = JSON.parse(text);
      if (!raw || typeof raw.questions !== "object" || !raw.questions) throw new SyntaxError();
      let whole = true;
      const questions = Object.create(null);
      for (const [id, value] of Object.entries(raw.questions)) {
        const entry = entryOf(value);
        if (entry) questions[id] = entry;
        else whole = false;
      }
      return { ...raw, version: raw.version || VERSION, questions, whole };
    },

    /** Of each question the newest answer and the newest flag. */
    merge(one, other) {
      const merged = { ...one, questions: Object.assign(Object.create(null), one.questions) };
      merged.pages = { ...other.pages, ...one.pages };
      for (const [id, entry] of Object.entries(other.questions)) {
        const old = merged.questions[id] || entry;
        const { flag, flagAt } = (entry.flagAt || 0) > (old.flagAt || 0) ? entry : old;
        merged.questions[id] = { ...(entry.at > old.at ? entry : old), flag, flagAt };
      }
      if ((other.visit?.at || 0) > (one.visit?.at || 0)) merged.visit = other.visit;
      if (other.shuffle !== undefined) merged.shuffle = other.shuffle;
      return merged;
    },

    write(record) {
      pending = record;
      try {
        // What a newer version of this script wrote stays as it is.
        if (record.version > VERSION) throw new RangeError();
        localStorage.setItem(key, JSON.stringify(record));
        pending = null;
      } catch {
        trouble ||= "unsaved";
      }
      document.dispatchEvent(new Event("studyleaf:progress"));
    },

    answer(id, result, chosen, now = Date.now()) {
      update(id, ({ tries }) => ({ at: now, result, tries: tries + 1, ...(chosen && { chosen }) }));
    },

    flag(id, flag, now = Date.now()) {
      update(id, () => ({ flag, flagAt: now }));
    },

    /** Forget some questions, or all. */
    reset(ids) {
      const record = self.read();
      for (const id of ids || Object.keys(record.questions)) {
        delete record.questions[id];
        delete mine[id];
      }
      if (!ids) delete record.visit;
      self.write(record);
    },

    /** Note the visit and which questions are here, and carry progress over from earlier ids. */
    visit(page, ids, now = Date.now()) {
      here = { page, total: ids.length };
      let record = self.read();
      for (const [id, earlier] of ids)
        for (const old of earlier.filter((name) => record.questions[name])) {
          const moved = { ...empty(), questions: { [id]: record.questions[old] } };
          delete record.questions[old];
          record = self.merge(record, moved);
        }
      const { questions } = record;
      for (const id in questions) if (questions[id].page === page) delete questions[id].page;
      for (const [id] of ids) if (questions[id]) questions[id].page = page;
      if (Object.keys(questions).length) self.write({ ...withHere(record), visit: { page, at: now } });
    },
  };
  studyleaf.record = self;
})();
