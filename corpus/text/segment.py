"""Sentences, with their place in the text they came from.

A sentence is what an aligner can pair: the least stretch of text that a translator may be
expected to answer on its own. The same rules therefore serve every language, so that the two
sides of a translation are cut at the same places; only the conventions differ (what marks an
abbreviation, what a speech tag looks like). Agreeing with the other side matters more than
agreeing with a grammar: a cut made on one side only costs a 1-2 bead.

How it works. A text is first cut at blank lines. In each block, :data:`_TOKEN` walks from one
mark of interest to the next: a *stop* (a run of terminators and the quotes and brackets that
close after it, white space included) or an *opener* (a quote, bracket or title mark). Every
stop is a candidate; the rules below take candidates away:

- what follows cannot begin a sentence: a comma, a lower-case letter, ``的`` after a quotation;
- the full stop belongs to an abbreviation, a number, a web address, an initial, a list number;
- the stop stands in a title 《…》, or in a bracket or short quotation opened in mid-sentence;
- it ends a quotation whose speech tag follows: ``“你去哪儿？”他问。``, ``"Where to?" he asked.``;
- it is an ellipsis that only hesitates: ``嗯……这个``, ``Well... maybe``.

Within a quotation of several sentences each is cut: human segmenters do so in both languages.
Whether a full stop ends a sentence is decided here for English, Chinese and Japanese, and
left to ``sentencex``, which knows the abbreviations of many languages, for the others.
``docs/segmentation.md`` has the examples and the measured agreement with human segmentation.

Spans are half open, count code points, and cover the text without a gap. Every rule looks at a
bounded stretch of text, so the time taken is linear in the length, whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- the marks ------------------------------------------------------------------------------

_FULL_STOPS = ".．"
_ELLIPSES = "…⋯‥"
# Marks that end a sentence unless something speaks against it; the last line holds those of
# Arabic, Urdu, Hindi, Armenian, Ethiopic, Khmer, Burmese and Greek.
_STRONG = "。！？!?｡‼⁇⁈⁉؟۔।॥։።፧។။\u037e"
_SEMICOLONS = ";；؛"
# Only these are written with a space after them, so only these can stand inside a word.
_SPACED = ".!?…‼⁇⁈⁉"

_QUOTE_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "«": "»", "»": "«", "„": "“"}
# What a closing quote may have been opened by: “…”, but also „…” (Polish) and „…“ (German).
_OPENED_BY = {"”": "“„", "“": "„", "’": "‘", "」": "「", "』": "『", '"': '"', "»": "«", "«": "»"}
_BRACKET_PAIRS = {"(": ")", "（": "）", "[": "]", "【": "】", "〔": "〕"}
_TITLE_PAIRS = {"《": "》", "〈": "〉"}
_QUOTE_CLOSERS = "”’」』»«\"'＂＇›"
_CLOSERS = _QUOTE_CLOSERS + "）】〕］》〉｝)]}"
_OPENERS = "".join(_QUOTE_PAIRS | _BRACKET_PAIRS | _TITLE_PAIRS) + "'"

# No sentence begins with one of these, whatever stood before it.
_NEVER_FIRST = frozenset("，、；：。！？,;:!?%％)）]】〕》〉」』”}｝،؛·～~")

_NEWLINE = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
_BLANK_LINE = re.compile(rf"{_NEWLINE}[^\S\n\r\x85\u2028\u2029]*{_NEWLINE}\s*|\u2029\s*")

_CJK = r"\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_IS_CJK = re.compile(f"[{_CJK}]")

# A closing quote may be set off by a space (« … », and sloppy Chinese typing), and a footnote
# mark belongs to the sentence it annotates.
_CLOSING = (
    rf"(?:[{re.escape(_CLOSERS)}]|[ \u00a0\u202f\u3000][”」』]|[ \u00a0\u202f]»(?=\W|$)"
    r"|\[\d{1,3}\]|[\u00b9\u00b2\u00b3\u2070-\u2079])*"
)


def _token(terminators: str) -> re.Pattern[str]:
    run = rf"\.(?:[ \u00a0]\.){{1,4}}|[{re.escape(terminators)}]+"
    openers = re.escape("".join(_QUOTE_PAIRS | _BRACKET_PAIRS | _TITLE_PAIRS) + "”’」』")
    return re.compile(rf"(?P<run>{run})(?P<close>{_CLOSING})|(?P<mark>[{openers}])")


_TOKEN = _token(_FULL_STOPS + _ELLIPSES + _STRONG)
_TOKEN_WITH_SEMICOLONS = _token(_FULL_STOPS + _ELLIPSES + _STRONG + _SEMICOLONS)
_SPACE = re.compile(r"\s*")

# How far a title, a bracket or a short quotation may reach and still be held together.
_TITLE_REACH, _BRACKET_REACH, _QUOTE_REACH = 100, 200, 60


def _enclosure(opener: str, closer: str, reach: int) -> re.Pattern[str]:
    first, last = re.escape(opener), re.escape(closer)
    inside = f"[^{first}{last}]{{0,{reach}}}"
    if opener == closer:
        return re.compile(f"{first}{inside}(?={last})")
    # One pair of the same marks may be inside: ((a) b).
    return re.compile(f"{first}{inside}(?:{first}{inside}{last}{inside})?(?={last})")


_ENCLOSURES = {
    opener: _enclosure(opener, closer, reach)
    for pairs, reach in (
        (_TITLE_PAIRS, _TITLE_REACH),
        (_BRACKET_PAIRS, _BRACKET_REACH),
        (_QUOTE_PAIRS, _QUOTE_REACH),
    )
    for opener, closer in pairs.items()
}

# An ellipsis that ends a Chinese sentence has at least so many characters of it before.
_ZH_CLAUSE = 10

# --- speech tags ----------------------------------------------------------------------------

# Verbs of saying. One character suffices for 问道, 笑道, 大喊, 低声说: the last one decides.
_ZH_SAYING = "说說道问問喊叫答嚷骂罵劝勸吼唤喚叹嘆想念喝曰云讲講"
# What follows the quotation, up to the next punctuation mark, is a tag when it has a speaker and
# ends in a verb of saying, unless the character before makes another word of the verb (知道) or
# denies it, or a quotation follows at once, which is then the one introduced:
# “好。”他又问：“去吗？” Without a speaker it is narration: “走吧。”说着站了起来。
_ZH_TAG = re.compile(
    rf"(?!一[面边邊])(?:[^\s，。！？；：、…,.!?;:“”「」『』\"—]{{1,14}}?)"
    rf"(?:(?<![不没沒未别別想要该該能敢肯知街难難味通报報轨軌小听聽据據微好可])[{_ZH_SAYING}]"
    r"|回应|回應|开口|開口|低语|低語|嘀咕|嘟囔|嘟哝|自语|自語|抗议|抗議|宣布|补充|補充|解释|解釋"
    r"|感叹|感嘆|抱怨|追问|追問|催促|命令|提醒|建议|建議|吩咐|打断|打斷)"
    r"(?:[了着著完过過罢罷]|起来|起來|出来|出來|出声|出聲|一声|一聲|一句|话|話)*"
    r"(?:[我你您他她它咱]们?|[我你他她它]們|大家|自己|对方|對方|(?<=[问問])[一-鿿]{1,4})?"
    r"(?=[，。！？；…,.!?;\s—]|$)(?!\s*[“「『\"])"
)
_ZH_WHILE_SAYING = re.compile(
    r"(?!一[面边邊])[^\s，。！？；：、…“”「」]{1,8}?[说說][着著完罢罷](?!：)"
)
# A particle of the sentence around the quotation: “好。”的时候. But 的确 is a word of its own.
_ZH_CANNOT_BEGIN = re.compile(r"的(?!确|確|士)|地(?=[说說喊叫问問])|之类|之類|等等|这样的|這樣的")
_JA_CANNOT_BEGIN = re.compile(r"と|って|なんて|など|は|が|の|を|に|も")

_EN_SAYING = _words(
    "said says asked asks cried replied answered shouted whispered called exclaimed demanded "
    "thought muttered murmured yelled screamed inquired enquired continued added began went "
    "snapped laughed sighed sobbed roared growled gasped repeated wondered urged begged "
    "protested interrupted returned retorted observed remarked"
)
# "Where to?" Tom asked. A pronoun or article in a tag would be in lower case, so one with a
# capital begins a new sentence. "Fine!" Tom said: "Go." introduces the next quotation.
_EN_TAG = re.compile(
    r"(?!(?:He|She|They|We|It|You|The|A|An|This|That|These|Then|There|And|But|So|Now)\b)"
    rf"(?:[A-Z][\w'’-]*\.?\s){{1,3}}(?:{'|'.join(sorted(_EN_SAYING))})\b(?!\s?:)"
)
# What may stand before a quotation that is speech: he shouted "Go!", 他大喊一声“走！”
_INTRODUCES_SPEECH = re.compile(
    rf"(?:[{_ZH_SAYING}](?:一?[声聲句]|着|著|了)?|一[声聲句]|\b(?:{'|'.join(sorted(_EN_SAYING))}))\s?$"
)
_SPEECH_PUNCTUATION = "，,：:；;—–-…。！？.!?“‘「『\"'（("

# --- full stops that end nothing --------------------------------------------------------------

# Abbreviations that stand before what they belong to: never the last word of a sentence.
_NEVER_LAST = _words(
    "mr mrs ms dr prof messrs mme mlle rev hon gen col capt cpt lt sgt cpl maj adm cmdr gov "
    "sen rep pres supt e.g i.e eg ie vs cf viz approx esp incl"
)
_TITLES_EVERYWHERE = _words("mr mrs ms dr prof")
# Before a number only: "No. 5", but "Did he? No. He stayed."
_BEFORE_NUMBER = _words(
    "no nos fig figs vol vols p pp art sec sect ch chap eq para pt op jan feb mar apr jun jul "
    "aug sep sept oct nov dec tel"
)
# May end a sentence or not. Most stand inside a name, so a capital is no proof; a word that
# often begins a sentence is. Times end one whenever a capital follows: "at 5 p.m. Tom left".
_INSIDE_NAMES = _words("inc ltd co corp jr sr bros dept univ st mt ft")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_TIMES = _words("a.m p.m b.c a.d c.e b.c.e")
_DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
_BEGINNERS = _words(
    "the a an he she it they we you i this that these those there then but and so or nor yet if "
    "when while as at in on for from by with to of after before since although however his her "
    "its their our my your no not what who why how where now here one some many most all both "
    "each every another once"
)
_WORD_BEFORE = re.compile(rf"(?:[^\W\d_{_CJK}]\.)*[^\W_{_CJK}]*$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_NUMBER_AFTER = re.compile(r"[\d#]|(?!I\b)[IVXLC]+\b")
_LIST_NUMBER = re.compile(r"[(（]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})$")
_ITEM_LETTER = re.compile(r"[(（]\w{1,3}[)）]")
_ITEM_NUMBER = re.compile(r"(?P<list>[;:；：]\s*|\n\s*)?(?<!\d)(?P<number>\d{1,2})$")
_FIRST_NUMBER = re.compile(r"\s*[(（]?(\d{1,2})[.．)）、]")
_ENTITY = re.compile(r"&#?\w{1,31}$")
# Languages that write ordinals with a full stop: der 3. Oktober.
_ORDINAL_DOT = _words("de da et fi hr hu is lv nb nn no pl cs sk sl sr tr")
# The full stop is judged here for these; sentencex knows the abbreviations of the others.
_OWN_FULL_STOP = frozenset(("en", "zh", "ja", "und", ""))

# What may stand between a stop and the first letter of the next sentence.
_PRELUDE = re.compile(r"[\s“‘«»„\"'(\[（—–*_¿¡-]{0,6}")


@dataclass(frozen=True, slots=True)
class _Stop:
    """A candidate: a run of terminators, what closes after it, and where it stands."""

    text: str
    begin: int  # where the sentence it may end begins
    start: int  # the run
    run_end: int
    close_end: int
    after: int  # the first character of the next sentence, if it is one
    end: int  # of the block
    in_quote: bool  # an opened quotation is still open after it

    @property
    def run(self) -> str:
        return self.text[self.start : self.run_end]

    @property
    def next(self) -> str:
        return self.text[self.after] if self.after < self.end else ""

    @property
    def closes_quote(self) -> bool:
        closers = self.text[self.run_end : self.close_end]
        return any(mark in _QUOTE_CLOSERS for mark in closers)

    @property
    def spaced(self) -> bool:
        """White space follows."""
        return self.after > self.close_end

    @property
    def latin(self) -> bool:
        """All terminators are of the kind that a space follows."""
        return all(mark in _SPACED or mark == " " for mark in self.run)

    @property
    def is_ellipsis(self) -> bool:
        run = self.run
        return not run.strip(_FULL_STOPS + _ELLIPSES + " \u00a0") and (
            len(run) > 1 or run in _ELLIPSES
        )

    @property
    def is_full_stop(self) -> bool:
        return len(self.run) == 1 and self.run in _FULL_STOPS

    def first_letter(self) -> str:
        """The first letter of what follows, past quotes, brackets and dashes."""
        prelude = _PRELUDE.match(self.text, self.after, self.end)
        at = prelude.end() if prelude else self.after
        return self.text[at] if at < self.end else ""


def segment(text: str, language: str, *, split_semicolons: bool = False) -> list[str]:
    """The sentences of a text, each with the white space after it: joined, they are the text."""
    spans = segment_spans(text, language, split_semicolons=split_semicolons)
    return [text[start:end] for start, end in spans]


def segment_spans(
    text: str, language: str, *, split_semicolons: bool = False
) -> list[tuple[int, int]]:
    """The half-open spans of the sentences of a text, in order, without a gap between them.

    ``language`` is a BCP 47 tag; one that is not known is treated as sentencex treats it (as
    English, in the end). A line break is white space, a blank line ends a sentence.
    """
    primary = re.split("[-_]", language, maxsplit=1)[0].lower()
    token = _TOKEN_WITH_SEMICOLONS if split_semicolons else _TOKEN
    known_ends = None if primary in _OWN_FULL_STOP else _sentencex_ends(text, primary)
    spans: list[tuple[int, int]] = []
    for start, end in _blocks(text):
        begin = start
        for cut in _cuts(text, start, end, primary, token, known_ends):
            spans.append((begin, cut))
            begin = cut
        spans.append((begin, end))
    return spans


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between blank lines, each with the blank lines after it."""
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        # White space at the very beginning belongs to the first sentence.
        if text[start : blank.start()].strip():
            yield start, blank.end()
            start = blank.end()
    if start < len(text):
        yield start, len(text)


