"""The command ``detente``: one command a file, each a thin layer over :mod:`detente.archive`."""
