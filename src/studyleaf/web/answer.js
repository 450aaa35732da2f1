/** What a reader does in a question → its state on the page, and what is kept of it. */
(() => {
  "use strict";
  const { find, findAll, make, icon, record, t } = studyleaf;
  const { choices, inputs, idOf, isRight, keys } = studyleaf.question;

  /** How a reader rates an answer of their own. @type {{ [result: string]: string }} */
  const RATES = { right: "knew", wrong: "forgot" };

  /** @type {(text: string) => void} */
  let say = () => {};

  /** Show what a choice turned out to be. @param {HTMLElement} choice @param {string} verdict */
  function judge(choice, verdict) {
    if ((choice.dataset.verdict || "") === verdict) return;
    find(choice, ":scope > .sl-verdict")?.remove();
    choice.dataset.verdict = verdict;
    if (verdict)
      find(choice, ".sl-text")?.after(
        make("span", { class: "sl-verdict" }, icon(verdict), t(verdict))
      );
  }

  /** Bring all that follows from the state in line with it. @param {HTMLElement} question */
  function show(question) {
    const { state, kind } = question.dataset;
    const open = "open" in question.dataset;
    const boxes = inputs(question);
    choices(question).forEach((choice, i) => {
      const chosen = boxes[i]?.checked;
      let verdict = "";
      if (state && chosen) verdict = isRight(choice) ? "right" : "wrong";
      else if (isRight(choice) && (state || open)) verdict = state ? "missed" : "right";
      judge(choice, verdict);
    });
    for (const box of boxes) box.disabled = Boolean(state);
    /** @type {HTMLButtonElement | null} */
    const check = find(question, ".sl-check");
    if (check) {
      const wanted = choices(question).filter(isRight).length;
      check.textContent = t(state ? "again" : "check");
      check.disabled = !state && boxes.filter((box) => box.checked).length !== wanted;
    }
    const button = find(question, ".sl-show");
    if (button) {
      button.textContent = t(open ? "hide" : "show");
      button.setAttribute("aria-expanded", String(open));
    }
    const place = find(question, ".sl-state");
    if (place && state !== place.dataset.state) {
      place.dataset.state = state || "";
      place.replaceChildren(...(state ? [icon(state), t(kind === "open" ? RATES[state] : state)] : []));
    }
    for (const [result, name] of Object.entries(RATES))
      find(question, `.sl-${name}`)?.setAttribute("aria-pressed", String(state === result));
  }

  /** @param {HTMLElement} question @param {string} [state] */
  function setState(question, state) {
    if (state) question.dataset.state = state;
    else delete question.dataset.state;
  }

  /** Open or close the answer. @param {HTMLElement} question @param {boolean} open */
  function reveal(question, open) {
    /** @type {HTMLDetailsElement | null} */
    const answer = find(question, ".sl-answer");
    if (!answer) return;
    answer.open = open;
    if (open) question.dataset.open = "";
    else delete question.dataset.open;
    show(question);
  }

  /** Show what is kept of a question. @type {Studyleaf.Client["answer"]["restore"]} */
  function restore(question, entry) {
    setState(question, entry?.result);
    const { result, chosen } = entry || {};
    if (result && chosen) {
      const names = keys(choices(question));
      inputs(question).forEach((box, i) => (box.checked = chosen.includes(names[i])));
    }
    setFlag(question, Boolean(entry?.flag));
    show(question);
  }

  /** @param {HTMLElement} question @param {boolean} on */
  function setFlag(question, on) {
    question.toggleAttribute("data-flagged", on);
    find(question, ".sl-flag")?.setAttribute("aria-pressed", String(on));
  }

  /** Check the choices. @param {HTMLElement} question */
  function check(question) {
    const list = choices(question);
    const boxes = inputs(question);
    const right = list.every((choice, i) => boxes[i].checked === isRight(choice));
    const result = right ? "right" : "wrong";
    const inside = boxes.some((box) => box === document.activeElement);
    setState(question, result);
    reveal(question, true);
    const names = keys(list);
    record.answer(idOf(question), result, names.filter((_, i) => boxes[i].checked));
    say(`${t(result)}. ${right ? "" : find(question, ".sl-key")?.textContent || ""}`);
    if (inside) find(question, ".sl-check")?.focus();
  }

  /** Take the choices back. The last result stays kept until the next check.
   * @param {HTMLElement} question */
  function again(question) {
    setState(question);
    for (const box of inputs(question)) box.checked = false;
    reveal(question, false);
    inputs(question)[0]?.focus();
  }

  /** @param {HTMLElement} question @param {"right" | "wrong"} result */
  function rate(question, result) {
    setState(question, result);
    show(question);
    record.answer(idOf(question), result);
    say(t(RATES[result]));
  }

  /** @param {Event} event */
  const questionOf = ({ target }) =>
    /** @type {HTMLElement | null} */ (target instanceof Element && target.closest(".sl-on"));

  /** @type {[string, (question: HTMLElement) => void][]} */
  const BUTTONS = [
    [".sl-check", (question) => (question.dataset.state ? again : check)(question)],
    [".sl-show", (question) => reveal(question, !("open" in question.dataset))],
    [".sl-knew", (question) => rate(question, "right")],
    [".sl-forgot", (question) => rate(question, "wrong")],
    [
      ".sl-flag",
      (question) => {
        setFlag(question, !question.hasAttribute("data-flagged"));
        record.flag(idOf(question), question.hasAttribute("data-flagged"));
      },
    ],
  ];

  document.addEventListener("click", (event) => {
    const question = questionOf(event);
    const target = /** @type {Element} */ (event.target);
    if (question) BUTTONS.find(([name]) => target.closest(name))?.[1](question);
  });

  document.addEventListener("change", (event) => {
    const question = questionOf(event);
    if (question && inputs(question).includes(/** @type {any} */ (event.target))) show(question);
  });

  // The browser opens an answer by itself, for a search in the page or for printing.
  document.addEventListener(
    "toggle",
    (event) => {
      const question = questionOf(event);
      const details = /** @type {HTMLDetailsElement} */ (event.target);
      if (question && details.matches(".sl-answer") && details.open !== "open" in question.dataset)
        reveal(question, details.open);
    },
    true
  );

  document.addEventListener("keydown", (event) => {
    const question = questionOf(event);
    const { key, target } = event;
    if (!question || event.ctrlKey || event.metaKey || event.altKey) return;
    const boxes = inputs(question);
    const isBox = boxes.includes(/** @type {any} */ (target));
    if (/** @type {Element} */ (target).matches("textarea, select, input") && !isBox) return;
    if (key === "Enter" && isBox) {
      event.preventDefault();
      find(question, ".sl-check:enabled")?.click();
    } else if (/^[1-9a-e]$/i.test(key)) {
      event.preventDefault();
      event.stopPropagation(); // Material's keys listen on the window
      const index = /\d/.test(key) ? Number(key) - 1 : key.toLowerCase().charCodeAt(0) - 97;
      const box = boxes[index];
      if (box && !box.disabled) {
        box.focus();
        box.click();
      } else if (question.dataset.kind === "open" && "open" in question.dataset)
        findAll(question, ".sl-rate button")[index]?.click();
    } else if (key === "?") {
      event.stopPropagation();
      void studyleaf.load("dialog.js").then(() => studyleaf.dialog.keys());
    }
  });

  studyleaf.answer = {
    reveal,
    restore,
    /** Say something to who can't see it. @param {(text: string) => void} speak */
    listen(speak) {
      say = speak;
    },
  };
})();
