"""How well the stance model judges statements that it was not trained on, and how fast."""
