"""The words by which English says that something is to come, goes on, came about, failed or was called off.

Each row: the outcome, how plainly the words say so (0 to 1), and the pattern, in which blanks do not count. Of two
that match at one place the longer holds, and of equals the earlier row.
"""

from missions.vocabulary import Outcome

_ADVERB = r"(?:(?:\w+ly|now|also|still|already|soon|even|once|again|just)\s+){0,2}"
_HAVING = r"(?:(?:has|have|had|was|were|been)\s+){0,2}"
# Past tenses and participles of what programs, vehicles and agencies do. Regular ones by their stem.
_DONE = r"""(?:
    (?:accomplish|achiev|activat|adopt|agre|allow|announc|approv|arriv|assembl|assign|award|ban|certifi|collect|
       commission|complet|conclud|deliver|demonstrat|deploy|discover|dispatch|dock|enter|establish|finish|found|
       inaugurat|install|introduc|join|land|launch|lift|mark|open|orbit|pass|perform|plac|present|prov|qualifi|ratifi|
       reach|receiv|recover|refus|releas|retir|return|reveal|select|separat|show|sign|splash|start|test|touch|turn|
       undock|unveil|visit)(?:n?ed|d)
    |became|began|begun|broke|broken|brought|built|flew|flown|gained|gave|held|left|made|met|put|sent|set\s+foot|struck
    |taken|took|withdrawn|withdrew|won
)"""
_PLANS = r"""(?:
    (?:aim|commit|expect|hop|intend|pledg|plan|prepar|promis|propos|seek|striv|vow|want|wish)(?:n|t)?(?:s|es|e|ed|ing)?
    |means?|meant|sought
)"""
# Verbs that move a date. What moves from one to another is planned for the other.
MOVING = r"""(?:
    delay(?:s|ed|ing)?|postpon(?:es?|ed|ing)|push(?:es|ed|ing)?|slip(?:s|ped|ping)?|slid(?:es?|ing)?|mov(?:es?|ed|ing)
    |shift(?:s|ed|ing)?|bump(?:s|ed|ing)?|resched\w+|defer(?:s|red|ring)?|put(?:s|ting)?\s+(?:off|back)
    |br(?:ings?|ought|inging)\s+(?:\S+\s+){0,6}?forward|set\s+back
)"""
# What may follow "pushed to", so that it is a date and no place.
_TIME = r"""(?:the\s+|early\s+|mid-?\s*|late\s+|at\s+least\s+)*(?:
    [12][0-9]{3}|Q[1-4]|(?:first|second|third|fourth)\s+(?:quarter|half)|next|spring|summer|autumn|fall|winter|January|
    February|March|April|(?-i:May)|June|July|August|September|October|November|December
)"""

