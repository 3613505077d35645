/* 资料库: folders as well as files may be dropped or chosen; the tree folds and unfolds as a whole. */
(() => {
  "use strict";
  const hidden = (name) => name.startsWith(".") || name.startsWith("~$");

  const give = (files) => {
    const input = document.querySelector("#drop input[type=file]");
    const kept = files.filter((file) => !hidden(file.name));
    if (!input || !kept.length) return;
    const moved = new DataTransfer();
    kept.forEach((file) => moved.items.add(file));
    input.files = moved.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const entries = async (folder) => {
    const reader = folder.createReader();
    const found = [];
    for (;;) { // a reader hands out a hundred at a time
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) return found;
      found.push(...some);
    }
  };
  const files = async (entry) => {
    if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
    return (await Promise.all((await entries(entry)).map(files))).flat();
  };
  document.addEventListener("drop", async (event) => {
    if (!event.target.closest?.("#drop")) return;
    const dropped = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!dropped.some((entry) => entry.isDirectory)) return; // plain files are the component's own business
    event.preventDefault();
    event.stopPropagation();
    give((await Promise.all(dropped.map(files))).flat());
  }, true);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-folder]")) return;
    const input = Object.assign(document.createElement("input"), { type: "file", multiple: true });
    input.webkitdirectory = true;
    input.addEventListener("change", () => give([...input.files]));
    input.click();
  });

  window.cewen.library = (element, trigger, watch) => {
    const { delegate, clause, acts } = window.cewen;
    acts(element, trigger, watch);
    delegate(element, trigger, [clause]);
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-fold]");
      if (!button) return;
      element.querySelectorAll(".tree details:not(.fix)").forEach((part) => { part.open = button.dataset.fold === "open"; });
    });
    // Gradio's own words for those who hear the page are English.
    const tellDrop = () => {
      document.querySelector("#drop button")?.setAttribute("aria-label", "添加文件：点击选择，或把文件拖到这里");
      document.querySelector("#drop input[type=file]")?.setAttribute("aria-label", "选择文件");
    };
    tellDrop();
    watch("value", tellDrop);
    let shown = null;
    watch("value", () => {
      const title = element.querySelector(".tree-title")?.textContent ?? null;
      if (title !== shown && title !== null) element.closest(".view").scrollTop = 0;
      shown = title;
    });
  };
})();
