"""One module a task: rows of its input in, rows of predictions out, through the package's public functions."""
