"""A line of notes → what it says of itself: its label, number, mark, tick, and whether it asks."""
