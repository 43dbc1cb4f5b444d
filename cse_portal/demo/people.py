"""Invented people of every community of a London borough: names drawn apart and put together by a seeded generator."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

MIXED_FAMILIES = 0.12  # a first name from one community and a surname from another
E_MAIL_DOMAIN = "larkmere.example"


@dataclass(frozen=True)
class Community:
    """First names and surnames that are at home together, and how many in a hundred people bear them."""

    share: int
    first_names: tuple[str, ...]
    surnames: tuple[str, ...]


def _community(share: int, first_names: str, surnames: str) -> Community:
    return Community(share, tuple(first_names.split()), tuple(surnames.split()))


COMMUNITIES: tuple[Community, ...] = (
    _community(
        22,
        "Alice Adam Beatrice Callum Charlotte Daniel Edith Frank Grace Harriet Jack Leonard Martha Nora Oliver Ruth",
        "Ashdown Birkett Carrow Dunmore Elstead Fenwick Garland Hathersage Inskip Kettering Loxley Marlow Penrose",
    ),
    _community(
        5,
        "Aoife Brendan Ciara Declan Eoin Fionnuala Niamh Oisín Róisín Siobhán",
        "Brannigan Cullinane Devaney Gallagher Kinsella Mulcahy Ó’Dálaigh Rafferty Scanlon Tierney",
    ),
    _community(
        4,
        "Angharad Bethan Catriona Dafydd Ewan Fergus Iona Morag Rhiannon Struan",
        "Abernethy Cadwallader Dalziel Geddes Kinnaird Llewellyn Prydderch Rattray Urquhart Vaughan",
    ),
    _community(
        7,
        "Aisha Bilal Farah Hamza Iqra Junaid Maryam Saima Tariq Zainab",
        "Akhtar Bhatti Chaudhry Dar Janjua Khokhar Malik Qureshi Siddiqui Warraich",
    ),
    _community(
        8,
        "Arif Fahmida Habibur Jahanara Kamrul Nasima Rezaul Shirin Taslima Zahid",
        "Ahmed Begum Chowdhury Haque Islam Khatun Miah Rahman Sarkar Talukdar",
    ),
    _community(
        7,
        "Amrit Deepa Gurpreet Harjit Kavita Manish Nisha Rajan Sunita Vikram",
        "Bhogal Desai Gill Iyer Kaur Mistry Patel Sandhu Thakkar Venkatesan",
    ),
    _community(
        3,
        "Anushka Dilani Kumaran Malini Nirmala Priyan Ruwan Sangeetha Tharsan Yalini",
        "Balasingam Fernando Jeyakumar Kandiah Perera Rajaratnam Selvarajah Sivakumar Thevarajah Wickramage",
    ),
    _community(
        8,
        "Adaeze Babatunde Chidi Folake Ifeoma Kehinde Nneka Olumide Temitope Uchenna",
        "Adeyemi Balogun Chukwu Eze Falade Ibekwe Nwosu Okafor Oyelaran Umeh",
    ),
    _community(
        5,
        "Abena Akosua Efua Kofi Kwabena Kwame Mansa Nana Yaa Yaw",
        "Acheampong Agyeman Asante Boateng Dankwa Frimpong Mensah Ofori Owusu Tetteh",
    ),
    _community(
        6,
        "Cedric Delroy Errol Jermaine Keisha Leroy Marcia Shanice Tamika Yvonne",
        "Barrett Cumberbatch Dacosta Francis Grandison Lindo Morgan Palmer Reid Wint",
    ),
    _community(
        5,
        "Abdirahman Asha Faduma Hodan Ifrah Liban Mahad Sagal Warsame Yusuf",
        "Abdi Barre Dahir Elmi Farah Guled Hersi Jama Nur Warfa",
    ),
    _community(
        3,
        "Abeba Bereket Eden Hiwot Kidane Mulu Rahel Selam Tesfaye Yonas",
        "Abraha Bekele Gebremariam Haile Kassa Mengistu Negash Tekle Woldu Zerai",
    ),
    _community(
        5,
        "Agnieszka Bartosz Dorota Grażyna Jacek Katarzyna Łukasz Małgorzata Paweł Wojciech",
        "Bielak Czerwony Dąbek Grabowy Jaworek Kozłow Lisek Mazurek Pawlik Zieliński",
    ),
    _community(
        4,
        "Andrei Bogdan Cristina Daniela Elena Florin Ioana Mihai Ștefan Viorica",
        "Albescu Bălan Cojocaru Dumitru Enache Lupu Moldovan Popa Rusu Țurcanu",
    ),
    _community(
        4,
        "Ayşe Berkan Deniz Elif Gülay Hakan Mehmet Nilüfer Şirin Zeki",
        "Aslan Bozkurt Çelik Demirci Güneş Kaplan Öztürk Şahin Toprak Yener",
    ),
    _community(
        4,
        "Amal Basma Dalia Fadi Hanan Karim Layla Nabil Rania Sami",
        "Al-Amin Boutros Darwish El-Sayed Ghanem Haddad Khoury Mansour Nasser Saleh",
    ),
    _community(
        3,
        "Arash Behnaz Dara Farzana Golnar Homa Kaveh Mina Parwana Soraya",
        "Amini Barakzai Ebrahimi Farahani Hakimi Karimi Mohseni Noori Rostami Wardak",
    ),
    _community(
        4,
        "Chun Fen Hao Jia Lan Mei Minh Thuy Wei Xiu",
        "Bui Cheung Dang Fung Lam Leung Nguyen Pham Tran Zhou",
    ),
    _community(
        3,
        "Analyn Benigno Corazon Divina Emilio Jovelyn Luzviminda Marisol Rodel Teresita",
        "Bautista Castillo Dimaguiba Evangelista Ilagan Magsaysay Panganiban Salonga Tolentino Villanueva",
    ),
    _community(
        4,
        "Beatriz Catarina Duarte Fernanda Inês João Mateus Rafaela Thiago Vitória",
        "Almeida Barbosa Carvalho Figueira Gonçalves Lourenço Monteiro Pacheco Ribeiro Teixeira",
    ),
    _community(
        3,
        "Adina Chaya Eliezer Hannah Leah Mordechai Naomi Reuben Shira Tobias",
        "Abelson Benyamin Feldbaum Goldreich Lipkin Mandelbaum Rosenthal Silverstone Weissman Zeller",
    ),
    _community(
        3,
        "Arta Besnik Drita Fatmir Iryna Kateryna Mykola Oksana Shpresa Taras",
        "Berisha Dervishi Gashi Hoxha Kovalenko Krasniqi Marchenko Shevchuk Tkachenko Zhuk",
    ),
    _community(
        1,
        "Cooper Delilah Ezekiel Jimmy Loretta Mairead Patsy Rosanna Shannon Tilda",
        "Cash Doran Gaskin Loveridge Maughan Penfold Quilligan Sheridan Stokes Wharton",
    ),
)
_SHARES = tuple(community.share for community in COMMUNITIES)


def full_name(random: Random) -> str:
    home, other = random.choices(COMMUNITIES, weights=_SHARES, k=2)
    family = other if random.random() < MIXED_FAMILIES else home
    return f"{random.choice(home.first_names)} {random.choice(family.surnames)}"


def colleagues(random: Random, taken: set[str]) -> Iterator[tuple[str, str]]:
    """Names with an e-mail address each, for ever; nobody shares an address with another or with those taken."""
    used = set(taken)
    while True:
        name = full_name(random)
        address = _address(name, used)
        used.add(address)
        yield name, address


def _address(name: str, used: set[str]) -> str:
    plain, number = plain_letters(name), 1
    address = f"{plain}@{E_MAIL_DOMAIN}"
    while address in used:
        number += 1
        address = f"{plain}{number}@{E_MAIL_DOMAIN}"
    return address


# Letters that do not come apart into a plain one and a mark.
_WHOLE_LETTERS = str.maketrans({"ł": "l", "ø": "o"})


def plain_letters(name: str) -> str:
    """As an e-mail address spells it: "Łukasz Dąbek" is lukasz.dabek."""
    apart = unicodedata.normalize("NFKD", name.lower().translate(_WHOLE_LETTERS))
    return ".".join("".join(char for char in word if "a" <= char <= "z") for word in apart.split())
