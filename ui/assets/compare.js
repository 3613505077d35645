/* 区县对比: the form's choice goes to Python whole; a chip opens its clause. */
window.cewen.compare = (element, trigger, watch) => {
  "use strict";
  const { delegate, clause, acts } = window.cewen;
  acts(element, trigger, watch);
  delegate(element, trigger, [["[data-export]", "download", (button) => ({ kind: button.dataset.export })], clause]);
};
