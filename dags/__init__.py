"""Thin Airflow DAGs and the stages that they, and the command line, run."""
