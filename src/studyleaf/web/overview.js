/** The progress on all pages → an overview of the guide, and what can be done with all of it. */
(() => {
  "use strict";
  const { find, make, progress, record, settings, t, load } = studyleaf;

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
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "sl-part");
    svg.setAttribute("aria-hidden", "true");
    for (const n of [answered, right]) {
      const part = document.createElementNS(svg.namespaceURI, "rect");
      part.setAttribute("width", `${(100 * n) / (total || 1)}%`);
      part.setAttribute("height", "100%");
      svg.append(part);
    }
    return svg;
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

  /** Save, load and reset. @param {() => void} redraw */
  function tools(redraw) {
    const said = make("p", { class: "sl-notice", role: "status" });
    const button = (/** @type {string} */ name, /** @type {() => void} */ action) => {
      const element = make("button", { type: "button", class: "sl-button" }, t(name));
      element.addEventListener("click", action);
      return element;
    };
    const file = make("input", { type: "file", accept: ".json,application/json", hidden: "" });
    file.addEventListener("change", async () => {
      const n = record.import((await file.files?.[0]?.text()) || "");
      said.textContent = n < 0 ? t("import_bad") : t("imported", { n });
      file.value = "";
      redraw();
    });
    const save = () => {
      const blob = new Blob([record.export()], { type: "application/json" });
      const href = URL.createObjectURL(blob);
      const day = new Date().toISOString().slice(0, 10);
      make("a", { href, download: `${settings.guide || "studyleaf"}-${day}.json` }).click();
      URL.revokeObjectURL(href);
    };
    const reset = async () => {
      await load("dialog.js");
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
