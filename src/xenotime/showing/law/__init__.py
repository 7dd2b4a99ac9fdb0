"""The lawbook, for a reader who looks things up in it."""
