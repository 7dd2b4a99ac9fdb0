"""The next question worth asking: which missing facts settle the most, whom to ask, in which words."""
