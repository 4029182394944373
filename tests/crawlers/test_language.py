"""Language: what the text says counts, whatever the page declares; plain cases need no model."""

import sys

import pytest

from crawlers.extract.language import language_of

# Invented news of an invented harbour.
ENGLISH = (
    "The harbour board of Port Calder voted on Tuesday to let a fleet of self-steering ferries cross the bay, eleven "
    "months after the first of them was tied up for repairs. Dockworkers asked for a slower start: their council wants "
    "a pilot on board each ferry until the winter storms are over, and a public log of every emergency stop."
)
OTHERS = {
    "es": "La junta del puerto aprobó el martes que una flota de transbordadores sin capitán cruce la bahía, once "
    "meses después de que el primero de ellos quedara amarrado por reparaciones. Los estibadores pidieron más tiempo.",
    "de": "Der Hafenrat stimmte am Dienstag dafür, dass eine Flotte selbstfahrender Fähren die Bucht überquert, elf "
    "Monate nachdem die erste von ihnen zur Reparatur festgemacht worden war. Die Arbeiter baten um mehr Zeit.",
    "nl": "Het havenbestuur stemde dinsdag voor een vloot van zelfvarende veerboten over de baai, elf maanden nadat de "
    "eerste voor onderhoud was vastgelegd. Of er in de winter een loods aan boord moet zijn, is nog niet besloten.",
    "fr": "Le conseil du port a voté mardi pour qu'une flotte de ferries sans pilote traverse la baie, onze mois après "
    "que le premier d'entre eux a été immobilisé pour réparations. Les dockers demandent un début plus lent.",
    "ru": "Совет порта во вторник проголосовал за то, чтобы флот беспилотных паромов пересекал залив, через "
    "одиннадцать месяцев после того, как первый из них был поставлен на ремонт.",
    "zh": "港务局周二表决，允许一支自动驾驶渡船队穿越海湾。首批渡船停航检修已有十一个月。码头工人要求放慢步伐。",
    "ja": "港湾局は火曜日、自動運転のフェリー船団が湾を渡ることを認める決議をした。十一か月ぶりとなる。",
    "ko": "항만 위원회는 화요일 자율 운항 여객선단이 만을 건너도록 허용하기로 표결했다. 열한 달 만이다.",
}
TRADITIONAL = "港務局週二表決，允許一支自動駕駛渡船隊穿越海灣。首批渡船停航檢修已有十一個月。碼頭工人要求放慢步伐。"


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid.langid", None)


@pytest.mark.parametrize("declared", ["en", "en-US", "EN-gb", " en "])
@pytest.mark.usefixtures("no_model")
def test_english_that_says_so_needs_no_model(declared: str) -> None:
    assert language_of(ENGLISH, declared=declared) == "en"


@pytest.mark.parametrize("text", [OTHERS["zh"], TRADITIONAL])
@pytest.mark.parametrize("declared", [None, "en", "zh-CN"])
@pytest.mark.usefixtures("no_model")
def test_chinese_needs_no_model(text: str, declared: str | None) -> None:
    assert language_of(text, declared=declared) == "zh"


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("declared", ["en", "en-US", None])
def test_page_that_lies_is_of_the_language_it_is_written_in(language: str, declared: str | None) -> None:
    assert language_of(OTHERS[language], declared=declared) == language


@pytest.mark.parametrize("declared", [None, "es", "zh", "x-default"])
def test_english_that_says_otherwise_is_english(declared: str | None) -> None:
    assert language_of(ENGLISH, declared=declared) == "en"


@pytest.mark.parametrize("language", ["es", "de", "nl", "fr"])
def test_english_words_in_a_text_do_not_make_it_english(language: str) -> None:
    quoted = f"“{ENGLISH[:150]}” {OTHERS[language] * 3}"
    assert language_of(quoted, declared="en") == language


@pytest.mark.parametrize("declared", [None, "en"])
def test_what_is_no_language_has_none(declared: str | None) -> None:
    assert language_of("abc123def456 0x00ff00 " * 20, declared=declared) is None


@pytest.mark.usefixtures("no_model")
def test_too_little_text_is_what_the_page_declares() -> None:
    assert language_of("Ferries", declared="en") == "en"
    assert language_of("渡船", declared="en") == "zh"
    assert language_of("2031", declared="fr") == "fr"
    assert language_of("", declared=None) is None
