/** What a reader does in a question → its state on the page, and what is kept of it. */
(() => {
  "use strict";
  const { find, findAll, make, icon, record, t, question: quiz } = studyleaf;

  /** How a reader rates an answer of their own. @type {{ [result: string]: string }} */
  const RATES = { right: "knew", wrong: "forgot" };

  /** @type {(text: string) => void} */
  let say;

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
    const boxes = quiz.inputs(question);
    const list = quiz.choices(question);
    boxes.forEach((box, i) => {
      const right = quiz.isRight(list[i]);
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
      check.disabled = !state && number !== list.filter(quiz.isRight).length;
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
    const list = quiz.choices(question);
    const boxes = quiz.inputs(question);
    const right = list.every((choice, i) => boxes[i].checked === quiz.isRight(choice));
    const result = right ? "right" : "wrong";
    const inside = boxes.some((box) => box === document.activeElement);
    setState(question, result);
    self.reveal(question, true);
    record.answer(quiz.idOf(question), result, quiz.keys(list).filter((_, i) => boxes[i].checked));
    say(`${t(result)}. ${right ? "" : find(question, ".sl-key")?.textContent}`);
    if (inside) find(question, ".sl-check")?.focus();
  };

  /** Take the choices back. The last result stays kept until the next check. @type {Studyleaf.Act} */
  const again = (question) => {
    const boxes = quiz.inputs(question);
    setState(question);
    for (const box of boxes) box.checked = false;
    self.reveal(question, false);
    boxes[0]?.focus();
  };

  /** @type {(result: Studyleaf.Result) => Studyleaf.Act} */
  const rate = (result) => (question) => {
    setState(question, result);
    show(question);
    record.answer(quiz.idOf(question), result);
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
      record.flag(quiz.idOf(question), on);
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
    if (quiz.inputs(question).includes(target)) show(question);
  });

  // The browser opens an answer by itself, for a search in the page or for printing.
  on("toggle", (question, target) => {
    if (target.matches(".sl-answer") && target.open !== "open" in question.dataset)
      self.reveal(question, target.open);
  });

  on("keydown", (question, target, event) => {
    const { key } = event;
    const boxes = quiz.inputs(question);
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

  /** @type {Studyleaf.Client["answer"]} */
  const self = {
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
        const names = quiz.keys(quiz.choices(question));
        quiz.inputs(question).forEach((box, i) => (box.checked = chosen.includes(names[i])));
      }
      setFlag(question, flag);
      show(question);
    },

    /** Name what speaks to who can't see. */
    listen(speak) {
      say = speak;
    },
  };
  studyleaf.answer = self;
})();
