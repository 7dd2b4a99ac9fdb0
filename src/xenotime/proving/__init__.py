"""Let a solver search the law for holes: provisions that clash, never count, or wake in silence."""
