"""One shipment's facts, put together from the book, the trace and the owners, for deciding."""
