"""The use cases of records: freeze a decision, sign it, recompute it, compare it with today, hand it to an auditor."""
