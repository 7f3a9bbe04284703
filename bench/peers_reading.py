"""Run by the bench's own Python, which has chat-miner and whatstk: `peers_reading.py PEER KIND FILE`.

Prints one JSON object: how many messages the peer kept and how many seconds of the processor it took; or why not.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import warnings


def chat_miner(kind: str, path: str) -> int:
    from chatminer import chatparsers

    parsers = {
        "whatsapp": "WhatsAppParser",
        "telegram": "TelegramJsonParser",
        "messenger": "FacebookMessengerParser",
    }
    parser = getattr(chatparsers, parsers[kind])(path)
    parser.parse_file()
    return len(parser.parsed_messages.get_df())


def whatstk(kind: str, path: str) -> int:
    from whatstk import WhatsAppChat

    return len(WhatsAppChat.from_source(filepath=path).df)


def main() -> None:
    peer, kind, path = sys.argv[1:]
    warnings.simplefilter("ignore")
    logging.disable()
    begun = time.process_time()
    try:
        kept = {"chat-miner": chat_miner, "whatstk": whatstk}[peer](kind, path)
        told = {"kept": kept, "seconds": time.process_time() - begun}
    except Exception as wrong:
        told = {"kept": 0, "seconds": time.process_time() - begun, "why": type(wrong).__name__}
    print(json.dumps(told))


main()
