"""How foreign files become tables of a book."""
