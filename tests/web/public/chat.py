"""The chat Asha attaches: an iPhone export in which someone says he is held. Synthetic people only."""

from __future__ import annotations

LINE = "They took my passport and I cannot leave"
CHAT = f"""\
[30/01/2026, 21:40:11] Kevin: Good evening, did you look at the trading platform I sent?
[30/01/2026, 21:41:02] Asha: I am not sure about it
[31/01/2026, 08:15:44] Kevin: Good morning! The weather is nice here, I had noodles
[31/01/2026, 08:20:03] Asha: who are you really?
[01/02/2026, 10:00:17] Kevin: {LINE}
[01/02/2026, 10:01:30] Kevin: my real name is Minh Tran and I am from Vietnam
[01/02/2026, 10:02:08] Kevin: I am in Bavet, Cambodia. My telegram is @quiet_river_77
[01/02/2026, 10:05:51] Asha: what should I do
""".encode()
MESSAGES = 8
