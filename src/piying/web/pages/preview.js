// The preview: frames are fetched by number, kept, and shown when it is their time.
// Sound is the clock while it plays; without it the machine's own clock is.

const KEPT_MAX = 400;     // frames kept as pictures, about 800 MB of the browser's at most
const AHEAD = 50;         // frames fetched before they are needed
const ASKED_MAX = 3;      // requests under way

const cut = await (await fetch("/cut.json")).json();
const rate = cut.rate[0] / cut.rate[1];
const by = (id) => document.getElementById(id);
const words = document.body.dataset;
const sound = by("sound"), seek = by("seek"), said = by("said");
const pen = by("picture").getContext("2d", { alpha: false });

const kept = new Map();   // number -> ImageBitmap, the one unused for longest first
const asked = new Set();
let frame = cut.first, shown = -1, playing = false, began = 0, heard = false, direction = 1;

const shotAt = (n) => cut.shots.findLast((shot) => shot.start <= n);
const captionAt = (n) => cut.captions.find((one) => one.start <= n && n < one.start + one.length);
const clamp = (n) => Math.min(Math.max(n, 0), cut.length - 1);
const range = () => by("loop").checked
  ? [shotAt(frame).start, shotAt(frame).start + shotAt(frame).length] : [0, cut.length];

async function fetchFrame(n) {
  asked.add(n);
  try {
    const answer = await fetch(`/frame/${n}.jpg`);
    if (!answer.ok) throw new Error((await answer.json()).message);
    kept.set(n, await createImageBitmap(await answer.blob()));
    while (kept.size > KEPT_MAX) {
      const [oldest, bitmap] = kept.entries().next().value;
      bitmap.close();
      kept.delete(oldest);
    }
    if (n === frame) draw();
  } catch (error) {
    said.textContent = words.frameFails + error.message;
  } finally {
    asked.delete(n);
    fetchMore();
  }
}

function fetchMore() {
  const [first, end] = range();
  for (let step = 0; step < AHEAD && asked.size < ASKED_MAX; step += 1) {
    let n = frame + direction * step;
    if (n >= end && playing) n = first + (n - end);
    if (n < 0 || n >= cut.length || kept.has(n) || asked.has(n)) continue;
    fetchFrame(n);
  }
}

function draw() {
  const bitmap = kept.get(frame);
  if (bitmap && shown !== frame) {
    kept.delete(frame);
    kept.set(frame, bitmap);
    pen.drawImage(bitmap, 0, 0, 540, 960);
    shown = frame;
  }
}

function time(n) {
  const hundredths = Math.floor(n * 100 / rate);
  const minutes = Math.floor(hundredths / 6000);
  return `${minutes}:${String(Math.floor(hundredths / 100) % 60).padStart(2, "0")}.${String(hundredths % 100).padStart(2, "0")}`;
}

let current = null;
function tell() {
  const shot = shotAt(frame), caption = captionAt(frame);
  by("time").textContent = time(frame);
  by("shot").textContent = shot.id;
  seek.value = frame;
  const line = by("caption");
  line.textContent = caption ? caption.text : "";
  if (caption && caption.who) {
    const who = document.createElement("b");
    who.textContent = caption.who;
    line.prepend(who);
  }
  if (current !== shot.id) {
    for (const one of document.querySelectorAll("#shots button")) {
      const here = one.dataset.shot === shot.id;
      one.setAttribute("aria-current", here);
      if (here) one.scrollIntoView({ block: "nearest" });
    }
    current = shot.id;
  }
}

function go(n) {
  n = clamp(n);
  direction = n < frame ? -1 : 1;
  frame = n;
  if (heard) sound.currentTime = frame / rate;
  began = performance.now() - frame * 1000 / rate;
  tell(); draw(); fetchMore();
}

function play(on) {
  playing = on;
  direction = 1;
  by("play").textContent = on ? words.pause : words.play;
  if (on) {
    if (frame >= cut.length - 1) frame = 0;
    began = performance.now() - frame * 1000 / rate;
    if (heard) { sound.currentTime = frame / rate; sound.play(); }
    requestAnimationFrame(tick);
  } else {
    sound.pause();
  }
}

function tick() {
  if (!playing) return;
  const seconds = heard && !sound.paused ? sound.currentTime : (performance.now() - began) / 1000;
  const [first, end] = range();
  const now = Math.floor(seconds * rate + 1e-6);
  if (now >= end) {
    if (by("loop").checked) go(first); else { go(cut.length - 1); play(false); return; }
  } else if (now !== frame) {
    frame = clamp(now);
    tell(); draw(); fetchMore();
  }
  requestAnimationFrame(tick);
}

function lay() {
  seek.max = cut.length - 1;
  for (const [index, shot] of cut.shots.entries()) {
    const mark = document.createElement("i");
    mark.style.left = `${100 * shot.start / cut.length}%`;
    by("marks").append(mark);
    const item = document.createElement("li"), button = document.createElement("button");
    const image = new Image(), name = document.createElement("span");
    button.type = "button";
    button.dataset.shot = shot.id;
    button.addEventListener("click", () => go(shot.start));
    image.loading = "lazy";
    image.alt = shot.id;
    image.src = `/frame/${shot.start + Math.floor(shot.length / 2)}.jpg?w=${cut.thumbnail}`;
    button.title = shot.id;
    for (const text of [String(index + 1), `${(shot.length / rate).toFixed(1)} s`]) {
      const part = document.createElement("span");
      part.textContent = text;
      name.append(part);
    }
    button.append(image, name);
    item.append(button);
    by("shots").append(item);
  }
}

by("play").addEventListener("click", () => play(!playing));
seek.addEventListener("input", () => go(Number(seek.value)));
by("loop").addEventListener("change", () => go(frame));
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input[type=checkbox], #shots button") && event.key === " ") return;
  const shot = shotAt(frame), index = cut.shots.indexOf(shot);
  const keys = {
    " ": () => play(!playing),
    ArrowLeft: () => go(frame - 1),
    ArrowRight: () => go(frame + 1),
    ArrowUp: () => go(cut.shots[Math.max(0, index - (frame === shot.start))].start),
    ArrowDown: () => go((cut.shots[index + 1] ?? shot).start),
    l: () => { by("loop").checked = !by("loop").checked; },
  };
  const act = keys[event.key] ?? keys[event.key.toLowerCase()];
  if (act) { event.preventDefault(); act(); }
});

said.textContent = words.soundWaits;
sound.addEventListener("canplaythrough", () => {
  if (heard) return;
  heard = true;
  said.textContent = "";
  if (playing) { sound.currentTime = frame / rate; sound.play(); }
});
sound.addEventListener("error", () => { said.textContent = words.soundFails + (sound.error?.message ?? ""); });
if (sound.readyState >= 4) sound.dispatchEvent(new Event("canplaythrough"));

lay();
go(cut.first);
