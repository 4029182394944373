"""All figures of extraction, peers beside them: ``python -m benchmarks.extraction``."""

from benchmarks.extraction import compare, fields, speed, whole

for part in (compare, fields, speed, whole):
    print(f"\n== {part.__name__.rpartition('.')[2]}", flush=True)
    part.main()
