"""The assets that join the DAGs: ``collect`` makes articles, ``annotate`` makes annotations of them."""

from airflow.sdk import Asset

# A Postgres asset's address is postgres://host/database/schema/table; it names the thing and opens no connection.
ARTICLES = Asset(name="articles", uri="postgres://warehouse/racewatch/racewatch/articles")
ANNOTATIONS = Asset(name="annotations", uri="postgres://warehouse/racewatch/racewatch/annotations")
