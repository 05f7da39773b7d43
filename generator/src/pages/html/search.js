// The search: an index that is loaded when somebody first looks for something, and a list that the keyboard can walk.
(function () {
  "use strict";
  var form = document.getElementById("site:search");
  var query = document.getElementById("site:query");
  var found = document.getElementById("site:found");
  var up = document.body.dataset.up || "";
  var chosen = -1;
  form.hidden = false;

  function load(then) {
    if (window.searchIndex) return then();
    var script = document.createElement("script");
    script.src = up + "assets/search-index.js";
    script.onload = then;
    document.head.appendChild(script);
  }

  // The better, the less: names that are the text, begin with it, have a word that begins with it, or only contain it.
  function rank(name, text) {
    name = name.toLowerCase();
    if (name === text) return 0;
    var at = name.indexOf(text);
    if (at < 0) return -1;
    if (at === 0) return 1;
    return /[a-z0-9]/.test(name[at - 1]) ? 3 : 2;
  }

  function search(text) {
    text = text.trim().toLowerCase();
    if (!text) return [];
    var hits = [];
    window.searchIndex.forEach(function (entry) {
      var at = rank(entry[0], text);
      if (at >= 0) hits.push([at, entry[0].length, entry]);
    });
    hits.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    return hits.slice(0, 20).map(function (hit) { return hit[2]; });
  }

  function show(entries) {
    found.textContent = "";
    chosen = -1;
    entries.forEach(function (entry, index) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      var about = document.createElement("small");
      item.id = "site:found-" + index;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      link.href = up + entry[1];
      link.tabIndex = -1;
      link.textContent = entry[0];
      about.textContent = entry[2];
      link.appendChild(about);
      item.appendChild(link);
      found.appendChild(item);
    });
    query.setAttribute("aria-expanded", String(entries.length > 0));
    query.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    var items = found.children;
    if (!items.length) return;
    if (items[chosen]) items[chosen].setAttribute("aria-selected", "false");
    chosen = (index + items.length) % items.length;
    items[chosen].setAttribute("aria-selected", "true");
    items[chosen].scrollIntoView({ block: "nearest" });
    query.setAttribute("aria-activedescendant", items[chosen].id);
  }

  query.addEventListener("input", function () {
    load(function () { show(search(query.value)); });
  });
  query.addEventListener("keydown", function (event) {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Escape") { query.value = ""; show([]); query.blur(); }
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var item = found.children[chosen < 0 ? 0 : chosen];
    if (item) window.location.href = item.firstChild.href;
  });
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      query.focus();
    }
  });
})();
