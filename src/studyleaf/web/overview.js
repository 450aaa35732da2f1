/** The progress on all pages → an overview of the guide, and what can be done with all of it. */
(() => {
  "use strict";
  const { button, find, make, progress, record, settings, t, load } = studyleaf;

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

  /** @param {(Studyleaf.Page & Studyleaf.Count)[]} pages */
  function rows(pages) {
    /** @type {Map<string, typeof pages>} */
    const shelves = new Map();
    for (const page of pages)
      shelves.set(page.category, [...(shelves.get(page.category) || []), page]);
    const made = [row(t("progress_all"), sum(pages), "all")];
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
    const page = progress.pages().find(({ url }) => url === new URL(visit.page, studyleaf.root).href);
    return page ? [`${words} · `, make("a", { href: page.url }, page.title)] : [words];
  }

  /** Merge the text of a file. Returns how many questions it holds, or -1. @param {string} text */
  function merge(text) {
    try {
      const { whole: _, ...other } = record.parse(text);
      const now = record.read();
      if (other.version > now.version || other.guide !== now.guide) return -1;
      record.write(record.merge(now, other));
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
      await load("more.css", "dialog.js");
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
    const pages = progress.pages();
    if (!("short" in place.dataset)) {
      const list = find(place, ".sl-rows");
      list?.replaceChildren(...rows(pages));
      find(place, ".sl-visit")?.replaceChildren(...lastVisit());
      const trouble = record.trouble();
      const notice = find(place, ".sl-notice");
      if (trouble && notice && !notice.textContent) notice.textContent = t(trouble);
      return;
    }
    const all = sum(pages);
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
