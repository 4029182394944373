-- Airflow keeps its metadata in a database of its own; the image makes only racewatch by itself.
CREATE DATABASE airflow OWNER racewatch;
