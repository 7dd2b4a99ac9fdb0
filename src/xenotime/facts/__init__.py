"""What is asked about: items, bills, declarations, parties, shipments."""
