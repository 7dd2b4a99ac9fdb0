"""Find the words of a kind of part in a text as people write it: compounds, short forms, other letters for the same sound."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from functools import cache, lru_cache
from typing import TypeVar

from xenotime.casework.accessories import NEVER, Accessories, any_of, what_goes_with
from xenotime.facts.classification import PartKind

Word = TypeVar("Word")
NOTHING = Accessories()
"""Words of which no accessory is known."""
SHORT = 5
"""A Latin word shorter than this counts only by itself: `fan` is not in `infant`."""
CUT, CUT_WITH_POINT = (5, 0.6), (4, 0.4)
"""Fewest letters, and least part of a word, that stand for the whole of it; fewer where a point says that it was cut."""
LEAST_CUT = 7
"""Letters of a word from which on people cut it."""
LEAST_BONES, BONES = 4, 0.6
"""Fewest letters of a short form without vowels, and least part of the consonants of its word: ALTNTR, BLWR."""
VOWELS = frozenset("aeiouy")
ENDINGS = ("s", "es", "en", "e")
TRADITIONAL, SIMPLIFIED = (
    "電機線開關閥軸齒輪膠鋼鋁銅連導壓風馬達變顯燈標籤絲纜殼蓋墊彈鏈釘鉚體極應測試儀錶紙裝減濾淨氣單雙頭組擴儲運費異釋劑絕緣護溫濕濁壞維設備動鐵銀黃紅綠藍齡樣規範參數圓邊長寬頂側後門車廂樓層衛廚櫃緩衝載輸傳帶滾軟鏡鋸銑鑽鉗錘鎖鑰鈕鍵盤螢觸驅繼續斷過熱燒錫條漿塗網篩簾織縫紉針褲襪傘擋擺據構槍蓮灣聲鈴鐘號碼頻譜監視膽爐鍋攪離濃壺嬰兒藥牆潔園農業產質檢稱鏟滅災報訊輔彎隻顆鎢鎳鎂鋰鈦鎵鍺銻銦鉍鉬鋯鉭鈮鍍鋅錨鏢釹鏑鋱釓釤鈰鑭鐠欽鈧釔銪鈥鉺銩鐿鎦矽剛閘鬧鬆緊縮闊轉頸鉤絞纖繩",
    "电机线开关阀轴齿轮胶钢铝铜连导压风马达变显灯标签丝缆壳盖垫弹链钉铆体极应测试仪表纸装减滤净气单双头组扩储运费异释剂绝缘护温湿浊坏维设备动铁银黄红绿蓝龄样规范参数圆边长宽顶侧后门车厢楼层卫厨柜缓冲载输传带滚软镜锯铣钻钳锤锁钥钮键盘萤触驱继续断过热烧锡条浆涂网筛帘织缝纫针裤袜伞挡摆据构枪莲湾声铃钟号码频谱监视胆炉锅搅离浓壶婴儿药墙洁园农业产质检称铲灭灾报讯辅弯只颗钨镍镁锂钛镓锗锑铟铋钼锆钽铌镀锌锚镖钕镝铽钆钐铈镧镨钦钪钇铕钬铒铥镱镥硅刚闸闹松紧缩阔转颈钩绞纤绳",
)
ACCENTS = str.maketrans("áàâãéèêëíìîïóòôõúùûçñ", "aaaaeeeeiiiioooouuucn")
"""Signs over letters of the Romance languages, which people leave out."""
SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"}) | ACCENTS | str.maketrans(TRADITIONAL, SIMPLIFIED)
TOKEN = re.compile(r"[a-z]+\.?")
SIGN = "[\u3040-\u30ff\u3400-\u9fff]"
"""A sign of a script that writes its words without spaces."""
FIRST = 3
"""Letters by which Latin words are looked up."""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text in small letters of one width, without accents, with two letters for an umlaut, and simplified for traditional signs.

    >>> folded("LÜFTER"), folded("Luefter"), folded("ﾓｰﾀ"), folded("電機"), folded("Centrífuga")
    ('luefter', 'luefter', 'モータ', '电机', 'centrifuga')
    """
    return unicodedata.normalize("NFKC", text).casefold().translate(SPELT)


