/* 区县对比: the form's choice goes to Python whole; a chip opens its clause. */
window.cewen.compare = (element, trigger, watch) => {
  "use strict";
  const { delegate, clause, acts } = window.cewen;
  acts(element, trigger, watch);
  const place = (button) => [...element.querySelectorAll(".table")].indexOf(button.closest(".table"));
  delegate(element, trigger, [["[data-export]", "download", (b) => ({ kind: b.dataset.export, table: place(b) })], clause]);
};
