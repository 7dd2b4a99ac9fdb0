"""nomenklatura on labelled pairs, at the limit that its own service uses."""

from followthemoney.proxy import EntityProxy
from measure import asked, tell, timed
from nomenklatura.matching import get_algorithm
from pairs_labelled import labelled, told

LIMIT = 0.7
pairs = labelled(asked()["pairs"])
matcher = get_algorithm("logic-v2")
config = matcher.default_config()


def entity(ident: str, schema: str, name: str) -> EntityProxy:
    """An entity of that schema and name."""
    return EntityProxy.from_dict({"id": ident, "schema": schema, "properties": {"name": [name]}})


made = [
    (entity(f"a{at}", schema, one), entity(f"b{at}", schema, other))
    for at, (schema, _, one, other) in enumerate(pairs)
]
seconds, scores = timed(lambda: [matcher.compare(one, other, config).score for one, other in made])
tell(seconds, kinds=told([(s, m, score) for (s, m, _, _), score in zip(pairs, scores, strict=True)], LIMIT))
