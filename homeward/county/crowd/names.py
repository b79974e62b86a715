"""Names by the language they come from, commonest first, put together by chance into children who do not exist.

Written for this project from general knowledge. A list's order stands for how common its names are; what share each has
is a rule (`share_of`) and was not counted anywhere.
"""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

ORIGINS = {
    "british": 0.70, "south-asian": 0.12, "polish": 0.04, "romanian": 0.03, "turkish": 0.02, "yoruba": 0.02,
    "arabic": 0.03, "somali": 0.01, "irish": 0.02, "portuguese": 0.01,
}  # fmt: skip


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


BOYS = {
    "british": _words(
        "Oliver Jack Harry George Noah Charlie Jacob Alfie Freddie Oscar Thomas James William Joshua Leo Archie "
        "Henry Ethan Joseph Logan Samuel Max Daniel Isaac Edward Lucas Benjamin Alexander Theo Mason Finley "
        "Harrison Arthur Tyler Dylan Riley Jake Adam Luke Matthew Connor Callum Nathan Ryan Jamie Lewis Liam Kai "
        "Cameron Toby Louis Reuben Michael Elliot Luca Bobby Jayden Harvey Zachary Frankie Sebastian Jude Stanley "
        "Ollie Tommy Ben Aaron David Jenson Robert Rory Hugo Blake Owen Kian Ellis Aiden Jackson Reggie Ronnie "
        "Albie Felix Gabriel Bailey Kieran Bradley Christopher Jonathan Patrick Anthony Corey Declan Rhys Gethin "
        "Gavin Craig Scott Stuart Leon Dominic Peter Stephen Andrew Marcus Jordan Kyle Brandon Reece Joe Sam "
        "Billy Danny Jay Zane Troy Dexter Ewan Hamish Angus Fraser Euan Gregor Ivan Simon Mark Paul Nicholas "
        "Timothy Spencer Miles Barnaby Rupert Tobias"
    ),
    "south-asian": _words(
        "Mohammed Muhammad Ibrahim Yusuf Ayaan Hamza Aarav Arjun Zain Ali Bilal Adam Rayyan Haris Zakariya "
        "Mohammed_Ali Umar Hassan Hussain Ismail Ahmed Abdullah Imran Aryan Rohan Vihaan Dev Krish Ishaan Karan "
        "Harpreet Gurpreet Jaspreet Amar Amit Rahul Sanjay Vikram Nikhil Kiran Faisal Usman Mustafa Idris Eesa "
        "Musa Yahya Sufyan Talha Mohammed_Hamza Mohammed_Bilal Syed_Hasan Rafiq Shahid Tariq Waqas Zeeshan Farhan "
        "Junaid Kashif Mohsin Nadeem"
    ),
    "polish": _words(
        "Jakub Kacper Szymon Filip Michal Wojciech Antoni Jan Mateusz Bartosz Adrian Oskar Dawid Wiktor Piotr "
        "Igor Oliwier Marcel Maksymilian Krzysztof Tomasz Lukasz Pawel Marcin Patryk Dominik Kamil Sebastian "
        "Damian Rafal"
    ),
    "romanian": _words(
        "Andrei David Alexandru Gabriel Mihai Ionut Cristian Stefan Darius Luca Matei Robert Florin Marian "
        "Constantin Daniel Adrian Bogdan Catalin Cosmin Razvan Sorin Vasile Gheorghe Nicolae Ion Petru Rares "
        "Tudor Vlad"
    ),
    "turkish": _words(
        "Mehmet Yusuf Emir Mustafa Ahmet Ali Omer Kerem Deniz Emre Can Baran Hasan Huseyin Ibrahim Ismail Murat "
        "Osman Serkan Volkan Yasin Burak Onur Arda Eren Kaan Tolga Umut Cem Azad"
    ),
    "yoruba": _words(
        "Oluwaseun Ayodele Babatunde Temitope Oluwatobi Adebayo Olumide Kayode Segun Femi Tunde Wale Oluwaseyi "
        "Damilola Emmanuel Daniel David Samuel Joshua Michael Ayomide Olamide Adeola Kolade Gbenga Dele Adekunle "
        "Rotimi Sola Tayo"
    ),
    "arabic": _words(
        "Omar Ali Ahmad Mohamed Youssef Karim Hassan Hussein Khaled Ibrahim Mahmoud Mustafa Tariq Samir Walid "
        "Ziad Bashir Faris Hadi Jamal Nabil Rami Salim Yasin Anas Bilal Ayman Hamza Idris Said"
    ),
    "somali": _words(
        "Abdirahman Mohamed Abdullahi Ahmed Yusuf Hassan Ali Omar Ibrahim Ismail Abdi Liban Mahad Zakariya Hamza "
        "Bilal Idris Khalid Mustafa Guled"
    ),
    "irish": _words(
        "Conor Sean Oisin Cian Fionn Liam Patrick Cillian Darragh Tadhg Rory Eoin Finn Callum Aidan Padraig "
        "Diarmuid Ciaran Declan Michael"
    ),
    "portuguese": _words(
        "Joao Miguel Tiago Rafael Diogo Pedro Gabriel Rui Andre Bruno Carlos Daniel David Duarte Fabio Hugo Jorge "
        "Luis Nuno Paulo"
    ),
}
GIRLS = {
    "british": _words(
        "Olivia Amelia Isla Emily Ava Lily Ella Mia Poppy Grace Sophia Evie Jessica Charlotte Sophie Freya Daisy "
        "Alice Isabella Phoebe Florence Ruby Millie Isabelle Chloe Lucy Scarlett Erin Ellie Eva Rosie Maisie "
        "Matilda Imogen Eleanor Hannah Molly Abigail Holly Megan Elizabeth Lola Harriet Zara Maya Bethany Lexi "
        "Georgia Amber Leah Emma Lauren Summer Skye Gracie Amy Katie Anna Niamh Elsie Willow Esme Thea Ivy Lottie "
        "Nancy Martha Zoe Tilly Lacey Faith Eliza Keira Paige Courtney Shannon Jade Kayleigh Abbie Nicole Rebecca "
        "Sarah Rachel Caitlin Alisha Libby Tegan Ffion Cerys Seren Carys Bronwen Skyla Darcey Darcie Aimee "
        "Natasha Natalie Victoria Samantha Stephanie Danielle Jasmine Jennifer Katherine Kate Laura Gemma Kelly "
        "Stacey Tia Demi Kiera Mollie Rose Robyn Heidi Penelope Annabelle Beatrice Clara Francesca Gabriella Iris "
        "Jemima Lydia Mabel Orla Pippa Quinn Rowan Tabitha Verity"
    ),
    "south-asian": _words(
        "Aisha Fatima Maryam Zara Aaliyah Hafsa Khadija Safa Amina Zainab Hannah Inaya Anaya Anika Diya Isha "
        "Meera Priya Riya Saanvi Simran Jasmeen Kiran Manpreet Amrit Navdeep Nisha Pooja Anjali Kavya Mahnoor "
        "Eman Iqra Laiba Sana Sumaya Ruqayyah Yasmin Noor Nusrat Rukhsana Shabnam Tahira Uzma Bushra Farah "
        "Haleema Javeria Maham Rabia"
    ),
    "polish": _words(
        "Julia Zuzanna Maja Lena Oliwia Amelia Wiktoria Aleksandra Natalia Hanna Zofia Alicja Katarzyna Agnieszka "
        "Anna Magdalena Malgorzata Monika Joanna Weronika Karolina Martyna Gabriela Nikola Kinga Ewa Dorota Iwona "
        "Beata Emilia"
    ),
    "romanian": _words(
        "Maria Andreea Elena Ioana Alexandra Sofia Daria Ana Bianca Gabriela Mihaela Cristina Denisa Larisa "
        "Madalina Roxana Simona Teodora Daniela Diana Raluca Oana Georgiana Adelina Antonia Ilinca Carmen "
        "Florentina Nicoleta Sara"
    ),
    "turkish": _words(
        "Zeynep Elif Ayse Fatma Merve Esra Leyla Defne Ebru Selin Sude Yagmur Ece Melis Derya Dilan Rojin Berfin "
        "Hatice Emine Songul Ozlem Pinar Nur Meryem Azra Ela Irem Beyza Hilal"
    ),
    "yoruba": _words(
        "Temitope Oluwadamilola Folasade Ayomide Yetunde Adeola Oluwakemi Titilayo Abimbola Bukola Esther Grace "
        "Blessing Deborah Mary Precious Favour Tolulope Omolara Ibukun Morayo Simisola Toluwani Boluwatife "
        "Teniola Ayodele Funmi Kehinde Taiwo Modupe"
    ),
    "arabic": _words(
        "Fatima Mariam Zahra Layla Noor Aisha Sara Hana Yasmin Amal Rania Salma Huda Iman Jana Lina Malak Nadia "
        "Rima Samar Yara Zainab Dana Farah Ghada Hiba Khadija Lubna Maha Suad"
    ),
    "somali": _words(
        "Hodan Fadumo Ayaan Amina Khadija Hafsa Sumaya Ifrah Naima Asha Halima Zahra Maryan Sahra Ubah Idil Najma "
        "Fartun Hamda Ruqiya"
    ),
    "irish": _words(
        "Niamh Aoife Saoirse Ciara Caoimhe Roisin Siobhan Sinead Orla Aisling Grainne Clodagh Eimear Maeve "
        "Bridget Kathleen Nora Sorcha Una Deirdre"
    ),
    "portuguese": _words(
        "Maria Leonor Matilde Beatriz Carolina Mariana Ana Ines Sofia Margarida Joana Catarina Rita Sara Lara "
        "Iara Daniela Patricia Teresa Marta"
    ),
}
SURNAMES = {
    "british": _words(
        "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White "
        "Roberts Green Hall Wood Jackson Clarke Harrison Cooper Ward Turner Hill Baker Moore Morris Harris "
        "Edwards Martin Lewis Clark Parker Cook Carter Lee Davis Watson Bennett Bell Shaw Phillips Richardson "
        "Young Allen Morgan Collins Mitchell James Cox Simpson Marshall Webb Barker Adams Hughes Price Foster "
        "Gray Palmer Mills Rogers Stevens Hunt Knight Elliott Matthews Chapman Lloyd Holmes Powell Russell Mason "
        "Owen Fisher Barnes Hudson Dixon Fletcher Ellis Pearson Graham Harvey Reynolds Griffiths Saunders Andrews "
        "West Day Brooks Reid Stone Fox Kelly Murray Ford Butler Rose Spencer Cole Dean Lawrence Burton Wells "
        "Walsh Gibson Bailey Grant Hamilton Stewart Scott Campbell Robertson Thomson Anderson MacDonald Duncan "
        "Ferguson Kerr Hart Newton Porter Payne Pearce Perkins Nicholls Peters Poole Potter Pratt Reeves Rhodes "
        "Riley Rowe Sharp Slater Sutton Swift Tucker Vincent Wade Walters Warren Watkins Watts Weston Wheeler "
        "Whittaker Wilkins Wilkinson Willis Woods Yates Abbott Atkinson Austin Ball Barrett Barton Bates Berry "
        "Bird Bishop Blake Bolton Bradley Brookes Bull Burgess Burke Burns Byrne Cartwright Chambers Charlton "
        "Coates Coleman Conway Craig Crawford Cross Cunningham Curtis Dale Daniels Dawson Dyer Farmer Field Finch "
        "Fleming Flynn Freeman French Frost Fuller Gallagher Gardner Garner George Gibbs Gilbert Giles Glover "
        "Goddard Goodwin Gordon Gough Greenwood Gregory Hancock Hardy Hargreaves Harper Hawkins Hayes Haynes "
        "Heath Henderson Herbert Hewitt Higgins Hobbs Hodgson Holland Hooper Hopkins Horton Howard Howarth Howe "
        "Howell Humphreys Iqbal Ingram Jarvis Jenkins Jennings Jordan Joyce Kay Kemp Kent King Kirk Lamb Lane "
        "Leach Long Lowe Lucas Lynch Lyons Mann Marsh May Metcalfe Middleton Miles Moran Morrison Morton Moss "
        "Myers Nash Naylor Norman North Norris Oliver Osborne Page"
    ),
    "south-asian": _words(
        "Khan Patel Singh Ahmed Hussain Ali Begum Kaur Akhtar Shah Mahmood Iqbal Malik Miah Uddin Rahman Islam "
        "Mistry Desai Sharma Gill Sandhu Dhillon Chowdhury Chaudhry Bibi Mohammed Hassan Mirza Qureshi Sheikh "
        "Siddiqui Raja Rashid Aziz Kumar Mehta Joshi Bhatt Chauhan Parmar Solanki Rathod Bains Grewal Sidhu Hayre "
        "Virk Ullah Nazir Saleem Butt Dar Rafiq Hanif Yaqub Farooq Anwar Latif Nawaz"
    ),
    "polish": _words(
        "Nowak Kowalski Wisniewski Wojcik Kowalczyk Kaminski Lewandowski Zielinski Szymanski Wozniak Dabrowski "
        "Kozlowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zajac "
        "Pawlowski Michalski Krol Wieczorek Jablonski Wrobel Nowakowski Majewski Olszewski Stepien Malinowski "
        "Jaworski Adamczyk Dudek"
    ),
    "romanian": _words(
        "Popa Popescu Ionescu Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Constantin Marin Serban Lazar "
        "Munteanu Balan Dinu Tudor Florea Moldovan Dobre Barbu Nistor Enache Sandu Cojocaru Toma Diaconu Voicu"
    ),
    "turkish": _words(
        "Yilmaz Kaya Demir Celik Sahin Yildiz Yildirim Ozturk Aydin Ozdemir Arslan Dogan Kilic Aslan Cetin Kara "
        "Koc Kurt Ozkan Simsek Polat Korkmaz Erdogan Acar Aksoy Gunes Bulut Tekin Yavuz Can"
    ),
    "yoruba": _words(
        "Adeyemi Oladipo Ogunleye Balogun Adebayo Okonkwo Ajayi Akinola Olawale Adeleke Afolabi Bakare Oyelaran "
        "Fashola Adewale Ogunbanjo Alabi Lawal Salami Olaniyan Ayinde Sanni Oluwole Adeniyi Akande Ojo Bello "
        "Idowu Oni Okafor"
    ),
    "arabic": _words(
        "Hassan Ali Ahmad Mohamed Haddad Khalil Mahmoud Rashid Saleh Aziz Nasser Abdullah Ibrahim Karimi Hosseini "
        "Ahmadi Khoury Mansour Najjar Saad Taha Yassin Zaki Amin Darwish Farah Habib Jaber Qasim Sharif"
    ),
    "somali": _words(
        "Mohamed Ali Hassan Ahmed Abdi Omar Yusuf Ibrahim Farah Warsame Jama Osman Hussein Nur Aden Ismail Adan "
        "Muse Abdullahi Duale"
    ),
    "irish": _words(
        "Murphy Kelly O'Sullivan Walsh O'Brien Byrne Ryan O'Connor O'Neill O'Reilly Doyle McCarthy Gallagher "
        "Doherty Kennedy Lynch Murray Quinn Moore McLoughlin"
    ),
    "portuguese": _words(
        "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Jesus Sousa Fernandes Goncalves Gomes "
        "Lopes Marques Alves Almeida Ribeiro Pinto Carvalho"
    ),
}
# Family names that only a few families bear, put together from the parts of places that do not exist.
RARE_STARTS = _words(
    "Ains Ald Barl Bexl Birk Bram Brock Chest Clif Colt Cropl Dals Dun Eastw Ecc Farn Fenw Gar Gil Hal Hick "
    "Ingl Jess Kirk Lang Lov Marl Mel Nor Ort Pick Pres Quen Rad Redf Sel Small Tans Thorn Under Varl Wain "
    "Wheat Whit Yeom"
)
RARE_ENDS = _words(
    "dale by combe croft don field ford gate ham hurst ingham land ley lock low man mere more ney over ridge "
    "shaw shire side son stead stock stone stow ton wade wall ward water well wick wood worth"
)
EXPONENT, OFFSET = 0.85, 4.0


@cache
def rare_surnames() -> tuple[str, ...]:
    """Some 1,700 names, each much rarer than the last of the list."""
    return tuple(start + end for start in RARE_STARTS for end in RARE_ENDS)


@cache
def shares(count: int) -> tuple[float, ...]:
    """The running share of the first names of a list, each as common as its place in it says (Zipf)."""
    weights = [1.0 / (place + OFFSET) ** EXPONENT for place in range(count)]
    total = sum(weights)
    return tuple(accumulate(weight / total for weight in weights))


def place_of(draw: float, names: Sequence[str]) -> str:
    """The name that a draw from zero up to one falls on."""
    running = shares(len(names))
    low, high = 0, len(names) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if draw < running[middle] else (middle + 1, high)
    return names[low]
