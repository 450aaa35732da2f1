"""Groups of choices, and what asks them → questions with choices."""
