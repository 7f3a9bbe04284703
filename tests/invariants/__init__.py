"""The promises. Each file is one promise, readable by somebody who does not program."""
