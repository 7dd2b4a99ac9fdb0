"""From files to facts and law, with every problem found."""
