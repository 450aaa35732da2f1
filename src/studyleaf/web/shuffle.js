/** Choices in the order of their author → in another at each visit. Loaded where readers want it. */
(() => {
  "use strict";
  const { find, question: quiz } = studyleaf;

  studyleaf.shuffle = (questions, random = Math.random) => {
    for (const question of questions) {
      const list = quiz.choicesOf(question);
      if (!list.length || question.dataset.shuffle === "no") continue;
      for (let i = list.length; i-- > 1; ) {
        const j = Math.floor(random() * (i + 1));
        [list[i], list[j]] = [list[j], list[i]];
      }
      list[0].parentElement?.append(...list);
      const letters = list.map((choice, i) => quiz.isRight(choice) && String.fromCharCode(65 + i));
      const key = find(question, ".sl-key b");
      if (key) key.textContent = letters.filter(Boolean).join(", ");
    }
  };
})();
