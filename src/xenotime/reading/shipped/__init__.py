"""Published tables that ship with the program."""
