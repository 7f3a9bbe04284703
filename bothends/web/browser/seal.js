// The page "seal it before it leaves": collects the answers, seals them here, posts only the sealed bytes.
// The inputs belong to no form, so that no browser can send them by itself.
import { plaintext, sealed } from "./envelope.js";

const page = document.getElementById("sealing");
const token = () => page.querySelector("[name=csrfmiddlewaretoken]");

function answers() {
  const found = {};
  for (const one of page.querySelectorAll("#answers [name]")) {
    if (one.type === "radio" && !one.checked) continue;
    const typed = one.value.replaceAll("\r\n", "\n").trim();
    if (typed) found[one.name] = typed;
  }
  // A network without a number is a menu nobody touched.
  for (const name of Object.keys(found)) {
    if (name.endsWith("_kind") && !found[name.slice(0, -"_kind".length)]) delete found[name];
  }
  return found;
}

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function say(id) {
  for (const one of page.querySelectorAll("[role=alert]")) one.hidden = one.id !== id;
}

async function post(bytes) {
  const body = new URLSearchParams({
    csrfmiddlewaretoken: token().value,
    sealed: base64(await sealed(bytes, page.dataset.recipient)),
    danger: page.querySelector("[name=danger]:checked")?.value ?? "",
  });
  return await fetch(location.pathname, { method: "POST", body, redirect: "manual" });
}

// The page was open too long: ask for a fresh row, keep what was typed.
async function renew() {
  const text = await (await fetch(location.pathname)).text();
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("sealing");
  Object.assign(page.dataset, fresh.dataset);
  token().value = fresh.querySelector("[name=csrfmiddlewaretoken]").value;
}

async function send() {
  const told = answers();
  if (!Object.keys(told).length) return say("nothing");
  const bytes = () => plaintext(told, { row: page.dataset.row, language: page.dataset.language });
  if (bytes().length > Number(page.dataset.limit)) return say("long");
  let answer = await post(bytes());
  if (answer.status === 410 || answer.status === 403) {
    await renew();
    answer = await post(bytes());
  }
  if (answer.type === "opaqueredirect") return location.replace(page.dataset.next);
  say("unsent");
}

const button = document.getElementById("send");
button.addEventListener("click", async () => {
  button.disabled = true;
  try {
    await send();
  } catch {
    say("unsent");
  }
  button.disabled = false;
});
for (const one of page.querySelectorAll("input, textarea, select")) one.autocomplete = "off";
document.getElementById("noscript").hidden = true;
page.hidden = false;
