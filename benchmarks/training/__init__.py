"""Training of the static encoder: pairs, vocabulary, batches, descent, the model's folder."""
