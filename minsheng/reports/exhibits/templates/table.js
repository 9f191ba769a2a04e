// Sorting and filtering of long tables, in a page and in JupyterLab. Without it tables stand whole.
"use strict";
const made = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const tableTools = (words, lang) => {
  const order = new Intl.Collator(lang, { numeric: true });
  const say = (key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), words[key]);

  // Rows move inside their group only; what has no value stays at the end, whichever way.
  const sort = (table, column, direction) => {
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => !row.classList.contains("group"));
      rows.forEach((row, at) => { row.dataset.at ??= at; });
      const key = (row) => {
        const cell = row.cells[column];
        if (!direction) return Number(row.dataset.at);
        if (!cell.classList.contains("number")) return cell.textContent.trim() || null;
        return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
      };
      const compared = (a, b) => {
        const [one, other] = [key(a), key(b)];
        if (one === null || other === null) return (one === null) - (other === null);
        const way = direction === "descending" ? -1 : 1;
        return way * (typeof one === "number" ? one - other : order.compare(one, other));
      };
      body.append(...rows.sort((a, b) => compared(a, b) || a.dataset.at - b.dataset.at));
    }
  };

  return (region) => {
    const table = region.querySelector("table");
    const rows = [...table.tBodies].flatMap((body) => [...body.rows])
      .filter((row) => !row.classList.contains("group"));
    if (rows.length < words.fewest_rows) return;
    const status = made("span", { className: "status", role: "status" });

    [...table.tHead.rows[0].cells].forEach((head, column, heads) => {
      const button = made("button", { type: "button", className: "sort" }, ...head.childNodes);
      button.title = say("sort_hint");
      head.append(button);
      button.addEventListener("click", () => {
        const direction = { ascending: "descending", descending: null }[head.ariaSort ?? ""];
        const next = direction === undefined ? "ascending" : direction;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (next) head.setAttribute("aria-sort", next);
        sort(table, column, next);
        const said = { ascending: "sorted_up", descending: "sorted_down" }[next] ?? "sorted_not";
        status.textContent = say(said, { title: button.textContent });
      });
    });

    const box = made("input", { type: "search", autocomplete: "off" });
    const label = made("label", {}, say("filter", { caption: table.caption.textContent }), box);
    box.addEventListener("input", () => {
      const wanted = box.value.trim().toLowerCase().split(/\s+/);
      let shown = 0;
      for (const body of table.tBodies) {
        const group = body.querySelector(".group");
        const heading = group ? group.textContent : "";
        let here = 0;
        for (const row of body.rows) {
          if (row === group) continue;
          const text = `${heading} ${row.textContent}`.toLowerCase();
          row.hidden = !wanted.every((word) => text.includes(word));
          here += !row.hidden;
        }
        if (group) group.hidden = !here;
        shown += here;
      }
      status.textContent = say("filtered", { shown, all: rows.length });
    });
    region.before(made("div", { className: "tools" }, label, status));
  };
};
