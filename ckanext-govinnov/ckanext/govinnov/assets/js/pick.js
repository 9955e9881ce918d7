/* Puts the new centre of a what-if where one clicks on the map, and asks. Without script the form does the same. */
(function () {
  "use strict";
  var map = document.querySelector("svg[data-pick]");
  var form = document.querySelector("form[data-what-if]");
  if (!map || !form) { return; }
  var told = map.dataset.pick.split(" ").map(Number);
  var box = map.dataset.pickBox ? map.dataset.pickBox.split(" ").map(Number) : null;
  var mark = map.querySelector("[data-pick-mark]");

  function place(at) {
    var inside = box && at.x >= box[0] && at.x <= box[0] + box[2] && at.y >= box[1] && at.y <= box[1] + box[3];
    var dx = inside ? told[4] : 0, dy = inside ? told[5] : 0;
    return { lon: (at.x / told[2] + told[0] - dx) / told[3], lat: -(at.y / told[2] + told[1] - dy) };
  }

  document.querySelector("[data-pick-hint]").hidden = false;
  map.classList.add("gi-map-pick");
  map.addEventListener("click", function (event) {
    var at = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    var found = place(at);
    mark.setAttribute("transform", "translate(" + at.x + " " + at.y + ")");
    form.elements.lon.value = found.lon.toFixed(5);
    form.elements.lat.value = found.lat.toFixed(5);
    form.elements.area.value = "";
    form.requestSubmit ? form.requestSubmit() : form.submit();
  });
}());
