"""Lists of parties that authorities publish."""
