/* Reads a barcode with the camera and looks it up. Where the browser can't, nothing of it is shown. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-scan]");
  if (!form || !window.BarcodeDetector || !navigator.mediaDevices) { return; }
  var offer = document.querySelector("[data-scan-offer]");
  var button = offer.querySelector("[data-scan-start]");
  var status = offer.querySelector("[data-scan-status]");
  var video = document.querySelector("[data-scan-video]");
  var words = button.textContent;
  var detector = new BarcodeDetector();
  var stream = null;

  function stop() {
    if (stream) { stream.getTracks().forEach(function (track) { track.stop(); }); }
    stream = null;
    video.hidden = true;
    button.textContent = words;
  }

  function look() {
    if (!stream) { return; }
    detector.detect(video).catch(function () { return []; }).then(function (found) {
      if (!found.length) { return setTimeout(look, 200); }
      stop();
      document.getElementById(form.dataset.scan).value = found[0].rawValue;
      form.submit();
    });
  }

  function start() {
    status.textContent = "";
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (made) {
      stream = made;
      video.srcObject = made;
      video.hidden = false;
      button.textContent = button.dataset.stop;
      look();
    }).catch(function () { stop(); status.textContent = status.dataset.denied; });
  }

  offer.hidden = false;
  button.addEventListener("click", function () { if (stream) { stop(); } else { start(); } });
}());
