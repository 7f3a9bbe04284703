"""Run inside the peer's own Python: nomenklatura's logic-v2 on pairs and rankings given as JSON on standard input."""

from __future__ import annotations

import json
import sys
import time
from typing import Any


def main() -> None:
    """Reads {"pairs": [[a, b]…], "queries": [a…], "among": [b…]}; prints scores, first-ranked and seconds."""
    # Both are installed in the peer's Python alone, so mypy finds neither here.
    from followthemoney import model  # type: ignore[import-not-found]
    from nomenklatura.matching import get_algorithm  # type: ignore[import-not-found]

    asked: dict[str, Any] = json.load(sys.stdin)
    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()
    made: dict[str, Any] = {}

    def person(name: str) -> Any:
        if name not in made:
            made[name] = model.get_proxy(
                {"id": f"p{len(made)}", "schema": "Person", "properties": {"name": [name]}}
            )
        return made[name]

    def score(one: str, other: str) -> float:
        return float(algorithm.compare(person(one), person(other), config).score)

    score("Jane Example", "Example Jane")
    begun = time.perf_counter()
    scores = [score(one, other) for one, other in asked["pairs"]]
    seconds = time.perf_counter() - begun
    first = []
    for query in asked["queries"]:
        best = max(asked["among"], key=lambda other: score(query, other))
        first.append(best if score(query, best) > 0 else "")
    print(json.dumps({"scores": scores, "first": first, "seconds": seconds}))


if __name__ == "__main__":
    main()
