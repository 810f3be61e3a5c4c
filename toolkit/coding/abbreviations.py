"""Abbreviations whose full stop does not end a sentence. Words that also end sentences are left out on purpose."""

ABBREVIATIONS = frozenset(
    """
    a.d.h.v. a.h.w. a.s. a.u.b. afd. afz. alg. b.v. bijv. bijz. blz. bv. c.q. ca. cf. cie. d.d. d.i. d.m.v. d.w.z. dhr. dir.
    dr. drs. dw. dwz. e.a. e.d. e.e.a. e.v. enz. etc. evt. excl. fam. fig. gebr. gem. h.a. hfdst. i.c. i.c.m. i.o. i.o.m.
    i.p.v. i.s.m. i.t.t. i.v.m. i.z. incl. ing. ir. jhr. jl. k.k. km. m.a.w. m.b.t. m.b.v. m.i. m.i.v. m.m. m.m.v. m.n. m.u.v. max.
    med. mej. mevr. mgr. min. mln. mld. mr. mrd. mw. n.a.v. n.b. n.l. n.v.t. nl. nr. nrs. o.a. o.b.v. o.g.v. o.i. o.i.d. o.l.v. o.m.
    o.t.v. o.v. o.v.v. ong. p.d. p.j. p.m. p.p. p.r. p.u. p.w. par. pag. plm. prof. q.q. red. resp. s.v.p. sr. st. stg. t.a.v.
    t.b.v. t.g.v. t.k. t.m. t.n.v. t.o. t.o.v. t.w. t.z.t. tel. tot. u.w.v. v.a. v.d. v.w.b. v.l.n.r. vgl. vlg. vnl. vs. wnd. z.g.
    z.i. z.s.m. zgn. z.o.z. jan. feb. febr. mrt. apr. jun. jul. aug. sept. okt. nov. dec. bijl. mevr. secr. ped. psych. onderw.
    c.v.b. s.w. w.s.w. v.s.o. p.r.o. m.b.o. h.b.o. r.o.c. l.k.s. l.k.v. i.d. b.b.l. p.o. v.o. m.r. g.m.r. s.w.-bedrijf
    """.split()  # noqa: SIM905 - a table of words reads best as words
)
"""In lower case; the tokenizer also knows them with a capital and in capitals."""

MONTHS = frozenset(
    """januari februari maart april mei juni juli augustus september oktober november december
    jan feb febr mrt apr jun jul aug sept okt nov dec""".split()  # noqa: SIM905
)
