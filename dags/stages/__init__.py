"""The stages that the DAGs run, without Airflow: each takes settings, passes ids, and leaves its work in the warehouse."""
