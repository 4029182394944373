"""The Postgres warehouse: migrations, load, queries and export."""
