/* 任务台账: a row opens its clause, unless the click was for something in the row; exports say what they are. */
window.cewen.ledger = (element, trigger, watch) => {
  "use strict";
  const { delegate, clause, acts } = window.cewen;
  acts(element, trigger, watch);
  delegate(element, trigger, [["[data-export]", "download", (button) => ({ kind: button.dataset.export })], clause]);
  // The box in which progress is noted, for the row whose button opened it.
  element.addEventListener("click", ({ target }) => {
    const box = element.querySelector("#note-box"), note = target.closest("button.note");
    if (target.closest("#note-box button[data-do]")) box.hidePopover();
    if (!note) return;
    const form = box.querySelector("form"), past = note.parentElement.querySelector(".past");
    form.reset();
    form.elements.task.value = note.dataset.task;
    form.elements.state.value = note.dataset.state;
    box.lastElementChild.innerHTML = past?.innerHTML ?? "";
  });
  // On a phone the conditions other than words are folded; the page's root remembers it, for what is sent next is new.
  const root = document.documentElement;
  const tellFacets = () => element.querySelector("button[data-facets]")?.setAttribute("aria-expanded", root.hasAttribute("data-facets"));
  element.addEventListener("click", ({ target }) => {
    if (!target.closest("button[data-facets]")) return;
    root.toggleAttribute("data-facets");
    tellFacets();
  });
  watch("value", tellFacets);
  element.addEventListener("submit", (event) => event.target.closest("#note-box")?.hidePopover());
  element.addEventListener("click", (event) => {
    const row = event.target.closest("tbody tr");
    if (!row || event.target.closest("button, a, details, input, select, textarea") || !getSelection().isCollapsed) return;
    row.querySelector("[data-clause]")?.click();
  });
};
