"""The stages that the DAGs run, without Airflow: settings in, ids and counts between them, the work in Postgres."""
