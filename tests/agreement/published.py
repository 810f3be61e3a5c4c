"""Data of published examples, row per coder unless said otherwise."""

from __future__ import annotations

_ = None

KRIPPENDORFF_2011 = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
"""Krippendorff (2011), Computing Krippendorff's alpha-reliability, example C/D/E."""

ENCYCLOPAEDIA = [
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]
"""The computational example of the article "Krippendorff's alpha" in Wikipedia."""

KRIPPENDORFF_1980 = [
    [pair[coder] for pair in ["00", "11", "01", "00", "00", "01", "00", "01", "10", "00"]] for coder in (0, 1)
]
"""Krippendorff (1980), Content Analysis, p. 133."""

KRIPPENDORFF_2004 = [
    [pair[coder] for pair in ["aa", "ab", "bb", "bb", "bb", "bb", "bc", "cc", "cc", "cc", "cc", "cc"]]
    for coder in (0, 1)
]
"""Krippendorff (2004), Content Analysis, 2nd ed., §11.3: two coders, nominal."""

_HAYES = [
    "112.2",
    "1101.",
    "2333.",
    ".00.0",
    "000.0",
    "000.0",
    "102.1",
    "1.20.",
    "222.2",
    "2111.",
    ".100.",
    "0000.",
    "1222.",
    "33223",
    "111.1",
    "111.1",
    "212.2",
    "1233.",
    "1101.",
    "000.0",
    "0011.",
    "00.00",
    "2333.",
    "0000.",
    "12.22",
    "0111.",
    "00010",
    "1212.",
    "1122.",
    "112.2",
    "110.0",
    "2121.",
    "22.22",
    "3222.",
    "222.2",
    "223.2",
    "222.2",
    "22.12",
    "2222.",
    "111.1",
]
HAYES_2007 = [[_ if unit[coder] == "." else int(unit[coder]) for unit in _HAYES] for coder in range(5)]
"""Hayes and Krippendorff (2007), Communication Methods and Measures 1:77-89, table 1: 40 articles, 5 observers."""

_FLEISS = [
    "444444",
    "222555",
    "233335",
    "555555",
    "222444",
    "113333",
    "333355",
    "113334",
    "114444",
    "555555",
    "144444",
    "124444",
    "222333",
    "144444",
    "224445",
    "333335",
    "111455",
    "111112",
    "224444",
    "133555",
    "555555",
    "244444",
    "224555",
    "114444",
    "144445",
    "222224",
    "111155",
    "224444",
    "133333",
    "555555",
]
FLEISS_1971 = [[int(unit[rater]) for unit in _FLEISS] for rater in range(6)]
"""Fleiss (1971), Psychological Bulletin 76:378-382, table 1: 30 patients, 6 raters, 5 diagnoses."""

COHEN_1960_P45 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
COHEN_1960_P37 = [[25, 12, 3], [13, 2, 15], [12, 16, 2]]
FEINSTEIN_A, FEINSTEIN_B = [[40, 9], [6, 45]], [[80, 10], [5, 5]]
"""Feinstein and Cicchetti (1990), Journal of Clinical Epidemiology 43:543-549: the two tables of the paradox."""
ARTSTEIN_2008 = [[20, 10], [20, 50]]
"""Artstein and Poesio (2008), Computational Linguistics 34:555-596."""

KRIPPENDORFF_2004_UNITS = {
    "c": [[(225, 70), (370, 30)], [(220, 80), (355, 20), (400, 20)]],
    "k": [[(180, 60), (300, 50)], [(180, 60), (300, 50)]],
}
"""Krippendorff (2004), p. 254: a continuum from 150, 300 long; per code the stretches of two observers."""

KRIPPENDORFF_1995 = {
    "A": [[(2, 8), (14, 6)], [(4, 4), (15, 2)]],
    "B": [[(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)]],
    "C": [[(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)]],
    "D": [[(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)], [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)]],
}
"""Krippendorff (1995), Sociological Methodology 25:47-76, p. 57: four pairs of observers, a continuum of 24."""
