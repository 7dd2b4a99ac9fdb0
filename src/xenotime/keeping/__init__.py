"""What is kept: frozen decisions, who signed them, and the journal that chains them."""
