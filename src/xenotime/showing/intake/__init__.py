"""What came into a book, and what its parts may be."""
