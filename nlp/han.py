"""Chinese text: what its characters are, Traditional folded into Simplified without moving an offset, and its words."""

import re
from functools import cache
from typing import Any

#: Han characters: the unified block, extension A, compatibility ideographs, the supplementary planes, and 〇.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
#: 笑著, which OpenCC leaves alone for the sake of 著作 and 显著.
_ASPECT = re.compile("(?<![显原名卓编专土巨论译合昭新遗])著(?![名作者称書书有述录])")
HAN_RUN = re.compile(f"[{HAN}]+")


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


@cache
def segmenter() -> Any:
    """Return jieba, which cuts Simplified text into words and tags them."""
    import rjieba

    return rjieba.Jieba()


def simplify(text: str) -> str:
    """Return ``text`` with Traditional characters made Simplified; the result has the same length."""
    return HAN_RUN.sub(lambda run: _simplify_run(run.group()), text)


def _simplify_run(run: str) -> str:
    converted: str = _ASPECT.sub("着", _converter().convert(run))
    if len(converted) == len(run):
        return converted
    # A phrase rule changed the length: characters one by one keep every offset.
    characters = (_converter().convert(character) for character in run)
    return "".join(new if len(new) == 1 else old for old, new in zip(run, characters, strict=True))
