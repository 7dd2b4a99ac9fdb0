"""The law from its files."""