@dataclass(frozen=True)
class Reading:
    """A folded text, taken apart once for all kinds."""

    text: str
    starts: dict[str, list[int]]
    """Where its signs, and its Latin letters by threes, stand."""
    tokens: tuple[str, ...]
    plain: frozenset[str]
    """Its Latin words, with and without a point at their end."""
    fronts: frozenset[str]
    """The first two letters of its words."""
    bare: tuple[str, ...]
    """Its words without vowels, which may be short forms."""


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """The reading of a folded text."""
    starts: dict[str, list[int]] = {}
    for at, sign in enumerate(text):
        starts.setdefault(text[at : at + FIRST] if sign.isascii() else sign, []).append(at)
    tokens = tuple(each[0] for each in TOKEN.finditer(text))
    whole = [each.rstrip(".") for each in tokens]
    bare = tuple(each for each in whole if len(each) >= LEAST_BONES and VOWELS.isdisjoint(each[1:]))
    return Reading(
        text, starts, tokens, frozenset((*tokens, *whole)), frozenset(each[:2] for each in tokens), bare
    )


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled when something is first looked for with it: most are never needed."""
    return re.compile(pattern)


@dataclass(frozen=True)
class Speller:
    """Everything that gives a kind away, ready to be looked for."""

    inside: dict[str, tuple[str, ...]]
    """Words that count wherever they stand, by their first letters; those of other scripts by their first sign."""
    alone: dict[str, str]
    """Words that count by themselves, with their endings and short forms, and the word that each stands for."""
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    """Words of several parts, which may stand in any order, by the first two letters of their first part."""
    bones: tuple[tuple[str, str], ...]
    """Words that may lose their vowels, each with its consonants."""
    whole: frozenset[str]
    apart: tuple[str, ...]
    """Patterns of phrases that say something else, and what goes with such a part without being one."""
    tails: tuple[str, ...] = ()
    """Short forms that end a compound: `mot`, in `Kleinstmot`."""
    heads: str = NEVER
    """Signs of other scripts that say what a thing is where a word of theirs ends with them: 机, in 绞肉机 but not in 机架."""
    sure: str = NEVER
    """Words of the kind that themselves end with what else only goes with it: `game controller`."""
    boned: dict[str, str] = field(default_factory=dict, compare=False)
    """Short forms that were looked up before."""

    def found(self, text: str) -> str:
        """The word that a folded text says; empty where it says none, or only inside of a phrase apart."""
        hit = self.said(text)
        if not hit or not self.apart:
            return hit
        rest = compiled(self.apart[-1]).sub(" ", text)
        if whole := compiled(self.sure).search(rest):
            return whole[0]
        for each in self.apart[:-1]:
            rest = compiled(each).sub(" ", rest)
        return hit if rest == text else self.said(rest)

    def said(self, text: str) -> str:
        """The word that a folded text holds, be it apart or not."""
        known = read(text)
        return (
            self._anywhere(known)
            or self._alone(known)
            or (self.phrases.keys() & known.fronts and next(self._phrases(known.tokens), ""))
            or ((head := compiled(self.heads).search(text)) and head[0])
            or ""
        )

    def _anywhere(self, known: Reading) -> str:
        hits = [
            (at, number, word)
            for key in self.inside.keys() & known.starts.keys()
            for at in known.starts[key]
            for number, word in enumerate(self.inside[key])
            if known.text.startswith(word, at)
        ]
        return min(hits)[2] if hits else ""

    def _alone(self, known: Reading) -> str:
        """The word that stands by itself, whole, cut, without its vowels, or as the end of a compound."""
        if self.alone.keys() & known.plain:
            return next(
                self.alone[one]
                for each in known.tokens
                for one in (each, each.rstrip("."))
                if one in self.alone
            )
        ends = (each for each in known.plain if each.endswith(self.tails)) if self.tails else ()
        return next(filter(None, map(self._of_bones, known.bare)), "") or min(ends, default="")

    def _phrases(self, tokens: tuple[str, ...]) -> Iterator[str]:
        """The phrases of which every part is there."""
        for token in tokens:
            for parts in self.phrases.get(token[:2], ()):
                if all(any(_begins(each, part) for each in tokens) for part in parts):
                    yield " ".join(parts)

    def _of_bones(self, token: str) -> str:
        """The word that a short form without vowels stands for: its first and last letters, and half of its consonants."""
        if token in self.whole:
            return ""
        if token not in self.boned:
            self.boned[token] = next((word for word, rest in self.bones if _is_bones(token, word, rest)), "")
        return self.boned[token]


@lru_cache(maxsize=512)
def speller(
    words: tuple[str, ...],
    apart: tuple[str, ...] = (),
    whole: tuple[str, ...] = (),
    beside: Accessories = NOTHING,
    *,
    short: bool = True,
) -> Speller:
    """The speller of some words; where one only names what something else goes with, it says nothing.

    >>> speller(("motor", "fan", "mot.", "haltebremse")).found(folded("Getriebemot. 24V"))
    'mot.'
    >>> speller(("fan",)).found("infant seat"), speller(("fan",)).found("axial fans"), speller(("电机",)).found("无刷电机")
    ('', 'fan', '电机')
    >>> speller(("haltebremse",)).found("haltebr. 24v"), speller(("alternator",)).found("altntr 28v")
    ('haltebremse', 'alternator')
    >>> speller(("speed sensor",)).found("sensor, speed")
    'speed sensor'
    >>> speller(("motor",), beside=Accessories(("bracket",))).found("motor bracket")
    ''
    >>> speller(("motor",)).found("motor bracket")
    'motor'
    >>> speller(("motor",), beside=Accessories(("cable",), last=("cable",))).found("motor extension cable")
    ''
    >>> speller(("~机",)).found("绞肉机 220v"), speller(("~机",)).found("机架")
    ('机', '')
    """
    single = [folded(word[1:]) for word in words if word.startswith("=")]
    ends = [folded(word[1:]) for word in words if word.startswith("~")]
    tails = tuple(each for each in ends if each.isascii())
    heads = any_of(each for each in ends if not each.isascii())
    plain = [folded(word) for word in words if word[0] not in "=~"]
    single += [each for each in plain if each.isascii() and len(each) < SHORT and not each.endswith(".")]
    anywhere = [each for each in plain if each not in single]
    alone = {word + ending: word for ending in ("", *ENDINGS) for word in reversed(single)}
    for cut, word in _cuts(plain, set(whole)) if short else ():
        alone.setdefault(cut, word)
    goes = Accessories(*(tuple(map(folded, some)) for some in astuple(beside)))
    out = [what_goes_with(anywhere, single, goes)] if goes.accessories else []
    if apart:
        out.append(_phrases([folded(each) for each in apart]))
    ends_so = (*goes.accessories, *goes.last, *goes.parts)
    spaced = [tuple(each.split(" ")) for each in plain if " " in each and each.isascii()]
    return Speller(
        _by([(each, each[:FIRST] if each[0].isascii() else each[0]) for each in anywhere]),
        alone,
        _by([(each, each[0][:2]) for each in spaced]),
        tuple(_bones(plain)) if short else (),
        frozenset(whole),
        tuple(out),
        tails,
        rf"(?:{heads})(?!{SIGN})" if heads else NEVER,
        any_of(each for each in anywhere if _ends_with(each, ends_so)) or NEVER,
    )


def _ends_with(word: str, goes: tuple[str, ...]) -> bool:
    """Whether the last of several words, or the end of a word in another script, is one of some others."""
    return word.rpartition(" ")[2] in goes if " " in word else not word.isascii() and word.endswith(goes)


@lru_cache(maxsize=256)
def spelt(kind: PartKind) -> Speller:
    """The speller of a kind."""
    return speller(kind.words, kind.apart, kind.whole, _beside(kind))


@lru_cache(maxsize=256)
def designations(kind: PartKind) -> re.Pattern[str]:
    """The pattern of the type designations of a kind, in capitals; it finds nothing where the kind has none.

    >>> designations(PartKind("", (), (), (), (), series=("17HS##",))).search("STEPPER-17HS19-2004S1")[0]
    '17HS19'
    """
    said = any_of(kind.series).replace(re.escape("#"), r"\d")
    return re.compile(rf"(?<![A-Z0-9])(?:{said})" if said else NEVER)


@lru_cache(maxsize=256)
def spelt_makers(kind: PartKind) -> Speller:
    """The speller of the makers of a kind."""
    return speller(kind.makers, kind.apart, kind.whole, _beside(kind), short=False)


def _beside(kind: PartKind) -> Accessories:
    return Accessories(kind.accessories, kind.first, kind.last, kind.nouns, kind.parts, kind.before)


def _by(pairs: Iterable[tuple[Word, str]]) -> dict[str, tuple[Word, ...]]:
    found: dict[str, list[Word]] = {}
    for each, key in dict.fromkeys(pairs):
        found.setdefault(key, []).append(each)
    return {key: tuple(some) for key, some in found.items()}


def _phrases(apart: list[str]) -> str:
    """The pattern of the phrases; one of several Latin words ends where its last word does."""
    whole, parts = ([each for each in apart if (" " in each) == spaced] for spaced in (True, False))
    found = [rf"(?:{any_of(whole)})(?:s|es|en|n)?(?![a-z])"] if whole else []
    return "|".join([*found, *([any_of(parts)] if parts else [])])


def _cuts(words: list[str], whole: set[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        if not word.isascii() or not word.isalpha() or len(word) < LEAST_CUT:
            continue
        for (least, part), mark in ((CUT, ""), (CUT_WITH_POINT, ".")):
            for size in range(max(least, -int(-part * len(word) // 1)), len(word)):
                if word[:size] not in whole:
                    yield word[:size] + mark, word


def _bones(words: list[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        if word.isascii() and word.isalpha() and len(word) >= LEAST_CUT - 1 and word[-1] not in VOWELS:
            yield word, "".join(each for at, each in enumerate(word) if not at or each not in VOWELS)


def _is_bones(token: str, word: str, consonants: str) -> bool:
    if token[0] != word[0] or token[-1] != word[-1] or len(token) < BONES * len(consonants):
        return False
    rest = iter(word)
    return all(letter in rest for letter in token)


def _begins(token: str, part: str) -> bool:
    """Whether a token is that part of a phrase, or begins with it where it is long enough to tell."""
    plain = part.strip(".,")
    return token.rstrip(".") in {plain, f"{plain}s"} or (len(plain) >= SHORT - 1 and token.startswith(plain))
