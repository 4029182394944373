"""Sources: what comes out of real feeds, and how long big lists take."""
