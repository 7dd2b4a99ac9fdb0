"""Millions of shipments by the same law: values joined to classes, each distinct combination decided once."""
