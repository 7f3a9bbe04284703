"""The peer: Splink 5 as its own guide would set it up for such a register, names in Latin letters."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from anyascii import anyascii


def plain(file: Path) -> list[tuple[int, int, float]]:
    """Pairs from 0.5 on with their probability."""
    import duckdb
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)  # after it was imported, which sets its own
    connection = duckdb.connect(config={"threads": 2, "temp_directory": str(file.parent / "spill")})
    read: Any = connection.sql(f"SELECT * FROM read_csv('{file}', all_varchar=true)").to_arrow_table()
    table = {name: read.column(name).to_pylist() for name in read.column_names}
    names = [sorted(anyascii(one or "").lower().split()) for one in table["name"]]
    made = pa.table(
        {
            "unique_id": pa.array([int(one[1:]) for one in table["id"]]),
            "name": pa.array([" ".join(one) or None for one in names]),
            "first": pa.array([one[0] if one else None for one in names]),
            "last": pa.array([one[-1] if one else None for one in names]),
            **{
                name: pa.array([one or None for one in table[name]], pa.string())
                for name in ("phone", "handle", "nationality", "birth_year", "birth_date", "gender", "place")
            },
        }
    )
    rules = [
        block_on("phone"), block_on("handle"), block_on("name"), block_on("birth_date", "nationality"),
        block_on("first", "birth_year", "nationality"), block_on("last", "birth_year", "nationality"),
        block_on("first", "last"), block_on("first", "place", "birth_year"), block_on("last", "place", "birth_year"),
    ]  # fmt: skip
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=rules,
        comparisons=[
            cl.NameComparison("name").configure(term_frequency_adjustments=True),
            *(cl.ExactMatch(one) for one in ("phone", "handle", "nationality", "gender", "place")),
            cl.LevenshteinAtThresholds("birth_date", [1]),
            cl.ExactMatch("birth_year"),
        ],
    )
    linker = Linker(DuckDBAPI(connection=connection).register(made), settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("phone"), block_on("handle")], recall=0.2
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000)
    for rule in (block_on("name"), block_on("phone"), block_on("birth_date")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found: Any = linker.inference.predict(threshold_match_probability=0.5).as_pyarrow_table()
    columns = (found.column(name).to_pylist() for name in ("unique_id_l", "unique_id_r", "match_probability"))
    return list(zip(*columns, strict=True))
