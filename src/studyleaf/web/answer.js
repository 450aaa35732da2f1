/** What a reader does in a question → its state on the page, and what is kept of it. */
(() => {
  "use strict";
  const { find, findAll, make, icon, record, t } = studyleaf;
  const { choices, inputs, idOf, isRight, keys } = studyleaf.question;
  /** @typedef {(question: HTMLElement) => void} Act */

  /** How a reader rates an answer of their own. @type {{ [result: string]: string }} */
  const RATES = { right: "knew", wrong: "forgot" };

  /** @type {(text: string) => void} */
  let say;

  /** Show what a choice turned out to be. @type {(choice: HTMLElement, verdict: string) => void} */
  const judge = (choice, verdict) => {
    const { dataset } = choice;
    if ((dataset.verdict || "") === verdict) return;
    find(choice, ":scope > .sl-verdict")?.remove();
    dataset.verdict = verdict;
    const shown = make("span", { class: "sl-verdict" });
    if (verdict) find(choice, ".sl-text")?.after(shown);
    if (verdict) shown.append(icon(verdict), t(verdict));
  };

  /** Bring all that follows from the state in line with it. @type {Act} */
  const show = (question) => {
    const { state, kind, open } = question.dataset;
    const list = choices(question);
    const boxes = inputs(question);
    list.forEach((choice, i) => {
      let verdict = "";
      if (state && boxes[i]?.checked) verdict = isRight(choice) ? "right" : "wrong";
      else if (isRight(choice) && (state || open === "")) verdict = state ? "missed" : "right";
      judge(choice, verdict);
      if (boxes[i]) boxes[i].disabled = Boolean(state);
    });
    /** @type {HTMLButtonElement | null} */
    const check = find(question, ".sl-check");
    if (check) {
      const number = boxes.filter((box) => box.checked).length;
      check.textContent = t(state ? "again" : "check");
      check.disabled = !state && number !== list.filter(isRight).length;
    }
    const button = find(question, ".sl-show");
    if (button) button.textContent = t(open === "" ? "hide" : "show");
    button?.setAttribute("aria-expanded", `${open === ""}`);
    const place = find(question, ".sl-state");
    if (place && state !== place.dataset.state) {
      place.dataset.state = state || "";
      place.replaceChildren(...(state ? [icon(state), t((kind === "open" && RATES[state]) || state)] : []));
    }
    for (const result in RATES)
      find(question, `.sl-${RATES[result]}`)?.setAttribute("aria-pressed", `${state === result}`);
  };

  /** @type {(question: HTMLElement, state?: string) => void} */
  const setState = ({ dataset }, state) => {
    if (state) dataset.state = state;
    else delete dataset.state;
  };

  /** @type {(question: HTMLElement, on: boolean) => void} */
  const setFlag = (question, on) => {
    question.toggleAttribute("data-flagged", on);
    find(question, ".sl-flag")?.setAttribute("aria-pressed", `${on}`);
  };

  /** Check the choices. @type {Act} */
  const check = (question) => {
    const list = choices(question);
    const boxes = inputs(question);
    const right = list.every((choice, i) => boxes[i].checked === isRight(choice));
    const result = right ? "right" : "wrong";
    const inside = boxes.some((box) => box === document.activeElement);
    setState(question, result);
    self.reveal(question, true);
    record.answer(idOf(question), result, keys(list).filter((_, i) => boxes[i].checked));
    say(`${t(result)}. ${right ? "" : find(question, ".sl-key")?.textContent}`);
    if (inside) find(question, ".sl-check")?.focus();
  };

  /** Take the choices back. The last result stays kept until the next check. @type {Act} */
  const again = (question) => {
    setState(question);
    for (const box of inputs(question)) box.checked = false;
    self.reveal(question, false);
    inputs(question)[0]?.focus();
  };

  /** @type {(result: "right" | "wrong") => Act} */
  const rate = (result) => (question) => {
    setState(question, result);
    show(question);
    record.answer(idOf(question), result);
    say(t(RATES[result]));
  };

  /** @type {{ [button: string]: Act }} */
  const ACTS = {
    ".sl-check": (question) => (question.dataset.state ? again : check)(question),
    ".sl-show": (question) => self.reveal(question, question.dataset.open !== ""),
    ".sl-knew": rate("right"),
    ".sl-forgot": rate("wrong"),
    ".sl-flag": (question) => {
      setFlag(question, !question.hasAttribute("data-flagged"));
      record.flag(idOf(question), question.hasAttribute("data-flagged"));
    },
  };

  /** Listen to what happens inside questions.
   * @type {<K extends keyof DocumentEventMap>(name: K, act: (event: DocumentEventMap[K],
   *   question: HTMLElement, target: HTMLInputElement) => void, capture?: boolean) => void} */
  const on = (name, act, capture) => {
    const listen = (/** @type {any} */ event) => {
      const question = event.target.closest?.(".sl-on");
      if (question) act(event, question, event.target);
    };
    document.addEventListener(name, listen, capture);
  };

  on("click", (_, question, target) => {
    for (const name in ACTS) if (target.closest(name)) ACTS[name](question);
  });

  on("change", (_, question, target) => {
    if (inputs(question).includes(target)) show(question);
  });

  // The browser opens an answer by itself, for a search in the page or for printing.
  on(
    "toggle",
    (_, question, /** @type {any} */ target) => {
      if (target.matches(".sl-answer") && target.open !== (question.dataset.open === ""))
        self.reveal(question, target.open);
    },
    true
  );

  on("keydown", (event, question, target) => {
    const { key } = event;
    const boxes = inputs(question);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches("textarea, select, input") && !boxes.includes(target)) return;
    if (key === "Enter" && boxes.includes(target)) {
      event.preventDefault();
      find(question, ".sl-check:enabled")?.click();
    } else if (/^[1-9a-e]$/i.test(key)) {
      event.preventDefault();
      event.stopPropagation(); // Material's keys listen on the window
      const index = (parseInt(key, 16) + (key > "9" ? 0 : 9)) % 10;
      if (boxes[index]?.disabled === false) {
        boxes[index].focus();
        boxes[index].click();
      } else if (question.dataset.open === "") findAll(question, ".sl-rate button")[index]?.click();
    } else if (key === "?") {
      event.stopPropagation();
      void studyleaf.load("more.css", "dialog.js").then(() => studyleaf.dialog.keys());
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
    restore(question, { result, chosen, flag } = {}) {
      setState(question, result);
      if (result && chosen) {
        const names = keys(choices(question));
        inputs(question).forEach((box, i) => (box.checked = chosen.includes(names[i])));
      }
      setFlag(question, Boolean(flag));
      show(question);
    },

    /** Name what speaks to who can't see. */
    listen(speak) {
      say = speak;
    },
  };
  studyleaf.answer = self;
})();
