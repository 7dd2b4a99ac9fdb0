"""Runs as `python -m xenotime`."""

from xenotime.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
