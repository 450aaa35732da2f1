/** The progress of all pages → the overview of a guide, with what can be done with it. */
(() => {
  "use strict";
  studyleaf.overview = { mount() {} };
})();
