/**
 * The reader's progress ↔ one JSON text in the browser's storage. README.md documents its format.
 * Each change reads the text again, so that tabs don't undo each other.
 */
(() => {
  "use strict";
  const { key, settings } = studyleaf;
  const VERSION = 1;

  /** What could not be written; it lasts as long as the page. @type {Studyleaf.Record | null} */
  let pending = null;
  /** Why progress isn't kept, as a key of the words. @type {"" | "unsaved" | "damaged"} */
  let trouble = "";

  /** @returns {Studyleaf.Record} */
  const empty = () => ({
    version: VERSION,
    guide: settings.guide || "",
    questions: Object.create(null),
  });

  const time = (/** @type {unknown} */ value) =>
    typeof value === "number" && Number.isFinite(value) && value > 0 ? value : 0;

  /** The usable part of an entry, or null. @param {any} raw @returns {Studyleaf.Entry | null} */
  function entryOf(raw) {
    if (!raw || typeof raw !== "object" || Array.isArray(raw)) return null;
    /** @type {Studyleaf.Entry} */
    const entry = { ...raw, at: time(raw.at), tries: time(raw.tries) };
    if (raw.result !== "right" && raw.result !== "wrong") delete entry.result;
    if (!Array.isArray(raw.chosen)) delete entry.chosen;
    entry.flag = raw.flag === true;
    entry.flagAt = time(raw.flagAt);
    return entry;
  }

  /**
   * Read a record. Throws where the text is none; what is no entry in it is left out.
   * @param {string} text
   * @returns {Studyleaf.Record & { whole: boolean }}
   */
  function parse(text) {
    const raw = JSON.parse(text);
    if (!raw || typeof raw.questions !== "object" || !raw.questions)
      throw new SyntaxError("no questions");
    let whole = true;
    const questions = Object.create(null);
    for (const [id, value] of Object.entries(raw.questions)) {
      const entry = entryOf(value);
      if (entry) questions[id] = entry;
      else whole = false;
    }
    return { ...raw, version: raw.version || VERSION, questions, whole };
  }

  /** Merge records: of each question the newest answer and the newest flag.
   * @param {Studyleaf.Record} one @param {Studyleaf.Record} other @returns {Studyleaf.Record} */
  function merge(one, other) {
    const merged = { ...one, questions: Object.assign(Object.create(null), one.questions) };
    for (const [id, entry] of Object.entries(other.questions))
      merged.questions[id] = mergeEntry(merged.questions[id], entry);
    if ((other.visit?.at || 0) > (one.visit?.at || 0)) merged.visit = other.visit;
    if (other.shuffle !== undefined) merged.shuffle = other.shuffle;
    return merged;
  }

  /** @param {Studyleaf.Entry | undefined} one @param {Studyleaf.Entry} other */
  function mergeEntry(one, other) {
    if (!one) return other;
    const answer = other.at > one.at ? other : one;
    const flag = (other.flagAt || 0) > (one.flagAt || 0) ? other : one;
    return { ...answer, flag: flag.flag, flagAt: flag.flagAt };
  }

  /** @param {"unsaved" | "damaged"} what */
  function tell(what) {
    trouble ||= what;
  }

  /** @returns {Studyleaf.Record} */
  function stored() {
    let text = null;
    try {
      text = localStorage.getItem(key);
    } catch {
      tell("unsaved");
    }
    if (text === null) return empty();
    try {
      const { whole, ...record } = parse(text);
      if (!whole) keepDamaged(text);
      return record;
    } catch {
      keepDamaged(text);
      return empty();
    }
  }

  /** @param {string} text */
  function keepDamaged(text) {
    tell("damaged");
    try {
      localStorage.setItem(`${key}:damaged`, text);
    } catch {
      tell("unsaved");
    }
  }

  /** The record as it is now. */
  function read() {
    const now = stored();
    return pending ? merge(now, pending) : now;
  }

  /** @param {Studyleaf.Record} record */
  function write(record) {
    // A newer version of this client wrote it: leave it as it is.
    if (record.version > VERSION) {
      pending = record;
      tell("unsaved");
    } else {
      try {
        localStorage.setItem(key, JSON.stringify(record));
        pending = null;
      } catch {
        pending = record;
        tell("unsaved");
      }
    }
    document.dispatchEvent(new Event("studyleaf:progress"));
  }

  /** Change what is kept of a question.
   * @param {string} id @param {(entry: Studyleaf.Entry) => Partial<Studyleaf.Entry>} change */
  function update(id, change) {
    if (!id) return;
    const record = read();
    const entry = record.questions[id] || { at: 0, tries: 0 };
    record.questions[id] = { ...entry, ...change(entry) };
    write(record);
  }

  studyleaf.record = {
    read,
    trouble: () => trouble,

    /** @param {string} id @param {"right" | "wrong"} result @param {string[]} [chosen] */
    answer(id, result, chosen, now = Date.now()) {
      update(id, ({ tries }) => ({ at: now, result, tries: tries + 1, ...(chosen && { chosen }) }));
    },

    /** @param {string} id @param {boolean} flag */
    flag(id, flag, now = Date.now()) {
      update(id, () => ({ flag, flagAt: now }));
    },

    /** Forget some questions, or all. @param {string[]} [ids] */
    reset(ids) {
      const record = read();
      for (const id of ids || Object.keys(record.questions)) delete record.questions[id];
      if (!ids) delete record.visit;
      write(record);
    },

    /** Note the visit, the wish to shuffle, and carry progress over from earlier ids.
     * @param {{ page?: string, shuffle?: boolean, was?: [string, string[]][] }} news */
    note({ page, shuffle, was = [] }, now = Date.now()) {
      const record = read();
      let changed = false;
      for (const [id, earlier] of was)
        for (const old of earlier.filter((name) => record.questions[name])) {
          record.questions[id] = mergeEntry(record.questions[id], record.questions[old]);
          delete record.questions[old];
          changed = true;
        }
      if (shuffle !== undefined) record.shuffle = shuffle;
      if (page !== undefined) record.visit = { page, at: now };
      if (changed || shuffle !== undefined || Object.keys(record.questions).length) write(record);
    },

    /** The record as the text of a file. */
    export: () => JSON.stringify(read(), null, 1),

    /** Merge the text of a file. Returns how many questions it holds, or -1. @param {string} text */
    import(text) {
      try {
        const { whole: _, ...record } = parse(text);
        if (record.version > VERSION || record.guide !== (settings.guide || "")) return -1;
        write(merge(read(), record));
        return Object.keys(record.questions).length;
      } catch {
        return -1;
      }
    },
  };
})();
