// The sealed envelope as bothends/core/crypto/seal.py writes it: an age file whose first line names its row.
import { Encrypter } from "age-encryption";

export const SCHEMA = "answers/1";
const ENVELOPE = 1;

// What is sealed, as bytes: {answers: {name: text}, language} for the row the server named.
export function plaintext(answers, { row, language }) {
  const head = { bothends: ENVELOPE, table: "report", row, schema: SCHEMA };
  return new TextEncoder().encode(JSON.stringify(head) + "\n" + JSON.stringify({ answers, language }));
}

// The age file for one recipient (age1…).
export async function sealed(bytes, recipient) {
  const age = new Encrypter();
  age.addRecipient(recipient);
  return await age.encrypt(bytes);
}
