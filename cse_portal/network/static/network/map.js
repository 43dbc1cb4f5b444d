// Maps of places, from the rows of the table beside them; and a map that fills the two fields of a point.
// Everything that it shows or does, the table and the fields show and do without it.
const FAR = 12, NEAR = 16, LONDON = [51.51, -0.12];
const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;

function makeMap(place) {
  place.hidden = false;
  const map = L.map(place, { zoomAnimation: !isCalm, fadeAnimation: !isCalm, markerZoomAnimation: !isCalm, maxZoom: 19 });
  map.attributionControl.setPrefix(false);
  L.control.scale({ imperial: true }).addTo(map);
  if (place.dataset.tiles) {
    const credit = document.createElement("span");
    credit.textContent = place.dataset.credit;
    L.tileLayer(place.dataset.tiles, { attribution: credit.innerHTML, maxZoom: 19 }).addTo(map);
  } else {
    place.classList.add("p-map--plain");
  }
  return map;
}

function sign(words, shape, isNew) {
  const mark = document.createElement("span");
  mark.className = `p-map__mark p-map__mark--${shape}${isNew ? " p-map__mark--new" : ""}`;
  const said = document.createElement("span");
  said.className = "govuk-visually-hidden";
  said.textContent = words;
  mark.append(said);
  return L.divIcon({ className: "p-map__place", html: mark, iconSize: [44, 44], popupAnchor: [0, -16] });
}

function popup(row) {
  const box = document.createElement("div"), name = row.querySelector("[data-name]");
  const title = (name.querySelector("a") ?? name.firstChild).cloneNode(true);
  const first = document.createElement("p"), second = document.createElement("p");
  first.append(title);
  first.className = "p-map__name";
  second.textContent = `${row.querySelector("[data-kind]").textContent}. ${row.querySelector("[data-words]").textContent}`;
  box.append(first, second);
  return box;
}

function addPlace(map, row) {
  const point = row.dataset.point.split(" ").map(Number);
  const words = `${row.querySelector("[data-name]").textContent.trim()}, ${row.querySelector("[data-kind]").textContent}`;
  const icon = sign(words, row.dataset.shape, "new" in row.dataset);
  const marker = L.marker(point, { icon, riseOnHover: true }).addTo(map);
  marker.bindPopup(popup(row), { autoPanPadding: [20, 20] });
  // From the marker into what it opened, and back when that is closed.
  marker.on("popupopen", ({ popup: opened }) => opened.getElement().querySelector("a")?.focus());
  marker.on("popupclose", ({ popup: closed }) => {
    if (closed.getElement().contains(document.activeElement)) marker.getElement().focus();
  });
  return point;
}

function showPlaces(place) {
  const rows = document.getElementById(place.dataset.map).querySelectorAll("[data-point]");
  if (!rows.length) return;
  const map = makeMap(place);
  map.setView(LONDON, FAR);
  const points = [...rows].map((row) => addPlace(map, row));
  map.fitBounds(points, { padding: [50, 50], maxZoom: NEAR });
  place.addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(); });
}

function pickPoint(place) {
  const fields = [place.dataset.latitude, place.dataset.longitude].map((id) => document.getElementById(id));
  const buttons = document.querySelector("[data-picker-buttons]"), said = buttons.querySelector("[data-said]");
  fields[1].closest(".govuk-form-group").after(place, buttons);
  const map = makeMap(place);
  let marker = null;

  const typed = () => {
    const [latitude, longitude] = fields.map((field) => field.value.trim() === "" ? NaN : Number(field.value));
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [latitude, longitude] : null;
  };
  const show = (point) => {
    marker?.remove();
    marker = point && L.marker(point, { icon: sign("The point", "square", false), keyboard: false }).addTo(map);
  };
  const choose = ({ lat, lng }) => {
    const { lat: latitude, lng: longitude } = L.latLng(lat, lng).wrap();
    [latitude, longitude].forEach((value, number) => { fields[number].value = value.toFixed(5); });
    fields[0].dispatchEvent(new Event("input", { bubbles: true }));
    show([latitude, longitude]);
    said.textContent = `The point is ${fields[0].value}, ${fields[1].value}.`;
  };

  map.setView(typed() ?? LONDON, typed() ? NEAR : FAR);
  show(typed());
  map.on("click", (event) => choose(event.latlng));
  fields.forEach((field) => field.addEventListener("change", () => {
    show(typed());
    if (typed()) map.setView(typed(), Math.max(map.getZoom(), FAR), { animate: false });
  }));
  buttons.hidden = false;
  buttons.querySelector("[data-use-middle]").addEventListener("click", () => choose(map.getCenter()));
  buttons.querySelector("[data-clear-point]").addEventListener("click", () => {
    fields.forEach((field) => { field.value = ""; });
    fields[0].dispatchEvent(new Event("input", { bubbles: true }));
    show(null);
    said.textContent = "There is no point.";
  });
}

document.querySelectorAll("[data-map]").forEach(showPlaces);
document.querySelectorAll("[data-point-picker]").forEach(pickPoint);
