"""Opening what was sealed to a reporter, with the key that their own receipt unlocks, and with nothing else.

The one opener the public pages reach (docs/decisions/0013). It takes no identity: it takes the 25 digits and
the reporter's box, so a vault's, a case's or a member's key cannot be handed in. Without a receipt that
somebody has just typed it opens nothing, and the receipt is stored nowhere in clear.
"""

from __future__ import annotations

from collections.abc import Callable

import pyrage
from pyrage import x25519

from bothends.core.crypto.envelope import body_at
from bothends.core.crypto.keys import unlock
from bothends.core.crypto.receipt import wrapping_key
from bothends.core.crypto.seal import Seat
from bothends.core.errors import WrongKey

Opener = Callable[[bytes | memoryview, Seat], bytes]


def opener(box: bytes | memoryview, *, receipt: str, pepper: bytes, about: bytes) -> Opener:
    """The opener for one reporter's messages, for as long as the caller keeps it: one request.

    `box` is the row's boxed identity, `about` its place. Raises WrongKey when receipt and box do not fit.
    """
    secret = unlock(bytes(box), key=wrapping_key(receipt, pepper=pepper), about=about)
    identity = x25519.Identity.from_str(secret.decode())

    def open_own(sealed: bytes | memoryview, seat: Seat) -> bytes:
        try:
            opened = pyrage.decrypt(bytes(sealed), [identity])
        except (pyrage.DecryptError, ValueError) as wrong:
            raise WrongKey("This was not sealed to the key of this receipt.") from wrong
        return body_at(opened, seat)

    return open_own
