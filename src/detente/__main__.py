"""``python -m detente`` is the same as ``detente``."""

from detente.cli.main import run

if __name__ == "__main__":
    run()
