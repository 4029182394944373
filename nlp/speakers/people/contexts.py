"""Contexts: what stands before and behind a Chinese name in its text, and what no name holds."""

import re

from nlp.han import HAN

#: Where a clause begins, a name may begin.
CLAUSE_START = re.compile("(?:^|[，。；：！？!?、…—\\s“”‘’「」『』〔〕【】（）()／/\ue000-\ue004])$")
#: A name may stand behind one of these.
LINK = re.compile(
    "(?:与|和|跟|同|对|向|由|据|被|让|给|请|把|问|找|及|是|为|叫|的|见到|遇到|采访|名叫|名为|引述|援引|到|于|但|而|连|像|如|按)$"
)
#: Whoever stands before this speaks.
SPEAKS = re.compile(
    "(?:[也还则又再曾均都随后生前常却并仍就如是]{0,4}|直接|坦率地|[一-龥]{1,6}地|[一-龥]{1,2}着)"
    "(?:说|道|表示|称|认为|指出|坦言|介绍|告诉|强调|透露|写道|问|回应|回答|哽咽|苦笑|回忆|感叹|叹|喊|念|补充|解释|直言|笑|形容|续指|指，|指责|批评|反驳|答|提示|"
    "举例|建议|提醒|承认|回忆|分析|警告|重申|质疑|宣布|主张|预测|感慨|痛批|呼吁|反问|评价|总结|估计|证实|发文|发帖|撰文|受访|质问|插话|插嘴|辩称|供称|坦承|自述|抱怨|讲述)"
)
#: Somebody acts, and speaks: 某某则持不同看法：“…”.
LEADS = re.compile("[^，。；：！？\n]{2,16}[：:]\\s*[“「\ue000]")
#: What may follow a name.
FOLLOWS = re.compile(
    f"[^{HAN}]|$|在|对|向|就|于|等|和|与|及|的|是|将|又|把|从|为|以|让|当|今|昨|近|日|随|这|那|们|有|不|没|一|先|后|再|都|仍|"
    "正|已|被|给|跟|却|便|并|同|用|通|最|常|早|上|本|周|月|会|要|想|出|参|致|撰|发|宣|呼|总|看|拍|掰|劝|成[了为]|顿了|叹[了口]|皱[着了眉]|摆[了摆手]|挥[了挥手]|耸[了耸肩]|沉默|沉吟|第[一二三]|[\\d一二三四五六七八九十]{1,3}岁|[蹲躺跪趴骑推提抱翻放掏递端摸关守种教插扶][在着了下上出起过开到给住]|抬[起头]|擦[了擦]|抹[了抹]|眨[了眨]|咬[了咬着]|握[着住]|举[着起]|站|坐|走|来|到|持|接|拿|打|"
    "诉|听|指|盯|摇|点|压|想|笑|教授|先生|女士|博士|院士|也|则|曾|还|起|开|今年|何时|网名|外号|绰号|人称|艺名|笔名|昵称|负|担|主|任|带|从|毕|原|现|作|受|却|出生|介|表|认|称|说|道|透|强"
)
#: What no given name ends with: verbs, particles, and the tails of words that begin like names.
NEVER_LAST = re.compile(
    "(?:[说称问答道就还也都则曾充是的地得了着过对向把被跌设采等们并喊呼叫频不没后将下搞拿在与和及从表认指坦透总]|认为|指出|表示|强调|介绍|透露|坦言|坦承|本报|本刊|本社|厂商|企业|机构|平台|皮书|降雨|阵雨|单位|时代|部门|方面)$"
)
#: What is in no name.
NEVER_IN = re.compile(
    "^占比|^.某[^某]|^古人|^冷[笑静漠]|^高[声喊呼]|^应[询邀约]|^.[不没也又被把与]|师傅|[成作以认]为|[市县省]$|[一二三四五六七八九十][年月日号]|公司|记者|我|你|他|她|它|这|那|哪|谁|什么|没有|不是|可以"
)
#: What is a verb behind a family name alone, and no given name: 邝|回应.
VERB_BEHIND = re.compile("回应|回答|表示|认为|指出|强调|介绍|透露|补充|承认|坦言|质疑|批评|出席|接受")
#: What no name of an unknown family begins with: adverbs, prepositions, pronouns, numbers.
NEVER_FIRST = re.compile(
    "[仅用也还则又再就都仍并均曾正在对向从为被将把于与和及等已便随后此其该这那有没不一二两三四五六七八九十多几各每某当今昨前近日本所以而但却可能会要应须需才只更最很太既未让给由据按经到至我你他她它们的是]"
)
#: Nouns for people end in one of these: 小说家, 译者, 前锋.
PERSON_NOUN = re.compile(
    "(?:同事|同学|同伴|搭档|助手|(?<![一二两三四五六七八九十几多数])家|[者员长师手民锋帅星友娘嫂婆匠]|[小老名大健]将|[堂表]?[兄弟哥姐妹]|[妻儿长次幺独]子|[长次幺独]女|女儿|[父母]亲|[哥姐弟妹]|丈夫|老[公婆伴]|爱人|爸爸|妈妈|爷爷|奶奶|外[公婆]|姥[爷姥]|公公|长[子女]|次[子女]|独[子女]|媳妇?|女婿|[外孙]孙女?|孙[子女]|祖[父母]|[公婆]婆|其[妻夫父母子女兄弟姐妹]|(?![本有没无让令个的])[一-龥]人|[^学]生)$"
)
#: An honorific after a family name alone: 黎先生.
POLITE = re.compile("先生|女士|小姐|太太|教授|博士|老师|院士|师傅|同学")
#: The same of one character, where a time or what somebody says follows: 梁太|上月.
SHORT_POLITE = re.compile("[太伯叔婆]")
#: What follows a name that ends in 和, and no "and": 木匠孟学和|的铺子.
_PREPOSITION = re.compile("[在对向就也则还又的，。、]")
#: A time behind a name: 李明|上月.
TIME = re.compile(
    "上[月周个半]|本[月周]|今[天年日早晚]|昨[天日晚]|近[日期年]|当[天日时]|[去前]年|[日此]前|前[天日]|周[一二三四五六日]|其后"
)


def starts(folded: str, name: str) -> list[int]:
    """Return where a name stands in a text."""
    return [match.start() for match in re.finditer(re.escape(name), folded)]


def ends_in_and(folded: str, end: int) -> bool:
    """Whether 和 belongs to the name that ends with it: no noun follows, as behind "and", but a verb: 阮清和|在…."""
    return folded[end - 1] == "和" and (SPEAKS.match(folded, end) or _PREPOSITION.match(folded, end)) is not None
