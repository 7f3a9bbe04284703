"""Candidate pairs of a register: Splink's blocking, with one settings object, on DuckDB or on Spark."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import numpy as np

from bothends.batch.blocks import Held
from bothends.batch.columns import Array
from bothends.batch.frame import Frame
from bothends.core.errors import BadInput

Engine = Literal["duckdb", "spark"]


def settings() -> Any:
    """What both engines block on: any shared key, and never two rows of one register when two are linked."""
    from splink import SettingsCreator
    from splink.blocking_rule_library import CustomRule

    rule = CustomRule("l.keys = r.keys and (l.side <> r.side or l.side = 2)", arrays_to_explode=["keys"])
    return SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[rule],
        comparisons=[],
        unique_id_column_name="row",
    )


def candidates(frame: Frame, held: Held, engine: Engine, master: str) -> tuple[Array, Array]:
    """Row numbers of the pairs that share a key, the smaller one left."""
    table = _table(frame, held)
    with _backend(engine, master) as (api, given):
        from splink import Linker

        registered = api.register(given(table), dataset_display_name="register")
        linker = Linker(registered, settings())
        blocked: Any = linker.inference.compute_blocked_pairs_for_predict()
        found = blocked.as_pyarrow_table()
    left, right = (found.column(name).to_numpy().astype(np.int32) for name in ("join_key_l", "join_key_r"))
    return np.minimum(left, right), np.maximum(left, right)


def _table(frame: Frame, held: Held) -> Any:
    """One row for each record that holds a key: row, side (0, 1; 2 where one register stands alone), keys."""
    import pyarrow as pa

    order = np.argsort(held.rows, kind="stable")
    rows, starts = np.unique(held.rows[order], return_index=True)
    offsets = np.append(starts, len(order)).astype(np.int32)
    keys = pa.ListArray.from_arrays(pa.array(offsets), pa.array(held.keys[order]))
    alone = frame.first == frame.size
    side = np.full(len(rows), 2, np.int32) if alone else (rows >= frame.first).astype(np.int32)
    return pa.table({"row": pa.array(rows.astype(np.int32)), "side": pa.array(side), "keys": keys})


@contextmanager
def _backend(engine: Engine, master: str) -> Iterator[tuple[Any, Any]]:
    import splink  # sets its own logging when it is imported

    logging.getLogger(splink.__name__).setLevel(logging.ERROR)
    if engine == "spark":
        with _spark(master) as session:
            api: Any = splink.SparkAPI
            yield api(spark_session=session), session.createDataFrame
        return
    import duckdb
    from splink import DuckDBAPI

    with (
        tempfile.TemporaryDirectory() as spill,
        duckdb.connect(
            config={"threads": 2, "memory_limit": "1500MB", "temp_directory": spill}
        ) as connection,
    ):
        yield DuckDBAPI(connection=connection), lambda table: table


@contextmanager
def _spark(master: str) -> Iterator[Any]:
    """A Spark session. Raises BadInput naming what to install."""
    if shutil.which("java") is None:
        raise BadInput("Spark needs a Java runtime: install openjdk-17-jre-headless, or use --engine duckdb.")
    try:
        from pyspark.sql import SparkSession
    except ImportError as wrong:
        raise BadInput(
            "Spark is not installed: pip install 'bothends[spark]', or use --engine duckdb."
        ) from wrong
    with tempfile.TemporaryDirectory() as folder:
        session = (
            SparkSession.builder.master(master)
            .appName("bothends link")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "8")
            .config("spark.sql.execution.arrow.pyspark.enabled", "true")
            .config("spark.sql.warehouse.dir", folder)
            .getOrCreate()
        )
        session.sparkContext.setCheckpointDir(folder)
        session.sparkContext.setLogLevel("ERROR")
        try:
            yield session
        finally:
            session.stop()
