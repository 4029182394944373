# The image of every service in docker-compose.yml: the exact versions of requirements.txt, run as an ordinary user.
FROM python:3.11-slim-bookworm

RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 10001 racewatch && mkdir -p /opt/racewatch /state && chown racewatch /opt/racewatch /state
USER racewatch
WORKDIR /opt/racewatch

COPY --chown=racewatch requirements.txt requirements-uv.txt pyproject.toml Makefile README.md LICENSE ./
COPY --chown=racewatch domain domain
COPY --chown=racewatch crawlers crawlers
COPY --chown=racewatch nlp nlp
COPY --chown=racewatch warehouse warehouse
COPY --chown=racewatch reports reports
COPY --chown=racewatch dags dags
COPY --chown=racewatch racewatch racewatch
COPY --chown=racewatch samples samples
RUN make setup

ENV PATH=/opt/racewatch/.venv/bin:$PATH \
    RACEWATCH_STATE=/state \
    AIRFLOW_HOME=/state/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/racewatch/dags \
    AIRFLOW__CORE__PLUGINS_FOLDER=/opt/racewatch/dags/plugins \
    AIRFLOW__CORE__LOAD_EXAMPLES=False