def _cuts(
    text: str,
    start: int,
    end: int,
    language: str,
    token: re.Pattern[str],
    known_ends: list[int] | None,
) -> Iterator[int]:
    """Where a block is cut: the beginning of every sentence but the first."""
    begin = _after_space(text, start, end)
    position = begin
    # The quotations open here, innermost last. Nobody nests deeper, and a bound keeps a text
    # of nothing but quotes linear.
    open_quotes: deque[str] = deque(maxlen=8)
    held_until, held_by_quote = -1, False  # the closing mark of the enclosure we are in
    while found := token.search(text, position, end):
        if found["mark"]:
            mark, at = found["mark"], found.start()
            position = at + 1
            if _note_quote(text, at, open_quotes, end) and at > held_until:
                closing = _enclosure_end(text, begin, at, end)
                if closing is not None:
                    held_until, held_by_quote = closing, mark in _QUOTE_PAIRS
            continue
        run_end = found.end("run")
        close_end = _closing_end(text, run_end, found.end(), end, open_quotes)
        for at in range(run_end, close_end):
            _note_quote(text, at, open_quotes, end, closing=True)
        stop = _Stop(
            text=text,
            begin=begin,
            start=found.start(),
            run_end=run_end,
            close_end=close_end,
            after=_after_space(text, close_end, end),
            end=end,
            in_quote=bool(open_quotes),
        )
        position = max(close_end, found.start() + 1)
        if stop.after >= end:
            return
        if stop.start < held_until and _held(stop, held_until, held_by_quote):
            continue
        if _ends_sentence(stop, language, known_ends):
            yield stop.after
            begin = position = stop.after


