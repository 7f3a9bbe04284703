// The desk's only script: asks the browser for a passkey and puts the answer into the form. Without it, or where the
// browser knows no passkeys, the form stays hidden and the other ways remain.
"use strict";

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const read = (options) => {
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const list of [options.allowCredentials, options.excludeCredentials])
    for (const one of list || []) one.id = bytes(one.id);
  return options;
};

const written = (made) => {
  const response = { clientDataJSON: text(made.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"])
    if (made.response[part]) response[part] = text(made.response[part]);
  return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response, clientExtensionResults: {} });
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    const answer = form.elements.passkey;
    if (answer.value) return;
    event.preventDefault();
    const publicKey = read(JSON.parse(form.dataset.options));
    try {
      const ask = form.dataset.passkey === "create" ? "create" : "get";
      answer.value = written(await navigator.credentials[ask]({ publicKey }));
      form.submit();
    } catch {
      form.querySelector("[role=alert]").hidden = false;
    }
  });
}
