"""What a person asks of the texts, as values: folded text, forms of words, queries. Pure."""
