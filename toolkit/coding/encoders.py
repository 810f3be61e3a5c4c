"""What turns sentences into vectors, for who has it: a spaCy pipeline with vectors, or a sentence-transformers model.

Both are opened where they are installed: nothing is fetched, and no text leaves the machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError

Vectors = NDArray[np.float32]
Encoder = Callable[[Sequence[str]], Vectors]
"""Texts -> a row per text."""
PROBE = "De gemeente betaalt een deel van zijn loon, en een jobcoach komt elke week langs op school."
"""What it makes of this sentence tells whether it is the encoder that was learned with."""
_BATCH = 64
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}


def spacy_encoder(source: str) -> Encoder:
    """The vectors of a spaCy pipeline: the mean of its word vectors or, without these, of what its tok2vec makes of the words.

    Raises InputError when it is not there, is not for Dutch or has neither.
    """
    import spacy

    try:
        nlp = spacy.load(source)
    except (OSError, ImportError, ValueError) as error:
        message = f"de taalpijplijn '{source}' is niet geïnstalleerd of past niet bij deze versie van spaCy."
        fix = "installeer haar (nota haalt zelf niets op), of haal haar weg bij suggesters in interviews/study.yaml."
        raise InputError(message, fix=fix) from error
    if nlp.lang not in ("nl", "xx"):
        message = f"de taalpijplijn '{source}' is niet voor het Nederlands (maar voor '{nlp.lang}')."
        raise InputError(message, fix="kies een pijplijn waarvan de naam met nl_ begint.")
    static = nlp.vocab.vectors.size > 0
    if not static and "tok2vec" not in nlp.pipe_names:
        message = f"de taalpijplijn '{source}' heeft geen vectoren."
        raise InputError(message, fix="kies er een met vectoren, zoals nl_core_news_md of nl_core_news_lg.")
    nlp.select_pipes(enable=[] if static else ["tok2vec"])

    def encode(texts: Sequence[str]) -> Vectors:
        found = [np.asarray(doc.vector if len(doc) else np.zeros(0)) for doc in nlp.pipe(texts, batch_size=_BATCH)]
        width = nlp.vocab.vectors_length if static else max((len(one) for one in found), default=0)
        return np.array([one if len(one) else np.zeros(width) for one in found], dtype=np.float32).reshape(-1, width)

    return encode


def transformer_encoder(source: str) -> Encoder:
    """A sentence-transformers model from a folder or from what was fetched before, on the processor: the same bytes every time.

    Raises InputError when the package or the model is not there.
    """
    os.environ.update(_OFFLINE)  # read when the packages are loaded
    try:
        package: Any = import_module("sentence_transformers")
    except ImportError as error:
        message = "het pakket sentence-transformers is niet geïnstalleerd."
        fix = "installeer het (pip install sentence-transformers), of kies bij suggesters een spaCy-pijplijn."
        raise InputError(message, place=source, fix=fix) from error
    try:
        model = package.SentenceTransformer(source, device="cpu", local_files_only=True)
    except Exception as error:
        message = f"het model '{source}' staat niet op deze computer of is niet te openen."
        fix = "geef de map waarin het staat, of haal het eerst zelf op; nota haalt zelf niets op."
        raise InputError(message, fix=fix) from error

    def encode(texts: Sequence[str]) -> Vectors:
        made = model.encode(list(texts), batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True)
        return np.asarray(made, dtype=np.float32).reshape(len(texts), -1)

    return encode
