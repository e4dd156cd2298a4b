"""The command line: parses arguments, calls the public functions, prints, sets the exit code."""
