"""Measurements of the engine, and the training of the encoder that it ships."""
