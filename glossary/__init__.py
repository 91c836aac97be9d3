"""The terminology engine: text and a term base in, findings out."""
