"""Keccak-256 with the padding of 2011, which hashlib's SHA-3 does not have. For checksums, not for secrets."""

from __future__ import annotations

_RATE = 136  # bytes taken in at once
_ALL = (1 << 64) - 1


def keccak256(message: bytes) -> bytes:
    """The 32 bytes that stand for `message`. State: 25 lanes of 64 bits, lane x, y at x + 5 y."""
    padded = bytearray(message + b"\x01" + bytes(-(len(message) + 1) % _RATE))
    padded[-1] ^= 0x80
    state = [0] * 25
    for block in range(0, len(padded), _RATE):
        for lane in range(_RATE // 8):
            at = block + lane * 8
            state[lane] ^= int.from_bytes(padded[at : at + 8], "little")
        _permute(state)
    return b"".join(lane.to_bytes(8, "little") for lane in state[:4])


def _permute(state: list[int]) -> None:
    register = 1
    for _ in range(24):
        _spread(state)
        _turn_and_move(state)
        _mix_rows(state)
        for power in range(7):
            register = (register << 1 ^ (register >> 7) * 0x71) % 256
            if register & 2:
                state[0] ^= 1 << ((1 << power) - 1)


def _spread(state: list[int]) -> None:
    columns = [state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20] for x in range(5)]
    for at in range(25):
        x = at % 5
        state[at] ^= columns[(x + 4) % 5] ^ _turned(columns[(x + 1) % 5], 1)


def _turn_and_move(state: list[int]) -> None:
    x, y, moving = 1, 0, state[1]
    for step in range(24):
        x, y = y, (2 * x + 3 * y) % 5
        at = x + 5 * y
        moving, state[at] = state[at], _turned(moving, (step + 1) * (step + 2) // 2)


def _mix_rows(state: list[int]) -> None:
    for row in range(0, 25, 5):
        lanes = state[row : row + 5]
        for x in range(5):
            state[row + x] = lanes[x] ^ (~lanes[(x + 1) % 5] & lanes[(x + 2) % 5] & _ALL)


def _turned(lane: int, by: int) -> int:
    by %= 64
    return (lane << by | lane >> (64 - by)) & _ALL
