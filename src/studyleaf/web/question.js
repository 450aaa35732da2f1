/** The HTML of a question → one that can be answered, and what a reader does in it. README.md tells
 * how its state is kept. */
(() => {
  "use strict";
  const { button, find, findAll, make, icon, record, t, settings } = studyleaf;

  const choicesOf = (/** @type {Element} */ question) => findAll(question, ".sl-choice");
  /** @type {(question: Element) => HTMLInputElement[]} */
  const inputsOf = (question) => findAll(question, ".sl-choice > input");
  const idOf = (/** @type {HTMLElement} */ question) => question.dataset.id || "";
  const isRight = (/** @type {HTMLElement} */ choice) => "right" in choice.dataset;

  /** Names for choices that outlive another order: their texts, counted where they are the same. */
  const keys = (/** @type {HTMLElement[]} */ list) => {
    /** @type {{ [text: string]: number }} */
    const seen = Object.create(null);
    return list.map((choice) => {
      const text = find(choice, ".sl-text")?.textContent?.trim().replace(/\s+/g, " ") || "";
      seen[text] = (seen[text] || 0) + 1;
      return seen[text] > 1 ? `${text}#${seen[text]}` : text;
    });
  };

  /** Give each choice its box and its reason.
   * @type {(question: HTMLElement, index: number) => void} */
  const upgradeChoices = (question, index) => {
    const list = choicesOf(question);
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

  /** What a question is given, to be cloned: as it is before anything is kept of the question. */
  const parts = () => {
    const tool = (/** @type {string} */ name) =>
      make("button", { class: `sl-tool sl-${name}`, title: t(name), "aria-label": t(name) }, icon(name));
    const rate = make("div", { class: "sl-rate", role: "group" }, make("span", {}, t("rate")));
    rate.append(button("knew"), button("forgot"));
    const part = {
      check: button("check"),
      show: button("show"),
      flag: tool("flag"),
      more: tool("more"),
      rate,
    };
    part.check.disabled = true;
    part.show.ariaExpanded = "false";
    for (const toggle of [part.flag, ...findAll(rate, "button")]) toggle.ariaPressed = "false";
    return part;
  };

  const copy = (/** @type {Element} */ part) => part.cloneNode(true);

  /** @param {HTMLElement} question @param {number} index @param {number} total
   * @param {ReturnType<typeof parts>} part */
  const upgrade = (question, index, total, part) => {
    const { kind } = question.dataset;
    const id = idOf(question);
    const answer = find(question, ".sl-answer");
    const foot = make("div", { class: "sl-foot" });
    const tools = make("span", { class: "sl-tools" });
    if (kind === "single" || kind === "multiple") {
      upgradeChoices(question, index);
      foot.append(copy(part.check));
    }
    if (answer) foot.append(copy(part.show));
    if (id) tools.append(copy(part.flag));
    if (settings.repository) tools.append(copy(part.more));
    foot.append(tools);
    const number = make("span", {}, t("number", { n: index + 1, total }));
    if (kind === "multiple") {
      const n = choicesOf(question).filter(isRight).length;
      number.append(
        make("span", { class: "sl-hint" }, t(n < 4 ? `choose_${n}` : "choose_n", { n }))
      );
    }
    question.prepend(make("p", { class: "sl-head" }, number, make("span", { class: "sl-state" })));
    if (answer) answer.before(foot);
    else question.append(foot);
    if (kind === "open") find(question, ".sl-body")?.append(copy(part.rate));
    question.classList.add("sl-on");
  };

  /** How a reader rates an answer of their own. @type {{ [result: string]: string }} */
  const RATES = { right: "knew", wrong: "forgot" };

  /** Tell who can't see. @type {(text: string) => void} */
  const say = (text) => find(document, ".sl-live")?.replaceChildren(text);

  /** Show what a choice turned out to be. @type {(choice: HTMLElement, verdict: string) => void} */
  const judge = (choice, verdict) => {
    if ((choice.dataset.verdict || "") === verdict) return;
    find(choice, ":scope > .sl-verdict")?.remove();
    choice.dataset.verdict = verdict;
    if (verdict)
      find(choice, ".sl-text")?.after(
        make("span", { class: "sl-verdict" }, icon(verdict), t(verdict))
      );
  };

  /** @type {(question: HTMLElement, button: string, on: boolean) => void} */
  const press = (question, button, on) =>
    find(question, button)?.setAttribute("aria-pressed", `${on}`);

  /** Bring all that follows from the state in line with it. @type {Studyleaf.Act} */
  const show = (question) => {
    const { state, kind } = question.dataset;
    const open = "open" in question.dataset;
    const boxes = inputsOf(question);
    const list = choicesOf(question);
    boxes.forEach((box, i) => {
      const right = isRight(list[i]);
      let verdict = "";
      if (state && box.checked) verdict = right ? "right" : "wrong";
      else if (right && (state || open)) verdict = state ? "missed" : "right";
      judge(list[i], verdict);
      box.disabled = Boolean(state);
    });
    /** @type {HTMLButtonElement | null} */
    const check = find(question, ".sl-check");
    if (check) {
      const number = boxes.filter((box) => box.checked).length;
      check.textContent = t(state ? "again" : "check");
      check.disabled = !state && number !== list.filter(isRight).length;
    }
    const button = find(question, ".sl-show");
    if (button) button.textContent = t(open ? "hide" : "show");
    button?.setAttribute("aria-expanded", `${open}`);
    const place = find(question, ".sl-state");
    if (place && state !== place.dataset.state) {
      place.dataset.state = state || "";
      place.replaceChildren(...(state ? [icon(state), t((kind === "open" && RATES[state]) || state)] : []));
    }
    for (const result in RATES) press(question, `.sl-${RATES[result]}`, state === result);
  };

  /** @type {(question: HTMLElement, state?: string) => void} */
  const setState = ({ dataset }, state) => {
    if (state) dataset.state = state;
    else delete dataset.state;
  };

  /** @type {(question: HTMLElement, on: boolean) => void} */
  const setFlag = (question, on) => {
    question.toggleAttribute("data-flagged", on);
    press(question, ".sl-flag", on);
  };

  /** Check the choices. @type {Studyleaf.Act} */
  const check = (question) => {
    const list = choicesOf(question);
    const boxes = inputsOf(question);
    const right = list.every((choice, i) => boxes[i].checked === isRight(choice));
    const result = right ? "right" : "wrong";
    const inside = boxes.some((box) => box === document.activeElement);
    setState(question, result);
    self.reveal(question, true);
    record.answer(idOf(question), result, keys(list).filter((_, i) => boxes[i].checked));
    say(`${t(result)}. ${right ? "" : find(question, ".sl-key")?.textContent}`);
    if (inside) find(question, ".sl-check")?.focus();
  };

  /** Take the choices back. The last result stays kept until the next check. @type {Studyleaf.Act} */
  const again = (question) => {
    const boxes = inputsOf(question);
    setState(question);
    for (const box of boxes) box.checked = false;
    self.reveal(question, false);
    boxes[0]?.focus();
  };

  /** @type {(result: Studyleaf.Result) => Studyleaf.Act} */
  const rate = (result) => (question) => {
    setState(question, result);
    show(question);
    record.answer(idOf(question), result);
    say(t(RATES[result]));
  };

  /** @type {{ [button: string]: Studyleaf.Act }} */
  const ACTS = {
    ".sl-check": (question) => (question.dataset.state ? again : check)(question),
    ".sl-show": (question) => self.reveal(question, !("open" in question.dataset)),
    ".sl-knew": rate("right"),
    ".sl-forgot": rate("wrong"),
    ".sl-more": async (question) => {
      await studyleaf.more("menu.js");
      studyleaf.menu.question(question);
    },
    ".sl-flag": (question) => {
      const on = !("flagged" in question.dataset);
      setFlag(question, on);
      record.flag(idOf(question), on);
    },
  };

  /** Listen to what happens inside questions. @type {Studyleaf.Listen} */
  const on = (name, act) => {
    const listen = (/** @type {any} */ event) => {
      const question = event.target.closest?.(".sl-on");
      if (question) act(question, event.target, event);
    };
    document.addEventListener(name, listen, true);
  };

  on("click", (question, target) => {
    for (const name in ACTS) if (target.closest(name)) ACTS[name](question);
  });

  on("change", (question, target) => {
    if (inputsOf(question).includes(target)) show(question);
  });

  // The browser opens an answer by itself, for a search in the page or for printing.
  on("toggle", (question, target) => {
    if (target.matches(".sl-answer") && target.open !== "open" in question.dataset)
      self.reveal(question, target.open);
  });

  on("keydown", (question, target, event) => {
    const { key } = event;
    const boxes = inputsOf(question);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches("textarea, select, input") && !boxes.includes(target)) return;
    if (key === "Enter" && boxes.includes(target)) {
      event.preventDefault();
      find(question, ".sl-check:enabled")?.click();
    } else if (/^[1-9a-e]$/i.test(key)) {
      event.preventDefault();
      event.stopPropagation(); // Material's keys listen on the window
      const index = key > "9" ? parseInt(key, 16) - 10 : Number(key) - 1;
      if (boxes[index]?.disabled === false) {
        boxes[index].focus();
        boxes[index].click();
      } else if ("open" in question.dataset) findAll(question, ".sl-rate button")[index]?.click();
    } else if (key === "?") {
      event.stopPropagation();
      void studyleaf.more("dialog.js").then(() => studyleaf.dialog.keys());
    }
  });

  /** @type {Studyleaf.Client["question"]} */
  const self = {
    choicesOf,
    inputsOf,
    idOf,
    isRight,

    /** Upgrade the questions of a page. */
    mount() {
      const part = parts();
      const questions = findAll(document, ".sl-question");
      questions.forEach((question, index) => upgrade(question, index, questions.length, part));
      return questions;
    },

    /** Open or close the answer. */
    reveal(question, open) {
      /** @type {HTMLDetailsElement | null} */
      const answer = find(question, ".sl-answer");
      if (answer) answer.open = open;
      question.toggleAttribute("data-open", open && answer !== null);
      show(question);
    },

    /** Show what is kept of a question. */
    restore(question, { result, chosen, flag = false } = {}) {
      setState(question, result);
      if (result && chosen) {
        const names = keys(choicesOf(question));
        inputsOf(question).forEach((box, i) => (box.checked = chosen.includes(names[i])));
      }
      setFlag(question, flag);
      show(question);
    },
  };
  studyleaf.question = self;
})();
