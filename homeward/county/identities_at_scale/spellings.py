"""Other ways one name is said or written: short forms, forms of other languages and alphabets."""


def _pairs(text: str) -> dict[str, tuple[str, ...]]:
    """Lines of a name and its other forms."""
    return {line.split()[0]: tuple(line.split()[1:]) for line in text.strip().splitlines()}


NICKNAMES = _pairs("""
Abigail Abi Abby
Adebayo Bayo
Adeola Ade
Adewale Wale Ade
Agnieszka Aga
Alejandro Alex Jandro
Aleksander Alek Olek
Aleksandra Ola
Alessandro Sandro Ale
Alexander Alex Xander Sandy
Alexandra Alex Lexi Sasha
Alexandru Alex Sandu
Alfie Alf
Andrew Andy Drew
Andreea Andra
Annabelle Anna Belle
Anthony Tony
Antoni Antek
Antonio Tonino
Archie Arch
Babatunde Tunde Baba
Bartosz Bartek
Beatrice Bea Bee
Benjamin Ben Benji
Bethany Beth
Bradley Brad
Bukola Bukky
Cameron Cam
Catherine Cathy Kate Katie
Charlie Chaz Charles
Charlotte Lottie Charlie
Christopher Chris Kit
Conor Con
Cristian Cristi
Cristina Cris
Damilola Dami
Daniel Dan Danny
Daniela Dani
David Dave Davy
Dolores Lola
Edward Ed Eddie Ted
Eleanor Ellie Nell
Elena Lena
Elizabeth Lizzie Beth Liz
Elliot Ell
Elżbieta Ela
Emily Em Emmy
Evie Eve
Fionnuala Nuala
Florence Flo Florrie
Florin Flo
Folake Fola
Francesca Fran Frankie
Francesco Franco Ciccio
Francisco Paco Fran Chico
Franciszek Franek
Freddie Fred
Frederick Fred Freddie
Funmilayo Funmi
Gabriel Gabe Gabi
Gabriela Gabi
Georgia Georgie
Giuseppe Beppe Peppe
Grzegorz Grzesiek
Guadalupe Lupe
Guilherme Gui
Gurpreet Gopi
Hannah Han
Harpreet Happy
Harriet Hattie
Harrison Harry
Harry Harold Haz
Henry Harry Hal
Hüseyin Hüso
Ibrahim Ibro
İbrahim İbo
Ignacio Nacho
Imogen Immy
Ionuț Nelu
Isaac Zac
Isabella Bella Izzy
Ishaan Ish
Jack Jackie John
Jacob Jake
Jakub Kuba
James Jim Jamie Jimmy
Jamie Jay
Javier Javi
Jessica Jess Jessie
Jonathan Jon Jonny
José Pepe
Josephine Jo Josie
Joseph Joe Joey
Joshua Josh
João Joãozinho
Katarzyna Kasia
Kayleigh Kay
Katie Kate
Kolawole Kola
Krzysztof Krzysiek Kris
Lakshmi Lucky
Leonardo Leo
Lorenzo Renzo
Louis Lou
Lucas Luke
Lucy Lu
Maciej Maciek
Maddison Maddie
Mădălina Mada
Magdalena Magda
Manpreet Mani
Manuel Manolo
Margaret Maggie Peggy
Matilda Tilly
Mateusz Mati
Matthew Matt Matty
Małgorzata Gosia
Max Maxwell
Megan Meg
Mehmet Memo
Michael Mike Mikey Mick
Michał Michaś
Miguel Migas
Mihaela Miha
Mikołaj Miki
Millie Mil
Modupe Dupe
Molly Mol
Natalia Nata
Natasha Tasha
Nathan Nate
Nicholas Nick Nicky
Nikhil Nik
Oliver Ollie
Olivia Liv Livvy
Olufemi Femi
Olumide Mide
Oluwaseun Seun
Oluwatobi Tobi
Olanrewaju Lanre
Omolara Lara
Pádraig Paddy
Patrick Pat Paddy
Paweł Pawełek
Penelope Penny
Peter Pete
Philip Phil Pip
Philippa Pip Pippa
Phoebe Phoebs
Piotr Piotrek
Priya Pri
Rachel Rach
Rebecca Becky Becca
Reuben Rubes
Riccardo Ricky
Robert Rob Bob Bobby
Rodrigo Rodri
Rosie Rose
Salvatore Totò
Samantha Sam
Samuel Sam Sammy
Sebastian Seb
Siddharth Sid
Simisola Simi
Sophie Soph
Stanisław Staszek
Ștefan Fane
Stephen Steve
Szymon Szymek
Tabitha Tabby
Temitope Temi Tope
Theodore Theo Ted
Thomas Tom Tommy
Titilayo Titi
Tomasz Tomek
Tommaso Tommi
Tommy Tom
Victoria Vicky Tori
Vikram Vicky
Wiktoria Wika
William Will Billy Liam
Wojciech Wojtek
Yewande Wande
Yusuf Yus
Zachary Zac Zach
Zofia Zosia
Zuzanna Zuzia
""")
OTHER_LETTERS = _pairs("""
Aanya Anya
Abubakar Aboubacar Abu-Bakar
Ahmet Ahmed Ahmad
Aisha Ayesha Aysha
Aleksander Alexander
Aleksandra Alexandra
Alicja Alicia
Aliyu Ali
Amina Aminah
Aoife Eefa Aoiffe
Aryan Aaryan
Ayşe Ayse Aysha
Büşra Bushra
Caitlin Kaitlyn Katelyn
Caoimhe Keeva Kiva
Catherine Katherine Kathryn
Chatterjee Chatterji
Chauhan Chohan
Chloe Khloe
Ciara Keira Kiera
Conor Connor
Divya Divia
Eoin Owen Eoghan
Fatima Fatema Fatimah
Fatma Fatima
Filip Philip
Gabriela Gabriella
Gráinne Grania
Gurpreet Gurprit
Hadiza Khadija
Halima Haleema
Hanna Hannah
Harpreet Harprit
Hauwa Hawa
Hüseyin Hussein Huseyin
İbrahim Ibrahim
Ibrahim Ebrahim
Isha Eesha
Jakub Jacob
Jasleen Jaslin
Jyoti Joti
Kayleigh Kayley Kaylee
Khadija Khadijah
Kieran Ciaran Kieron
Krishna Krisna
Lakshman Laxman
Lakshmi Laxmi
Maja Maya
Maryam Mariam
Mateusz Matthew
Megan Meghan
Mehmet Mohammed
Michał Michael
Mohammed Muhammad Mohamed
Mukherjee Mukherji
Mustafa Mustapha
Niamh Neve Neave
Nikola Nicola
Oisín Osheen
Oliwia Olivia
Ömer Omar
Pooja Puja
Reddy Reddi
Reece Rhys Rees
Rhys Reece
Riley Reilly
Robyn Robin
Saanvi Sanvi
Safiya Safia
Saoirse Sersha
Seán Shaun Shawn
Sharma Sarma
Shreya Shriya
Siobhán Shivon Shevaun
Sophie Sofie
Swathi Swati
Szymon Simon
Tadhg Teague
Usman Osman Uthman
Viktoria Victoria
Wiktoria Victoria
Yılmaz Yilmaz
Yusuf Yousef Yousuf
Zachary Zackary
Zainab Zaynab
Zara Zahra
Zeynep Zainab
Zofia Sofia Sophia
""")
STREET_NAMES = (
    "Ash", "Bee", "Blue", "Bones", "Cee", "Chip", "Dimples", "Dizzy", "Dre", "Fitz", "Flash", "Ginge", "Jax", "JJ",
    "Jigsaw", "Kip", "Lil-T", "Lulu", "Mo", "Nell", "Nibs", "Pip", "Red", "Shorty", "Smiler", "Spud", "Sticks", "Tee",
    "Tex", "Tigger", "Tiny", "Trix", "Wiz", "Zed",
)  # fmt: skip
