"""The stance model: statements in, stances towards a proposition out, in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from domain.spans import Span
from domain.stance import STANCE_LABELS, Proposition, Stance, StanceLabel, Statement
from nlp.models import Classifier, ModelError, load_classifier, read_json
from nlp.resources import load
from nlp.stance import article
from nlp.stance.model_input import marked, plain, proposition_text, statement_language

_LABEL_NAMES = Path(__file__).with_name("label_names.yaml")
_SETTINGS = "stance.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Settings:
    """How a folder wants to be used (``stance.json``); the defaults are for a model that knows nothing of stance."""

    marked: bool = False
    max_tokens: int = 256
    temperature: Mapping[str, float]
    abstain_below: Mapping[str, float]
    abstain_below_other: float = 0.5


class StanceModel:
    """Judges statements. One object may serve several threads."""

    def __init__(self, classifier: Classifier, settings: _Settings) -> None:
        self._classifier = classifier
        self._settings = settings
        self._columns = _columns(classifier)

    @property
    def model(self) -> str:
        """The model's name, as it is stored with every label."""
        return self._classifier.name

    @property
    def revision(self) -> str:
        """Changes when the model does."""
        return self._classifier.revision

    def judge(self, statements: Sequence[Statement], proposition: Proposition) -> list[Stance]:
        """Return the stance of each statement, in order.

        An article is judged on title and lead; its ``text`` is the whole text, and its evidence is spans of that.
        """
        spans = [article.sentences(s.text) if s.voice == "article" else () for s in statements]
        whole = [
            article.headline_and_lead(s, found) if s.voice == "article" else s
            for s, found in zip(statements, spans, strict=True)
        ]
        stances = []
        for statement, found, scores in zip(statements, spans, self._scores(whole, proposition), strict=True):
            label = _label(scores)
            evidence = self._evidence(statement, found, label, proposition) if statement.voice == "article" else ()
            stances.append(self._stance(statement, scores, proposition, evidence))
        return stances

    def _stance(
        self, statement: Statement, scores: NDArray[np.float64], proposition: Proposition, evidence: tuple[Span, ...]
    ) -> Stance:
        settings = self._settings
        threshold = settings.abstain_below.get(statement_language(statement), settings.abstain_below_other)
        return Stance(
            label=_label(scores),
            scores=dict(zip(STANCE_LABELS, scores.tolist(), strict=True)),
            abstained=bool(scores.max() < threshold),
            proposition=proposition.id,
            proposition_version=proposition.version,
            model=self.model,
            revision=self.revision,
            evidence=evidence,
        )

    def _evidence(
        self, statement: Statement, spans: Sequence[Span], label: StanceLabel, proposition: Proposition
    ) -> tuple[Span, ...]:
        lead = article.lead_length(statement, spans)
        column = STANCE_LABELS.index(label)
        best: tuple[float, Span] | None = None
        for start, end in article.search_order(lead, len(spans)):
            scores = self._scores(article.as_statements(statement, spans, start, end), proposition)
            carrying = [span for span, row in zip(spans[start:end], scores, strict=True) if _label(row) == label]
            if carrying:
                return tuple(carrying) if start == 0 else (carrying[0],)
            if best is None:
                most = int(scores[:, column].argmax())
                best = float(scores[most, column]), spans[start + most]
        return (best[1],) if best else ()

    def _scores(self, statements: Sequence[Statement], proposition: Proposition) -> NDArray[np.float64]:
        pairs = [self._pair(statement, proposition) for statement in statements]
        probabilities = self._classifier.probabilities(pairs)
        scores = np.zeros((len(pairs), len(STANCE_LABELS)))
        for column, place in enumerate(self._columns):
            scores[:, place] += probabilities[:, column]
        divisors = [self._settings.temperature.get(statement_language(statement), 1.0) for statement in statements]
        return _tempered(scores, np.array(divisors))

    def _pair(self, statement: Statement, proposition: Proposition) -> tuple[str, str]:
        claim = proposition_text(proposition, statement_language(statement))
        return (claim, marked(statement)) if self._settings.marked else (plain(statement), claim)


def load_stance_model(name_or_path: str | Path, *, threads: int = 2) -> StanceModel:
    """Return the stance model in a folder, or any NLI or stance classifier by its name. Raises ``ModelError``."""
    settings = _read_settings(Path(name_or_path) / _SETTINGS)
    return StanceModel(load_classifier(name_or_path, threads=threads, max_tokens=settings.max_tokens), settings)


def _label(scores: NDArray[np.float64]) -> StanceLabel:
    return STANCE_LABELS[int(scores.argmax())]


def _tempered(scores: NDArray[np.float64], divisors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probabilities, (statements, labels), as if each row's logits had been divided by its divisor."""
    powers: NDArray[np.float64] = scores ** (1 / divisors[:, np.newaxis])
    shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _columns(classifier: Classifier) -> list[int]:
    """Return the place in ``STANCE_LABELS`` of each of the classifier's labels."""
    names = load(_LABEL_NAMES)
    places = {name: index for index, label in enumerate(STANCE_LABELS) for name in names[label]}
    unknown = [label for label in classifier.labels if label.lower() not in places]
    if unknown:
        raise ModelError(
            f"the model {classifier.name} has the label {unknown[0]!r}, which names no stance: its config.json must "
            f"call its labels {', '.join(STANCE_LABELS)}, or entailment, neutral, contradiction"
        )
    return [places[label.lower()] for label in classifier.labels]


def _read_settings(file: Path) -> _Settings:
    if not file.is_file():
        return _Settings(temperature={}, abstain_below={})
    found = read_json(file)
    try:
        below = {str(language): float(value) for language, value in found["abstain_below"].items()}
        return _Settings(
            marked=found["input"] == "marked",
            max_tokens=int(found["max_tokens"]),
            temperature={str(language): float(value) for language, value in found["temperature"].items()},
            abstain_below=below,
            abstain_below_other=max(below.values()),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"{file}: expected input, max_tokens, temperature and abstain_below by language") from error
