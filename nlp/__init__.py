"""What the models and rules say of a text: language, relevance, quotations, speakers, stance, tone, stories."""
