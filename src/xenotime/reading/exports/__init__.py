"""Exports of other systems, with totals that agree."""
