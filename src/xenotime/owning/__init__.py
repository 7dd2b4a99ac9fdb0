"""Listed, or owned by the listed: yes, no or unknown, with the chain and the sum that show it."""
