"""Where notes say what is right → keys of choices, and the answers to open questions."""
