/** What can be done with all questions of a page: fills the menu of the bar when it first opens. */
(() => {
  "use strict";
  const { button, make, record, t, settings, question: quiz, answer, load } = studyleaf;

  /** Close a menu on Escape and on a click beside it. @param {HTMLDetailsElement} details */
  function closeWhenLeft(details) {
    document.addEventListener("click", ({ target }) => {
      if (!(target instanceof Node && details.contains(target))) details.open = false;
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      event.stopPropagation();
      details.open = false;
      details.querySelector("summary")?.focus();
    });
  }

  function printBare() {
    const { classList } = document.documentElement;
    classList.add("sl-bare");
    addEventListener("afterprint", () => classList.remove("sl-bare"), { once: true });
    print();
  }

  /** Forget what is kept of some questions, after asking. @param {HTMLElement[]} questions */
  async function reset(questions) {
    await load("more.css", "dialog.js");
    if (!(await studyleaf.dialog.ask(t("reset_page_ask"), t("reset")))) return;
    record.reset(questions.map(quiz.idOf).filter(Boolean));
    for (const question of questions) {
      for (const box of quiz.inputs(question)) box.checked = false;
      answer.restore(question, undefined);
      answer.reveal(question, false);
    }
  }

  studyleaf.menu = (details, questions, redraw) => {
    const { shuffle = Boolean(settings.shuffle) } = record.read();
    const box = make("input", { type: "checkbox" });
    box.checked = shuffle;
    box.addEventListener("change", () => {
      record.write({ ...record.read(), shuffle: box.checked });
      location.reload();
    });
    const progress = make("a", { href: studyleaf.root + settings.progress }, t("progress"));
    const items = [
      button("show_all", () => questions.forEach((question) => answer.reveal(question, true))),
      button("hide_all", () => questions.forEach((question) => answer.reveal(question, false))),
      make("label", {}, box, t("shuffle")),
      button("print_bare", printBare),
      button("keys", () => void load("more.css", "dialog.js").then(() => studyleaf.dialog.keys())),
      button("reset_page", () => void reset(questions).then(redraw)),
      ...(settings.progress ? [progress] : []),
    ];
    for (const item of items)
      item.addEventListener("click", () => item.matches("button, a") && (details.open = false));
    details.append(make("div", { class: "sl-menu" }, ...items));
    closeWhenLeft(details);
  };
})();
