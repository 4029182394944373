"""Training of the stance model: base encoder, corpus, fit, calibration, export. Needs the extra ``torch``."""
