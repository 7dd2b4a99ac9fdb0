"""Sheets, rows and cells, whatever file they come from."""
