"""Xenotime on labelled pairs, at its own limit for a likely name."""

from measure import asked, tell, timed
from pairs_labelled import PERSON, labelled, told

from xenotime.naming.candidates import LIKELY
from xenotime.naming.score import compare

pairs = labelled(asked()["pairs"])
seconds, scores = timed(
    lambda: [compare(one, other, person=schema == PERSON).score for schema, _, one, other in pairs]
)
rows = [(schema, match, score) for (schema, match, _, _), score in zip(pairs, scores, strict=True)]
tell(seconds, kinds=told(rows, LIKELY))
