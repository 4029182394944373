"""Stories: texts that are copies of one another, grouped; who came first is the origin."""

from nlp.stories.group import Candidate, group

__all__ = ["Candidate", "group"]
