/** The bar above a page's questions: how many are answered, and which to show. */
(() => {
  "use strict";
  const { button, find, findAll, make, icon, record, t, settings } = studyleaf;
  const { question: quiz } = studyleaf;

  /** Which questions a filter shows. What is kept counts, so "try again" hides nothing.
   * @type {{ [name: string]: (entry?: Partial<Studyleaf.Entry>) => boolean }} */
  const FILTERS = {
    all: () => true,
    open: (entry) => !entry?.result,
    missed_ones: (entry) => entry?.result === "wrong",
    flagged: (entry) => Boolean(entry?.flag),
  };

  /** @type {HTMLElement[]} */
  let questions = [];
  let filter = "all";
  /** @type {HTMLElement} */
  let bar;

  const part = (/** @type {string} */ what) => /** @type {HTMLElement} */ (find(bar, what));
  const entries = (kept = record.read().questions) => questions.map((one) => kept[quiz.idOf(one)]);

  const build = () => {
    const more = button("more", async () => {
      await studyleaf.more("menu.js");
      studyleaf.menu.page(more, questions, () => apply("all"));
    });
    more.prepend(icon("more"));
    more.setAttribute("aria-expanded", "false");
    const filters = Object.keys(FILTERS).map((name) => {
      const element = button(name, () => apply(name));
      element.append(" ", make("span", { class: "sl-count" }));
      return element;
    });
    return make(
      "section",
      { class: "sl-bar", id: "sl-bar", "aria-label": t("bar") },
      make("p", { class: "sl-sum" }),
      make("progress", { class: "sl-line", "aria-label": t("progress") }),
      make("div", { class: "sl-filters", role: "group", "aria-label": t("filter") }, ...filters),
      more,
      make("p", { class: "sl-notice", role: "status" }),
      make("p", { class: "sl-live", role: "status" })
    );
  };

  /** Bring the numbers in line with what is kept. */
  const count = () => {
    if (!bar?.isConnected) return;
    const kept = entries();
    const number = (/** @type {(entry?: Studyleaf.Entry) => boolean} */ fits) =>
      kept.filter(fits).length;
    const total = questions.filter(({ dataset }) => dataset.kind !== "unanswered").length;
    const n = number((entry) => Boolean(entry?.result));
    const right = n ? ` · ${t("right_count", { n: number((e) => e?.result === "right") })}` : "";
    const sum = t("answered", { n, total }) + right;
    part(".sl-sum").textContent = sum;
    find(document, ".sl-jump")?.replaceChildren(`${t("bar")} · ${sum}`);
    Object.assign(part(".sl-line"), { max: total || 1, value: n });
    for (const name in FILTERS) {
      part(`.sl-${name} > .sl-count`).textContent = `${number(FILTERS[name])}`;
      part(`.sl-${name}`).setAttribute("aria-pressed", `${name === filter}`);
    }
    const trouble = record.trouble();
    if (trouble) void studyleaf.more().then(() => (part(".sl-notice").textContent ||= t(trouble)));
  };

  /** Show the questions of a kind. */
  const apply = (/** @type {string} */ name) => {
    filter = name;
    const kept = entries();
    questions.forEach((question, i) => (question.hidden = !FILTERS[name](kept[i])));
    const none = questions.every((question) => question.hidden);
    const live = part(".sl-live");
    live.textContent = none ? t("nothing") : "";
    live.classList.toggle("sl-shown", none);
    count();
  };

  /** Mark the question that the address names, and make sure that it is in sight. */
  const point = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    for (const question of questions) {
      const names = `${question.dataset.was || ""} ${quiz.idOf(question)}`.split(" ");
      const found = id !== "" && names.includes(id);
      question.classList.toggle("sl-linked", found);
      if (found && question.hidden) apply("all");
      if (found) find(question, ".sl-prompt")?.scrollIntoView();
    }
  };

  /** Another tab changed what is kept: show it, but not over what the reader is at. */
  const update = () => {
    const kept = entries();
    questions.forEach((question, i) => {
      const idle = quiz.inputsOf(question).every((box) => box.disabled || !box.checked);
      if (question.isConnected && idle && question.dataset.state !== kept[i]?.result)
        quiz.restore(question, kept[i]);
    });
  };

  addEventListener("storage", update);
  addEventListener("hashchange", point);
  document.addEventListener("studyleaf:progress", count);

  studyleaf.bar = {
    async mount() {
      const { shuffle = Boolean(settings.shuffle) } = record.read();
      if (shuffle) await studyleaf.load("shuffle.js");
      if (!find(document, ".sl-question:not(.sl-on)")) return; // the reader went on meanwhile
      const start = performance.now();
      const all = findAll(document, ".sl-question[data-id]:not([data-kind=unanswered])");
      record.visit(
        studyleaf.pageOf(location.href),
        all.map((one) => [quiz.idOf(one), (one.dataset.was || "").split(" ")])
      );
      questions = quiz.mount();
      if (shuffle) studyleaf.shuffle(questions);
      const kept = entries();
      questions.forEach((question, i) => kept[i] && quiz.restore(question, kept[i]));
      bar = build();
      questions[0].before(bar);
      // Below long notes, those who want to practise find the questions from the top.
      if (findAll(document, "article > :has(~ .sl-bar)").length > 12)
        find(document, "article h1")?.after(make("a", { class: "sl-jump", href: "#sl-bar" }));
      filter = "all";
      count();
      if (location.hash) point();
      performance.measure("studyleaf", { start });
    },
  };
})();
