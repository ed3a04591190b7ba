/**
 * What people's passwords are most often made of, in lower case: words, names, clubs, walks over the
 * keyboard, in several languages. Written down for Hearback; a password is refused where nothing but
 * figures, signs or a repetition was added to one of them (password-rules.ts), which makes many thousands
 * of these.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
password passwort passwd passphrase passcode pass parola parole contrasena contraseña senha motdepasse
wachtwoord haslo heslo hasło salasana losenord lozinka sifre şifre kennwort
qwerty qwertz azerty qwertyuiop qwertzuiop azertyuiop asdfgh asdfghjk asdfghjkl asdfghjklz zxcvbn zxcvbnm
yxcvbnm qazwsx qazwsxedc wsxedc qweasd qweasdzxc asdzxc qwaszx zaqxsw
zaqwsx qwer asdf zxcv qwert asdfg zxcvb poiuy poiuytrewq lkjhgf lkjhgfdsa mnbvcxz mnbvcx oiuytrewq plokij
qawsed qawsedrf edcrfv rfvtgb tgbyhn yhnujm qpalzm qpwoeiruty
abc abcd abcde abcdef abcdefg abcdefgh abcdefghi abcabc aabbcc aaabbb qwe asd zxc wer sdf xyz xyzzy abcxyz
admin administrator administrador administrateur root toor user username guest test tester testing testtest
default login logon signin welcome willkommen bienvenue bienvenido benvenuto letmein letmeinn
letmeinnow openup opensesame sesame master superuser supervisor system sysadmin server manager changeme
changeit changethis secret secreto topsecret private access security secure demo sample example temp
temporary
service support helpdesk office company business internet computer network windows microsoft apple google
facebook twitter instagram youtube amazon samsung android iphone nokia linux ubuntu oracle cisco
database backup hello hallo bonjour hola salam salaam merhaba privet ciao goodbye whatever nothing something
anything everything nobody somebody anybody who cares idontknow dontknow dontcare idontcare
iloveyou iloveu ilovey ilove loveyou loveme lovely love lover lovers loverboy lovergirl iloveme ilovejesus
ilovegod ihateyou iloveyouu lovelove myloves mylove truelove sweetlove teamo tequiero teamomucho jetaime
tiamo ichliebedich
amor amore amour liebe schatz schatzi corazon princesa princess prince queen king kings angel angels angelo
babyboy babygirl baby babe babes babyblue sweetheart sweety sweetie sweet honey honeybee sugar cutie
cutiepie
monkey dragon dragons dragonball tiger tigers tigger lion lions lionking leopard panther panthers eagle
eagles falcon falcons hawk hawks wolf wolves bear bears puppy doggy dog doggie cat kitty kitten hellokitty
cats dogs horse horses pony
dolphin dolphins shark sharks butterfly ladybug spider spiderman turtle rabbit bunny mouse mickey
mickeymouse minnie donald donaldduck snoopy scooby scoobydoo garfield tweety bugsbunny pikachu pokemon
naruto sasuke goku vegeta sonic
mario luigi zelda minecraft roblox fortnite playstation xbox nintendo gameboy gamer gaming starcraft
warcraft diablo halo counterstrike callofduty assassin leagueoflegends dota metallica nirvana slipknot
eminem rihanna beyonce
onedirection justinbieber jonasbrothers mychemicalromance greenday linkinpark blinkone paramore evanescence
acdc ironmaiden beatles rollingstones pinkfloyd ledzeppelin queenband u2 coldplay
superman batman ironman wolverine hulk thor loki captain captainamerica avengers joker catwoman wonderwoman
flash xmen transformer optimus starwars startrek skywalker lukeskywalker vader darthvader yoda jedi anakin
chewbacca princessleia
harrypotter hogwarts gryffindor hermione gandalf frodo legolas aragorn matrix neo trinity terminator rambo
rocky godfather titanic gladiator spartan spartacus zorro
football footbal futbol fussball soccer baseball basketball hockey tennis volleyball softball golf golfer
golfing cricket rugby swimming swimmer running runner skateboard skater snowboard surfing surfer bowling
boxing karate judo wrestling
lakers yankees cowboys steelers redsox packers patriots raiders broncos chargers dolphins giants jets eagles
bears bulls celtics rangers islanders penguins blackhawks redwings mets phillies dodgers
arsenal chelsea liverpool manchester manutd manunited mancity everton tottenham newcastle westham celtic
rangersfc barcelona barca realmadrid madrid atletico juventus juve milan acmilan inter intermilan napoli
roma lazio bayern
bayernmunich dortmund borussia schalke hamburg werder stuttgart galatasaray fenerbahce besiktas ajax
feyenoord benfica sporting porto flamengo corinthians palmeiras santos boca bocajuniors riverplate ronaldo
messi ronaldinho neymar
beckham zidane pele maradona mbappe jordan kobe kobebryant lebron lebronjames shaq iverson tiger woods
federer nadal schumacher senna hamilton valentino rossi ferrari porsche mercedes bmw audi volkswagen toyota
honda nissan mazda subaru
mustang camaro corvette chevrolet chevy ford dodge viper lamborghini maserati bugatti harley harleydavidson
yamaha suzuki kawasaki ducati jaguar cadillac jeep hummer truck trucks racing racer nascar
sunshine sunny sunflower sunset sunrise summer winter spring autumn season january february march april may
june july august september october november december monday tuesday wednesday thursday friday saturday
sunday
flower flowers rose roses lily daisy jasmine violet orchid tulip cherry cherries strawberry blueberry apple
apples banana bananas orange lemon peach melon mango pineapple coconut chocolate cookie cookies candy
cupcake
pancake cheese cheesecake pizza burger pepper ginger cinnamon vanilla peanut peanutbutter butter coffee beer
whiskey vodka tequila corona budlight heineken guinness cocacola coke pepsi mountain mountaindew drpepper
redbull
rainbow rainbows thunder lightning storm stormy snow snowball snowman snowflake rain fire firebird phoenix
ice iceman water ocean river lake island beach mountain forest garden moon moonlight star stars stargate
galaxy universe planet earth
diamond diamonds gold golden silver crystal pearl ruby emerald sapphire platinum money cash dollar dollars
rich million millionaire lucky luckyone winner champion legend hero heroes warrior warriors soldier army
marine marines navy airforce military ranger sniper hunter hunting
fishing fisherman trustno trustme trustnoone nopassword mypassword yourpassword thepassword password123
passw0rd mypass newpass newpassword oldpassword letmepass forget forgot forgotten remember reminder
jesus jesuschrist christ jesusislord jesuslovesme jesussaves god godisgood godislove godbless inshallah
allah allahakbar allahuakbar bismillah muhammad mohammed mohammad ahmed ali hussain hassan fatima maryam
ayesha zainab khadija ibrahim yusuf omar
mashallah subhanallah alhamdulillah ramadan quran islam muslim pakistan lahore karachi islamabad punjab
peshawar kashmir zindabad pakistanzindabad india bharat mumbai delhi krishna shiva ganesh ganesha sairam
omsairam jaimatadi hanuman
blessed blessing faith faithful hope grace gracie heaven angelica gabriel michael raphael saint church bible
genesis matthew mark luke john peter paul simon andrew
mongolia mongol ulaanbaatar chinggis chingis chinggiskhaan genghis temuujin bataa bataar batbayar enkhbat
ganbold bolormaa oyunaa nergui naadam mongoluls
america american usa england london paris france germany deutschland berlin hamburg munich italy italia rome
spain espana madrid portugal lisboa brasil brazil mexico argentina colombia canada toronto australia sydney
china beijing japan tokyo
russia moscow ukraine turkey istanbul egypt cairo africa nigeria lagos kenya newyork newyorkcity brooklyn
california losangeles hollywood chicago boston texas dallas houston florida miami vegas lasvegas denver
seattle phoenixaz
james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
donald steven andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary
nicholas eric
jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack
dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold keith
christian roger noah
gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel
logan alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip johnny
mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra
ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura
cynthia kathleen amy
angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet
catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn
judith megan andrea
cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice
julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany
charlotte marie kayla alexis lori
alejandro alejandra antonio francisco javier carlos miguel manuel pedro pablo diego fernando ricardo eduardo
roberto mariana carolina daniela gabriela valentina camila sofia lucia isabel cristina patricio gustavo
rodrigo santiago sebastian
giuseppe giovanni francesco alessandro andreas stefan stefano marco matteo lorenzo federico chiara giulia
francesca martina valeria paola thomas sebastien nicolas pierre philippe francois isabelle camille chantal
veronique
natasha natalia olga svetlana tatiana ekaterina irina anastasia alexei alexey dmitry dmitri sergey sergei
vladimir andrei andrey mikhail nikita maxim oksana marina
charlie charlotte maggie molly bella max buddy rocky jake bailey sadie lucy daisy sophie cooper duke bear
tucker oliver toby ginger shadow smokey sammy lucky peanut pepper coco princess oreo rusty misty patches
pumpkin boomer bandit buster jasper
cassie casey murphy harley snickers simba zeus apollo athena hercules achilles samson delilah cleopatra
nefertiti pharaoh merlin arthur lancelot camelot excalibur
blink killer killers hacker hacked hacking cracker phantom ghost shadow shadows darkness darkside dark
darkangel angelofdeath devil demon satan lucifer vampire twilight edward bella zombie zombies werewolf
monster monsters nightmare midnight midnite
fuckyou fuckoff fuckme fuckthis fucku fucker asshole bitch bullshit shithead bastard pussy sexy sexygirl
sexyboy sexylady hottie hotstuff naughty playboy playgirl stripper nipple penis cock biteme kissme kissmyass
eatme suckit
freedom peace peaceful happy happyday happiness smile smiley smiling laugh laughter funny crazy crazygirl
insane genius smart clever brilliant awesome amazing wonderful beautiful gorgeous pretty handsome perfect
family mother father mom mommy mum mummy dad daddy mama papa sister sisters brother brothers bro grandma
grandpa friend friends friendship bestfriend bestfriends bff forever foreverlove always together
school college university teacher student student1 class class2010 senior seniors freshman graduate music
musica guitar guitarist piano drums drummer violin singer singing dance dancer dancing ballet party
purple yellow blue green red black white pink orangered violetblue turquoise blackcat blackjack blacklist
blackberry blackwhite redrose redhead bluesky blueeyes bluemoon greenday greentea pinkfloyd pinkpanther
whitesox
michaeljackson michaeljordan elvis elvispresley marilynmonroe jamesbond bond007 agent007 sherlock
sherlockholmes einstein newton galileo shakespeare mozart beethoven
maverick goose topgun rockstar rocknroll rock rocker metal punk punkrock hiphop rapper reggae bobmarley
marley jazz blues techno trance
internet explorer firefox chrome safari yahoo gmail hotmail outlook skype whatsapp telegram netflix spotify
discord twitch steam
manager director president boss chief captain sergeant general major doctor nurse lawyer police fireman
pilot engineer scientist
survey surveys feedback hearback customer customers callcenter callcentre agent agents owner
hunter2 correcthorse correcthorsebatterystaple trustno1 iamgod imthebest thebest number numberone bestever
noway yesyes nono please pleasewait thankyou thanks sorry excuse congratulations welcomehome homesweethome
home house
village city street bridge castle tower garden window door table chair pencil paper book books library
reading writing
asdasd qweqwe zxczxc asdqwe qweasd aaaaaa abcabc testtest passpass lovelove hahaha hahahaha lalala lalalala
blabla blablabla bababa mamama papapa tatata nanana xoxoxo
`
    .trim()
    .split(/\s+/)
)

/** Rows of keys and the alphabet: a piece of one, forwards or backwards, is no password. */
export const walks: readonly string[] = [
  '0123456789012345678901234567890123456789',
  'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
  'qwertyuiop[]',
  'qwertzuiopü',
  'azertyuiopqsdfghjklm',
  'asdfghjkl;',
  'zxcvbnm,./',
  'yxcvbnm',
  'qwertyuiopasdfghjklzxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1a2s3d4f5g6h7j8k9l',
  'zaq12wsxcde34rfvbgt56yhn',
  'a1b2c3d4e5f6g7h8i9j0',
  '1a2b3c4d5e6f7g8h9i',
  '147258369',
  '159357',
  '789456123',
  '741852963',
  '321654987',
  '112233445566778899',
  '123123123',
  '987654321098765432109876543210',
  'йцукенгшщзхъфывапролджэячсмитьбю'
]
