"""Frozen decisions."""
