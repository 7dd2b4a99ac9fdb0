"""Export-control law that runs: trace content, decide shipments, show every reason."""

__version__ = "0.1.0"