def _after_space(text: str, at: int, end: int) -> int:
    found = _SPACE.match(text, at, end)
    return found.end() if found else at


# --- quotes and brackets ----------------------------------------------------------------------


def _note_quote(
    text: str, at: int, open_quotes: deque[str], end: int, *, closing: bool = False
) -> bool:
    """Keep the books of open quotations; True if the mark at ``at`` opens something."""
    mark = text[at]
    if mark in _BRACKET_PAIRS or mark in _TITLE_PAIRS:
        return not closing
    for opener in reversed(open_quotes):
        if opener in _OPENED_BY.get(mark, ""):
            while open_quotes.pop() != opener:
                pass
            return False
    if closing or mark not in _QUOTE_PAIRS or (mark == '"' and not _looks_opening(text, at, end)):
        return False
    open_quotes.append(mark)
    return True


def _looks_opening(text: str, at: int, end: int) -> bool:
    """A straight quote opens when something follows it directly."""
    return at + 1 < end and not text[at + 1].isspace()


def _closing_end(text: str, run_end: int, close_end: int, end: int, open_quotes: deque[str]) -> int:
    """Where the closing marks end, given which quotations are open."""
    if close_end >= end:
        return close_end
    if text[close_end] == "“" and "„" in open_quotes:
        return close_end + 1
    if text[close_end].isspace() or text[close_end] in _NEVER_FIRST:
        return close_end
    # A straight quote more than was opened opens the next sentence: 他走了。"你呢？""我不去。"
    straight = text.count('"', run_end, close_end)
    opens_next = text[close_end - 1] == '"' and straight > ('"' in open_quotes)
    return close_end - 1 if opens_next else close_end


