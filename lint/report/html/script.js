(function () {
  "use strict";
  var api = (window.rightslint = window.rightslint || {});
  var said = document.createElement("p");
  said.setAttribute("role", "status");
  said.className = "skip";
  document.body.appendChild(said);

  // Copying: a button after each wording. Pages opened from a disk may lack
  // the clipboard interface; the older command serves them.
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).catch(function () { return copyOld(text); });
    }
    return copyOld(text);
  }
  function copyOld(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "skip";
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  }
  function wordingOf(box) {
    var parts = box.querySelectorAll("p");
    if (!parts.length) return box.textContent.trim();
    return Array.prototype.map.call(parts, function (p) { return p.textContent.trim(); }).join("\n\n");
  }
  function addButton(box) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    var title = box.closest("[data-finding]");
    title = title && title.querySelector("b");
    button.setAttribute("aria-label", title ? "Copy wording: " + title.textContent : "Copy summary");
    button.addEventListener("click", function () {
      var back = button.focus.bind(button);
      copy(wordingOf(box)).then(
        function () { button.textContent = "Copied"; said.textContent = "Copied."; },
        function () { button.textContent = "Select the text and copy it"; said.textContent = "The text could not be copied; select it and copy it."; }
      ).then(function () {
        back();
        setTimeout(function () { button.textContent = "Copy"; said.textContent = ""; }, 3000);
      });
    });
    box.insertAdjacentElement("afterend", button);
  }

  // Filtering: rows of the table and notes in the text have a right, a type and
  // a severity each. What has none of the three shown loses its mark as well.
  var ranks = { error: 3, warning: 2, notice: 1 };
  var fine = { present: true, elsewhere: true };
  function setUp(report) {
    var box = report.querySelector(".filters");
    if (!box || box.dataset.ready) return;
    box.dataset.ready = "1";
    box.hidden = false;
    var form = box.querySelector("form"), out = box.querySelector("output");
    var rows = report.querySelectorAll("tr[data-t]"), notes = report.querySelectorAll("[data-t]:not(tr)");
    function passes(el) {
      var d = el.dataset, f = form.elements;
      return (!f.right.value || d.r === f.right.value) &&
        (!f.type.value || d.t === f.type.value) &&
        (!f.severity.value || (ranks[d.s] || 0) >= ranks[f.severity.value]) &&
        !(f.fine.checked && fine[d.t]);
    }
    function apply() {
      var shown = 0;
      rows.forEach(function (row) { row.hidden = !passes(row); if (!row.hidden) shown++; });
      report.querySelectorAll(".rights tbody").forEach(function (body) {
        body.hidden = !body.querySelector("tr[data-t]:not([hidden])");
      });
      notes.forEach(function (note) { note.hidden = !passes(note); });
      report.querySelectorAll(".passage").forEach(function (passage) {
        var none = !passage.querySelector("[data-t]:not([hidden])");
        passage.hidden = none;
        var mark = document.getElementById(passage.id.slice(0, -1));
        if (mark) mark.classList.toggle("off", none);
      });
      out.textContent = shown === rows.length ? "" : shown + " of " + rows.length + " rows shown";
    }
    form.addEventListener("change", apply);
    form.addEventListener("reset", function () { setTimeout(apply); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
  }

  // A link to a finding opens it, also where the browser does not do so itself.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (var el = target; el; el = el.parentElement) {
      if (el.tagName === "DETAILS" && !el.open) el.open = true;
      if (el.hidden) el.hidden = false;
    }
    target.scrollIntoView();
  }

  // On paper nothing stays folded.
  var folded = [];
  addEventListener("beforeprint", function () {
    folded = Array.prototype.slice.call(document.querySelectorAll(".report details:not([open])"));
    folded.forEach(function (d) { d.open = true; });
  });
  addEventListener("afterprint", function () { folded.forEach(function (d) { d.open = false; }); folded = []; });
  addEventListener("hashchange", reveal);

  api.refresh = function () {
    document.querySelectorAll(".report").forEach(setUp);
    document.querySelectorAll("[data-copy]:not([data-ready])").forEach(function (box) { box.dataset.ready = "1"; addButton(box); });
  };
  api.refresh();
  if (location.hash) reveal();
})();
