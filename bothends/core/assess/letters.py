"""Letters that people write for one another: Arabic alef forms, Ethiopic homophones, Russian ё."""

from __future__ import annotations

# Alef with and without hamza or madda, final ya, ta marbuta, and the Persian shapes of kaf and ya. Chats mix them.
_ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك"}
_ARABIC_DIGITS = {chr(first + i): str(i) for first in (0x0660, 0x06F0) for i in range(10)}
# Urdu keyboards give these for the Arabic letters above, and for h and nasal n.
_URDU = {"ہ": "ه", "ھ": "ه", "ۂ": "ه", "ۃ": "ه", "ۀ": "ه", "ں": "ن", "ۓ": "ے"}
# Hindi and Nepali write the nasal sign either way: पाँच, पांच.
_INDIC = {"ँ": "ं"}
# Amharic writes one sound with several rows of letters: (first letter, the same sound's usual row).
_ETHIOPIC_ROWS = (("ሐ", "ሀ"), ("ኀ", "ሀ"), ("ሠ", "ሰ"), ("ዐ", "አ"), ("ፀ", "ጸ"))
_ETHIOPIC = {chr(ord(a) + i): chr(ord(b) + i) for a, b in _ETHIOPIC_ROWS for i in range(7)}
# The first and fourth order of these two sound alike.
_ETHIOPIC |= {"ሃ": "ሀ", "ሓ": "ሀ", "ኃ": "ሀ", "ኣ": "አ", "ዓ": "አ"}

ALIKE: dict[str, str] = _ARABIC | _ARABIC_DIGITS | _URDU | _INDIC | _ETHIOPIC | {"ё": "е"}

# Harakat, dagger alef and tatweel are hardly ever typed; the Devanagari nukta (ज़) and the Bengali chandrabindu
# (পৌঁছে) are often left out.
SILENT = frozenset(
    ["\u093c", "\u0981", *map(chr, range(0x064B, 0x0653)), "\u0654", "\u0655", "\u0670", "\u0640"]
)
