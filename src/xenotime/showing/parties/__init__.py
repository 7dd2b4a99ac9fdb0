"""Who is behind a party."""