def _enclosure_end(text: str, begin: int, at: int, end: int) -> int | None:
    """Where the enclosure opened at ``at`` closes, if it is one that holds together.

    Titles always are. Brackets are when they are opened in mid-sentence, and so are short
    quotations that nothing announces as speech (他那声“不！”, the "Stop!" sign).
    """
    mark = text[at]
    if mark not in _TITLE_PAIRS:
        before = text[max(begin, at - 16) : at].rstrip()
        if not before:
            return None
        if mark in _QUOTE_PAIRS and (
            before[-1] in _SPEECH_PUNCTUATION or _INTRODUCES_SPEECH.search(before)
        ):
            return None
    found = _ENCLOSURES[mark].match(text, at, end)
    return found.end() if found else None


def _held(stop: _Stop, held_until: int, held_by_quote: bool) -> bool:
    """True if the enclosure the stop stands in forbids a cut."""
    if stop.close_end <= held_until or not held_by_quote:
        return True
    # The stop is the last thing in a short quotation. After a full stop, or before a capital,
    # the sentence around it ends there too: so-called "peace." Then; after ！ it goes on:
    # 他那声“不！”让人吃惊.
    return not (any(mark in "。.．" for mark in stop.run) or stop.first_letter().isupper())


# --- the rules --------------------------------------------------------------------------------


