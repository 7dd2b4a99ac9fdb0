"""What the law says, as values: provisions, conditions, lists, questions, the lawbook."""
