"""nomenklatura: changed names against listed ones, pair by pair, warm."""

import json
import random
from pathlib import Path

from followthemoney.proxy import EntityProxy
from measure import asked, tell, timed
from names_sample import sample
from nomenklatura.matching import get_algorithm

wanted = asked()
content = json.loads(Path(wanted["listed"]).read_text("utf-8"))
names = [each["n"] for each in content["entries"]]
matcher = get_algorithm("logic-v2")
config = matcher.default_config()
chance = random.Random(5)


def entity(ident: str, name: str) -> EntityProxy:
    """A company of that name."""
    return EntityProxy.from_dict({"id": ident, "schema": "Company", "properties": {"name": [name]}})


queries = [entity(f"q{at}", text) for at, text in sample(names, 100)]
others = [entity(f"l{at}", names[at]) for at in chance.sample(range(len(names)), wanted["pairs"] // 100)]
for one in queries[:20]:
    matcher.compare(one, others[0], config)
for other in others:
    matcher.compare(queries[0], other, config)
seconds, _ = timed(lambda: [matcher.compare(one, other, config).score for one in queries for other in others])
tell(seconds)
