/* 任务台账: a row opens its clause, unless the click was for something in the row; exports say what they are. */
window.cewen.ledger = (element, trigger, watch) => {
  "use strict";
  const { delegate, clause, acts } = window.cewen;
  acts(element, trigger, watch);
  delegate(element, trigger, [["[data-export]", "download", (button) => ({ kind: button.dataset.export })], clause]);
  element.addEventListener("click", (event) => {
    const row = event.target.closest("tbody tr");
    if (!row || event.target.closest("button, a, details, input, select, textarea") || !getSelection().isCollapsed) return;
    row.querySelector("[data-clause]")?.click();
  });
};
