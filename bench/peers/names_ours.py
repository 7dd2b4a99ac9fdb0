"""Xenotime: names against a whole list by its index; how many of the changed names find their entry."""

from pathlib import Path

from measure import asked, tell, timed
from names_sample import sample

from xenotime.naming.candidates import Candidates
from xenotime.reading.party_lists.us_csl import read_csl
from xenotime.reading.party_lists.words import read_publications

wanted = asked()
words = read_publications([Path("law")]).get("us-csl")
listed = read_csl(Path(wanted["listed"]), words)
names = [each.name for each in listed.entries]
index_seconds, index = timed(lambda: Candidates(listed.entries))
queries = sample(names, wanted["count"])
seconds, found = timed(lambda: [index.like(text) for _, text in queries])
hit = sum(
    any(each.listing.name == names[at] for each in candidates)
    for (at, _), candidates in zip(queries, found, strict=True)
)
tell(seconds, listed=len(names), recall=round(hit / len(queries), 3), index_seconds=round(index_seconds, 1))