CUES: tuple[tuple[Outcome, float, str], ...] = (
    (
        Outcome.CANCELLED,
        0.9,
        r"""(?:drop(?:s|ped)|gives?\s+up|gave\s+up)\s+(?:\w+\s+){0,2}?(?:plans?|bid|project|program\w*)
        |cancel(?:s|l?ed|l?ing|lation)|scrapp?(?:ed|s|ing)|abandon(?:s|ed|ing)|shelv(?:ed|ing)|terminat(?:ed|es|ing)
        |call(?:s|ed)\s+off|(?:has|have)\s+no\s+plans\s+to|will\s+no\s+longer""",
    ),
    (
        Outcome.FAILED,
        0.9,
        r"""fail(?:s|ed|ure|ures)|explod(?:es|ed)|explosion|crash(?:es|ed)|blew\s+up|unsuccessful(?:ly)?|abort(?:ed|s)
        |lost\s+contact|(?:was|were)\s+lost|broke\s+up|(?:is|are|was|were|falls?|fell|come|came)\s+(?:still\s+)?short""",
    ),
    (Outcome.PLANNED, 1.0, rf"(?:will|would|shall|won['’]t|wouldn['’]t)\s+{_ADVERB}(?:be\s+)?\w+"),
    (Outcome.PLANNED, 1.0, rf"{_HAVING}{_ADVERB}{_PLANS}\s+(?:\w+\s+){{0,2}}?to"),
    (
        Outcome.PLANNED,
        1.0,
        rf"{_HAVING}{_ADVERB}{MOVING}\s+(?:\S+\s+){{0,8}}?(?:to|until|into)\s+(?:{_TIME})",
    ),
    (
        Outcome.PLANNED,
        0.9,
        rf"""(?:is|are|was|were|been|be)\s+{_ADVERB}(?:planned|scheduled|expected|slated|due|set|targeted|intended
        |supposed|proposed|projected|designed|going|about|on\s+track|under\s+consideration)""",
    ),
    (Outcome.PLANNED, 0.9, r"(?:is|are|was|were|has|have)\s+to\s+(?:be\s+)?(?-i:[a-z])\w+"),
    (
        Outcome.PLANNED,
        0.9,
        rf"""(?:(?:has|have|had)\s+{_ADVERB}(?:been\s+)?)?(?:postpon(?:ed|es|ing)|(?<!a\s)(?<!the\s)delay(?:ed|s|ing)?|resched\w+
        |slip(?:s|ped)\s+from|deferr?(?:ed|s|ing)|(?:push|put)(?:ed|es|s)?\s+(?:off|back)|br(?:ings?|ought)\s+(?:\S+\s+){{0,6}}?forward)""",
    ),
    (
        Outcome.PLANNED,
        0.8,
        r"""plans?\s+(?:for|on|to)|planned|planning|target(?:s|ed|ing)|hoping|expecting|aim(?:s|ed|ing)?\s+(?:at|for)
        |schedul(?:ed|es|ing)|slated|earmarked|wants|wish(?:es)?|eyes|eyeing|looks?\s+to|looking\s+to|ready\s+to
        |prepar(?:es?|ing)\s+for|readies|work(?:s|ing)?\s+toward""",
    ),
    (
        Outcome.PLANNED,
        0.8,
        r"""(?:goal|ambition|aim|target|objective|dream|vision|proposal|intention|bid)s?\s+(?:\w+\s+){0,4}?
        (?:is|are|of|to|for|remains?)""",
    ),
    (Outcome.PLANNED, 0.7, rf"(?:could|(?-i:may)|might|can|should|must|needs?\s+to)\s+{_ADVERB}(?:be\s+)?\w+"),
    (
        Outcome.PLANNED,
        0.7,
        r"""upcoming|forthcoming|proposed|future|prospective|to\s+be\s+\w+(?:ed|t|n)
        |(?:race|rush|drive|push|efforts?|bid|missions?|venture|step|precursor|stepping\s+stone)\s+(?:to|towards?|for)""",
    ),
    (Outcome.PLANNED, 0.6, rf"(?:is|are|was|were)\s+{_ADVERB}(?:focused|fixed|bent|intent|keen)\s+on"),
    (Outcome.ACHIEVED, 1.0, rf"(?:has|have|had|having)\s+{_ADVERB}(?:been\s+)?{_ADVERB}{_DONE}"),
    # A deed of any other kind: said as plainly, and less surely a milestone.
    (
        Outcome.ACHIEVED,
        0.5,
        rf"""(?:has|have|had|having)\s+{_ADVERB}(?:been\s+)?{_ADVERB}
        (?!cancel|scrap|abandon|shelv|terminat|call|fail|explod|crash|abort|plan|hop|schedul|target)\w+ed""",
    ),
    (Outcome.ACHIEVED, 0.9, rf"(?:(?:was|were|been)\s+)?{_ADVERB}{_DONE}"),
    (
        Outcome.ACHIEVED,
        0.6,
        r"""(?:the|its|their|a|latest|first|successful|recent)\s+(?:\w+\s+){0,2}?(?:launch|landing|deployment|arrival
        |docking|discovery|withdrawal|signing|completion|maiden\s+flight)\s+(?:of|on|in|by|to|was)""",
    ),
    (Outcome.ACHIEVED, 0.5, r"made\s+it|discovery\s+(?:of|in|on)|now\s+(?:has|operates)|first\s+\w+\s+mission"),
    (Outcome.ONGOING, 1.0, r"(?:has|have)\s+(?:always|long|essentially)\s+(?:been\s+)?\w+"),
    (Outcome.ONGOING, 0.9, r"(?:has|have)\s+been\s+(?!\w+ed\b)\w+|(?:is|are)\s+being\s+\w+"),
    (
        Outcome.ONGOING,
        0.9,
        rf"""(?:is|are|has\s+been|have\s+been|keeps?|kept)\s+{_ADVERB}
        (?!(?:target|plan+|aim|hop|expect|eye?|promis|interest|amaz|excit|challeng|outstand|miss|noth|someth|amus)ing)\w{{3,}}ing""",
    ),
    (
        Outcome.ONGOING,
        0.8,
        r"""continu(?:es?|ed|ing)|remains?|ongoing|under\s+(?:way|development|construction)|underway
        |in\s+(?:development|service|operation|progress)|work(?:s|ing)\s+(?:on|rapidly|together)|currently
        |at\s+present""",
    ),
    (Outcome.ONGOING, 0.7, r"(?:was|were)\s+(?:\w+ly\s+)?\w{3,}ing"),
    (
        Outcome.ONGOING,
        0.6,
        r"""collaborat(?:es|ion|ing)|cooperat(?:es|ion|ing)|partner(?:s|ships?)\s+with|invest(?:s|ing)|develops
        |operat(?:es|ing|ional)|builds|runs|flies|focus(?:es)?|supports|contributes|includes""",
    ),
)
# A fragment that begins with what somebody is at: "Selene: Building landers".
AT_WORK = (
    r"(?:Developing|Leading|Building|Working|Operating|Bringing|Testing|Focused|Exploring|Launching|Expanding|Supporting"
    r"|Providing|Making|Pioneering)\b"
)
