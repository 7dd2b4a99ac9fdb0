"""Files that strangers wrote: limits first."""
