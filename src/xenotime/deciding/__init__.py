"""The heart: law and facts in, an answer with its findings out."""
