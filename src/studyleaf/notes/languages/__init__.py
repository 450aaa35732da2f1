"""One file a quiz language that notes can hold, or that a whole file can be in."""
