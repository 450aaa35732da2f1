/** The HTML of a question → one that can be answered. README.md tells how its state is kept. */
(() => {
  "use strict";
  const { button, find, findAll, make, icon, t, settings } = studyleaf;

  /** Give each choice its box and its reason.
   * @type {(question: HTMLElement, index: number) => void} */
  const upgradeChoices = (question, index) => {
    const list = self.choices(question);
    const type = question.dataset.kind === "single" ? "radio" : "checkbox";
    list.forEach((choice, i) => {
      const id = `sl-${index}-${i}`;
      const label = make("label", { class: "sl-text", for: id });
      label.append(...choice.childNodes);
      choice.append(make("input", { type, id, name: `sl-${index}` }), label);
    });
    for (const reason of findAll(question, ".sl-reason")) {
      find(reason, ".sl-verdict")?.remove();
      const place = make("div", { class: "sl-reason" });
      place.append(...reason.childNodes);
      list[Number(reason.getAttribute("value")) - 1]?.append(place);
    }
    find(question, ".sl-reasons")?.remove();
  };

  /** What a question is given, to be cloned. */
  const parts = () => {
    const tool = (/** @type {string} */ name) =>
      make("button", { class: `sl-tool sl-${name}`, title: t(name), "aria-label": t(name) }, icon(name));
    const rate = make("div", { class: "sl-rate", role: "group" }, make("span", {}, t("rate")));
    rate.append(button("knew"), button("forgot"));
    return {
      check: button("check"),
      show: button("show"),
      flag: tool("flag"),
      more: tool("more"),
      rate,
    };
  };

  const copy = (/** @type {Element} */ part) => part.cloneNode(true);

  /** @param {HTMLElement} question @param {number} index @param {number} total
   * @param {ReturnType<typeof parts>} part */
  const upgrade = (question, index, total, part) => {
    const { kind } = question.dataset;
    const id = self.idOf(question);
    const answer = find(question, ".sl-answer");
    const foot = make("div", { class: "sl-foot" });
    const tools = make("span", { class: "sl-tools" });
    if (kind === "single" || kind === "multiple") {
      upgradeChoices(question, index);
      foot.append(copy(part.check));
    }
    if (answer) foot.append(copy(part.show));
    if (kind === "multiple") {
      const n = self.choices(question).filter(self.isRight).length;
      foot.append(make("span", { class: "sl-hint" }, t(n < 4 ? `choose_${n}` : "choose_n", { n })));
    }
    if (id) tools.append(copy(part.flag));
    if (settings.repository) tools.append(copy(part.more));
    foot.append(tools);
    const number = make("span", { class: "sl-number" }, t("number", { n: index + 1, total }));
    question.prepend(make("p", { class: "sl-head" }, number, make("span", { class: "sl-state" })));
    if (answer) answer.before(foot);
    else question.append(foot);
    if (kind === "open") find(question, ".sl-body")?.append(copy(part.rate));
    question.classList.add("sl-on");
  };

  /** @type {Studyleaf.Client["question"]} */
  const self = {
    choices: (question) => findAll(question, ".sl-choice"),
    inputs: (question) => findAll(question, ".sl-choice > input"),
    idOf: (question) => question.dataset.id || "",
    isRight: (choice) => "right" in choice.dataset,

    /** Names for choices that outlive another order: their texts, counted where they are the same. */
    keys(list) {
      /** @type {{ [text: string]: number }} */
      const seen = Object.create(null);
      return list.map((choice) => {
        const text = find(choice, ".sl-text")?.textContent?.trim().replace(/\s+/g, " ") || "";
        seen[text] = (seen[text] || 0) + 1;
        return seen[text] > 1 ? `${text}#${seen[text]}` : text;
      });
    },

    /** Upgrade the questions of a page. */
    mount() {
      const part = parts();
      const questions = findAll(document, ".sl-question");
      questions.forEach((question, index) => upgrade(question, index, questions.length, part));
      return questions;
    },
  };
  studyleaf.question = self;
})();
