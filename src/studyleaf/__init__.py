"""Study notes in Markdown become a guide: a website with quizzes, and a book."""

__version__ = "0.1.0"
