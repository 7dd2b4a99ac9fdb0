"""A check: lists first, then a memo for each order; as text and as a page."""
