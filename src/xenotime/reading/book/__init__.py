"""The book from its files, and back."""
