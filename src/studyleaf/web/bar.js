/** The bar above a page's questions: how many are answered, which to show, and what to do with all. */
(() => {
  "use strict";
  const { find, findAll, make, icon, record, t, settings, question: quiz, answer, load } = studyleaf;

  const FILTERS = ["all", "open", "missed_ones", "flagged"];

  /** Whether a filter shows a question. What is kept counts, so "try again" hides nothing.
   * @param {string} filter @param {Studyleaf.Entry | undefined} entry */
  const fits = (filter, entry) =>
    ({
      open: !entry?.result,
      missed_ones: entry?.result === "wrong",
      flagged: Boolean(entry?.flag),
    })[filter] ?? true;

  /** @type {HTMLElement[]} */
  let questions = [];
  let filter = "all";
  /** @type {HTMLElement} */
  let bar;

  /** @param {string} name @param {() => void} action */
  function button(name, action) {
    const element = make("button", { type: "button", class: "sl-button" }, t(name));
    element.addEventListener("click", action);
    return element;
  }

  /** A menu behind a button, as a disclosure. @param {HTMLElement[]} items */
  function menu(items) {
    const list = make("div", { class: "sl-menu" }, ...items);
    const summary = make("summary", { class: "sl-button" }, icon("more"), t("more"));
    const details = make("details", { class: "sl-more" }, summary, list);
    const close = (/** @type {Event} */ event) => {
      if (event.target instanceof Node && details.contains(event.target)) return;
      details.open = false;
    };
    details.addEventListener("toggle", () => {
      if (details.open) document.addEventListener("click", close);
      else document.removeEventListener("click", close);
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      event.stopPropagation();
      details.open = false;
      summary.focus();
    });
    for (const item of items)
      item.addEventListener("click", () => item.matches("button, a") && (details.open = false));
    return details;
  }

  /** @param {boolean} shuffle */
  function build(shuffle) {
    const box = make("input", { type: "checkbox" });
    box.checked = shuffle;
    box.addEventListener("change", () => {
      record.note({ shuffle: box.checked });
      location.reload();
    });
    const progress = make("a", { href: studyleaf.root + (settings.progress || "") }, t("progress"));
    const items = [
      button("show_all", () => questions.forEach((question) => answer.reveal(question, true))),
      button("hide_all", () => questions.forEach((question) => answer.reveal(question, false))),
      make("label", {}, box, t("shuffle")),
      button("print_bare", printBare),
      button("keys", () => void load("dialog.js").then(() => studyleaf.dialog.keys())),
      button("reset_page", reset),
      ...(settings.progress ? [progress] : []),
    ];
    const filters = FILTERS.map((name) => {
      const element = button(name, () => apply(name));
      element.dataset.filter = name;
      element.append(make("span", { class: "sl-count" }));
      return element;
    });
    return make(
      "section",
      { class: "sl-bar", "aria-label": t("bar") },
      make("p", { class: "sl-sum" }),
      make("progress", { class: "sl-line", "aria-label": t("progress") }),
      make("div", { class: "sl-filters", role: "group", "aria-label": t("filter") }, ...filters),
      menu(items),
      make("p", { class: "sl-notice", role: "status" }),
      make("p", { class: "sl-live", role: "status" })
    );
  }

  /** @param {string} what */
  const part = (what) => /** @type {HTMLElement} */ (find(bar, what));

  /** Bring the numbers in line with what is kept. */
  function count() {
    if (!bar?.isConnected) return;
    const kept = record.read().questions;
    const entries = questions.map((question) => kept[quiz.idOf(question)]);
    const total = questions.filter((question) => question.dataset.kind !== "unanswered").length;
    const answered = entries.filter((entry) => entry?.result).length;
    const right = entries.filter((entry) => entry?.result === "right").length;
    const text = t("answered", { n: answered, total });
    part(".sl-sum").textContent = answered ? `${text} · ${t("right_count", { n: right })}` : text;
    const line = /** @type {HTMLProgressElement} */ (part(".sl-line"));
    [line.max, line.value] = [total || 1, answered];
    for (const element of findAll(bar, "[data-filter]")) {
      const name = element.dataset.filter || "";
      const number = entries.filter((entry) => fits(name, entry)).length;
      part(`[data-filter=${name}] .sl-count`).textContent = String(number);
      element.setAttribute("aria-pressed", String(name === filter));
    }
    const trouble = record.trouble();
    if (trouble && !part(".sl-notice").textContent) part(".sl-notice").textContent = t(trouble);
  }

  /** Show the questions of a kind. @param {string} name */
  function apply(name) {
    filter = name;
    const kept = record.read().questions;
    let shown = 0;
    for (const question of questions) {
      question.hidden = !fits(name, kept[quiz.idOf(question)]);
      shown += Number(!question.hidden);
    }
    part(".sl-live").textContent = shown ? "" : t("nothing");
    part(".sl-live").classList.toggle("sl-shown", !shown);
    count();
  }

  function printBare() {
    const { classList } = document.documentElement;
    classList.add("sl-bare");
    addEventListener("afterprint", () => classList.remove("sl-bare"), { once: true });
    print();
  }

  async function reset() {
    await load("dialog.js");
    if (!(await studyleaf.dialog.ask(t("reset_page_ask"), t("reset")))) return;
    record.reset(questions.map(quiz.idOf).filter(Boolean));
    for (const question of questions) {
      for (const box of quiz.inputs(question)) box.checked = false;
      answer.restore(question, undefined);
      answer.reveal(question, false);
    }
    apply("all");
  }

  /** Mark the question that the address names, and make sure that it is in sight. */
  function point() {
    const id = decodeURIComponent(location.hash.slice(1));
    const has = (/** @type {HTMLElement} */ question) =>
      id && (quiz.idOf(question) === id || question.dataset.was?.split(" ").includes(id));
    const found = questions.find(has);
    for (const question of questions)
      question.classList.toggle("sl-linked", question === found);
    if (!found) return;
    if (found.hidden) apply("all");
    find(found, ".sl-prompt")?.scrollIntoView();
  }

  // Another tab, or a file, changed what is kept: show it, but not over what the reader is at.
  addEventListener("storage", () => {
    const kept = record.read().questions;
    for (const question of questions) {
      const result = kept[quiz.idOf(question)]?.result;
      const idle = !quiz.inputs(question).some((box) => box.checked && !box.disabled);
      if (question.isConnected && idle && question.dataset.state !== result)
        answer.restore(question, kept[quiz.idOf(question)]);
    }
  });
  document.addEventListener("studyleaf:progress", count);
  addEventListener("hashchange", point);

  studyleaf.bar = {
    mount() {
      const start = performance.now();
      const all = quiz.all();
      if (all[0]?.classList.contains("sl-on")) return;
      const was = all
        .filter((question) => question.dataset.was)
        .map((question) => /** @type {[string, string[]]} */ ([
          quiz.idOf(question),
          question.dataset.was?.split(" "),
        ]));
      record.note({ page: location.href.slice(studyleaf.root.length).replace(/#.*$/, ""), was });
      const { shuffle = Boolean(settings.shuffle), questions: kept } = record.read();
      questions = quiz.mount(shuffle);
      for (const question of questions) answer.restore(question, kept[quiz.idOf(question)]);
      bar = build(shuffle);
      questions[0].before(bar);
      filter = "all";
      answer.listen((text) => (part(".sl-live").textContent = text));
      count();
      if (location.hash) point();
      performance.measure("studyleaf", { start });
    },
  };
})();