def _ends_sentence(stop: _Stop, language: str, known_ends: list[int] | None) -> bool:
    """Whether a stop that no enclosure holds ends its sentence."""
    if stop.next in _NEVER_FIRST:
        return False
    if stop.run in _SEMICOLONS:
        is_entity = _ENTITY.search(stop.text, max(stop.begin, stop.start - 32), stop.start)
        return (stop.spaced or bool(_IS_CJK.match(stop.next))) and not is_entity
    if stop.latin and _continues_in_lower_case_or_word(stop):
        return False
    if stop.closes_quote and _tag_follows(stop, language):
        return False
    if stop.is_ellipsis:
        return _ellipsis_ends(stop)
    if stop.is_full_stop:
        return _full_stop_ends(stop, language, known_ends)
    return True


def _continues_in_lower_case_or_word(stop: _Stop) -> bool:
    following = stop.first_letter()
    if following.islower():
        return not _ITEM_LETTER.match(stop.text, stop.after, stop.end)
    # No white space, and neither Chinese nor a quotation next: example.com, 3.14, U.S.A, x?q=1.
    # After a quotation it is a Korean particle: "가자."라고.
    return (
        not stop.spaced
        and (stop.next.isalnum() or stop.next in "_/=&@-")
        and not _IS_CJK.match(stop.next)
        and (stop.close_end == stop.run_end or not following.isupper())
    )


def _tag_follows(stop: _Stop, language: str) -> bool:
    """True if what follows the quotation says who spoke, or cannot begin a sentence."""
    if language == "ja":
        return bool(_JA_CANNOT_BEGIN.match(stop.text, stop.after, stop.end))
    if _IS_CJK.match(stop.next):
        return any(
            pattern.match(stop.text, stop.after, stop.end)
            for pattern in (_ZH_TAG, _ZH_WHILE_SAYING, _ZH_CANNOT_BEGIN)
        )
    return not stop.is_full_stop and bool(_EN_TAG.match(stop.text, stop.after, stop.end))


