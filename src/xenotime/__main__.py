"""Runs as `python -m xenotime`, and as `xenotime`; whoever stops it while it starts is not shown how far it came."""

from signal import SIGINT

STOPPED = 128 + SIGINT


def run() -> int:
    """Run one command and give the status with which the program ends."""
    try:
        from xenotime.cli import main  # noqa: PLC0415  it takes its time, in which it may be stopped

        return main()
    except KeyboardInterrupt:
        return STOPPED


if __name__ == "__main__":
    raise SystemExit(run())
