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

CARDS = frozenset(
    (
        *("flashcards", "flash cards", "flashcard", "flash card", "anki", "karteikarten"),
        *("lernkarten", "cartes mémoire", "flitskaarten", "fiszki", "kartičky", "muistikortit"),
        *(
            "карточки",
            "флешкарты",
            "闪卡",
            "抽认卡",
            "记忆卡",
            "单词卡",
            "単語カード",
            "暗記カード",
        ),
        *("플래시카드", "암기카드", "bilgi kartları", "thẻ ghi nhớ"),
    )
)
"""What a file of cards is called."""
