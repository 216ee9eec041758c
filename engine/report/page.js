/* Sorts and filters the tables of a report. All of the page is there and readable without it: it adds the controls that
   it works. Its words are in the data of the body, in the language of the page. */
(function () {
  "use strict";

  var LEAST_ROWS_TO_SORT = 3;
  var LEAST_ROWS_TO_FILTER = 8;
  var words = document.body.dataset;
  var language = document.documentElement.lang;
  var collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  var counts = new Intl.NumberFormat(language + "-u-nu-" + words.digits);

  /* What a cell is sorted by: [value, value] or [low, high] of numbers, else its text; null where nothing is known. */
  function keyOf(cell) {
    var data = cell.dataset;
    if (data.value !== undefined)
      return [Number(data.value), Number(data.value)];
    if (data.low !== undefined || data.high !== undefined)
      return [endOf(data.low, -Infinity), endOf(data.high, Infinity)];
    var text = cell.textContent.trim();
    return text === "" || cell.matches(".cir-unknown, .cir-hidden, .cir-number") ? null : text;
  }

  function endOf(text, open) {
    return text === undefined ? open : Number(text);
  }

  function compareNumbers(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /* Numbers stand before words. */
  function compareKeys(a, b) {
    var areNumbers = [Array.isArray(a), Array.isArray(b)];
    if (areNumbers[0] !== areNumbers[1])
      return areNumbers[0] ? -1 : 1;
    if (areNumbers[0])
      return compareNumbers(a[0], b[0]) || compareNumbers(a[1], b[1]);
    return collator.compare(a, b);
  }

  /* What is not known comes last whichever way; rows that are alike keep the order of the page. */
  function sortedRows(rows, column, sign) {
    var keyed = rows.map(function (row, place) {
      return { row: row, place: place, key: keyOf(row.cells[column]) };
    });
    keyed.sort(function (a, b) {
      if (a.key === null || b.key === null)
        return (a.key === null) - (b.key === null) || a.place - b.place;
      return sign * compareKeys(a.key, b.key) || a.place - b.place;
    });
    return keyed.map(function (one) { return one.row; });
  }

  var nextOrder = { none: "ascending", ascending: "descending", descending: "none" };

  function turn(table, heading) {
    var order = nextOrder[heading.cell.getAttribute("aria-sort")];
    table.headings.forEach(function (other) { other.cell.setAttribute("aria-sort", "none"); });
    heading.cell.setAttribute("aria-sort", order);
    var rows = order === "none" ? table.rows : sortedRows(table.rows, heading.column, order === "ascending" ? 1 : -1);
    table.body.append.apply(table.body, rows);
  }

  /* The headings of single columns, not of groups, each with the number of its column. */
  function headingsOf(head) {
    var found = [];
    var taken = Array.from(head.rows, function () { return []; });
    Array.from(head.rows).forEach(function (row, line) {
      var column = 0;
      Array.from(row.cells).forEach(function (cell) {
        while (taken[line][column])
          column++;
        if (cell.tagName === "TH" && cell.scope === "col")
          found.push({ cell: cell, column: column });
        for (var down = 0; down < cell.rowSpan; down++)
          for (var along = 0; along < cell.colSpan; along++)
            taken[line + down][column + along] = true;
        column += cell.colSpan;
      });
    });
    return found;
  }

  function makeSortable(table) {
    table.headings.forEach(function (heading) {
      var button = document.createElement("button");
      button.type = "button";
      button.append.apply(button, heading.cell.childNodes);
      heading.cell.append(button);
      heading.cell.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () { turn(table, heading); });
    });
  }

  /* Letters without their marks, so that "etats" finds them with their accent. */
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
  }

  function filter(table, wanted) {
    var parts = plain(wanted).split(/\s+/).filter(Boolean);
    var shown = 0;
    table.rows.forEach(function (row, place) {
      row.hidden = !parts.every(function (part) { return table.texts[place].includes(part); });
      shown += row.hidden ? 0 : 1;
    });
    tell(table, shown);
  }

  function tell(table, shown) {
    var all = table.rows.length;
    table.tools.classList.toggle("filtered", shown !== all);
    table.count.textContent = shown === all ? "" : words.shown
      .replace("{shown}", counts.format(shown)).replace("{all}", counts.format(all));
  }

  function makeTools(table) {
    var tools = table.tools = document.createElement("div");
    tools.className = "tools";
    if (table.rows.length >= LEAST_ROWS_TO_FILTER)
      tools.append.apply(tools, filterOf(table));
    var hint = document.createElement("p");
    hint.className = "hint";
    hint.textContent = words.sort;
    tools.append(hint);
    var place = table.element.closest(".scroll");
    place.parentNode.insertBefore(tools, place);
  }

  function filterOf(table) {
    var label = document.createElement("label");
    var input = document.createElement("input");
    table.count = document.createElement("p");
    table.count.setAttribute("role", "status");
    table.texts = table.rows.map(function (row) { return plain(row.textContent); });
    label.htmlFor = input.id = table.element.id + "-filter";
    label.textContent = words.filter;
    input.type = "search";
    input.autocomplete = "off";
    input.setAttribute("aria-controls", table.element.id);
    input.addEventListener("input", function () { filter(table, input.value); });
    return [label, input, table.count];
  }

  /* Subtotals are of the rows above them: such a table stays as it is. */
  function prepare(element) {
    var body = element.tBodies[0];
    if (!body || body.rows.length < LEAST_ROWS_TO_SORT || body.querySelector(".cir-subtotal"))
      return;
    var table = { element: element, body: body, rows: Array.from(body.rows), headings: headingsOf(element.tHead) };
    makeSortable(table);
    makeTools(table);
  }

  document.querySelectorAll(".scroll table").forEach(prepare);
})();
