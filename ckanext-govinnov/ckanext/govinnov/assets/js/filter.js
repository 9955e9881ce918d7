/* Filters the table of slots while one types. Without script the same form asks the server. */
(function () {
  "use strict";
  function squeeze(text) { return text.replace(/\s/g, "").toLowerCase(); }
  function fits(row, form) {
    return ["state", "evidence", "domain"].every(function (name) {
      var value = form.elements[name].value;
      return !value || (" " + row.dataset[name] + " ").indexOf(" " + value + " ") >= 0;
    }) && row.dataset.words.indexOf(squeeze(form.elements.q.value)) >= 0;
  }
  document.querySelectorAll("form[data-filter]").forEach(function (form) {
    var rows = Array.from(document.querySelectorAll("#" + form.dataset.filter + " tbody tr"));
    var count = document.getElementById(form.dataset.filter + "-count");
    var none = document.getElementById(form.dataset.filter + "-none");
    form.addEventListener("input", function () {
      rows.forEach(function (row) { row.hidden = !fits(row, form); });
      var shown = rows.filter(function (row) { return !row.hidden; }).length;
      count.textContent = shown;
      none.hidden = shown > 0;
    });
  });
}());
