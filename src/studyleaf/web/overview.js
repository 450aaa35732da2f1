/** The progress on all pages → an overview of the guide, and what can be done with all of it. */
(() => {
  "use strict";
  const { button, find, make, progress, pageOf, record, settings, t } = studyleaf;

  /** FNV-1a: the short form in which questions.js holds ids. @param {string} text */
  const hash = (text) => {
    let sum = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
    return (sum >>> 0).toString(36);
  };

  /** The pages of the site that have questions. */
  const pages = (window.studyleafPages || []).map((page) => {
    const url = new URL(page.url, studyleaf.root).href;
    return { ...page, url, key: pageOf(url), ids: page.ids.split(" ") };
  });

  /** Bring what is kept of pages in line with the site: questions come, go and move. */
  function settle() {
    const kept = record.read();
    if (!pages.length || !Object.keys(kept.questions).length) return;
    const before = JSON.stringify(kept);
    const places = new Map(pages.flatMap(({ key, ids }) => ids.map((id) => [id, key])));
    /** @type {Studyleaf.Record["pages"]} */
    const totals = {};
    for (const [id, entry] of Object.entries(kept.questions)) {
      const key = places.get(hash(id));
      if (key === undefined) delete entry.page;
      else entry.page = key;
    }
    const used = new Set(Object.values(kept.questions).map((entry) => entry.page));
    for (const { key, ids } of pages) if (used.has(key)) totals[key] = ids.length;
    kept.pages = totals;
    if (JSON.stringify(kept) !== before) record.write(kept);
  }

  /** @param {Studyleaf.Count[]} counts */
  const sum = (counts) => {
    const all = { total: 0, answered: 0, right: 0 };
    for (const { total, answered, right } of counts) {
      all.total += total;
      all.answered += answered;
      all.right += right;
    }
    return all;
  };

  /** @param {Studyleaf.Count} count */
  const text = ({ answered, right, total }) =>
    t("answered", { n: answered, total }) +
    (answered ? ` · ${t("right_count", { n: right })}` : "");

  /** A bar: answered pale, right in full. @param {Studyleaf.Count} count */
  function line({ answered, right, total }) {
    return studyleaf.draw(
      { class: "sl-part", "aria-hidden": true },
      ["rect", { width: `${(100 * answered) / (total || 1)}%`, height: "100%" }],
      ["rect", { width: `${(100 * right) / (total || 1)}%`, height: "100%" }]
    );
  }

  /** @param {string | Node} name @param {Studyleaf.Count} count @param {string} kind */
  const row = (name, count, kind) =>
    make(
      "div",
      { class: `sl-row sl-${kind}` },
      kind === "topic" ? make("span", {}, name) : make("strong", {}, name),
      make("span", { class: "sl-sum" }, text(count)),
      line(count)
    );

  /** Each page with how far the reader is. */
  const counted = () => {
    const counts = progress.counts();
    const none = { answered: 0, right: 0 };
    return pages.map((page) => ({ ...page, ...none, ...counts[page.key], total: page.ids.length }));
  };

  /** @param {ReturnType<typeof counted>} all */
  function rows(all) {
    /** @type {Map<string, typeof all>} */
    const shelves = new Map();
    for (const page of all)
      shelves.set(page.category, [...(shelves.get(page.category) || []), page]);
    const made = [row(t("progress_all"), sum(all), "all")];
    for (const [category, members] of shelves) {
      if (category) made.push(row(category, sum(members), "category"));
      for (const page of members) made.push(row(make("a", { href: page.url }, page.title), page, "topic"));
    }
    return made;
  }

  function lastVisit() {
    const { visit } = record.read();
    if (!visit) return "";
    const language = document.documentElement.lang || undefined;
    const date = new Date(visit.at).toLocaleDateString(language, { dateStyle: "long" });
    const words = t("last_visit", { date });
    const page = pages.find(({ key }) => key === visit.page);
    return page ? [`${words} · `, make("a", { href: page.url }, page.title)] : [words];
  }

  /** Merge the text of a file. Returns how many questions it holds, or -1. @param {string} text */
  function merge(text) {
    try {
      const { whole: _, ...other } = record.parse(text);
      const now = record.read();
      if (other.version > now.version || other.guide !== now.guide) return -1;
      record.write(record.merge(now, other));
      settle();
      return Object.keys(other.questions).length;
    } catch {
      return -1;
    }
  }

  /** Save, load and reset. @param {() => void} redraw */
  function tools(redraw) {
    const said = make("p", { class: "sl-notice", role: "status" });
    const file = make("input", { type: "file", accept: ".json,application/json", hidden: "" });
    file.addEventListener("change", async () => {
      const n = merge((await file.files?.[0]?.text()) || "");
      said.textContent = n < 0 ? t("import_bad") : t("imported", { n });
      file.value = "";
      redraw();
    });
    const save = () => {
      const blob = new Blob([JSON.stringify(record.read(), null, 1)], { type: "application/json" });
      const href = URL.createObjectURL(blob);
      const day = new Date().toISOString().slice(0, 10);
      make("a", { href, download: `${settings.guide || "studyleaf"}-${day}.json` }).click();
      URL.revokeObjectURL(href);
    };
    const reset = async () => {
      await studyleaf.load("dialog.js");
      if (!(await studyleaf.dialog.ask(t("reset_all_ask"), t("reset")))) return;
      record.reset();
      redraw();
    };
    return [
      make(
        "p",
        { class: "sl-foot" },
        button("export", save),
        button("import", () => file.click()),
        button("reset_all", () => void reset())
      ),
      file,
      said,
    ];
  }

  /** @param {HTMLElement} place */
  function draw(place) {
    const counts = counted();
    if (!("short" in place.dataset)) {
      const list = find(place, ".sl-rows");
      list?.replaceChildren(...rows(counts));
      find(place, ".sl-visit")?.replaceChildren(...lastVisit());
      const trouble = record.trouble();
      const notice = find(place, ".sl-notice");
      if (trouble && notice && !notice.textContent) notice.textContent = t(trouble);
      return;
    }
    const all = sum(counts);
    const more = make("a", { href: studyleaf.root + settings.progress }, t("progress"));
    place.replaceChildren(
      ...(all.answered ? [row(settings.progress ? more : t("progress"), all, "all")] : [])
    );
  }

  const drawAll = () =>
    studyleaf.findAll(document, ".sl-overview").forEach((place) => draw(place));
  document.addEventListener("studyleaf:progress", drawAll);

  studyleaf.overview = {
    mount() {
      settle();
      for (const place of studyleaf.findAll(document, ".sl-overview:not([data-short])")) {
        place.replaceChildren(
          make("p", { class: "sl-visit" }),
          make("div", { class: "sl-rows" }),
          ...tools(drawAll)
        );
      }
      drawAll();
    },
  };
})();
