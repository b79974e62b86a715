"""Names by where a family's names come from, put together from lists of our own.

Common forenames and surnames stand first and are the likeliest; a long tail of surnames is composed of beginnings and
endings, as real ones were. Nobody is meant by any of them. Shares of the origins are assumptions, near a county's of
the English midlands.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Names of one origin: its share of families, forenames by sex, surnames, and what the tail is composed of."""

    name: str
    share: float
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    tail: float = 0.5


def _of(names: str) -> tuple[str, ...]:
    return tuple(names.split())


BRITISH = Origin(
    "British",
    0.74,
    _of(
        "Olivia Amelia Emily Sophie Grace Lily Jessica Isabella Ella Chloe Poppy Evie Mia Charlotte Freya Daisy "
        "Ruby Alice Florence Sienna Isla Phoebe Megan Lucy Hannah Eleanor Scarlett Holly Molly Abigail Imogen "
        "Erin Millie Rosie Matilda Georgia Elizabeth Katie Harriet Lola Eliza Martha Bethany Jasmine Amber Leah "
        "Caitlin Zara Maisie Summer Heidi Libby Nancy Victoria Rebecca Lauren Lexi Tilly Francesca Annabelle Rose "
        "Eva Esme Amy Lydia Maddison Skye Tegan Faith Robyn Paige Niamh Bella Keira Samantha Alexandra Catherine "
        "Margaret Natasha Kayleigh Courtney Shannon Demi Naomi Rachel Philippa Josephine Beatrice Clara Edith Ivy "
        "Mabel Orla Penelope Tabitha Verity Willow Gwen Carys"
    ),
    _of(
        "Oliver Jack Harry George Charlie Jacob Thomas Oscar William James Joshua Alfie Henry Leo Archie Ethan "
        "Joseph Samuel Alexander Daniel Logan Edward Lucas Max Mason Harrison Benjamin Finley Riley Toby Dylan "
        "Isaac Adam Freddie Jake Luke Matthew Callum Liam Tyler Nathan Ryan Connor Jamie Reuben Theodore Elliot "
        "Frederick Louis Michael Cameron Zachary Kai Bobby Stanley Robert Andrew Christopher David Nicholas "
        "Anthony Patrick Jonathan Kieran Bradley Reece Owen Aaron Ben Rhys Jayden Ashton Brandon Kyle Corey "
        "Declan Billy Tommy Sebastian Gabriel Rory Hugo Ralph Rupert Felix Ewan Lewis Gethin Morgan Stuart Gavin "
        "Graham Duncan Angus Hamish Fraser Peter Philip Simon Stephen"
    ),
    _of(
        "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White "
        "Roberts Green Hall Wood Jackson Clarke Harris Clark Lewis Turner Hill Cooper Ward Moore Morris Watson "
        "Harrison King Baker Martin Morgan Allen James Scott Edwards Parker Bennett Cook Shaw Griffiths Hughes "
        "Carter Lee Bailey Richardson Marshall Cox Collins Bell Gray Mitchell Webb Palmer Rogers Adams Mills "
        "Chapman Barker Knight Mason Holmes Lloyd Butler Russell Fisher Barnes Stevens Jenkins Dixon Fletcher "
        "Hunt Harvey Pearson Graham Gibson Howard Andrews Reynolds Elliott Ford Payne Fox Day West Lawrence "
        "Brooks Atkinson Dawson Burton Gill Rose Wells Spencer Cole Gardner Reid"
    ),
    _of(
        "Ash Al Apple Bad Barn Beck Black Brad Bram Brock Brough Burn Cald Carl Chad Clay Cleve Cold Crans Crow "
        "Dal Den Dray Dun East El Fair Fal Farn Fen Fern Gar Glen Gold Gran Green Hal Ham Harp Has Hath Haw Hem "
        "High Hol Horn Hux Ing Ked Kel Kirk Lang Lath Led Lin Long Mal Mar Mel Mid Mor Nether New Nor Oak Old Os "
        "Pem Pen Pick Rad Red Rock Rom Rush San Sel Shel Ship Stan Stock Strat Sut Swin Tarn Thorn Up Wad Wal "
        "West Wey Whit Win Wood Wool Wy Yar"
    ),
    _of(
        "ley ton field worth wick by ham croft wood bourne ford bridge brook burgh combe cote dale den don gate "
        "hurst ington land low man mere more ridge shaw stead stone thorpe thwaite ward way well wright yard"
    ),
    0.68,
)
IRISH = Origin(
    "Irish",
    0.01,
    _of("Aoife Niamh Caoimhe Saoirse Siobhán Ciara Róisín Clodagh Gráinne Sinéad Orla Éabha Aisling Bríd Fionnuala"),
    _of("Seán Conor Oisín Cillian Tadhg Fionn Eoin Pádraig Ciarán Diarmuid Cathal Rónán Darragh Donnacha Lorcán"),
    _of(
        "Murphy Kelly O'Sullivan Walsh O'Brien Byrne Ryan O'Connor O'Neill O'Reilly Doyle McCarthy Gallagher "
        "Doherty Kennedy Lynch Murray Quinn McLoughlin Carroll Connolly Daly Power Nolan"
    ),
    _of("O'Don O'Mal O'Har O'Sha O'Fla McGra McDon McNa McGui McEl Mac Kil Bren Cos Del Fin Gil Hen Ken Lou Ros Tier"),
    _of("oghue ley nessy th nagh erty nell mara ghlin gan ney van lan key nan"),
)
INDIAN = Origin(
    "Indian",
    0.09,
    _of(
        "Aanya Diya Priya Ananya Isha Kavya Meera Neha Pooja Riya Saanvi Shreya Simran Tanvi Lakshmi Harpreet "
        "Jasleen Manpreet Navneet Gurleen Aishwarya Deepika Divya Jyoti Kiran Mahima Nandini Radhika Sneha Swathi "
        "Vaishnavi Zoya"
    ),
    _of(
        "Aarav Arjun Rohan Vivaan Aditya Krishna Rahul Dev Nikhil Pranav Amit Harpreet Gurpreet Manjit Jasdeep "
        "Karan Siddharth Vikram Ravi Suresh Sanjay Aryan Ishaan Dhruv Kabir Lakshman Naveen Rajesh Sachin Tejas "
        "Varun Yash"
    ),
    _of(
        "Patel Singh Kaur Shah Sharma Kumar Gupta Mistry Desai Joshi Gill Sandhu Dhillon Reddy Nair Rao Iyer "
        "Mehta Chauhan Solanki Parmar Bhatt Trivedi Pillai Menon Das Bose Banerjee Mukherjee Chatterjee Thakur "
        "Verma Malhotra Kapoor Khanna Chopra"
    ),
    _of("Agar Jhun Kher Mehr Raj Dev Sur Nav Chand Gop Har Man Mal Bal Pun Gov Ram Lal Vish Kot Pad Kul Dal Bhag"),
    _of("wal kar ani nath pal endra war ia esh anathan adia echa ria mani"),
    0.35,
)
POLISH = Origin(
    "Polish",
    0.04,
    _of(
        "Zuzanna Julia Maja Zofia Hanna Lena Alicja Maria Oliwia Amelia Wiktoria Aleksandra Natalia Katarzyna "
        "Małgorzata Agnieszka Gabriela Nikola Weronika Kinga Łucja Elżbieta Joanna Magdalena"
    ),
    _of(
        "Jakub Antoni Szymon Jan Filip Kacper Aleksander Franciszek Mikołaj Wojciech Adam Michał Piotr Mateusz "
        "Dawid Krzysztof Paweł Łukasz Bartosz Tomasz Stanisław Grzegorz Maciej Sebastian"
    ),
    _of(
        "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski "
        "Kozłowski Jankowski Mazur Kwiatkowski Krawczyk Piotrowski Grabowski Pawłowski Michalski Król Wieczorek "
        "Jabłoński Wróbel"
    ),
    _of("Bor Brzez Cies Czar Dom Gór Jasi Kal Lip Łuk Maj Mal Nied Osin Pak Rad Rut Sad Sos Stan Świ Tom Urb Wilk Zaw"),
    _of("owski ewski iński czak iak czyk owicz ecki alski ek icki"),
)
ROMANIAN = Origin(
    "Romanian",
    0.03,
    _of(
        "Maria Andreea Ioana Elena Ana Alexandra Daria Antonia Sofia Ștefania Gabriela Mihaela Cristina Bianca "
        "Larisa Raluca Denisa Teodora Ilinca Mădălina"
    ),
    _of(
        "Andrei Alexandru Mihai Ștefan David Gabriel Ionuț Cristian Matei Luca Florin Marius Adrian Răzvan Vlad "
        "Bogdan Darius Cosmin Dragoș Rareș"
    ),
    _of("Popa Popescu Ionescu Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Constantin Munteanu Lazăr Dobre"),
    _of("Ant Băl Bog Cerc Con Cris Dinc Dob Flor Geor Grig Iord Lup Man Mar Mold Neg Nic Opr Pan Petr Tud Vas Vlăd"),
    _of("escu eanu aru oiu an ache ilă ea oveanu"),
)
TURKISH = Origin(
    "Turkish",
    0.02,
    _of("Zeynep Elif Defne Asya Ayşe Fatma Ebru Merve Büşra Esra Hatice İrem Ceren Gül Nur Selin Yağmur Tuğba Özlem"),
    _of("Yusuf Mehmet Mustafa Ahmet Emir Ömer Eymen Kerem Hüseyin İbrahim Ali Hasan Murat Emre Burak Kaan Çağan Şahin"),
    _of("Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç"),
    _of("Öz Kara Ak Demir Kaya Ay Gül Tuna Er Bay Can Kurt Taş Gök Yeşil Sarı Altın Dağ Uzun Bal"),
    _of("türk oğlu can han taş er kan bulut demir su soy alp dal gün bey"),
)
YORUBA = Origin(
    "Yoruba",
    0.02,
    _of(
        "Oluwaseun Adeola Folake Temitope Yewande Omolara Titilayo Funmilayo Abiodun Bukola Ayomide Damilola "
        "Modupe Ifeoluwa Morenike Olabisi Simisola Toluwani Abosede Iyabo"
    ),
    _of(
        "Oluwaseun Babatunde Olumide Adewale Ayodele Kolawole Oluwatobi Akinwale Temitope Olanrewaju Segun "
        "Ifeoluwa Damilola Adebayo Ayomide Kehinde Taiwo Olufemi Gbenga Rotimi"
    ),
    _of("Adeyemi Okunola Adebayo Ogunleye Akintola Balogun Afolabi Oyelaran Olawale Adekunle Ajayi Bankole Fashola"),
    _of("Ade Ola Olu Ogun Akin Ayo Oye Fa Odu Awo Ire Oso Abi Ola Omo Aje Ogunba"),
    _of("bayo yemi sanya niyi lade sola bola dele yinka yomi tokun moye goke remi wunmi kanmi nuga ronke jobi"),
    0.6,
)
HAUSA = Origin(
    "Hausa",
    0.01,
    _of("Aisha Zainab Fatima Hauwa Maryam Halima Amina Hadiza Khadija Safiya Rahama Asmau Bilkisu Jamila Binta Rakiya"),
    _of(
        "Musa Ibrahim Abubakar Sani Usman Aliyu Yusuf Umar Bello Garba Haruna Danladi Kabiru Nasiru Auwal Tanko Yakubu"
    ),
    _of("Abubakar Bello Garba Ibrahim Musa Sani Usman Aliyu Danjuma Lawal Shehu Tukur Yakubu Mohammed Adamu Maigari"),
    _of("Dan Mai Abdul Gwar Kat Zam Fun Kad Bir Mal Sok Wam Jig Gus"),
    _of("juma asabe kudi zo sina tua gari wada fara tari nawa ladi bako"),
    0.4,
)
SPANISH = Origin(
    "Spanish",
    0.01,
    _of("Lucía María Paula Sofía Carmen Martina Daniela Alba Valeria Noa Claudia Inés Pilar Rocío Dolores Guadalupe"),
    _of("Hugo Pablo Alejandro Daniel Álvaro Adrián José Javier Francisco Manuel Mateo Iván Rubén Andrés Ignacio Jesús"),
    _of(
        "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández "
        "Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez"
    ),
    _of("Alcán Arbo Cala Cas Cor Esco Fuen Guz Her Ibá Lla Mon Oli Par Que Sal Tri Val Zam"),
    _of("tara leda tillo dero bar tes mán ros tero vera zano doval ña ral"),
    0.25,
)
PORTUGUESE = Origin(
    "Portuguese",
    0.01,
    _of("Maria Leonor Matilde Beatriz Carolina Mariana Ana Inês Sofia Margarida Francisca Clara Joana Lara Conceição"),
    _of("João Rodrigo Francisco Martim Afonso Tomás Duarte Miguel Guilherme Gonçalo António Tiago Simão Luís Vasco"),
    _of(
        "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Jesus Sousa Fernandes Gonçalves Gomes "
        "Lopes Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes"
    ),
    _of("Aze Bar Cal Car Fa Fig Fon Gui Lou Mag Mou Nor Pa Que Ri Sam Tav Val Vil"),
    _of("vedo bosa das doso ria ueira seca marães reiro alhães ra onha checo iroz beiro paio ares ença"),
    0.25,
)
ITALIAN = Origin(
    "Italian",
    0.01,
    _of(
        "Sofia Giulia Aurora Ginevra Alice Beatrice Emma Giorgia Vittoria Chiara Francesca Niccolina Mariagrazia Lucia"
    ),
    _of(
        "Leonardo Francesco Alessandro Lorenzo Mattia Tommaso Gabriele Andrea Riccardo Giuseppe Niccolò Antonio "
        "Salvatore"
    ),
    _of(
        "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De-Luca Costa "
        "Giordano"
    ),
    _of("Al Bar Bel Ber Cap Car Cas Fer Gal Lom Mar Mon Nar Pal Pel Ros Sal San Tor Val Zan"),
    _of("ini etti elli ucci one aro ato ese ardi oni acci ano ella etta"),
)
FRENCH = Origin(
    "French",
    0.01,
    _of(
        "Léa Manon Chloé Camille Inès Jade Louise Zoé Anaïs Éloïse Juliette Océane Noémie Hélène Agathe Mathilde Aïcha"
    ),
    _of(
        "Gabriel Léo Raphaël Louis Jules Hugo Théo Étienne Clément Baptiste Jérôme François Rémi Loïc Thibault Aurélien"
    ),
    _of("Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia"),
    _of("Le Du De Beau Mont Bel Font Mar Chau Bois Ville Roche Gran Lam Des Cham Val Per"),
    _of("roux mont val pierre champ rand bois nier vigne clerc fèvre jean main court bault reau tier"),
)
ORIGINS = (
    BRITISH, INDIAN, POLISH, ROMANIAN, TURKISH, YORUBA, HAUSA, SPANISH, PORTUGUESE, ITALIAN, FRENCH, IRISH,
)  # fmt: skip
