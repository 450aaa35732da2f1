"""A file of notes → its parts, whatever it writes folds, lists and frames in."""
