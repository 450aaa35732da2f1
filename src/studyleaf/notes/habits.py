"""What the groups of choices of a file have in common."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file asks: one list of boxes or letters tells little, and all of them much."""

    bank: bool = False
    """Whether the file has several groups of choices, and most have something above that asks."""
    even: bool = False
    """Whether a file has lists of boxes, nearly always as many, below stems that mostly ask."""
    ticks_one: bool = False
    """Whether each list of boxes has one tick."""
    ticks_some: bool = False
    """Whether there are many lists of boxes, and none is all ticked or not ticked at all."""
    ticks_most: bool = False
    """Whether most lists of boxes have some ticked and some not."""
    letters_alike: bool = False
    """Whether several groups have the letters A, B, C, … and nearly all are equally long."""
    inline: int = 0
    """How many questions seem to have their choices on their own line."""
    tells: bool = False
    """Whether most questions of the file have their key in the stem, in brackets."""
