"""What the two sides of a flashcard are called, in several languages."""

from __future__ import annotations

FRONTS = frozenset(
    (
        *("front", "front side", "vorderseite", "recto", "anverso", "fronte", "voorkant", "frente"),
        *("framsida", "forside", "awers", "líc", "ön yüz", "лицевая сторона", "лицевая"),
        *("正面", "表面", "表", "앞면", "mặt trước"),
    )
)
BACKS = frozenset(
    (
        *("back", "back side", "rückseite", "verso", "reverso", "retro", "achterkant", "dorso"),
        *("baksida", "bagside", "bakside", "rewers", "arka yüz", "обратная сторона"),
        *("оборотная сторона", "оборот", "背面", "反面", "裏面", "裏", "뒷면", "mặt sau"),
    )
)
