"""Names: a spider's file, its name and its class are one, and every kind of source has a spider."""

from importlib import import_module
from pathlib import Path
from typing import get_args

import crawlers.spiders
from crawlers.run import SPIDERS
from crawlers.sources import Source
from crawlers.visitor import Visitor


def test_file_spider_and_class_have_one_name() -> None:
    files = {path.stem for path in Path(crawlers.spiders.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == set(SPIDERS)
    for name, class_name in SPIDERS.items():
        module = import_module(f"crawlers.spiders.{name}")
        spiders = [
            value
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, Visitor) and value.__module__ == module.__name__
        ]
        assert [(spider.__name__, spider.name) for spider in spiders] == [(class_name, name)]
        assert class_name == "".join(word.capitalize() for word in name.split("_"))


def test_every_kind_of_source_has_a_spider() -> None:
    assert set(get_args(Source.model_fields["kind"].annotation)) <= set(SPIDERS)
