"""The script that `.ci/build-browser` builds, and the library it was built from."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

ROOT = Path(__file__).parents[1]
BUNDLE = ROOT / "bothends" / "web" / "static" / "built" / "seal.js"
MODULES = ROOT / "build" / "browser"
MISSING = "The browser's script is not built. Install npm (Debian: apt-get install npm) and run `.ci/build-browser`."

_SEAL = """
import { plaintext, sealed } from "ENVELOPE";
let text = "";
for await (const part of process.stdin) text += part;
const { answers, row, language, recipient } = JSON.parse(text);
process.stdout.write(await sealed(plaintext(answers, { row, language }), recipient));
"""


def must_be_there() -> None:
    """Fail, not skip: without the script nothing of this was tried."""
    assert BUNDLE.is_file(), MISSING
    assert (MODULES / "envelope.js").is_file(), MISSING
    assert which("node"), MISSING


def seal_with_node(asked: bytes) -> bytes:
    """Seal with the same library and the same envelope as the page; `asked` is JSON on standard input."""
    must_be_there()
    program = _SEAL.replace("ENVELOPE", (MODULES / "envelope.js").as_uri())
    command = ["node", "--input-type=module", "-e", program]
    return subprocess.run(command, input=asked, capture_output=True, check=True).stdout
