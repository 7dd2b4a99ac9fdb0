"""Registers of owners, each in its layout."""
