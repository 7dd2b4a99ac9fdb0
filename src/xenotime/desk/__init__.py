"""The use cases, one function each: the only wiring of law, book and answers, and the only clock."""
