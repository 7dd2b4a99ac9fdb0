"""Shipments for the benchmark of screening, made by chance: of the tests' book, and of the example's motor maker."""

from pathlib import Path


def shipments(file: Path, count: int, shape: str) -> None:
    """Shipments of the tests' book. Skewed: few items, parties and ways go often; independent: any with any."""
    import duckdb

    def pick(words: list[str], seed: int) -> str:
        listed = ", ".join(f"'{word}'" for word in words)
        chance = f"(hash(i * 31 + {seed}) % 1000003) / 1000003.0"
        at = f"{chance} * {chance} * {chance}" if shape == "skewed" else chance
        return f"list_value({listed})[1 + CAST(floor({at} * {len(words)}) AS INTEGER)]"

    parties = ["P1", "P2", "P5", "P3", "P4"]
    items = ["MAGNET", "MOTOR", "BELL", "POWDER", "CODED", "CELL", "PUMP", "LENS", "BOX", "STAMPED"]
    usual = pick(parties, 1)
    amount = "100 + hash(i) % 900" if shape == "skewed" else "100 + (hash(i) % 100000000) / 100.0"
    other = {
        each: usual if shape == "skewed" else pick(parties, at)
        for at, each in enumerate(("consignee", "purchaser", "intermediary"), 20)
    }
    with duckdb.connect() as db:
        db.execute(f"""COPY (SELECT 'S' || i AS shipment, '10' AS line, {pick(items, 2)} AS item,
          CAST(1 + hash(i * 7) % 20 AS VARCHAR) AS quantity, NULL AS unit, CAST(CAST({amount} AS DECIMAL(18,2)) AS VARCHAR) AS value,
          'EUR' AS currency, {pick(["export", "re-export", "transfer"], 3)} AS act, {pick(["sale", "loan", "sample", "repair_return"], 4)} AS circumstance,
          {pick(["ZZ", "QN", "QO"], 5)} AS "from", {pick(["QN", "QO", "ZZ", "DE"], 6)} AS "to", {pick(parties, 7)} AS exporter,
          {other["consignee"]} AS consignee, {other["purchaser"]} AS purchaser, {other["intermediary"]} AS intermediary, {usual} AS end_user,
          {pick(["civil", "military", "disaster_relief", "wmd"], 8)} AS end_use,
          CAST(DATE '2025-01-01' + CAST(hash(i * 13) % 700 AS INTEGER) AS VARCHAR) AS date
          FROM range({count}) t(i)) TO '{file}' (FORMAT parquet)""")


def of_a_company(file: Path, count: int, first: int = 0) -> None:
    """Shipments of the example's motor maker: a few customers in their countries, most goods sold for civil use.

    With another `first` number, that of no shipment in a file before, they are others by chance.
    """
    import duckdb

    def chance(seed: int) -> str:
        return f"(hash(i * 31 + {seed}) % 1000003) / 1000003.0"

    customers = "('CAR-US', 'US'), ('ROBOT-JP', 'JP'), ('RAIL-KR', 'KR'), ('CAR-CN', 'CN'), ('LAB-US', 'US')"
    goods = (
        "('TM-JP', 980), ('TM-CN', 940), ('TM-XX', 910), ('STATOR', 350), ('ROT-JP', 360), ('ROT-CN', 330), "
        "('ROT-XX', 310), ('SHAFT', 120), ('MAG-CN', 6)"
    )
    with duckdb.connect() as db:
        db.execute(f"""COPY (WITH customers AS (SELECT row_number() OVER () AS c, * FROM (VALUES {customers}) v(party, land)),
            goods AS (SELECT row_number() OVER () AS g, * FROM (VALUES {goods}) v(item, price)),
            rows AS (SELECT i, 1 + hash(i * 7) % 20 AS amount, 1 + CAST(floor(pow({chance(5)}, 2) * 5) AS INTEGER) AS c,
              1 + CAST(floor(pow({chance(6)}, 2) * 9) AS INTEGER) AS g FROM range({first}, {first + count}) t(i))
          SELECT 'S' || i AS shipment, '10' AS line, item, CAST(amount AS VARCHAR) AS quantity, 'piece' AS unit,
          CAST(CAST(price * amount * (0.95 + {chance(9)} * 0.1) AS DECIMAL(18,2)) AS VARCHAR) AS value, 'EUR' AS currency,
          CASE WHEN {chance(2)} < 0.97 THEN 'export' ELSE 're-export' END AS act,
          CASE WHEN {chance(3)} < 0.97 THEN 'sale' WHEN {chance(3)} < 0.99 THEN 'repair_return' ELSE 'sample' END AS circumstance,
          'DE' AS "from", land AS "to", 'MAKER' AS exporter, party AS consignee, party AS purchaser, party AS end_user,
          CASE WHEN party = 'LAB-US' THEN 'military' WHEN {chance(4)} < 0.01 THEN '' ELSE 'civil' END AS end_use,
          CAST(DATE '2025-01-01' + CAST(hash(i * 13) % 690 AS INTEGER) AS VARCHAR) AS date
          FROM rows JOIN customers USING (c) JOIN goods USING (g)) TO '{file}' (FORMAT parquet)""")


def of_anyone(file: Path, count: int) -> None:
    """Shipments of the motor maker's goods in which everything is independent: any with any, no two alike."""
    import duckdb

    def pick(words: list[str], seed: int) -> str:
        listed = ", ".join(f"'{word}'" for word in words)
        return f"list_value({listed})[1 + CAST(hash(i * 31 + {seed}) % {len(words)} AS INTEGER)]"

    parties = ["CAR-US", "ROBOT-JP", "RAIL-KR", "CAR-CN", "LAB-US", "MAKER"]
    goods = ["TM-JP", "TM-CN", "TM-XX", "STATOR", "ROT-JP", "ROT-CN", "ROT-XX", "SHAFT", "MAG-CN"]
    lands = ["US", "JP", "KR", "CN", "DE", "GB", "IN", "TW"]
    with duckdb.connect() as db:
        db.execute(f"""COPY (SELECT 'S' || i AS shipment, '10' AS line, {pick(goods, 1)} AS item,
          CAST(1 + hash(i * 7) % 20 AS VARCHAR) AS quantity, 'piece' AS unit,
          CAST(CAST(100 + (hash(i * 3) % 100000000) / 100.0 AS DECIMAL(18,2)) AS VARCHAR) AS value, 'EUR' AS currency,
          {pick(["export", "re-export"], 2)} AS act, {pick(["sale", "loan", "sample", "repair_return"], 3)} AS circumstance,
          {pick(["DE", "JP", "US", "CN"], 4)} AS "from", {pick(lands, 5)} AS "to", 'MAKER' AS exporter,
          {pick(parties, 6)} AS consignee, {pick(parties, 7)} AS purchaser, {pick(parties, 8)} AS end_user,
          {pick(["civil", "military", ""], 9)} AS end_use,
          CAST(DATE '2025-01-01' + CAST(hash(i * 13) % 690 AS INTEGER) AS VARCHAR) AS date
          FROM range({count}) t(i)) TO '{file}' (FORMAT parquet)""")


def as_csv(parquet: Path) -> None:
    """Write the same rows as a CSV file beside it."""
    import duckdb

    file = parquet.with_suffix(".csv")
    with duckdb.connect() as db:
        db.execute(f"COPY (FROM read_parquet('{parquet}')) TO '{file}' (FORMAT csv, HEADER)")
