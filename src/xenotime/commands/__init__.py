"""One module for each command of the command line: options, one call to the desk, how it is shown."""
