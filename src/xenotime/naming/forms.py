"""Company forms of many countries: how they are written, and what kind of company each is.

Our own table. Sources: ISO 20275 (entity legal forms, gleif.org) for the forms' names; Company Law of
China art. 2 and 7, Companies Act of Japan art. 2 and 6, Civil Code of Russia art. 66 to 68 for their kinds.
Kinds: `limited` (private shares), `stock` (joint stock), `partners`, `nonprofit`, `state`, and `plain`
where the word says nothing that would tell two companies apart (Co., Ltd. stands for either kind abroad).
"""

from xenotime.naming.scripts import latin

TABLE = """
plain: co; company; corp; corporation; inc; incorporated; ltd; limited; co ltd; company limited; corporation limited
plain: co inc; firm; cia; compania; compagnie; companhia; the company; enterprise; unlimited
limited: llc; l l c; limited liability company; limited liability co; pty ltd; pty; proprietary limited; pte ltd; pte
limited: private limited; pvt ltd; pvt; private limited company; sdn bhd; wll; w l l; fze; fzco; fz llc; fzc
limited: gmbh; gesellschaft mit beschrankter haftung; mbh; ug; sarl; s a r l; societe a responsabilite limitee
limited: srl; s r l; societa a responsabilita limitata; societatea cu raspundere limitata; bv; b v
limited: besloten vennootschap; besloten vennootschap met beperkte aansprakelijkheid; sp z oo; spolka z oo
limited: spolka z ograniczona odpowiedzialnoscia; sro; s r o; spol s r o; spolecnost s rucenim omezenym; kft; doo; d o o
limited: spol sro; spol s ro; s ro; srl unipersonale; srl a socio unico; srl con socio unico
limited: ood; eood; eurl; lda; limitada; ltda; sl; s l; sociedad limitada; sociedad de responsabilidad limitada; s de rl de cv
limited: aps; anpartsselskab; as norway; ehf; uab; sia; ou; tov; shpk; ltd sti; limited sirketi; yugen kaisha; yk; godo kaisha; gk
limited: ооо; общество с ограниченной ответственностью; obshchestvo s ogranichennoi otvetstvennostiu; тов; тоо
limited: товариство з обмеженою відповідальністю; товарищество с ограниченной ответственностью; одо
limited: korlatolt felelossegu tarsasag; drustvo s ogranicenom odgovornoscu; drustvo sa ogranicenom odgovornoscu; druzba z omejeno odgovornostjo
limited: druzhestvo s ogranichena otgovornost; ednolichno druzhestvo s ogranichena otgovornost; дружество с ограничена отговорност
limited: еднолично дружество с ограничена отговорност; друштво са ограниченом одговорношћу; uzdaroji akcine bendrove
limited: sabiedriba ar ierobezotu atbildibu; osauhing; societate cu raspundere limitata; shoqeri me pergjegjesi te kufizuar
limited: sociedade limitada; eireli; eirl; slu; s l u; srls; sasu; gesmbh; ges m b h; gesellschaft mbh; ges mit beschr haftung
limited: unternehmergesellschaft; einkahlutafelag; cong ty tnhh; cong ty trach nhiem huu han; youxian gongsi; youxian zeren gongsi
limited: spolecnost s rucenim omezenym; spolocnost s rucenim obmedzenym; таварыства з абмежаванай адказнасцю; жшс
limited: sp z o o; societe privee a responsabilite limitee; sprl; etaireia periorismenis efthynis; limited liability partnership company
stock: reszvenytarsasag; zartkoruen mukodo reszvenytarsasag; nyilvanosan mukodo reszvenytarsasag; dionicko drustvo; akcionarsko drustvo
stock: akciova spolecnost; akciova spolocnost; akcine bendrove; akciju sabiedriba; aktsiaselts; spolka akcyjna; aksjeselskap
stock: allmennaksjeselskap; hlutafelag; aktsionerno druzhestvo; акционерно дружество; ead; societate pe actiuni; anonymi etaireia
stock: sociedad anonima de capital variable; sau; s a u; sapi de cv; kgaa; kommanditgesellschaft auf aktien; perseroan terbatas
stock: cong ty co phan; gufen youxian gongsi; jusik hoesa; chusik hoesa; приватне акціонерне товариство; публічне акціонерне товариство
stock: закрытае акцыянернае таварыства; адкрытае акцыянернае таварыства; акционерлик когам; aksiyadorlik jamiyati; joint stock bank
partners: offene handelsgesellschaft; gesellschaft burgerlichen rechts; societe en nom collectif; societe en commandite simple
partners: societa in nome collettivo; spolka komandytowa; handelsbolag; kommanditbolag; sociedad en comandita; sociedad colectiva
stock: ag; aktiengesellschaft; se; societas europaea; plc; public limited company; public limited co; public company limited
stock: jsc; joint stock company; joint stock co; joint stock; ojsc; open joint stock company; cjsc; closed joint stock company
stock: pjsc; public joint stock company; sa; s a; societe anonyme; sociedad anonima; sociedade anonima; spa; s p a
stock: spa unipersonale; spa a socio unico; spa con socio unico
stock: societa per azioni; nv; n v; naamloze vennootschap; ab; aktiebolag; a s; aktieselskab; asa; as; oyj; oy; osakeyhtio
stock: bhd; berhad; tbk; pt; kk; k k; kabushiki kaisha; kabushiki gaisha; kabushikikaisha; co ltd kk; a d; ad; d d; rt; zrt; nyrt
stock: anonim sirketi; a o; ао; оао; зао; пао; нао; акционерное общество; открытое акционерное общество
stock: закрытое акционерное общество; публичное акционерное общество; непубличное акционерное общество; ат; пат; прат
stock: акціонерне товариство; sa de cv; s a de c v; saoc; saog; psc; pao; oao; zao; ao; sae; ae; sicav; societe par actions simplifiee; sas
stock: aktsionernoe obshchestvo; otkrytoe aktsionernoe obshchestvo; sha; shoqeri aksionere
partners: lp; l p; llp; limited liability partnership; limited partnership; kg; kommanditgesellschaft; gmbh & co kg; gmbh and co kg
partners: gie; g i e; groupement d interet economique
partners: gmbh co kg; ohg; gbr; snc; scs; sca; cv; vof; v o f; ks; k s; general partnership; partnership
partners: vennootschap onder firma; commanditaire vennootschap; scsp; lllp; kommanditselskab; ag & co kg; ag and co kg
nonprofit: ano; ано; автономная некоммерческая организация; e v; ev; eingetragener verein; asbl; npo; ngo; verein; stiftung
nonprofit: общественная организация; некоммерческое партнерство; gemeinnutzige gmbh; ggmbh
plain: شركة; الشركة; شرکت; شركه; مؤسسة; المؤسسة; موسسه; المحدودة; محدودة; sharikat; sharikah; shariket; charikat; cherkat
plain: sherkat; sherkate; sherkat e; muassasat; muassasah; moassasat; mahdouda; al mahdouda; al mahdoudah; al mahduda; est; establishment
limited: ش م م; ش ذ م م; ذ م م; شمم; شذمم; ذمم; ذات مسؤولية محدودة; ذات مسئولية محدودة; ذات المسؤولية المحدودة; ذات المسئولية المحدودة
limited: با مسئولیت محدود; با مسیولیت محدود; مسئولیت محدود; مسؤولية محدودة; zat masouliya mahdouda; that masouliya mahdouda; ba masouliyat mahdood
stock: ش م ع; ش م ك; ش م ل; ش م ب; ش م س; شمع; شمك; شمل; شمب; المساهمة; مساهمة; مساهمة عامة; مساهمة خاصة; مساهمة مقفلة; المساهمة العامة
stock: المساهمة المحدودة; سهامی عام; سهامی خاص; سهامي; sahami khas; sahami aam; sahami am; musahama; sal; s a l; ksc; k s c; kscc; k s c c; kscp
stock: bsc; b s c; qsc; q s c; qpsc; q p s c; jsc closed
state: fgup; фгуп; гуп; федеральное государственное унитарное предприятие; государственное унитарное предприятие
state: federal state unitary enterprise; state unitary enterprise; soe; муп; фгбу; фгбоу; фгку; epe
"""
ASIAN = """
stock: 股份有限公司; 株式会社; 株式會社; (株); (주); 주식회사; 股份公司; 股份有限责任公司
limited: 有限责任公司; 有限責任公司; 有限会社; 合同会社; 유한회사; 유한책임회사
plain: 有限公司; 公司; 责任公司; 会社
partners: 合伙企业; 有限合伙; 合資会社; 合名会社
nonprofit: 一般社団法人; 一般財団法人; 公益財団法人; 独立行政法人; 国立研究開発法人
"""
PLAIN = "plain"


def _read(table: str) -> list[tuple[str, str]]:
    rows = (line.partition(":") for line in table.strip().splitlines())
    return [(form.strip(), kind) for kind, _, forms in rows for form in forms.split(";")]


LATIN_FORMS: dict[tuple[str, ...], str] = {
    tuple(latin(form.replace("&", "and")).split()): kind for form, kind in _read(TABLE)
}
"""Forms as rows of plain Latin words."""
MOST_WORDS = max(map(len, LATIN_FORMS))
ASIAN_FORMS: tuple[tuple[str, str], ...] = tuple(sorted(_read(ASIAN), key=lambda each: -len(each[0])))
LONG_FORMS = frozenset(form[0] for form in LATIN_FORMS if len(form) == 1 and len(form[0]) >= 7)  # noqa: PLR2004
"""Single words that are long enough to be known with a letter missing."""


def disagree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names carry forms that no one company can have both.

    >>> disagree(frozenset({"stock"}), frozenset({"limited"})), disagree(frozenset({"stock"}), frozenset({"plain"}))
    (True, False)
    """
    left, right = one - {PLAIN}, other - {PLAIN}
    return bool(left and right and not left & right)
