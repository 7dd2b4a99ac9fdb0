"""The way of listed content into an item."""