def _ellipsis_ends(stop: _Stop) -> bool:
    """An ellipsis ends a sentence at the end of a quotation, before one, or before a capital.

    Chinese has no capitals to tell 嗯……这个 (a pause) from an ending; outside a quotation it is
    taken for an ending when a clause of some length stands before it.
    """
    if stop.closes_quote or (stop.next in _QUOTE_PAIRS and not stop.in_quote):
        return True
    before = stop.text[max(stop.begin, stop.start - 40) : stop.start].strip(_OPENERS + " ").split()
    if not before:
        return False
    if _IS_CJK.match(stop.next):
        return (
            not stop.in_quote
            and stop.start - stop.begin >= _ZH_CLAUSE
            and stop.next not in "等的地得了"
        )
    following = _WORD_AFTER.match(stop.text, stop.after, stop.end)
    stammers = following is not None and before[-1].strip(_OPENERS).casefold().startswith(
        following[0].casefold()
    )
    return stop.spaced and not stammers


def _full_stop_ends(stop: _Stop, language: str, known_ends: list[int] | None) -> bool:
    """Whether a single full stop ends a sentence, or an abbreviation, a number or an initial."""
    text, start = stop.text, stop.start
    if _LIST_NUMBER.fullmatch(text, stop.begin, start) or _is_item_number(stop):
        return False
    if stop.close_end > stop.run_end and stop.closes_quote and known_ends is None:
        # A quotation that ends in a full stop has ended a sentence.
        return True
    found = _WORD_BEFORE.search(text, max(stop.begin, start - 16), start)
    word = found[0] if found else ""
    if not word:
        # Nothing that could be abbreviated: (… 7315 m). Then
        return True
    lower = word.lower()
    is_initial = len(word) == 1 and word.isupper()
    if known_ends is not None:
        if is_initial or lower in _TITLES_EVERYWHERE:
            return False
        if language in _ORDINAL_DOT and word.isdigit() and len(word) <= 2:
            return False
        at = bisect_right(known_ends, start)
        return at < len(known_ends) and known_ends[at] <= stop.close_end
    if lower in _NEVER_LAST:
        return False
    if lower in _BEFORE_NUMBER and _NUMBER_AFTER.match(text, stop.after, stop.end):
        return False
    following = _WORD_AFTER.match(text, stop.after, stop.end)
    next_word = following[0].lower() if following else ""
    if lower in _TIMES:
        return next_word not in _DAYS
    if not is_initial and lower not in _INSIDE_NAMES and not _ACRONYM.match(word):
        return True
    if _IS_CJK.match(stop.next):
        return False
    if not next_word:
        # A quotation, a bracket or a number: begins a sentence, but not after an initial.
        return not is_initial
    return next_word in _BEGINNERS and not (is_initial and len(next_word) == 1)


def _is_item_number(stop: _Stop) -> bool:
    """True for a number that opens an item of a list run on in one sentence.

    Either a list mark stands before it (``; 2. Pears``), or Chinese comes directly after its
    stop (买1.苹果), or the sentence began with a smaller number (``1. Apples 2. Pears``).
    """
    item = _ITEM_NUMBER.search(stop.text, max(stop.begin, stop.start - 8), stop.start)
    if item is None:
        return False
    if item["list"] is not None or (not stop.spaced and _IS_CJK.match(stop.next)):
        return True
    first = _FIRST_NUMBER.match(stop.text, stop.begin, stop.start)
    return first is not None and 0 < int(item["number"]) - int(first[1]) < 10


# --- full stops in other languages ------------------------------------------------------------

# sentencex keeps quotations whole, is quadratic in unclosed quotes, and refuses lone
# surrogates; all we ask of it is which full stops end sentences, so those are hidden from it.
_HIDDEN = {ord(mark): " " for mark in '“”„‟«»‹›「」『』《》〈〉（）()[]【】〔〕"。｡！？'}
_HIDDEN |= {ord("‘"): " "}
_SINGLE_QUOTE = re.compile(r"(?<!\w)['’]|['’](?!\w)")  # l'homme has none
_SURROGATE = re.compile("[\ud800-\udfff]")


def _sentencex_ends(text: str, language: str) -> list[int]:
    """Where sentencex would end sentences, in order, white space and closing marks left out."""
    if "." not in text:
        return []
    from sentencex import get_sentence_boundaries

    plain = _SINGLE_QUOTE.sub(" ", _SURROGATE.sub("x", text).translate(_HIDDEN))
    return [
        boundary["start_index"] + len(boundary["text"].rstrip())
        for boundary in get_sentence_boundaries(language, plain)
    ]
