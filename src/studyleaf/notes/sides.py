"""What the two sides of a flashcard are called, in several languages."""

from __future__ import annotations

FRONTS = frozenset(
    ("front", "vorderseite", "recto", "anverso", "fronte", "voorkant", "frente", "front side")
)
BACKS = frozenset(
    ("back", "rückseite", "verso", "reverso", "retro", "achterkant", "dorso", "back side")
)
