"""Proposing terms: from an editor's brackets, and from texts that translate each other."""
