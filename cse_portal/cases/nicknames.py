"""Names that are forms of each other: short forms, and one name in several spellings and languages."""

from __future__ import annotations

# Each line is one name. A form may stand in several lines.
FORMS = """
abdul abdal abdel
abdullah abdallah abdulla
abigail abi abbie abby gail
ahmed ahmad ahmet ahmod
aisha ayesha aishah aysha ayisha aiesha aicha
alexander alex alec sandy xander alexandr aleksander oleksandr sasha iskander
alexandra alex sandra lexi sasha alexa aleksandra
ali aly
alison ali allison
amanda mandy
amelia amy millie milly
amina aminah ameena aminat
andrew andy drew andrei andrzej andriy
angela angie ange
anna ann anne annie hannah hanna ana anya ania
anthony tony antony ant anton antonio
ashley ash
barbara barb babs
beatrice bea trixie beatriz
benjamin ben benji benny
bernadette bernie
bilal belal billal
brianna bri briana bree
cameron cam
caroline carrie caro karolina carolina
catherine cath cathy kate katie katy kathryn katherine kathleen kitty cat kasia katarzyna kateryna ekaterina
charles charlie chas chuck carlos karol
charlotte charlie lottie char
chloe khloe cloe
christina chris tina chrissy krystyna kristina cristina
christine chris tina chrissy
christopher chris kit topher krzysztof cristofer
daniel dan danny danylo daniil
danielle dani danni
david dave davey davy dawid davit daoud dawud
deborah debbie deb debra
dominic dom dominik
dorothy dot dottie dolly
edward ed eddie ted teddy ned eduard
eleanor ellie nell nora elinor elenor lena
elizabeth liz lizzie beth betty eliza libby lisa elsie bess elisabeth elzbieta elisa
ella ellie
emily em emmy emilia millie
emma em
ethan eitan
fatima fatema fatimah fatoumata fatou fatma
florence flo flora florrie
frances fran fanny francesca francesca frankie
francis frank frankie fran francisco franek
frederick fred freddie freddy
gabriel gabe gabi gavriil
gabrielle gabby gabi gabriella
geoffrey geoff jeff jeffrey
georgia georgie georgina gina
gerald gerry jerry
gregory greg grzegorz
harriet hattie harry
harrison harry
hassan hasan hasaan
helen nell ellen helena elena olena
henry harry hal hank henryk
hussain hussein husain hossain hussien hosain
ibrahim ebrahim ibraheem abraham abe ibrahima
imogen immy
imran emran
isabella izzy bella isabelle isabel isobel ysabel
isaac ishaq isaak
ishmael ismail ismael esmail
ivan evan iwan
jacob jake jakub yakub yaqub yaqoob
jacqueline jackie jacqui
jamal gamal jamaal
james jim jimmy jamie jay
janet jan
jasmine jas jaz yasmin yasmine jasmin yasmeen
jennifer jen jenny jenna
jeremiah jerry jeremy
jessica jess jessie
joanna jo joanne joan johanna
john jon johnny jack jan ivan juan johan sean shaun ian
jonathan jon jonny nathan johnathan
joseph joe joey jose josef jozef yusuf youssef yousef yusef yusaf iosif
joshua josh yeshua
judith judy jude
julia jules julie yulia julka
karim kareem
katrina kat trina
kenneth ken kenny
khadija khadijah kadija hadiza khadeeja
kimberley kim kimberly kimmy
laura lori laurie
lawrence larry laurie lauren laurence
leah lia lea
leonard leo len lenny leon
lewis louis lou luis lewie
lillian lily lilly lilian lil
louise lou lulu luisa
lucy luce lucia lucie
luke lucas luca lukasz luka lukas
lydia lyd lidia
madeleine maddie maddy madeline madison
malgorzata gosia margaret
margaret maggie meg peggy margie rita greta mags marge megan
mariam maryam miriam mariyam meriem
maria mary marie marija mariya
mark marc marcus marek markus
martha marthe marta
mary molly polly may maria marie
matthew matt matty mateusz matteo mateo matvei
matilda tilly tilda mattie
maximilian max maxim maksym maxwell
melissa mel missy
melanie mel
michael mike mick micky mikey mitch michal mikhail miguel mihai mykhailo
michelle shell shelly chelle
mohammed mohamed muhammad mohammad mohamad muhammed muhamed mohamud mahamed mo md mehmet mamadou mahomet
musa moussa moses moosa
mustafa mostafa mustapha moustafa
natalie nat natalia nataliya natasha talia
nathaniel nathan nat nate
nicholas nick nicky nico nikolai mikolaj nikolas nicolas
nicola nicky nikki nic
noor nur nour noora
olivia liv livvy olly
oliver ollie olly oli
omar umar omer
osman usman uthman othman ousmane
pamela pam
patricia pat patty trish tricia patsy
patrick pat paddy patryk
penelope penny pen
peter pete piotr pyotr petro pedro petar
philip phil phillip pip filip
philippa pip pippa
phoebe febe
piotr peter
rachel rach rachael rae raquel
rahim raheem
raymond ray
rebecca becky becca beccy rebekah
richard rick dick rich ricky richie ryszard
robert rob bob bobby robbie bert
roger rodge
ronald ron ronnie
rosemary rose rosie
ruby rubina
salim saleem
salma selma
samantha sam sammy
samuel sam sammy
sarah sara sally sadie zara
sebastian seb bas
shannon shan
sheikh shaikh shaykh
siobhan shivaun chevonne shevaun
sophia sophie sofia zofia sofiya
stephanie steph steffi stefania
stephen steve steven stevie stefan stepan szczepan
susan sue susie suzie zuzanna
suleiman sulaiman suleyman solomon soloman
tariq tarek tarik
theodore theo ted teddy
theresa terry tess tessa teresa
thomas tom tommy tomas tomasz toma
timothy tim timmy
tobias toby
valerie val
vanessa nessa
veronica ronnie weronika
victor vic wiktor viktor
victoria vicky tori vikki wiktoria viktoriya
vincent vin vinny vince
vladimir vlad volodymyr wlodzimierz
walter walt wally
william will bill billy liam willie wilhelm guillermo
yahya yehia john
yasir yaser yassir
zachary zac zach zack zak zakariya zakaria zakariyya
zainab zaynab zeinab zeynep zaineb
zoe zoey
"""

# By its first form, so that a line may be added anywhere; children that are kept already need their keys made anew.
GROUPS: dict[str, frozenset[str]] = {}
for _line in FORMS.split("\n"):
    for _form in _line.split():
        GROUPS[_form] = GROUPS.get(_form, frozenset()) | {_line.split()[0]}
