"""OpenDocument texts as declared blocks."""
