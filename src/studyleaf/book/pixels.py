"""The first bytes of a picture → how large it is, before anything makes room for its pixels."""

from __future__ import annotations

import re

MOST = 60_000_000
"""Pixels that a picture may have: a sheet of A4 at 600 dots per inch has 35 million."""

_VAST = re.compile(rb"\d{6}|\de\+?\d{1,2}\b", re.IGNORECASE)


def too_large(data: bytes, kind: str) -> bool:
    """Return whether a picture asks for more room than any page has a use for.

    A few bytes can claim a size that takes all memory, and end the program with it. The same can a
    drawing whose filter covers a vast area.
    """
    if kind == "svg":
        return b"<filter" in data and _VAST.search(data) is not None
    width, height = size(data, kind)
    return width * height > MOST


def size(data: bytes, kind: str) -> tuple[int, int]:
    """Return width and height of a picture by its head, zeros where it is broken."""
    if kind == "png":
        return _big(data[16:20]), _big(data[20:24])
    if kind == "gif":
        return _little(data[6:8]), _little(data[8:10])
    return _webp(data) if kind == "webp" else _jpeg(data)


def _big(part: bytes) -> int:
    return int.from_bytes(part, "big")


def _little(part: bytes) -> int:
    return int.from_bytes(part, "little")


def _webp(data: bytes) -> tuple[int, int]:
    form = data[12:16]
    if form == b"VP8X":
        return _little(data[24:27]) + 1, _little(data[27:30]) + 1
    if form == b"VP8L":
        bits = _little(data[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return _little(data[26:28]) & 0x3FFF, _little(data[28:30]) & 0x3FFF


def _jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # the start of a frame
            return _big(data[at + 7 : at + 9]), _big(data[at + 5 : at + 7])
        at += 1 if marker == 0xFF else 2 + _big(data[at + 2 : at + 4])
    return 0, 0
