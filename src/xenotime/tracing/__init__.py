"""What controlled content is in an item, of which origin: at least and at most, with the sum that says so."""
